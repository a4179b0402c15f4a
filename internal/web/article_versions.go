package web

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"gainsay"
	"gainsay/news"
)

// version is a version of an article, for people to read.
type version struct {
	ID, Link  string
	Number    int
	Captured  string
	Published string
	Title     string
	State     string // what is the matter with it; "" where nothing is
	Latest    bool
	Shown     bool // it is the document of the page
}

func versionOf(h *news.Head) version {
	v := version{ID: h.ID, Link: documentLink(h.ID), Number: h.Version, Captured: moment(h.Captured), Published: string(h.Published), Title: oneLine(h.Title), Latest: h.Latest}
	switch h.State {
	case news.Failed:
		v.State = "could not be read"
	case news.Captured, news.Read:
		v.State = "not in the ledger yet"
	}
	return v
}

// articleVersions is the tab with all versions of an article, and with what changed from one to another.
type articleVersions struct {
	Versions      []version
	Before, After *version // that are compared; nil where there is one version only
	Problem       string   // why they cannot be
	Title         []change // of the headline; none where it is the same
	Passages      []passageDiff
	Statements    []statementDiff // those that are not kept
	Kept          int             // statements
}

// passageDiff is paragraphs of two texts side by side, or a run of paragraphs that are the same in both.
type passageDiff struct {
	Kind          news.PassageKind
	Same          []string // paragraphs that are in both
	Before, After []change // of those that changed: what of each side stands there
	Words         string   // of those that stand on one side only
}

// statementDiff is what became of a statement from one version to the next.
type statementDiff struct {
	Kind, Label   string
	Changed       string // the fields
	Before, After *sideOfDiff
}

// sideOfDiff is a statement in one of two versions.
type sideOfDiff struct {
	Name, Link, Speaker, Act, ActVerb, Day string
	Words                                  []change
}

// editLabels say what an edit did to a statement.
var editLabels = map[news.EditKind]string{news.Added: "added", news.Gone: "gone", news.Reworded: "reworded", news.SpeakerChanged: "another speaker",
	news.QuotationChanged: "quotation changed", news.ReadOtherwise: "read otherwise, not edited"}

// fillVersions is the tab Versions: ?from=d4&to=d5 compares two; without, this version is compared with the one before.
func (s *Site) fillVersions(r *http.Request, p *articlePage) error {
	t := &articleVersions{}
	p.Versions = t
	at := 0
	for i := range p.versions {
		v := versionOf(&p.versions[i])
		if v.ID == p.ID {
			v.Shown, at = true, i
		}
		t.Versions = append(t.Versions, v)
	}
	if len(t.Versions) < 2 {
		return nil
	}
	after := max(at, 1)
	before := after - 1
	for _, one := range []struct {
		name string
		to   *int
	}{{"from", &before}, {"to", &after}} {
		if given := r.FormValue(one.name); given != "" {
			if *one.to = slices.IndexFunc(t.Versions, func(v version) bool { return v.ID == given }); *one.to < 0 {
				return fmt.Errorf("%w: %q is no version of this article", errRequest, given)
			}
		}
	}
	t.Before, t.After = &t.Versions[before], &t.Versions[after]
	if before == after {
		t.Problem = problemItself
		return nil
	}
	return s.compareVersions(r, t)
}

func (s *Site) compareVersions(r *http.Request, t *articleVersions) error {
	var articles [2]news.Article
	var records [2]*news.Record
	for i, id := range []string{t.Before.ID, t.After.ID} {
		var err error
		if articles[i], err = s.asked(r).Article(r.Context(), id); errors.Is(err, gainsay.ErrFailed) {
			t.Problem = "One of the two could not be read, so that they cannot be compared: " + err.Error()
			return nil
		} else if err != nil {
			return err
		}
		rec, err := s.asked(r).Record(r.Context(), id)
		switch {
		case errors.Is(err, gainsay.ErrNotYet), errors.Is(err, gainsay.ErrFailed):
		case err != nil:
			return err
		default:
			records[i] = &rec
		}
	}
	if tooLong(&articles[0], &articles[1]) {
		t.Problem = problemTooLong
		return nil
	}
	if articles[0].Title != articles[1].Title {
		t.Title = changes(articles[0].Title, articles[1].Title)
	}
	t.Passages = passageDiffs(&articles[0], &articles[1])
	if records[0] == nil || records[1] == nil {
		t.Problem = problemUnread
		return nil
	}
	if len(records[0].Statements)+len(records[1].Statements) > mostEdited {
		t.Problem = problemTooMany
		return nil
	}
	edit := gainsay.EditOf(records[0], records[1])
	for i := range edit.Statements {
		e := &edit.Statements[i]
		if e.Kind == news.Kept {
			t.Kept++
			continue
		}
		t.Statements = append(t.Statements, diffOf(e, records[0], records[1]))
	}
	return nil
}

