package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"gainsay"
	"gainsay/internal/record"
	"gainsay/internal/search"
	"gainsay/news"
)

// mostFound is how many statements one page may have.
const mostFound = 1000

func (p *program) search() *cobra.Command {
	var flags news.Query
	var saved string
	cmd := &cobra.Command{
		Use:   "search [WORD…]",
		Short: "Search the statements of the archive",
		Long: `Prints the statements of the archive that have all the words, the latest first, under the day on which they were said (or
published, where the text leaves that open). Without words and flags it prints the latest of all.

  dam gates         both words, in any form: "gate" finds "gates"
  '"the dam gates"' exactly these words, one after the other
  'sluic*'          a word that begins like this
  'dam -gates'      not this one
  'dam OR gates'    one of them
  title:dam         in the headline; words: in what was said, speaker: in the speaker's name

The flags act, stance, review, claim, story, origin, since, until and outlet can stand among the words too, as act:deny, and a
document as doc:d12. Where both are given, the flag counts.

A statement is printed with its speaker, day, channel, addressee, outlet, how many copies of the text there are, how many statements
answer it, what people who reviewed it say, and the id that show takes.`,
		Example: `  gainsay search troops --speaker Peskov --act deny --since 2021-11-01
  gainsay search '"out of order" OR serviced' --json
  gainsay search --claim c9 --as-of 2024-05-15`,
	}
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		words := strings.Join(args, " ")
		if flags.Limit < 0 || flags.Limit > mostFound {
			return fmt.Errorf("--limit %d: it is 1 to %d", flags.Limit, mostFound)
		}
		if _, err := queryOf(words, &flags); err != nil {
			return err
		}
		return p.onArchive(func(ctx context.Context, archive *gainsay.Archive, _ []string) error {
			if saved != "" {
				one, err := archive.SavedSearch(ctx, saved)
				if err != nil {
					return err
				}
				words = strings.TrimSpace(one.Query + " " + words)
			}
			query, err := queryOf(words, &flags)
			if err != nil {
				return err
			}
			return p.printFound(ctx, archive, query)
		})(cmd, args)
	}
	p.queryFlags(cmd, &flags)
	cmd.Flags().StringVar(&saved, "saved", "", "search also for what was saved under this `name`")
	complete(cmd, "saved", p.fromArchive(completeSaved))
	p.json(cmd, "the statements as JSON Lines")
	return p.archiveFlags(cmd)
}

// queryFlags are the flags that narrow a search.
func (p *program) queryFlags(cmd *cobra.Command, q *news.Query) {
	flags := cmd.Flags()
	flags.StringVar(&q.Speaker, "speaker", "", "who says it: a `name`, or an id such as e3")
	choose(cmd, &q.Act, "act", "what is done by saying it", acts)
	choose(cmd, &q.Stance, "stance", "the stance towards its claim", stances)
	flags.StringVar(&q.Claim, "claim", "", "the `id` of its claim, such as c9")
	flags.StringVar(&q.Story, "story", "", "the `id` of a story, such as t5")
	flags.StringVar(&q.Outlet, "outlet", "", "the `name` of the outlet")
	flags.StringVar(&q.Origin, "origin", "", "the `id` of a text with its copies, such as o3")
	flags.StringVar(&q.Document, "document", "", "the `id` of a document, such as d12")
	choose(cmd, &q.Review, "review", "what people said of it", reviews)
	dayFlag(cmd, &q.Since, "since", "said on that day or later")
	dayFlag(cmd, &q.Until, "until", "said on that day or earlier")
	dayFlag(cmd, &q.PublishedSince, "published-since", "published on that day or later")
	dayFlag(cmd, &q.PublishedUntil, "published-until", "published on that day or earlier")
	flags.Var(&parsed[time.Time]{into: &q.AsOf, kind: "time", parse: parseMoment}, "as-of", "as the archive stood then: a time (RFC 3339), or the end of a day")
	flags.BoolVar(&q.Past, "past", false, "also what stands in earlier versions only, and what was rejected")
	flags.BoolVar(&q.ByRelevance, "by-relevance", false, "of the latest thousand that match, those that match best first")
	flags.IntVar(&q.Limit, "limit", 0, fmt.Sprintf("print at most so many, up to %d (default 50)", mostFound))
	flags.StringVar(&q.Cursor, "cursor", "", "go on behind the page that gave this `cursor`")
	complete(cmd, "speaker", p.fromArchive(completeSpeakers))
	complete(cmd, "outlet", p.fromArchive(completeOutlets))
	for _, name := range []string{"claim", "story", "origin", "document", "as-of", "limit", "cursor"} {
		complete(cmd, name, cobra.NoFileCompletions)
	}
}

