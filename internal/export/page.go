package export

import (
	"cmp"
	_ "embed"
	"fmt"
	"html/template"
	"io"
	"slices"
	"time"

	"gainsay/news"
)

//go:embed page.html
var pageSource string

// evidencePage is what page.html shows.
type evidencePage struct {
	Claim      string
	ID, Link   string
	Made       string
	Facts      []string
	Sides      []pageSide
	Documents  []pageDocument
	Decisions  int
	Proofs     bool
	Head       string
	PublicKey  string
	Unreviewed int
}

// pageSide is the statements that take one stance.
type pageSide struct {
	Name       string
	Statements []pageStatement
}

type pageStatement struct {
	ID, Link, Day, Said      string
	Speaker, Role, Source    string
	Verb, Words              string
	Indirect                 bool
	Outlet, Agency, Headline string
	Document, URL            string
	Copies                   string
	SHA256, Captured, Review string
}

type pageDocument struct {
	ID, Title, Outlet, Published, URL, SHA256, Captured string
}

// sides are the stances in the order in which the page has them.
var sides = []struct {
	stance news.Stance
	name   string
}{
	{news.Asserts, "Asserts it"}, {news.Denies, "Denies it"}, {news.Doubts, "Doubts it"}, {"", "Passes it on"},
	{rejected, "Read wrongly: a person rejected these readings"},
}

// rejected stands for the stance of statements that somebody has rejected: they were never made.
const rejected news.Stance = "rejected"

// writePage writes the page of a bundle: one file without script that asks for nothing.
func writePage(w io.Writer, e *Evidence, o *Options) error {
	page, err := template.New("page").Parse(pageSource)
	if err != nil {
		return err
	}
	return page.Execute(w, pageOf(e, o))
}

func pageOf(e *Evidence, o *Options) *evidencePage {
	p := &evidencePage{Claim: oneLine(e.Claim.Claim.Text), ID: o.urn(e.Claim.Claim.ID), Link: o.link(e.Claim.Claim.ID), Facts: claimFacts(&e.Claim),
		Decisions: len(e.Corrections), Proofs: e.Proofs != nil, Head: string(e.Head), PublicKey: e.PublicKey}
	if !e.Made.IsZero() {
		p.Made = e.Made.UTC().Format(time.RFC3339)
	}
	entries := slices.Clone(e.Entries)
	slices.SortStableFunc(entries, byDay)
	seen := map[string]bool{}
	for _, side := range sides {
		group := pageSide{Name: side.name}
		for i := range entries {
			if entry := &entries[i]; sideOf(entry) == side.stance {
				group.Statements = append(group.Statements, pageStatementOf(entry, o))
			}
		}
		p.Sides = append(p.Sides, group)
	}
	for i := range entries {
		if entries[i].Review == "" {
			p.Unreviewed++
		}
		if head := &entries[i].Document; !seen[head.ID] {
			seen[head.ID] = true
			p.Documents = append(p.Documents, pageDocument{ID: head.ID, Title: oneLine(head.Title), Outlet: oneLine(head.Publisher),
				Published: string(head.Published), URL: webAddress(head.URL), SHA256: head.SHA256, Captured: timeOf(head.Captured)})
		}
	}
	return p
}

func sideOf(e *news.Entry) news.Stance {
	if e.Review == news.Rejected {
		return rejected
	}
	return e.Statement.Stance
}

// byDay puts statements of unknown day last.
func byDay(a, b news.Entry) int {
	first, second := day(&a), day(&b)
	if (first == "") != (second == "") {
		return cmp.Compare(len(second), len(first))
	}
	return cmp.Compare(first, second)
}

func pageStatementOf(e *news.Entry, o *Options) pageStatement {
	head := &e.Document
	s := pageStatement{ID: o.urn(e.ID), Link: o.link(e.ID), Day: cmp.Or(string(day(e)), "no known day"), Said: saidLine(e.Statement.Said),
		Speaker: speakerOf(e), Source: oneLine(e.Source), Verb: verbOf(e.Statement.Act), Words: e.Words, Indirect: e.Statement.Form == news.Indirect,
		Outlet: cmp.Or(oneLine(head.Publisher), "unknown outlet"), Agency: oneLine(head.Agency), Headline: oneLine(head.Title), Document: head.ID,
		URL: webAddress(head.URL), SHA256: head.SHA256, Captured: timeOf(head.Captured), Review: reviewOf(e.Review)}
	if e.Speaker != nil {
		s.Role = oneLine(e.Speaker.Role)
	}
	if e.Copies > 0 {
		s.Copies = counted(e.Copies, "other document carries", "other documents carry") + " the same text"
	}
	return s
}

// claimFacts tells where a claim was first seen, how many texts carry it, and whether it was answered.
func claimFacts(p *news.ClaimPage) []string {
	var facts []string
	if p.FirstSeen.Day != "" {
		first := "First seen on " + string(p.FirstSeen.Day)
		if p.FirstSeen.Outlet != "" {
			first += " in " + oneLine(p.FirstSeen.Outlet)
		}
		facts = append(facts, first+".")
	}
	texts := counted(p.Origins, "independent text", "independent texts")
	if p.Copies > 0 {
		texts += " and " + counted(p.Copies, "copy", "copies")
	}
	facts = append(facts, texts+".")
	if r := p.Reply; r != nil {
		when := "the same day"
		if r.Days > 0 {
			when = "after " + counted(r.Days, "day", "days")
		}
		facts = append(facts, "First answered by "+cmp.Or(oneLine(r.By.Name), noSource)+" "+when+".")
	}
	return facts
}

// counted is a number with its noun.
func counted(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// timeOf is a time in UTC to the second; "" where it is not known.
func timeOf(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}
