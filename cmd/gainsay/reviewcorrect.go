package main

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"gainsay"
	"gainsay/internal/record"
	"gainsay/news"
)

// points are places in a text, in code points.
type points [][2]int

// corrected is what the flags of review correct say; what is not among the flags given stays as it is.
type corrected struct {
	speaker, claim       string
	act                  news.Act
	stance               news.Stance
	said                 news.Said
	answers              []news.Answer
	source, cue, content points
}

func (r *reviewing) correct() *cobra.Command {
	var to corrected
	p := r.program
	cmd := &cobra.Command{
		Use:   "correct ID",
		Short: "Say what of a statement is other than the machine read it",
		Long: `Puts what a person says in the place of what the machine read. What no flag names stays as it is; an empty value, as in
--speaker "", takes it away. Places are code points of the text that the statement stands in, from START up to and without END, as
gainsay show prints them.`,
		Example: `  gainsay review correct d12#s7 --speaker e3 --act deny --note "the spokesman speaks for the minister"
  gainsay review correct d12#s7 --claim c4 --stance denies --said 2024-05-02
  gainsay review correct d12#s7 --content 120-188,203-240`,
		Args:              exactly(1, "correct: give the id of one statement, such as d12#s7"),
		ValidArgsFunction: p.fromArchive(completeStatementIDs),
	}
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		given := cmd.Flags().Changed
		named := false
		for _, name := range []string{"speaker", "act", "claim", "stance", "said", "answers", "source", "cue", "content"} {
			named = named || given(name)
		}
		if !named {
			return errors.New("correct: say what is to be other, with --speaker, --act, --claim, --stance, --said, --answers, --source, --cue or --content")
		}
		return p.onArchive(func(ctx context.Context, archive *gainsay.Archive, args []string) error {
			e, err := archive.Statement(ctx, args[0])
			if err != nil {
				return err
			}
			article, err := archive.Article(ctx, e.Document.ID)
			if err != nil {
				return err
			}
			text := article.Body(e.Statement.Part)
			change, err := to.change(given, &e.Statement, record.NewOffsets(text))
			if err != nil {
				return err
			}
			return r.make(ctx, archive, news.Correction{Kind: news.Correct, Target: args[0], Changed: &change}, text)
		})(cmd, args)
	}
	flags := cmd.Flags()
	flags.StringVar(&to.speaker, "speaker", "", "the `id` of the speaker, such as e3")
	choose(cmd, &to.act, "act", "what is done by saying it", acts)
	flags.StringVar(&to.claim, "claim", "", "the `id` of the claim, such as c4")
	choose(cmd, &to.stance, "stance", "the stance towards the claim", append([]news.Stance{""}, stances...))
	flags.Var(&parsed[news.Said]{into: &to.said, kind: "day", parse: parseSaid}, "said", "when it was said: a day, or FROM/TO, of which either may be left out")
	flags.Var(&parsed[[]news.Answer]{into: &to.answers, kind: "id=relation", parse: parseAnswers}, "answers",
		"whom it answers, such as d4#s9=denies, parted by commas; the relation is "+listed(relations))
	for _, place := range []struct {
		into        *points
		name, usage string
	}{{&to.source, "source", "the words for who said it"}, {&to.cue, "cue", "the words that report it"}, {&to.content, "content", "the words that were said"}} {
		flags.Var(&parsed[points]{into: place.into, kind: "start-end", parse: parsePoints}, place.name,
			"where "+place.usage+" stand; several places parted by commas")
	}
	for _, name := range []string{"speaker", "claim", "said", "answers", "source", "cue", "content"} {
		complete(cmd, name, cobra.NoFileCompletions)
	}
	return r.making(cmd)
}

// change is what the flags that were given change in a statement.
func (to *corrected) change(given func(string) bool, s *news.Statement, offsets *record.Offsets) (news.StatementChange, error) {
	var c news.StatementChange
	if given("speaker") {
		c.Speaker = &to.speaker
	}
	if given("act") {
		c.Act = &to.act
	}
	if given("claim") {
		c.Claim = &to.claim
	}
	if given("stance") {
		c.Stance = &to.stance
	}
	if given("said") {
		c.Said = &to.said
		if s.Said != nil && to.said != (news.Said{}) {
			c.Said.Text = s.Said.Text // the words stay, whatever day they mean
		}
	}
	if given("answers") {
		c.Answers = &to.answers
	}
	for _, place := range []struct {
		name string
		from points
		into **[]news.Span
	}{{"source", to.source, &c.Source}, {"cue", to.cue, &c.Cue}, {"content", to.content, &c.Content}} {
		if !given(place.name) {
			continue
		}
		spans, err := place.from.spans(offsets)
		if err != nil {
			return c, fmt.Errorf("--%s: %w", place.name, err)
		}
		*place.into = &spans
	}
	return c, nil
}

// spans turns code points into bytes.
func (p points) spans(offsets *record.Offsets) ([]news.Span, error) {
	spans := make([]news.Span, len(p))
	for i, one := range p {
		start, ok := offsets.Byte(one[0])
		end, inside := offsets.Byte(one[1])
		if !ok || !inside {
			return nil, fmt.Errorf("%d-%d does not lie in the text, which has %d code points", one[0], one[1], offsets.Len())
		}
		spans[i] = news.Span{Start: start, End: end}
	}
	return spans, nil
}

// parsePoints reads START-END[,START-END…].
func parsePoints(given string) (points, error) {
	list := points{}
	if given == "" {
		return list, nil
	}
	last := 0
	for part := range strings.SplitSeq(given, ",") {
		from, to, _ := strings.Cut(strings.TrimSpace(part), "-")
		start, err := strconv.Atoi(from)
		end, wrong := strconv.Atoi(to)
		if err != nil || wrong != nil || start < last || end <= start {
			return nil, errors.New("give places in the order of the text, as START-END[,START-END]")
		}
		list, last = append(list, [2]int{start, end}), end
	}
	return list, nil
}

// parseSaid reads a day, or an interval of days with a slash between them (ISO 8601) of which either end may be open.
func parseSaid(given string) (news.Said, error) {
	if given == "" {
		return news.Said{}, nil
	}
	from, to, interval := strings.Cut(given, "/")
	if !interval {
		to = from
	}
	for _, end := range []string{from, to} {
		if end == "" && interval && from != to {
			continue
		}
		if _, err := news.ParseDay(end); err != nil {
			return news.Said{}, fmt.Errorf("%w, nor FROM/TO", err)
		}
	}
	return news.Said{From: news.Day(from), To: news.Day(to)}, nil
}

// parseAnswers reads ID=RELATION[,ID=RELATION…].
func parseAnswers(given string) ([]news.Answer, error) {
	list := []news.Answer{}
	if given == "" {
		return list, nil
	}
	for part := range strings.SplitSeq(given, ",") {
		id, relation, _ := strings.Cut(strings.TrimSpace(part), "=")
		known, err := oneOf(relations)(relation)
		if err != nil || kindOf(id) != '#' {
			return nil, fmt.Errorf("give d4#s9=RELATION, where the relation is %s", listed(relations))
		}
		list = append(list, news.Answer{Statement: id, Relation: known})
	}
	return list, nil
}
