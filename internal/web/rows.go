package web

import (
	"cmp"
	"net/url"
	"path"
	"strings"

	"gainsay"
	"gainsay/news"
)

// row is a statement as lists show it. All its texts are plain; templates escape them.
type row struct {
	ID, Link     string // "d12#s7", "/statement/d12/s7"
	Name         string // "s7"
	Day          string // when it was said, with the precision that the text gives: "2024-05-07", "2024-05-06 to 05-12"
	DayWords     string // of the text that give it: "last week"; "" where it gives none
	Published    bool   // the text does not say when it was said: Day is that of publication
	Speaker      string // the name; "" where it is not known
	SpeakerLink  string
	Role         string
	Source       string // the words for the source where they differ from the name
	Act, ActVerb string // "deny", "denies"; ActVerb says no more than the act
	Stance       string
	Form         string
	Words        []piece
	To           string // addressee
	Channel, Via string
	Headline     bool // stands in the headline
	Outlet       string
	OutletLink   string
	Document     string // id
	DocumentLink string
	Title        string // of the article
	Copies       int
	Answered     int
	Answers      int // how many it answers
	Claim        string
	ClaimLink    string
	Contested    bool // its claim is
	Review       string
	Confidence   float64
	Earlier      bool // stands in a version that a later one took the place of
}

// piece is part of a text, marked where a search was for it.
type piece struct {
	Text   string
	Marked bool
}

// rowOf lays an entry out; sought is the text of the search that found it.
func rowOf(e *news.Entry, sought string) row {
	s := &e.Statement
	r := row{ID: e.ID, Link: statementLink(e.ID), Name: s.ID, Act: string(s.Act), ActVerb: actVerb(s), Stance: string(s.Stance), Form: string(s.Form),
		Words: pieces(e.Words, gainsay.Highlight(sought, e.Words)), To: s.Addressee, Channel: s.Channel, Via: s.Via, Headline: s.Part == news.InTitle,
		Outlet: outletOf(&e.Document), Document: e.Document.ID, DocumentLink: documentLink(e.Document.ID), Title: e.Document.Title, Copies: e.Copies,
		Answered: e.Answered, Answers: len(s.Answers), Claim: e.Claim, Contested: e.Contested, Review: string(e.Review), Confidence: s.Confidence, Earlier: !e.Document.Latest}
	r.OutletLink = "/?q=" + url.QueryEscape(`outlet:"`+r.Outlet+`"`)
	if s.Claim != "" {
		r.ClaimLink = "/claim/" + s.Claim
	}
	switch {
	case s.Said != nil:
		r.Day, r.DayWords = shortRange(s.Said.String()), s.Said.Text
	default:
		r.Day, r.Published = string(cmp.Or(e.Document.Published, news.DayOf(e.Document.Captured))), true
	}
	r.Source = oneLine(e.Source)
	if e.Speaker != nil {
		r.Speaker, r.Role, r.SpeakerLink = e.Speaker.Name, e.Speaker.Role, speakerLink(e.Speaker.ID)
		if strings.EqualFold(r.Source, r.Speaker) {
			r.Source = ""
		}
	}
	return r
}

// shortRange says the year of two days in the same once: "2024-05-06 to 05-12".
func shortRange(days string) string {
	first, last, ok := strings.Cut(days, " to ")
	if !ok || len(first) != len("2024-05-06") || len(last) != len(first) || first[:5] != last[:5] {
		return days
	}
	return first + " to " + last[5:]
}

// rowsOf lays entries out.
func rowsOf(entries []news.Entry, sought string) []row {
	rows := make([]row, len(entries))
	for i := range entries {
		rows[i] = rowOf(&entries[i], sought)
	}
	return rows
}

// pieces parts a text at the places that are marked.
func pieces(text string, marked []news.Span) []piece {
	var out []piece
	at := 0
	for _, m := range marked {
		if m.Start > at {
			out = append(out, piece{Text: text[at:m.Start]})
		}
		out = append(out, piece{Text: m.In(text), Marked: true})
		at = m.End
	}
	if at < len(text) {
		out = append(out, piece{Text: text[at:]})
	}
	return out
}

// actVerb is what the speaker does, in the third person; where the act says nothing, no more than that. The cue's verb would say too much: whoever
// "neither confirmed nor denied" a thing does not confirm it.
func actVerb(s *news.Statement) string { return cmp.Or(s.Act.Verb(), "speaks of") }

// The addresses of what the archive holds; exports with --base write the same.

func statementLink(id string) string {
	document, name, _ := strings.Cut(id, "#")
	return "/statement/" + document + "/" + name
}

func documentLink(id string) string { return "/document/" + id }

func speakerLink(id string) string { return "/speaker/" + id }

// linkOf is the address of a statement, a claim or a document.
func linkOf(id string) string {
	switch {
	case strings.Contains(id, "#"):
		return statementLink(id)
	case strings.HasPrefix(id, "c"):
		return "/claim/" + id
	}
	return documentLink(id)
}

// outletOf says where a document stood.
func outletOf(h *news.Head) string { return cmp.Or(h.Publisher, h.Agency, path.Base(h.Place)) }

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// undirected is a text without the controls that turn others round, for what no element can hold apart, such as the title of a mark.
func undirected(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '\u202a' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069' {
			return -1
		}
		return r
	}, s)
}
