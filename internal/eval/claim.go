package eval

import (
	"context"
	"fmt"
	"io"
	"path/filepath"
	"strconv"
	"strings"

	"gainsay/internal/claim"
	"gainsay/internal/corpus"
	"gainsay/models"
	"gainsay/news"
)

// ClaimFigures is how well claims are read within documents whose statements are given.
type ClaimFigures struct {
	Stances, StancesRight int // statements with a gold stance
	Denials               pairCount
	Across                pairCount // of the denials those between two documents
	Precision, Recall     BCubed    // statements with a gold claim, within each document; precision over those with a predicted one
}

// Claims measures the grouping into claims on the stories under dir: the statements' spans, speakers, acts and nesting are the
// gold's, their claims and stances are read; once within each document, and once with the documents of all stories linked as one
// stream. Denials are pairs of one who denies or doubts and one who asserts, of one claim, or tied by an answer.
func Claims(ctx context.Context, corpora string, _ models.Set, w io.Writer) error {
	stories, err := corpus.ReadStories(filepath.Join(corpora, "claim-stories"))
	if err != nil {
		return err
	}
	var within, across ClaimFigures
	var lines, linked strings.Builder
	var documents []claim.Document
	read := make([][]news.Record, len(stories))
	for i := range stories {
		var of ClaimFigures
		for _, d := range stories[i].Documents {
			if err := ctx.Err(); err != nil {
				return err
			}
			gold := stories[i].Of(d.ID)
			rec := goldRecord(&stories[i], d, gold)
			claim.Within(&rec)
			of.add(gold, rec.Statements)
			documents = append(documents, claim.Outline(&rec))
			read[i] = append(read[i], rec)
		}
		lines.WriteString(of.line(stories[i].ID))
		within.join(of)
	}
	standings := claim.Across(documents)
	for i := range stories {
		var gold []corpus.StoryStatement
		var all []news.Statement
		for k := range read[i] {
			standings[0].Apply(&read[i][k], func(number int) string { return strconv.Itoa(number) })
			standings = standings[1:]
			gold, all = append(gold, stories[i].Of(stories[i].Documents[k].ID)...), append(all, read[i][k].Statements...)
		}
		var of ClaimFigures
		of.add(gold, all)
		linked.WriteString(of.line(stories[i].ID))
		across.join(of)
	}
	const header = "  %-24s stance |  denials: P    R    F1  | B-cubed: P    R    F1\n%s%s"
	return write(w, "CLAIMS within a document, statements given\n"+header+"CLAIMS across documents, statements given\n"+header,
		"", lines.String(), within.line("all"), "", linked.String(), across.line("all")+across.acrossLine())
}

// goldRecord is the record of a document as the gold has it, without claims.
func goldRecord(story *corpus.Story, d corpus.StoryDocument, gold []corpus.StoryStatement) news.Record {
	rec := news.Record{ID: d.ID, Article: news.Article{Title: d.Title, Text: d.Text, Published: d.Published}}
	for _, e := range story.Entities {
		rec.Entities = append(rec.Entities, news.Entity{ID: e.ID, Name: e.Name, Kind: e.Kind, Role: e.Role, Aliases: e.Aliases})
	}
	for _, g := range gold {
		s := news.Statement{ID: g.ID, Part: news.InText, Content: g.Content, Form: g.Form, Act: g.Act, Parent: g.Parent}
		if len(g.Source) > 0 {
			s.Source = &news.Source{Spans: g.Source, Entity: g.Entity}
		}
		if len(g.Cue) > 0 {
			s.Cue = &news.Cue{Spans: g.Cue, Lemma: "say"}
		}
		rec.Statements = append(rec.Statements, s)
	}
	return rec
}

