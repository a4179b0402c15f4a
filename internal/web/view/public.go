package view

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"path"
	"slices"
	"strings"

	"gainsay"
	"gainsay/news"
)

// ErrHidden is something that the public is not shown.
var ErrHidden = errors.New("this is not shown to everybody: log in to see it")

// Public is an archive as everybody may see it: statements that people have accepted or corrected, with excerpts of the articles that they stand in
// and links to them. What else there is, is unknown to it. It does not embed the archive, so that each method of [Archive] is decided here.
func Public(archive Archive) Archive { return public{archive} }

type public struct{ archive Archive }

func reviewed(e *news.Entry) bool { return e.Review == news.Accepted || e.Review == news.Corrected }

func unknown(id string) error { return fmt.Errorf("%s: %w", id, gainsay.ErrUnknown) }

// asked is a query for what is shown. How things stood once is not: what was taken back since would be.
func asked(q news.Query) (news.Query, error) {
	if !q.AsOf.IsZero() || q.Past {
		return q, ErrHidden
	}
	q.Reviewed = true
	return q, nil
}

func (p public) Statements(ctx context.Context, q news.Query) (news.Page, error) {
	q, err := asked(q)
	if err != nil {
		return news.Page{}, err
	}
	page, err := p.archive.Statements(ctx, q)
	if err != nil {
		return news.Page{}, err
	}
	page.Entries, err = p.entries(ctx, page.Entries)
	return page, err
}

func (p public) Statement(ctx context.Context, id string) (news.Entry, error) {
	e, err := p.archive.Statement(ctx, id)
	if err != nil {
		return news.Entry{}, err
	}
	if !reviewed(&e) {
		return news.Entry{}, unknown(id)
	}
	return p.entry(ctx, e)
}

// isReviewed tells whether a statement is shown.
func (p public) isReviewed(ctx context.Context, id string) (bool, error) {
	e, err := p.archive.Statement(ctx, id)
	if errors.Is(err, gainsay.ErrUnknown) {
		return false, nil
	}
	return err == nil && reviewed(&e), err
}

// entries are those of some entries that are shown, as they are.
func (p public) entries(ctx context.Context, list []news.Entry) (shown []news.Entry, err error) {
	for _, e := range list {
		if !reviewed(&e) {
			continue
		}
		if e, err = p.entry(ctx, e); err != nil {
			return nil, err
		}
		shown = append(shown, e)
	}
	return shown, nil
}

// entry is an entry without what others say that nobody has reviewed: its claim is in its own words.
func (p public) entry(ctx context.Context, e news.Entry) (news.Entry, error) {
	if err := p.ties(ctx, e.Document.ID, &e.Statement); err != nil {
		return e, err
	}
	if e.Answered > 0 {
		answers, err := p.archive.Answers(ctx, e.ID)
		if err != nil {
			return e, err
		}
		e.Answered = len(slices.DeleteFunc(answers, func(a news.Entry) bool { return !reviewed(&a) }))
	}
	e.Words, e.Source = shortWords(e.Words), shortWords(e.Source)
	if e.Claim != "" {
		e.Claim = e.Words
	}
	if e.Speaker != nil {
		e.Speaker = &news.Entity{ID: e.Speaker.ID, Name: e.Speaker.Name, Kind: e.Speaker.Kind, Role: e.Speaker.Role}
	}
	e.Contested, e.Edited = false, false // by statements that may not be shown
	e.Document = head(e.Document)
	return e, nil
}

// ties leaves of what a statement of a document is tied to what is shown.
func (p public) ties(ctx context.Context, document string, s *news.Statement) error {
	var answers []news.Answer
	for _, a := range s.Answers {
		id := a.Statement
		if !strings.Contains(id, "#") {
			id = document + "#" + id
		}
		shown, err := p.isReviewed(ctx, id)
		if err != nil {
			return err
		}
		if shown {
			answers = append(answers, a)
		}
	}
	s.Answers = answers
	if s.Parent != "" {
		shown, err := p.isReviewed(ctx, document+"#"+s.Parent)
		if err != nil {
			return err
		}
		if !shown {
			s.Parent = ""
		}
	}
	return nil
}

// head is what everybody may know of a document: of a file, not in which folder it lay.
func head(h news.Head) news.Head {
	for _, place := range []*string{&h.Place, &h.URL} {
		if !strings.HasPrefix(*place, "https://") && !strings.HasPrefix(*place, "http://") && *place != "" {
			*place = path.Base(*place)
		}
	}
	h.Failure = ""
	return h
}