func diffOf(e *news.StatementEdit, before, after *news.Record) statementDiff {
	d := statementDiff{Kind: strings.ReplaceAll(string(e.Kind), " ", "-"), Label: editLabels[e.Kind]}
	fields := make([]string, len(e.Changed))
	for i, f := range e.Changed {
		fields[i] = string(f)
	}
	d.Changed = strings.Join(fields, ", ")
	from, to := sideOf(before, e.Before), sideOf(after, e.After)
	if from != nil && to != nil {
		for _, c := range changes(wordsIn(before, e.Before), wordsIn(after, e.After)) {
			if c.Kind != came {
				from.Words = append(from.Words, c)
			}
			if c.Kind != gone {
				to.Words = append(to.Words, c)
			}
		}
	} else if from != nil {
		from.Words = []change{{same, wordsIn(before, e.Before)}}
	} else if to != nil {
		to.Words = []change{{same, wordsIn(after, e.After)}}
	}
	d.Before, d.After = from, to
	return d
}

func statementIn(rec *news.Record, name string) *news.Statement {
	for i := range rec.Statements {
		if rec.Statements[i].ID == name {
			return &rec.Statements[i]
		}
	}
	return nil
}

func wordsIn(rec *news.Record, name string) string {
	if s := statementIn(rec, name); s != nil {
		return news.Words(rec.Article.Body(s.Part), s.Content)
	}
	return ""
}

func sideOf(rec *news.Record, name string) *sideOfDiff {
	s := statementIn(rec, name)
	if s == nil {
		return nil
	}
	side := &sideOfDiff{Name: s.ID, Link: statementLink(rec.ID + "#" + s.ID), Act: string(s.Act), ActVerb: actVerb(s), Speaker: "no source named"}
	if who := rec.Speaker(s); who != nil {
		side.Speaker = who.Name
	} else if s.Source != nil {
		side.Speaker = oneLine(news.Words(rec.Article.Body(s.Part), s.Source.Spans))
	}
	if s.Said != nil {
		side.Day = s.Said.String()
	}
	return side
}

// mostDiffed is how many bytes of text two articles that are laid side by side may have.
const mostDiffed = 512 << 10

// mostEdited is how many statements the two may have, each of which is held against each.
const mostEdited = 3000

const (
	problemTooLong = "The two are too long to be laid side by side."
	problemTooMany = "The two have too many statements to be held against each other: only the texts are compared."
	problemUnread  = "The statements of one of the two are not in the ledger yet: only the texts are compared."
	problemItself  = "A version is the same as itself: choose two."
)

func tooLong(a, b *news.Article) bool { return len(a.Text)+len(b.Text) > mostDiffed }

// passageDiffs lays two texts side by side; neighbours that are the same in both are one run.
func passageDiffs(before, after *news.Article) []passageDiff {
	var out []passageDiff
	for _, p := range gainsay.Compare(before, after) {
		here, there := joinedSpans(before.Text, p.Here), joinedSpans(after.Text, p.There)
		switch p.Kind {
		case news.PassageSame:
			if n := len(out); n == 0 || out[n-1].Kind != news.PassageSame {
				out = append(out, passageDiff{Kind: p.Kind})
			}
			last := &out[len(out)-1]
			last.Same = append(last.Same, there)
		case news.PassageChanged:
			d := passageDiff{Kind: p.Kind}
			for _, c := range changes(here, there) {
				if c.Kind != came {
					d.Before = append(d.Before, c)
				}
				if c.Kind != gone {
					d.After = append(d.After, c)
				}
			}
			out = append(out, d)
		case news.PassageHere:
			out = append(out, passageDiff{Kind: p.Kind, Words: here})
		case news.PassageThere:
			out = append(out, passageDiff{Kind: p.Kind, Words: there})
		}
	}
	return out
}

func joinedSpans(text string, spans []news.Span) string {
	parts := make([]string, len(spans))
	for i, s := range spans {
		parts[i] = s.In(text)
	}
	return strings.Join(parts, "\n\n")
}
