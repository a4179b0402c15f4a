package eval

import (
	"context"
	"fmt"
	"io"
	"sort"
	"strings"

	"gainsay/internal/corpus"
	"gainsay/internal/statement/nest"
	"gainsay/internal/text"
	"gainsay/news"
)

// Nest prints how well the inner statements of the claim stories in dir are found when the outer ones are given as the gold has
// them. An inner statement is found if cue and source each are absent in both or share a character and the contents' Dice
// coefficient is 0.5 or more; its parent is right if it is the gold's. Only documents that are annotated completely count.
func Nest(ctx context.Context, dir string, analyse func(text string, published news.Day) *text.Document, w io.Writer) error {
	stories, err := corpus.ReadStories(dir)
	if err != nil {
		return err
	}
	var all NestFigures
	var out strings.Builder
	for i := range stories {
		var of NestFigures
		for _, d := range stories[i].Documents {
			if err := ctx.Err(); err != nil {
				return err
			}
			if d.Complete {
				of.add(nested(analyse(d.Text, d.Published), stories[i].Of(d.ID)))
			}
		}
		out.WriteString(of.line(stories[i].ID))
		all.add(of)
	}
	_, err = fmt.Fprintf(w, "INNER STATEMENTS, outer ones given    P     R    F1  parent\n%s%s", out.String(), all.line("all"))
	if err != nil {
		return fmt.Errorf("eval: %w", err)
	}
	return nil
}

// NestFigures counts inner statements.
type NestFigures struct{ Gold, Predicted, Found, Parent int }

func (f *NestFigures) add(o NestFigures) {
	f.Gold, f.Predicted, f.Found, f.Parent = f.Gold+o.Gold, f.Predicted+o.Predicted, f.Found+o.Found, f.Parent+o.Parent
}

func (f NestFigures) line(name string) string {
	p, r := share(f.Found, f.Predicted), share(f.Found, f.Gold)
	f1 := 0.0
	if p+r > 0 {
		f1 = 2 * p * r / (p + r)
	}
	return fmt.Sprintf("  %-32s %5.1f %5.1f %5.1f %5.1f   (pred %d gold %d)\n", name, p, r, f1, share(f.Parent, f.Found), f.Predicted, f.Gold)
}

// nested compares one document's inner statements with what is found when its outer ones are given.
func nested(d *text.Document, gold []corpus.StoryStatement) NestFigures {
	var outer []nest.Outer
	var outerIDs []string
	var inner []corpus.StoryStatement
	for _, g := range gold {
		if g.Parent != "" {
			inner = append(inner, g)
			continue
		}
		outer = append(outer, nest.Outer{Source: tokensOf(d, g.Source), Cue: tokensOf(d, g.Cue), Content: tokensOf(d, g.Content)})
		outerIDs = append(outerIDs, g.ID)
	}
	found := nest.Find(d, outer)
	matched := matchInner(d, inner, found)
	figures := NestFigures{Gold: len(inner), Predicted: len(found), Found: len(matched)}
	for j, i := range matched {
		parent := found[j].Parent
		switch {
		case parent < 0:
		case parent < len(outer):
			figures.countParent(outerIDs[parent] == inner[i].Parent)
		default:
			k, ok := matched[parent-len(outer)]
			figures.countParent(ok && inner[k].ID == inner[i].Parent)
		}
	}
	return figures
}

func (f *NestFigures) countParent(right bool) {
	if right {
		f.Parent++
	}
}

// matchInner pairs gold with found statements: found → gold.
func matchInner(d *text.Document, gold []corpus.StoryStatement, found []nest.Inner) map[int]int {
	wanted, given := make([]attribution, len(gold)), make([]attribution, len(found))
	for i, g := range gold {
		wanted[i] = rolesOf(d.Text, g.Source, g.Cue, g.Content)
	}
	for j, f := range found {
		given[j] = rolesOf(d.Text, d.Spans(f.Source), d.Spans(f.Cue), d.Spans(f.Content))
	}
	return match(wanted, given, func(g, p attribution) bool {
		return touch(g.roles[sourceOf].all, p.roles[sourceOf].all) && touch(g.roles[cueOf].all, p.roles[cueOf].all) &&
			dice(g.roles[contentOf].all, p.roles[contentOf].all) >= 0.5
	})
}

func rolesOf(text string, source, cue, content []news.Span) attribution {
	return attribution{roles: [3]positions{sourceOf: positionsOf(text, source), cueOf: positionsOf(text, cue), contentOf: positionsOf(text, content)}}
}

// tokensOf gives, for each span, the run of tokens that overlap it.
func tokensOf(d *text.Document, spans []news.Span) []text.Range {
	var runs []text.Range
	for _, s := range spans {
		first := sort.Search(len(d.Tokens), func(i int) bool { return d.Tokens[i].Span.End > s.Start })
		end := first
		for end < len(d.Tokens) && d.Tokens[end].Span.Start < s.End {
			end++
		}
		if first < end {
			runs = append(runs, text.Range{First: first, End: end})
		}
	}
	return runs
}
