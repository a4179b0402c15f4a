package web

import (
	"cmp"
	"context"
	"errors"
	"net/http"
	"strings"
	"unicode/utf8"

	"gainsay"
	"gainsay/news"
)

// whyRead is what a statement was read from, field by field.
type whyRead struct {
	Missing   string // why there is no evidence; "" where there is some
	Fields    []whyField
	Models    string // that read it now
	Others    bool   // another model set had read what the archive holds
	Corrected bool   // people have changed it since
}

// whyField is a field with what speaks for it.
type whyField struct {
	Name, Value string // Value is "" where the field is left open
	Reasons     []whyReason
}

type whyReason struct {
	Why       string
	Sure      string // "94%"; "" where nobody has counted
	Statement string // name of another statement that it comes from
	Link      string
	Excerpts  []evidenceExcerpt
}

// evidenceExcerpt is words that evidence rests on, with what stands around them.
type evidenceExcerpt struct {
	Before, Words, After string
	Start, End           int // code points
	Headline             bool
}

// why asks what a statement was read from.
func (s *Site) why(ctx context.Context, r *http.Request, e *news.Entry, article *news.Article) (*whyRead, error) {
	found, err := s.asked(r).Explain(ctx, e.ID)
	switch {
	case errors.Is(err, gainsay.ErrNoReader), errors.Is(err, gainsay.ErrUnexplained):
		return &whyRead{Missing: err.Error()}, nil
	case errors.Is(err, context.DeadlineExceeded):
		return &whyRead{Missing: "reading the article again took too long: try later, or ask gainsay read --why at the command line"}, nil
	case err != nil:
		return nil, err
	}
	out := &whyRead{Models: found.Models, Others: e.Document.Models != "" && e.Document.Models != found.Models, Corrected: e.Review == news.Corrected}
	for i := range found.Evidence {
		one := &found.Evidence[i]
		if i == 0 || one.Field != found.Evidence[i-1].Field || one.Value != found.Evidence[i-1].Value {
			out.Fields = append(out.Fields, whyField{Name: string(one.Field), Value: one.Value})
		}
		last := &out.Fields[len(out.Fields)-1]
		last.Reasons = append(last.Reasons, reasonOf(one, e.Document.ID, article))
	}
	return out, nil
}

func reasonOf(e *news.Evidence, document string, article *news.Article) whyReason {
	reason := whyReason{Why: e.Why}
	if e.Confidence > 0 && e.Field != news.FieldConfidence {
		reason.Sure = news.Share(e.Confidence)
	}
	if e.Statement != "" {
		reason.Statement, reason.Link = e.Statement, statementLink(document+"#"+e.Statement)
	}
	text := article.Body(e.Part)
	for _, span := range e.Spans {
		reason.Excerpts = append(reason.Excerpts, evidenceExcerptOf(text, span, e.Part))
	}
	return reason
}

// How many characters of what stands around words are shown, and of the words themselves.
const (
	mostEitherSide = 60
	mostWords      = 240
)

// evidenceExcerptOf cuts a place out of a text, with what stands around it in its paragraph.
func evidenceExcerptOf(text string, span news.Span, part news.Part) evidenceExcerpt {
	start := utf8.RuneCountInString(text[:span.Start])
	x := evidenceExcerpt{Words: shortenedTo(oneLine(span.In(text)), mostWords), Start: start, End: start + utf8.RuneCountInString(span.In(text)), Headline: part == news.InTitle}
	before := []rune(text[strings.LastIndexByte(text[:span.Start], '\n')+1 : span.Start])
	if len(before) > mostEitherSide {
		_, rest, _ := strings.Cut(string(before[len(before)-mostEitherSide:]), " ")
		before = []rune("… " + rest)
	}
	after, _, _ := strings.Cut(text[span.End:], "\n")
	x.Before, x.After = string(before), shortenedTo(after, mostEitherSide)
	return x
}

// cited is how a statement is cited.
type cited struct{ Plain, Markdown, Address string }

// digestShown is how many digits of a digest a cited has.
const digestShown = 16

// citedAs words the cited of an entry, the page of which has an address.
func citedAs(e *news.Entry, address string) cited {
	r := rowOf(e, "")
	said := r.ActVerb + ": " + oneLine(e.Words) // with the quotation marks that the text has
	who := whoOf(&r)
	if r.Role != "" {
		who += " (" + r.Role + ")"
	}
	var how []string
	for _, part := range []string{e.Statement.Channel, e.Statement.Via} {
		if part != "" {
			how = append(how, part)
		}
	}
	if e.Statement.Addressee != "" {
		how = append(how, "to "+e.Statement.Addressee)
	}
	if s := e.Statement.Said; s != nil {
		how = append(how, "said "+s.String())
	}
	circumstances := ""
	if len(how) > 0 {
		circumstances = " (" + strings.Join(how, "; ") + ")"
	}
	published := cmp.Or(string(e.Document.Published), "no date")
	title := oneLine(e.Document.Title)
	captured := "captured " + e.Document.Captured.UTC().Format("2006-01-02 15:04 UTC") + ", SHA-256 " + e.Document.SHA256[:min(len(e.Document.SHA256), digestShown)] + "…"
	source := "“" + title + "”, " + r.Outlet + ", " + published
	linked := source
	if e.Document.URL != "" {
		source += ", " + e.Document.URL
		if linkableAddress(e.Document.URL) {
			linked = "[" + markdownText(title) + "](<" + e.Document.URL + ">), " + markdownText(r.Outlet) + ", " + published
		}
	}
	return cited{Address: address,
		Plain:    who + " " + said + circumstances + ". " + source + "; " + captured + "; Gainsay " + e.ID + ", " + address,
		Markdown: "> " + markdownText(oneLine(e.Words)) + "\n>\n> — " + markdownText(who+" "+r.ActVerb+circumstances) + ". " + linked + "; " + captured + "; [Gainsay " + e.ID + "](<" + address + ">)"}
}

// linkableAddress tells whether an address is one of the web that Markdown can hold.
func linkableAddress(address string) bool {
	return (strings.HasPrefix(address, "https://") || strings.HasPrefix(address, "http://")) && !strings.ContainsAny(address, "<> \n")
}

// markdownText is a text whose marks Markdown takes for what they are.
func markdownText(text string) string { return markdownMarks.Replace(text) }

var markdownMarks = strings.NewReplacer(`\`, `\\`, "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "<", `\<`, ">", `\>`, "`", "\\`", "#", `\#`)

// proof hands out the proof that a statement is in the log, as gainsay log check reads it.
func (s *Site) proof(w http.ResponseWriter, r *http.Request) error {
	id := r.PathValue("document") + "#" + r.PathValue("name")
	found, err := s.asked(r).Proof(r.Context(), id)
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Content-Disposition", `attachment; filename="`+strings.ReplaceAll(id, "#", "-")+`.tlog-proof"`)
	_, _ = w.Write(found.Text()) // whoever went away needs none
	return nil
}
