package eval

import (
	"context"
	"fmt"
	"io"
	"sort"
	"strings"

	"gainsay/internal/corpus"
	"gainsay/internal/statement/act"
	"gainsay/internal/statement/circumstance"
	"gainsay/internal/text"
	"gainsay/news"
)

// Act prints how well the acts and the circumstances of the statements of the claim stories under dir are read where their
// spans, speakers and nesting are given: accuracy and F1 of the acts, and F1 of there being a channel, an addressee and a via;
// "worded" is the share of those found of which one wording holds the other.
func Act(ctx context.Context, dir string, analyse func(text string, published news.Day) *text.Document, w io.Writer) error {
	stories, err := corpus.ReadStories(dir)
	if err != nil {
		return err
	}
	c := actCounts{acts: map[news.Act]*pairCount{}}
	for _, story := range stories {
		for _, document := range story.Documents {
			if err := ctx.Err(); err != nil {
				return err
			}
			c.add(analyse(document.Text, document.Published), story.Of(document.ID))
		}
	}
	return c.print(w)
}

// pairCount counts gold, predicted and agreeing values.
type pairCount struct{ gold, predicted, right, worded int }

// actCounts are the counts of one evaluation.
type actCounts struct {
	statements, right       int
	acts                    map[news.Act]*pairCount
	channel, addressee, via pairCount
}

// add counts the statements of one document.
func (c *actCounts) add(d *text.Document, gold []corpus.StoryStatement) {
	index := map[string]int{}
	for i, s := range gold {
		index[s.ID] = i
	}
	statements := make([]circumstance.Statement, len(gold))
	for i, s := range gold {
		parent, nested := index[s.Parent]
		if !nested {
			parent = -1
		}
		source, cue, content := tokensOf(d, s.Source), tokensOf(d, s.Cue), tokensOf(d, s.Content)
		statements[i] = circumstance.Statement{Source: source, Cue: cue, Content: content, Speaker: s.Entity, Parent: parent}
		c.addAct(s.Act, act.Of(d, act.Statement{Source: source, Cue: cue, Content: content}).Act)
	}
	for i, found := range circumstance.Find(d, statements) {
		c.channel.add(gold[i].Channel, found.Channel.Words)
		c.addressee.add(gold[i].Addressee, found.Addressee.Words)
		c.via.add(gold[i].Via, found.Via.Words)
	}
}

func (c *actCounts) addAct(gold, predicted news.Act) {
	for _, a := range []news.Act{gold, predicted} {
		if c.acts[a] == nil {
			c.acts[a] = &pairCount{}
		}
	}
	c.statements++
	c.acts[gold].gold++
	c.acts[predicted].predicted++
	if gold == predicted {
		c.right++
		c.acts[gold].right++
	}
}

func (p *pairCount) add(gold, predicted string) {
	if gold != "" {
		p.gold++
	}
	if predicted != "" {
		p.predicted++
	}
	if gold == "" || predicted == "" {
		return
	}
	p.right++
	g, q := strings.ToLower(gold), strings.ToLower(predicted)
	if strings.Contains(g, q) || strings.Contains(q, g) {
		p.worded++
	}
}

func (p *pairCount) line(name string) string {
	f := timeCounts{gold: p.gold, predicted: p.predicted}
	return f.line(name, p.right)
}

func (c *actCounts) print(w io.Writer) error {
	var out strings.Builder
	fmt.Fprintf(&out, "ACT          P     R     F1   (%d statements, accuracy %.1f)\n", c.statements, share(c.right, c.statements))
	var acts []string
	for a := range c.acts {
		acts = append(acts, string(a))
	}
	sort.Strings(acts)
	for _, a := range acts {
		out.WriteString(c.acts[news.Act(a)].line(a))
	}
	out.WriteString("CIRCUMSTANCE\n")
	for _, part := range []struct {
		name  string
		count pairCount
	}{{"channel", c.channel}, {"to", c.addressee}, {"via", c.via}} {
		out.WriteString(part.count.line(part.name))
		fmt.Fprintf(&out, "  %8s worded alike %.1f\n", "", share(part.count.worded, part.count.right))
	}
	if _, err := io.WriteString(w, out.String()); err != nil {
		return fmt.Errorf("eval: %w", err)
	}
	return nil
}
