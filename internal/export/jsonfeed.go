package export

import (
	"io"
	"time"

	"gainsay/news"
)

// JSON Feed 1.1 (jsonfeed.org/version/1.1).

type jsonFeed struct {
	Version string         `json:"version"`
	Title   string         `json:"title"`
	Home    string         `json:"home_page_url,omitempty"`
	Self    string         `json:"feed_url,omitempty"`
	Items   []jsonFeedItem `json:"items"`
}

type jsonFeedItem struct {
	ID        string            `json:"id"`
	URL       string            `json:"url,omitempty"`
	Article   string            `json:"external_url,omitempty"`
	Title     string            `json:"title"`
	Text      string            `json:"content_text"`
	Published string            `json:"date_published,omitempty"`
	Tags      []string          `json:"tags,omitempty"`
	Gainsay   jsonFeedStatement `json:"_gainsay"`
}

// jsonFeedStatement is the extension that programs read.
type jsonFeedStatement struct {
	ID         string  `json:"id"`
	Speaker    string  `json:"speaker,omitempty"`
	SpeakerID  string  `json:"speaker_id,omitempty"`
	Act        string  `json:"act"`
	Stance     string  `json:"stance,omitempty"`
	Claim      string  `json:"claim,omitempty"`
	Day        string  `json:"day,omitempty"` // when it was said, or else published
	Outlet     string  `json:"outlet,omitempty"`
	Words      string  `json:"words"`
	Copies     int     `json:"copies"`
	Confidence float64 `json:"confidence"`
	Review     string  `json:"review"`
	SHA256     string  `json:"sha256,omitempty"`
}

// WriteJSONFeed writes the first [Most] statements as a JSON Feed 1.1, as [WriteAtom] does. What programs want of a
// statement is in "_gainsay".
func WriteJSONFeed(w io.Writer, entries Entries, o *Options) error {
	f, err := feedOf(entries, o)
	if err != nil {
		return err
	}
	out := jsonFeed{Version: "https://jsonfeed.org/version/1.1", Title: f.title, Home: f.home, Self: f.self,
		Items: make([]jsonFeedItem, len(f.items))}
	for i := range f.items {
		item := &f.items[i]
		out.Items[i] = jsonFeedItem{ID: item.id, URL: item.link, Article: item.article, Title: item.title, Text: item.text(),
			Gainsay: jsonFeedStatementOf(&item.entry)}
		if !item.captured.IsZero() {
			out.Items[i].Published = item.captured.Format(time.RFC3339)
		}
		for _, c := range item.categories() {
			out.Items[i].Tags = append(out.Items[i].Tags, c.term)
		}
	}
	json := newJSONWriter(w)
	json.value(out)
	json.raw("\n")
	return json.end()
}

func jsonFeedStatementOf(e *news.Entry) jsonFeedStatement {
	s := jsonFeedStatement{ID: e.ID, Act: string(e.Statement.Act), Stance: string(e.Statement.Stance), Claim: e.Statement.Claim,
		Day: string(day(e)), Outlet: e.Document.Publisher, Words: e.Words, Copies: e.Copies, Confidence: rounded(e.Statement.Confidence),
		Review: reviewOf(e.Review), SHA256: e.Document.SHA256}
	if e.Speaker != nil {
		s.Speaker, s.SpeakerID = e.Speaker.Name, e.Speaker.ID
	}
	return s
}