// queryOf is what words and flags ask for.
func queryOf(words string, flags *news.Query) (news.Query, error) {
	var q news.Query
	if strings.TrimSpace(words) != "" {
		var err error
		if q, err = search.ParseQuery(words); err != nil {
			if errors.Is(err, search.ErrEmpty) {
				return q, fmt.Errorf("search %s: %w", words, err)
			}
			return q, err
		}
	}
	out := *flags
	out.Text = q.Text
	out.Speaker, out.Outlet = cmp.Or(flags.Speaker, q.Speaker), cmp.Or(flags.Outlet, q.Outlet)
	out.Act, out.Stance, out.Review = cmp.Or(flags.Act, q.Act), cmp.Or(flags.Stance, q.Stance), cmp.Or(flags.Review, q.Review)
	out.Claim, out.Story = cmp.Or(flags.Claim, q.Claim), cmp.Or(flags.Story, q.Story)
	out.Origin, out.Document = cmp.Or(flags.Origin, q.Origin), cmp.Or(flags.Document, q.Document)
	out.Since, out.Until = cmp.Or(flags.Since, q.Since), cmp.Or(flags.Until, q.Until)
	out.Unreviewed = flags.Unreviewed || q.Unreviewed
	out.Contested, out.Edited, out.AddedSince = flags.Contested || q.Contested, flags.Edited || q.Edited, cmp.Or(flags.AddedSince, q.AddedSince)
	return out, nil
}

// printFound prints a page of what a query finds.
func (p *program) printFound(ctx context.Context, archive *gainsay.Archive, query news.Query) error {
	page, err := archive.Statements(ctx, query)
	if err != nil {
		return err
	}
	if len(page.Entries) == 0 {
		return p.nothingFound(ctx, archive)
	}
	if p.asJSON {
		for i := range page.Entries {
			if err := p.print(string(record.EncodeEntry(&page.Entries[i], nil))); err != nil {
				return err
			}
		}
	} else if err := p.printEntries(page.Entries, query); err != nil {
		return err
	}
	if page.Next != "" {
		fmt.Fprintln(p.stderr, "there are more: for the next page add --cursor "+page.Next)
	}
	return nil
}

// printEntries prints statements under their days, or in the order of how well they match.
func (p *program) printEntries(list []news.Entry, query news.Query) error {
	var sought search.Expression
	if query.Text != "" {
		var err error
		if sought, err = search.Parse(query.Text); err != nil {
			return err
		}
	}
	entries := archivedAll(list, sought)
	var out strings.Builder
	if !query.ByRelevance {
		p.screen().printDays(&out, entries)
		return p.print(out.String())
	}
	for _, e := range entries {
		if e.statement.Said == nil {
			e.notes = append(e.notes, "published "+string(e.published))
		}
		p.screen().printEntry(&out, e, margin{column: columnOf(entries)}, true)
	}
	return p.print(out.String())
}

// nothingFound says what to try.
func (p *program) nothingFound(ctx context.Context, archive *gainsay.Archive) error {
	sizes, err := archive.Sizes(ctx)
	if err != nil {
		return err
	}
	what := "no statement matches: try fewer or other words, the beginning of a word (sluic*), fewer filters, or --past"
	switch {
	case sizes.Statements == 0 && sizes.Documents[news.Captured] > 0:
		what = "the archive holds no statement yet: read its documents with gainsay work"
	case sizes.Statements == 0:
		what = "the archive holds no statement yet: add articles with gainsay add"
	}
	_, err = fmt.Fprintln(p.stderr, what)
	return err
}
