package web

import (
	"cmp"
	"fmt"
	"net/http"
	"net/url"

	"gainsay"
	"gainsay/news"
)

// claimRow is a claim as lists show it.
type claimRow struct {
	Link            string
	Words           []piece
	Day, Outlet     string       // of the statement that put it forward first; "" where they are not known
	First           string       // its permalink
	Sides           []listedSide // by stance, those that somebody takes
	Passing         int          // statements that only pass it on
	Origins, Copies int
	Contested       bool
	Reply           *listedReply // nil where nobody denies or doubts it
	Open            bool         // somebody asserts it and nobody denies or doubts it
	Latest          string       // the day of the last statement where that is later than the first's
	Reviewed, Of    int          // statements that somebody has accepted or corrected, of how many
}

// listedSide is who takes one stance towards a claim.
type listedSide struct {
	Stance   string // "asserts"
	Verb     string // "assert", "asserts"
	Speakers []listedSpeaker
	More     int // speakers besides
	Voices   int // statements
}

// listedSpeaker is somebody on a side.
type listedSpeaker struct{ Name, Link string }

// listedReply is the first who answered a claim.
type listedReply struct {
	Name, Link string
	Verb       string // "denied"
	Days       int
}

// mostSided is how many names of a side a list shows.
const mostSided = 3

func claimRowOf(p *news.ClaimPage, sought string) claimRow {
	first := &p.FirstSeen
	r := claimRow{Link: "/claim/" + p.Claim.ID, Words: pieces(p.Claim.Text, gainsay.Highlight(sought, p.Claim.Text)), Day: string(first.Day), Outlet: first.Outlet, First: voiceLink(first),
		Passing: len(p.With("")), Origins: p.Origins, Copies: p.Copies, Contested: p.Contested()}
	for _, stance := range []news.Stance{news.Asserts, news.Denies, news.Doubts} {
		if voices := p.With(stance); len(voices) > 0 {
			r.Sides = append(r.Sides, listedSideOf(stance, voices))
		}
	}
	if a := p.Reply; a != nil {
		r.Reply = &listedReply{Name: voiceName(&a.By), Link: voiceLink(&a.By), Verb: map[news.Stance]string{news.Denies: "denied", news.Doubts: "doubted"}[a.By.Stance], Days: a.Days}
	}
	r.Of = len(p.Voices)
	for _, v := range p.Voices {
		if v.Day > first.Day {
			r.Latest = max(r.Latest, string(v.Day))
		}
		if v.Review != "" {
			r.Reviewed++
		}
	}
	r.Open = len(p.With(news.Asserts)) > 0 && len(p.With(news.Denies))+len(p.With(news.Doubts)) == 0
	return r
}

// listedSideOf gathers the speakers of one stance in the order in which they took it.
func listedSideOf(stance news.Stance, voices []news.Voice) listedSide {
	s := listedSide{Stance: string(stance), Voices: len(voices)}
	seen := map[string]bool{}
	for i := range voices {
		v := &voices[i]
		if key := cmp.Or(v.Speaker, "words "+v.Name); !seen[key] {
			seen[key] = true
			one := listedSpeaker{Name: voiceName(v), Link: voiceLink(v)}
			if v.Speaker != "" {
				one.Link = speakerLink(v.Speaker)
			}
			s.Speakers = append(s.Speakers, one)
		}
	}
	s.Verb = map[news.Stance]string{news.Asserts: "assert", news.Denies: "deny", news.Doubts: "doubt"}[stance]
	if len(s.Speakers) == 1 {
		s.Verb = s.Stance
	}
	if n := len(s.Speakers); n > mostSided+1 {
		s.Speakers, s.More = s.Speakers[:mostSided], n-mostSided
	}
	return s
}

// voiceName is who a voice is.
func voiceName(v *news.Voice) string { return cmp.Or(oneLine(v.Name), "no source named") }

// voiceLink is where the statement of a voice is shown.
func voiceLink(v *news.Voice) string { return statementLink(v.Document + "#" + v.Statement) }

// listTab is one of several forms of a list.
type listTab struct {
	Name, Link string
	On         bool
}

// claims lists the claims that more than one speaker or text speaks to.
func (s *Site) claims(r *http.Request) (page, error) {
	show, sought := cmp.Or(r.FormValue("show"), "contested"), r.FormValue("q")
	query := news.ClaimQuery{ListQuery: news.ListQuery{Cursor: r.FormValue("after")}, Text: sought}
	data := struct {
		Show, Sought, Next, Until string
		Tabs                      []listTab
		Rows                      []claimRow
		Later                     bool // this is not the first page
	}{Show: show, Sought: sought, Later: query.Cursor != ""}
	known := false
	for _, t := range []struct {
		show, name string
		of         news.ClaimShow
	}{{"contested", "Contested", news.ShowContested}, {"unanswered", "Unanswered", news.ShowUnanswered}, {"all", "All", news.ShowAll}} {
		if t.show == show {
			query.Show, known = t.of, true
		}
		data.Tabs = append(data.Tabs, listTab{t.name, addressed("/claims", "show", t.show, "q", sought), t.show == show})
	}
	if !known {
		return page{}, fmt.Errorf("%w: show is contested, unanswered or all", errRequest)
	}
	found, err := s.asked(r).Claims(r.Context(), query)
	if err != nil {
		return page{}, err
	}
	for i := range found.Claims {
		data.Rows = append(data.Rows, claimRowOf(&found.Claims[i], sought))
	}
	if found.Next != "" {
		data.Next, data.Until = addressed("/claims", "show", show, "q", sought, "after", found.Next), string(found.Until)
	}
	return page{template: "claims", title: "Claims", section: "/claims", data: data}, nil
}

// addressed is a path with the values that are not empty, which follow their names.
func addressed(path string, pairs ...string) string {
	values := url.Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i+1] != "" {
			values.Set(pairs[i], pairs[i+1])
		}
	}
	if len(values) == 0 {
		return path
	}
	return path + "?" + values.Encode()
}
