package eval

import (
	"context"
	"fmt"
	"io"
	"strings"
	"time"

	"gainsay/internal/corpus"
	"gainsay/internal/statement/said"
	"gainsay/internal/text"
	"gainsay/news"
)

// Said prints how well the times of the statements of the claim stories under dir are told where their spans and speakers are
// given: of those with a gold day, week or month, how many have that interval (one that runs past the publication day may end on
// it); of the rest, how many have one all the same. Both are told for each rule, too.
func Said(ctx context.Context, dir string, analyse func(text string, published news.Day) *text.Document, w io.Writer) error {
	stories, err := corpus.ReadStories(dir)
	if err != nil {
		return err
	}
	c := saidCounts{rules: map[string]*saidRule{}}
	for _, story := range stories {
		for _, document := range story.Documents {
			if err := ctx.Err(); err != nil {
				return err
			}
			if err := c.add(analyse(document.Text, document.Published), story.Of(document.ID)); err != nil {
				return fmt.Errorf("eval: %s/%s: %w", story.ID, document.ID, err)
			}
		}
	}
	return c.print(w)
}

// saidRule counts what one rule gave: right and wrong where there is a gold time, unasked where there is none.
type saidRule struct{ right, wrong, unasked int }

// saidCounts are the counts of one evaluation.
type saidCounts struct {
	dated, undated int // in gold
	all            saidRule
	rules          map[string]*saidRule
	order          []string // rules as they were first met
}

// add counts the statements of one document.
func (c *saidCounts) add(d *text.Document, gold []corpus.StoryStatement) error {
	statements := make([]said.Statement, len(gold))
	for i, s := range gold {
		statements[i] = said.Statement{Source: tokensOf(d, s.Source), Cue: tokensOf(d, s.Cue), Content: tokensOf(d, s.Content), Speaker: s.Entity}
	}
	for i, found := range said.Read(d, statements) {
		from, to, err := daysOf(gold[i].SaidOn)
		if err != nil {
			return err
		}
		if from == "" {
			c.undated++
		} else {
			c.dated++
		}
		if found.Said == nil {
			continue
		}
		rule := c.rules[found.Why]
		if rule == nil {
			rule = &saidRule{}
			c.rules[found.Why] = rule
			c.order = append(c.order, found.Why)
		}
		for _, r := range []*saidRule{&c.all, rule} {
			switch {
			case from == "":
				r.unasked++
			case found.Said.From == from && (found.Said.To == to || from <= d.Published && d.Published < to && found.Said.To == d.Published):
				r.right++
			default:
				r.wrong++
			}
		}
	}
	return nil
}

// daysOf is the days of a gold YYYY-MM-DD, YYYY-Www or YYYY-MM, both included; "" for "".
func daysOf(s string) (from, to news.Day, err error) {
	if s == "" {
		return "", "", nil
	}
	if day, err := news.ParseDay(s); err == nil {
		return day, day, nil
	}
	var year, week int
	if n, _ := fmt.Sscanf(s, "%4d-W%2d", &year, &week); n == 2 {
		fourth := time.Date(year, 1, 4, 0, 0, 0, 0, time.UTC) // of January: it lies in week 1
		monday := news.DayOf(fourth).Add(7*(week-1) - (int(fourth.Weekday())+6)%7)
		return monday, monday.Add(6), nil
	}
	first, err := time.Parse("2006-01", s)
	if err != nil {
		return "", "", fmt.Errorf("%q is no day, week or month: %w", s, err)
	}
	return news.DayOf(first), news.DayOf(first.AddDate(0, 1, -1)), nil
}

func (c *saidCounts) print(w io.Writer) error {
	var out strings.Builder
	fmt.Fprintf(&out, "SAID  right %.1f, wrong %.1f (of %d with a gold time); given to %.1f (of %d without)\n",
		share(c.all.right, c.dated), share(c.all.wrong, c.dated), c.dated, share(c.all.unasked, c.undated), c.undated)
	fmt.Fprintf(&out, "  right wrong unasked  rule\n")
	for _, why := range c.order {
		r := c.rules[why]
		fmt.Fprintf(&out, "  %5d %5d %7d  %s\n", r.right, r.wrong, r.unasked, why)
	}
	if _, err := io.WriteString(w, out.String()); err != nil {
		return fmt.Errorf("eval: %w", err)
	}
	return nil
}
