package mcp

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"gainsay"
	"gainsay/news"
)

// statement is one statement as tools give it.
type statement struct {
	ID         string   `json:"id"`
	Permalink  string   `json:"permalink"`
	Verbatim   verbatim `json:"verbatim" jsonschema:"quoted from the article"`
	SpeakerID  string   `json:"speaker_id,omitempty" jsonschema:"not there where nobody could be resolved"`
	Act        string   `json:"act" jsonschema:"assert, deny, accuse, demand, promise, warn, confirm, question, decline or other"`
	SaidFrom   string   `json:"said_from,omitempty" jsonschema:"first day on which it can have been said; not there where the text leaves it open"`
	SaidTo     string   `json:"said_to,omitempty" jsonschema:"last day on which it can have been said"`
	Claim      string   `json:"claim,omitempty" jsonschema:"id of the claim that it speaks to; see the tool exchange"`
	Stance     string   `json:"stance,omitempty" jsonschema:"towards the claim"`
	AnsweredBy int      `json:"answered_by" jsonschema:"so many statements answer it"`
	Copies     int      `json:"copies" jsonschema:"other documents that carry the same text"`
	Review     string   `json:"review,omitempty" jsonschema:"accepted or corrected by a person; not there: read by a machine only"`
	Confidence float64  `json:"confidence" jsonschema:"of the machine's reading: how often such a one is right"`
	Anchor     anchor   `json:"anchor"`
	Document   document `json:"document"`
}

// verbatim is what was taken from the article.
type verbatim struct {
	Speaker   string `json:"speaker,omitempty" jsonschema:"name"`
	Role      string `json:"role,omitempty"`
	Source    string `json:"source,omitempty" jsonschema:"the article's words for the speaker"`
	Words     string `json:"words" jsonschema:"exactly what the article reports"`
	Sentence  string `json:"sentence,omitempty" jsonschema:"what surrounds the words"`
	Said      string `json:"said,omitempty" jsonschema:"the words that tell when"`
	Addressee string `json:"addressee,omitempty"`
	Channel   string `json:"channel,omitempty"`
	Via       string `json:"via,omitempty" jsonschema:"through whom the words came"`
	Wording   string `json:"claim,omitempty" jsonschema:"of the claim"`
}

// anchor is where the words stand in the archived article.
type anchor struct {
	Document string   `json:"document"`
	Part     string   `json:"part" jsonschema:"text or title"`
	Content  [][2]int `json:"content" jsonschema:"half-open ranges of Unicode code points of that part"`
	SHA256   string   `json:"sha256" jsonschema:"of the original bytes"`
}

type document struct {
	ID        string           `json:"id"`
	Permalink string           `json:"permalink"`
	URL       string           `json:"url,omitempty"`
	Published string           `json:"published,omitempty"`
	Captured  string           `json:"captured"`
	Version   int              `json:"version"`
	Latest    bool             `json:"latest"`
	SHA256    string           `json:"sha256"`
	Verbatim  documentVerbatim `json:"verbatim"`
}

type documentVerbatim struct {
	Title  string   `json:"title,omitempty"`
	Outlet string   `json:"outlet,omitempty"`
	Agency string   `json:"agency,omitempty"`
	Byline []string `json:"byline"`
}

func (t tools) documentOf(h *news.Head) document {
	d := document{ID: h.ID, Permalink: t.base + "/document/" + h.ID, URL: shown(h.URL), Published: string(h.Published), Captured: h.Captured.UTC().Format(time.RFC3339),
		Version: h.Version, Latest: h.Latest, SHA256: h.SHA256, Verbatim: documentVerbatim{Title: shown(h.Title), Outlet: shown(h.Publisher), Agency: shown(h.Agency), Byline: []string{}}}
	for _, name := range h.Byline {
		d.Verbatim.Byline = append(d.Verbatim.Byline, shown(name))
	}
	return d
}

