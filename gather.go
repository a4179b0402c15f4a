package gainsay

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"gainsay/internal/capture"
	"gainsay/internal/record"
	"gainsay/internal/stream"
	"gainsay/internal/warc"
	"gainsay/news"
)

// Gathering says how documents are come by.
type Gathering struct {
	Known Source                            // what to take for granted of all documents: Format, Given, Otherwise
	Stdin io.Reader                         // what the place "-" is
	Most  int                               // documents that one feed or sitemap may lead to; 0: 1000
	Told  func(place string, documents int) // is told of lists of addresses how many they lead to; may be nil
	Web   bool                              // only addresses are gone to, so that who names them is shown no file
}

const usualMost = 1000

// ErrNoDocuments is a list or a web archive without a document.
var ErrNoDocuments = errors.New("there is no document in it")

// Collector goes to places for documents. It keeps none of them.
type Collector struct {
	fetcher *capture.Fetcher
	now     func() time.Time
}

// NewCollector makes a collector; fetch says how the web is asked, and now, which may be nil, what time it is.
func NewCollector(fetch capture.Options, now func() time.Time) (*Collector, error) {
	if now == nil {
		now = time.Now
	}
	fetcher, err := capture.NewFetcher(fetch)
	if err != nil {
		return nil, err
	}
	return &Collector{fetcher: fetcher, now: now}, nil
}

// Gather goes to places and yields the documents that are there, in their order: the document itself at a file or an address; what a
// feed (RSS, Atom, JSON Feed), a list of feeds (OPML) or a sitemap leads to; what a web archive (WARC, WACZ) or a stream of contract
// documents (JSON Lines) holds. What cannot be had is yielded too, with the reason, which [Archive.Add] passes on.
func (c *Collector) Gather(ctx context.Context, places iter.Seq[string], how Gathering) iter.Seq[Captured] {
	if how.Most <= 0 {
		how.Most = usualMost
	}
	return func(yield func(Captured) bool) {
		g := gatherer{collector: c, ctx: ctx, how: how, yield: yield}
		for place := range places {
			if ctx.Err() != nil || !g.place(place) {
				return
			}
		}
	}
}

// gatherer goes to places. Its methods are false when the loop is to end.
type gatherer struct {
	collector *Collector
	ctx       context.Context
	how       Gathering
	live      bool // what is at hand was fetched just now
	yield     func(Captured) bool
}

// fail yields what cannot be had.
func (g *gatherer) fail(place string, err error) bool {
	return g.ctx.Err() == nil && g.yield(Captured{Capture: news.Capture{Place: place}, err: err})
}

// place goes to one place.
func (g *gatherer) place(place string) bool {
	switch {
	case place == "-" && !g.how.Web:
		return g.stream(g.how.Stdin, "-")
	case capture.IsAddress(place) && !utf8.ValidString(place):
		return g.fail(place, capture.ErrAddress)
	case capture.IsAddress(place):
		return g.address(capture.Request{Address: place, Direct: true}, "", 0)
	case g.how.Web:
		return g.fail(place, capture.ErrAddress)
	}
	absolute, err := filepath.Abs(place)
	if err != nil {
		return g.fail(place, err)
	}
	file, err := os.Open(place)
	if err != nil {
		_, err = capture.File(place) // words it
		return g.fail(place, err)
	}
	defer file.Close() // it was only read
	if info, err := file.Stat(); err == nil && info.IsDir() {
		return g.fail(place, capture.ErrFolder)
	}
	return g.stream(file, absolute)
}

// deepest is how many lists may lead to each other: a list of feeds to a feed, an index of sitemaps to a sitemap.
const deepest = 2

// address fetches what is at an address.
func (g *gatherer) address(request capture.Request, through string, depth int) bool {
	document, err := g.collector.fetcher.Fetch(g.ctx, request)
	if err != nil {
		return g.fail(request.Address, err)
	}
	g.live = true
	defer func() { g.live = false }()
	return g.document(document, through, depth)
}

