package news

import "time"

// Capture is one look at a place: which bytes were there, when, and how they were come by.
type Capture struct {
	ID          int64
	Place       string        // what was asked for: an address, a path, or the name of a stream
	Location    string        // where it was found, behind all redirects
	Redirects   []string      // the addresses on the way, the one asked for first; none where it was found at once
	Time        time.Time     // in UTC
	Status      int           // of HTTP; 0 where there was no server
	Header      []HeaderField // as the server sent it, in its order
	ContentType string        // as the server gave it; "" for a file or a stream
	SHA256      string        // of the original bytes, in lower-case hex
	Size        int64         // of them
	Through     string        // what led there: the address of a feed, a WARC file; "" for the place itself
	Document    string        // id of the document that was read off it; "" before that is known
}

// HeaderField is one line of a header of HTTP.
type HeaderField struct{ Name, Value string }