func (p public) Answers(ctx context.Context, id string) ([]news.Entry, error) {
	if _, err := p.Statement(ctx, id); err != nil {
		return nil, err
	}
	list, err := p.archive.Answers(ctx, id)
	if err != nil {
		return nil, err
	}
	return p.entries(ctx, list)
}

func (p public) History(ctx context.Context, id string) ([]news.Entry, error) {
	if _, err := p.Statement(ctx, id); err != nil {
		return nil, err
	}
	list, err := p.archive.History(ctx, id)
	if err != nil {
		return nil, err
	}
	return p.entries(ctx, list)
}

// shows tells whether a statement is shown that a query asks for.
func (p public) shows(ctx context.Context, q news.Query) (bool, error) {
	q.Reviewed, q.Limit = true, 1
	page, err := p.archive.Statements(ctx, q)
	return len(page.Entries) > 0, err
}

// visible checks that a statement of a document is shown.
func (p public) visible(ctx context.Context, document string) error {
	shown, err := p.shows(ctx, news.Query{Document: document})
	if err == nil && !shown {
		err = unknown(document)
	}
	return err
}

func (p public) Document(ctx context.Context, id string) (news.Head, error) {
	if err := p.visible(ctx, id); err != nil {
		return news.Head{}, err
	}
	h, err := p.archive.Document(ctx, id)
	return head(h), err
}

// heads are those of some documents of which a statement is shown.
func (p public) heads(ctx context.Context, list []news.Head, err error) (shown []news.Head, _ error) {
	if err != nil {
		return nil, err
	}
	for _, h := range list {
		ok, err := p.shows(ctx, news.Query{Document: h.ID})
		if err != nil {
			return nil, err
		}
		if ok {
			shown = append(shown, head(h))
		}
	}
	return shown, nil
}

func (p public) Article(ctx context.Context, id string) (news.Article, error) {
	rec, err := p.Record(ctx, id)
	return rec.Article, err
}

// Record is a record with the statements that are shown, over a text that is blank where none of them stands.
func (p public) Record(ctx context.Context, id string) (news.Record, error) {
	shown := map[string]bool{}
	for e, err := range p.archive.All(ctx, news.Query{Document: id, Reviewed: true}) {
		if err != nil {
			return news.Record{}, err
		}
		shown[e.Statement.ID] = true
	}
	if len(shown) == 0 {
		return news.Record{}, unknown(id)
	}
	whole, err := p.archive.Record(ctx, id)
	if err != nil {
		return news.Record{}, err
	}
	rec := news.Record{ID: whole.ID, Models: whole.Models}
	var spans []news.Span
	entities, claims := map[string]bool{}, map[string]string{}
	for _, s := range whole.Statements {
		if !shown[s.ID] {
			continue
		}
		if s.Part == news.InText {
			spans = append(spans, excerpt(whole.Article.Text, &s)...)
		}
		if s.Source != nil {
			entities[s.Source.Entity] = true
		}
		if s.Claim != "" && claims[s.Claim] == "" {
			claims[s.Claim] = shortWords(news.Words(whole.Article.Body(s.Part), s.Content))
		}
		if err := p.ties(ctx, id, &s); err != nil {
			return news.Record{}, err
		}
		rec.Statements = append(rec.Statements, s)
	}
	for _, e := range whole.Entities {
		if entities[e.ID] {
			rec.Entities = append(rec.Entities, news.Entity{ID: e.ID, Name: e.Name, Kind: e.Kind, Role: e.Role})
		}
	}
	for _, c := range whole.Claims {
		if claims[c.ID] != "" {
			rec.Claims = append(rec.Claims, news.Claim{ID: c.ID, Text: claims[c.ID]})
		}
	}
	a := &whole.Article
	rec.Article = news.Article{Title: a.Title, Byline: a.Byline, Agency: a.Agency, Publisher: a.Publisher, Published: a.Published, Modified: a.Modified, Dateline: a.Dateline,
		CanonicalURL: a.CanonicalURL, Language: a.Language, Text: blanked(a.Text, joined(spans, 0)), URL: head(news.Head{URL: a.URL}).URL}
	return rec, nil
}

func (p public) Claim(ctx context.Context, id string) (news.ClaimPage, error) {
	var entries []news.Entry
	for e, err := range p.All(ctx, news.Query{Claim: id}) {
		if err != nil {
			return news.ClaimPage{}, err
		}
		entries = append(entries, e)
	}
	page, ok := gainsay.ClaimOf(entries, "")
	if !ok {
		return page, unknown(id)
	}
	return page, nil
}