// document yields a document, or what a list leads to.
func (g *gatherer) document(d capture.Document, through string, depth int) bool {
	if depth <= deepest {
		switch capture.Sniff(d.Raw, d.ContentType) {
		case capture.KindFeed:
			feed, err := capture.ReadFeed(d.Raw, d.ContentType, d.Location)
			links := make([]string, len(feed.Items))
			for i, item := range feed.Items {
				links[i] = item.Link
			}
			return g.list(d.Asked, links, err, depth)
		case capture.KindOPML:
			feeds, err := capture.ReadOPML(d.Raw)
			links := make([]string, len(feeds))
			for i, feed := range feeds {
				links[i] = feed.Address
			}
			return g.list(d.Asked, links, err, depth)
		case capture.KindSitemap:
			sitemap, err := capture.ReadSitemap(d.Raw, d.ContentType, d.Location)
			var links []string
			for _, listed := range slices.Concat(sitemap.Sitemaps, sitemap.Pages) {
				links = append(links, listed.Address)
			}
			return g.list(d.Asked, links, err, depth)
		case capture.KindWARC:
			return g.warc(bytes.NewReader(d.Raw), d.Asked)
		case capture.KindWACZ:
			return g.wacz(bytes.NewReader(d.Raw), int64(len(d.Raw)), d.Asked)
		}
	}
	return g.yield(g.captured(d, through))
}

// captured is a document with what is taken for granted of all.
func (g *gatherer) captured(d capture.Document, through string) Captured {
	c := Captured{Source: sourceIn(d), Capture: captureOf(d), ETag: d.ETag, LastModified: d.LastModified, live: g.live && d.Status != 0 && capture.IsAddress(d.Asked)}
	c.Capture.Through = through
	c.Format, c.Given, c.Otherwise = g.how.Known.Format, g.how.Known.Given, g.how.Known.Otherwise
	return c
}

// sourceIn is what is to be read in a captured document.
func sourceIn(d capture.Document) Source {
	return Source{ID: d.Location, Raw: d.Raw, ContentType: d.ContentType, Location: d.Location}
}

// captureOf is how a document was come by.
func captureOf(d capture.Document) news.Capture {
	return news.Capture{Place: d.Asked, Location: d.Location, Redirects: d.Redirects, Time: d.Time, Status: d.Status, Header: d.Header, ContentType: d.ContentType}
}

// list goes to the addresses of a list.
func (g *gatherer) list(place string, links []string, err error, depth int) bool {
	if err != nil && !g.fail(place, err) {
		return false
	}
	if len(links) == 0 && err == nil {
		return g.fail(place, ErrNoDocuments)
	}
	if len(links) > g.how.Most {
		links = links[:g.how.Most]
	}
	if g.how.Told != nil {
		g.how.Told(place, len(links))
	}
	for _, link := range links {
		if g.ctx.Err() != nil || !g.address(capture.Request{Address: link}, place, depth+1) {
			return false
		}
	}
	return true
}

// stream yields what a file or standard input holds.
func (g *gatherer) stream(in io.Reader, place string) bool {
	buffered := bufio.NewReaderSize(in, 1<<16)
	head, _ := buffered.Peek(1 << 16) // what is wrong with it is told when it is read
	switch kind := capture.Sniff(head, ""); {
	case kind == capture.KindWARC:
		// More can be saved of a broken file that the reader can go back in.
		if file, ok := in.(io.ReadSeeker); ok {
			if _, err := file.Seek(0, io.SeekStart); err == nil {
				return g.warc(file, place)
			}
		}
		return g.warc(buffered, place)
	case kind == capture.KindWACZ || bytes.HasPrefix(head, []byte("PK\x03\x04")):
		if file, ok := in.(io.ReaderAt); ok {
			if size, err := in.(io.Seeker).Seek(0, io.SeekEnd); err == nil {
				return g.wacz(file, size, place)
			}
		}
	case kind != capture.KindFeed && isLines(head):
		return g.lines(buffered, place)
	}
	document, err := capture.Stream(buffered, place)
	if err != nil {
		return g.fail(place, err)
	}
	return g.document(document, "", 0)
}

// isLines tells documents of the contract, one a line, from anything else: most lines at the beginning are such, or the first one goes on
// behind it and looks like one.
func isLines(head []byte) bool {
	head = bytes.TrimPrefix(head, byteOrderMark)
	documents, others := 0, 0
	for line := range bytes.Lines(head) {
		if _, err := record.DecodeInput(line); err == nil {
			documents++
		} else if len(bytes.TrimSpace(line)) > 0 {
			others++
		}
	}
	if documents > 0 {
		return documents >= others-1 // the last one may be cut off
	}
	line, _, whole := bytes.Cut(bytes.TrimSpace(head), []byte("\n"))
	return !whole && bytes.HasPrefix(line, []byte("{")) && bytes.Contains(line, []byte(`"id"`))
}

// byteOrderMark is what some programs begin a file with.
var byteOrderMark = []byte("\uFEFF")