// statements lays entries out.
func (t tools) statements(ctx context.Context, entries []news.Entry) ([]statement, error) {
	out := make([]statement, 0, len(entries))
	for i := range entries {
		one, err := t.one(ctx, &entries[i])
		if err != nil {
			return nil, err
		}
		out = append(out, one)
	}
	return out, nil
}

func (t tools) one(ctx context.Context, e *news.Entry) (statement, error) {
	s := &e.Statement
	out := statement{ID: e.ID, Permalink: t.permalink(e.ID), Act: string(s.Act), Claim: s.Claim, Stance: string(s.Stance), AnsweredBy: e.Answered, Copies: e.Copies,
		Review: string(e.Review), Confidence: s.Confidence, Document: t.documentOf(&e.Document),
		Verbatim: verbatim{Source: shown(e.Source), Words: shown(e.Words), Addressee: shown(s.Addressee), Channel: shown(s.Channel), Via: shown(s.Via), Wording: shown(e.Claim)},
		Anchor:   anchor{Document: e.Document.ID, Part: string(s.Part), Content: [][2]int{}, SHA256: e.Document.SHA256}}
	if e.Speaker != nil {
		out.SpeakerID, out.Verbatim.Speaker, out.Verbatim.Role = e.Speaker.ID, shown(e.Speaker.Name), shown(e.Speaker.Role)
	}
	if s.Said != nil {
		out.SaidFrom, out.SaidTo, out.Verbatim.Said = string(s.Said.From), string(s.Said.To), shown(s.Said.Text)
	}
	article, err := t.archive.Article(ctx, e.Document.ID)
	switch {
	case errors.Is(err, gainsay.ErrUnknown):
		return out, nil // this viewer is not shown articles
	case err != nil:
		return out, err
	}
	text := article.Body(s.Part)
	for _, span := range s.Content {
		start := utf8.RuneCountInString(text[:span.Start])
		out.Anchor.Content = append(out.Anchor.Content, [2]int{start, start + utf8.RuneCountInString(span.In(text))})
	}
	out.Verbatim.Sentence = shown(around(text, s.Content))
	return out, nil
}

// mostAround is how many bytes of a paragraph are shown on either side of the words.
const mostAround = 300

// around is the paragraph that words stand in, cut where it is long.
func around(text string, spans []news.Span) string {
	if len(spans) == 0 {
		return ""
	}
	start, end := spans[0].Start, spans[len(spans)-1].End
	from, to := max(0, start-mostAround), min(len(text), end+mostAround)
	if i := strings.LastIndex(text[from:start], "\n"); i >= 0 {
		from += i + 1
	}
	if i := strings.Index(text[end:to], "\n"); i >= 0 {
		to = end + i
	}
	for from < start && !utf8.RuneStart(text[from]) {
		from++
	}
	for to > end && to < len(text) && !utf8.RuneStart(text[to]) {
		to--
	}
	return text[from:to]
}

// shown is a text of an article with what cannot be seen made visible, so that it cannot hide an instruction or turn the text around:
// controls, formats such as overrides of direction and the tag characters, and what has no meaning assigned.
func shown(text string) string {
	if strings.IndexFunc(text, hidden) < 0 {
		return text
	}
	var out strings.Builder
	for _, r := range text {
		if hidden(r) {
			fmt.Fprintf(&out, "⟨U+%04X⟩", r)
		} else {
			out.WriteRune(r)
		}
	}
	return out.String()
}

// hidden tells whether a character shows nothing. Joiners belong to the spelling of some scripts, and the soft hyphen does no harm.
func hidden(r rune) bool {
	const joiner, nonJoiner, softHyphen = '\u200d', '\u200c', '\u00ad'
	switch r {
	case '\n', '\t', joiner, nonJoiner, softHyphen:
		return false
	case '\u2028', '\u2029':
		return true
	}
	return unicode.In(r, unicode.Cc, unicode.Cf, unicode.Co) || unicode.Is(unicode.Variation_Selector, r) && r >= 0xe0100
}