func (p public) Speaker(ctx context.Context, id string) (news.SpeakerPage, error) {
	acts := map[news.Act]int{}
	for e, err := range p.archive.All(ctx, news.Query{Speaker: id, Reviewed: true}) {
		if err != nil {
			return news.SpeakerPage{}, err
		}
		acts[e.Statement.Act]++
	}
	if len(acts) == 0 {
		return news.SpeakerPage{}, unknown(id)
	}
	page, err := p.archive.Speaker(ctx, id)
	if err != nil {
		return news.SpeakerPage{}, err
	}
	page.Names = nil // they stand in articles of which nothing is shown, too
	counts := page.Acts[:0]
	for _, c := range page.Acts {
		if n := acts[c.Act]; n > 0 {
			counts = append(counts, news.ActCount{Act: c.Act, Statements: n})
		}
	}
	page.Acts = counts
	return page, nil
}

func (p public) DocumentsIn(ctx context.Context, id string) ([]news.Head, error) {
	list, err := p.archive.DocumentsIn(ctx, id)
	list, err = p.heads(ctx, list, err)
	if err == nil && len(list) == 0 {
		err = unknown(id)
	}
	return list, err
}

func (p public) Versions(ctx context.Context, id string) ([]news.Head, error) {
	list, err := p.archive.Versions(ctx, id)
	return p.heads(ctx, list, err)
}

func (p public) Copies(ctx context.Context, id string) ([]news.Head, error) {
	list, err := p.archive.Copies(ctx, id)
	return p.heads(ctx, list, err)
}

func (p public) All(ctx context.Context, q news.Query) iter.Seq2[news.Entry, error] {
	return func(yield func(news.Entry, error) bool) {
		q, err := asked(q)
		if err != nil {
			yield(news.Entry{}, err)
			return
		}
		for e, err := range p.archive.All(ctx, q) {
			if err == nil {
				e, err = p.entry(ctx, e)
			}
			if !yield(e, err) || err != nil {
				return
			}
		}
	}
}

func (p public) Names(ctx context.Context, prefix string, most int) ([]gainsay.Named, error) {
	list, err := p.archive.Names(ctx, prefix, most)
	if err != nil {
		return nil, err
	}
	var shown []gainsay.Named
	for _, n := range list {
		known, err := p.Entities(ctx, n.Entity)
		if err != nil {
			return nil, err
		}
		if len(known) == 1 && known[0].Name == n.Name { // another name may stand in articles of which nothing is shown
			n.Documents = 0
			shown = append(shown, n)
		}
	}
	return shown, nil
}

// Sizes counts what people have looked at, and tells nothing of the rest.
func (p public) Sizes(ctx context.Context) (gainsay.Sizes, error) {
	sizes, err := p.archive.Sizes(ctx)
	return gainsay.Sizes{Statements: sizes.Reviewed, Reviewed: sizes.Reviewed}, err
}

// Root and Outlets tell nothing that anybody said.

func (p public) Root(ctx context.Context, id string) (string, error) { return p.archive.Root(ctx, id) }

func (p public) Outlets(ctx context.Context) ([]string, error) { return p.archive.Outlets(ctx) }

// The rest is for those who have logged in. Lists are empty, so that pages that show more besides are shown.

func (public) Captures(context.Context, string) ([]news.Capture, error) { return nil, nil }

func (public) Edits(context.Context, string) ([]news.Edit, error) { return nil, nil }

func (public) Corrections(context.Context, string) ([]news.Correction, error) { return nil, nil }

func (public) Original(context.Context, string) (raw, source []byte, err error) {
	return nil, nil, ErrHidden
}

// feeds are the formats that list the latest statements in their words, and nothing else.
var feeds = []string{"atom", "rss", "jsonfeed"}

// Export writes feeds of what is shown. Files with more than that are for those who have logged in.
func (p public) Export(ctx context.Context, out io.Writer, name string, q news.Query, opts *gainsay.ExportOptions) error {
	for _, f := range gainsay.ExportFormats() {
		if f.Name != name || !slices.Contains(feeds, name) {
			continue
		}
		options := gainsay.ExportOptions{}
		if opts != nil {
			options = *opts
		}
		options.Text, options.WholeClaims = nil, false
		return f.Entries(out, p.All(ctx, q), &options)
	}
	return ErrHidden
}