// longestLine is how many bytes a line of the contract may have.
const longestLine = 64 << 20

// lines yields the documents of a stream of the contract, each by its address or its id in the stream.
func (g *gatherer) lines(in *bufio.Reader, place string) bool {
	found := time.Now().UTC()
	for number := 1; ; number++ {
		read, err := stream.ReadLine(in, longestLine)
		ended := errors.Is(err, io.EOF)
		switch {
		case err != nil && !ended:
			return g.fail(place, err)
		case read.TooLong:
			if !g.fail(place, fmt.Errorf("line %d: %w", number, errLongLine)) {
				return false
			}
		}
		line := bytes.TrimSpace(bytes.TrimPrefix(read.Text, byteOrderMark))
		if len(line) > 0 && !g.line(line, place, number, found) {
			return false
		}
		if ended {
			return true
		}
	}
}

func (g *gatherer) line(line []byte, place string, number int, found time.Time) bool {
	in, err := record.DecodeInput(line)
	if err != nil {
		return g.fail(place, fmt.Errorf("line %d: %w", number, err))
	}
	at := in.URL
	if !capture.IsAddress(at) {
		at = place + "#" + in.ID
	}
	c := Captured{Source: Source{ID: in.ID, Raw: line, Location: in.URL}, Capture: news.Capture{Place: at, Location: at, Time: found, Through: place}, isLine: true}
	c.Given, c.Otherwise = g.how.Known.Given, g.how.Known.Otherwise
	return g.yield(c)
}

// warc yields the documents of a web archive.
func (g *gatherer) warc(in io.Reader, place string) bool {
	reader := warc.NewReader(in)
	for n := 0; ; {
		rec, err := reader.Next()
		var broken *warc.Broken
		switch {
		case errors.Is(err, io.EOF):
			return n > 0 || g.fail(place, ErrNoDocuments)
		case errors.As(err, &broken):
			if !g.fail(place, err) {
				return false
			}
			continue
		case err != nil:
			return g.fail(place, err)
		}
		found, more := g.warcRecord(rec, place)
		if !more {
			return false
		}
		if found {
			n++
		}
	}
}

// wacz yields the documents of a packed web archive.
func (g *gatherer) wacz(in io.ReaderAt, size int64, place string) bool {
	archive, err := warc.ReadWACZ(in, size)
	if err != nil {
		return g.fail(place, err)
	}
	n := 0
	for rec, err := range archive.Records() {
		if err != nil {
			if !g.fail(place, err) {
				return false
			}
			continue
		}
		found, more := g.warcRecord(rec, place)
		if !more {
			return false
		}
		if found {
			n++
		}
	}
	return n > 0 || g.fail(place, ErrNoDocuments)
}

// readable are the types of documents that a web archive is searched for; style sheets, pictures and the like are passed over.
var readable = []string{"text/html", "application/xhtml+xml", "text/plain", "text/markdown", "multipart/related", "message/rfc822"}

// warcRecord yields the document of a record; found is false where there is none in it.
func (g *gatherer) warcRecord(rec *warc.Record, place string) (found, more bool) {
	d := capture.Document{Asked: rec.TargetURI, Location: rec.TargetURI, Time: rec.Date}
	body, encoding := rec.Block, ""
	switch rec.Type {
	case warc.TypeResource:
		d.ContentType = rec.ContentType
	case warc.TypeResponse:
		response, err := rec.Response()
		if err != nil || response.Status != 200 {
			return false, true // not of HTTP, or no page
		}
		d.Status, d.ContentType, body, encoding = response.Status, response.Header.Get("Content-Type"), response.Body, response.Header.Get("Content-Encoding")
		for _, field := range response.Header {
			d.Header = append(d.Header, news.HeaderField{Name: field.Name, Value: field.Value})
		}
	default:
		return false, true
	}
	media, _, _ := strings.Cut(strings.ToLower(d.ContentType), ";")
	if !slices.Contains(readable, strings.TrimSpace(media)) || !capture.IsAddress(d.Asked) && rec.Type == warc.TypeResponse {
		return false, true
	}
	raw, err := capture.Decode(body, encoding, capture.MaxBytes)
	if err != nil {
		return false, g.fail(d.Asked, err)
	}
	if d.Time.IsZero() {
		d.Time = g.collector.now().UTC()
	}
	d.Raw = raw
	c := g.captured(d, place)
	c.live = false // it was found when the archive was made
	return true, g.yield(c)
}