// add counts one document: its gold statements, and the same as they were read.
func (f *ClaimFigures) add(gold []corpus.StoryStatement, read []news.Statement) {
	golds, predictions := map[string]int{}, map[string]int{}
	both := map[[2]string]int{}
	for i, g := range gold {
		if g.Stance != "" {
			f.Stances++
			if g.Stance == read[i].Stance {
				f.StancesRight++
			}
		}
		if g.Claim != "" {
			golds[g.Claim]++
		}
		if read[i].Claim != "" {
			predictions[read[i].Claim]++
		}
		if g.Claim != "" && read[i].Claim != "" {
			both[[2]string{g.Claim, read[i].Claim}]++
		}
	}
	for i, g := range gold {
		if g.Claim == "" {
			continue
		}
		f.Recall.items++
		if read[i].Claim == "" {
			continue
		}
		f.Precision.items++
		right := float64(both[[2]string{g.Claim, read[i].Claim}])
		f.Precision.precision += right / float64(predictions[read[i].Claim])
		f.Recall.recall += right / float64(golds[g.Claim])
	}
	f.addDenials(gold, read)
}

func (f *ClaimFigures) addDenials(gold []corpus.StoryStatement, read []news.Statement) {
	denies := func(s news.Stance) bool { return s == news.Denies || s == news.Doubts }
	for i, a := range read {
		for j, b := range read {
			predicted := a.Claim != "" && a.Claim == b.Claim && denies(a.Stance) && b.Stance == news.Asserts
			for _, answer := range a.Answers {
				predicted = predicted || answer.Statement == b.ID && (answer.Relation == news.RelationDenies || answer.Relation == news.RelationDoubts)
			}
			wanted := gold[i].Claim != "" && gold[i].Claim == gold[j].Claim && denies(gold[i].Stance) && gold[j].Stance == news.Asserts
			f.Denials.count(predicted, wanted)
			if gold[i].Document == gold[j].Document {
				continue
			}
			f.Across.count(predicted, wanted)
		}
	}
}

func (f *ClaimFigures) join(o ClaimFigures) {
	f.Stances, f.StancesRight = f.Stances+o.Stances, f.StancesRight+o.StancesRight
	f.Denials = pairCount{gold: f.Denials.gold + o.Denials.gold, predicted: f.Denials.predicted + o.Denials.predicted, right: f.Denials.right + o.Denials.right}
	f.Across = pairCount{gold: f.Across.gold + o.Across.gold, predicted: f.Across.predicted + o.Across.predicted, right: f.Across.right + o.Across.right}
	f.Precision.join(o.Precision)
	f.Recall.join(o.Recall)
}

func (f ClaimFigures) line(name string) string {
	p, r := share(f.Denials.right, f.Denials.predicted), share(f.Denials.right, f.Denials.gold)
	precision, recall := 100*f.Precision.Precision(), 100*f.Recall.Recall()
	return fmt.Sprintf("  %-24s  %5.1f |        %5.1f %5.1f %5.1f |         %5.1f %5.1f %5.1f   (pairs %d of %d)\n", name,
		share(f.StancesRight, f.Stances), p, r, mean(p, r), precision, recall, mean(precision, recall), f.Denials.predicted, f.Denials.gold)
}

// acrossLine is the line of the denials between documents alone.
func (f ClaimFigures) acrossLine() string {
	p, r := share(f.Across.right, f.Across.predicted), share(f.Across.right, f.Across.gold)
	return fmt.Sprintf("  %-24s         |        %5.1f %5.1f %5.1f   (pairs %d of %d)\n", "between documents", p, r, mean(p, r), f.Across.predicted, f.Across.gold)
}

// mean is the harmonic mean.
func mean(p, r float64) float64 {
	if p+r == 0 {
		return 0
	}
	return 2 * p * r / (p + r)
}

// count counts a pair that is predicted, wanted or both.
func (c *pairCount) count(predicted, wanted bool) {
	if predicted {
		c.predicted++
	}
	if wanted {
		c.gold++
	}
	if predicted && wanted {
		c.right++
	}
}
