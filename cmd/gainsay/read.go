package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"gainsay"
	"gainsay/internal/stream"
	"gainsay/news"
)

func (p *program) read() *cobra.Command {
	var published, format, why string
	var claimsOnly bool
	names := []string{"auto"}
	for _, f := range gainsay.Formats {
		names = append(names, string(f))
	}
	cmd := &cobra.Command{
		Use:   "read FILE… | FOLDER | PATTERN | URL… | -",
		Short: "Read articles and print who said what",
		Long: `Reads articles (HTML, Markdown, plain text or MHTML, told apart by their content) and prints each one's title, outlet,
agency and date, then its statements: who made it (and what the article calls him, where that differs), when, in what and to
whom; what is done (the verb of the act, whom it answers, the reporter's own words for it), and the words. A statement
reported inside another stands indented under it.

--why tells for one statement what each of its fields was read from: the words with their place (in code points, as in the
JSON records), the model or the rule, and how sure that is. Give it the same flags as the reading that the id is from.

Several articles are one exchange: behind their statements stand the claims that more than one of these speaks to, each with who
asserts, denies and doubts it, by day. Copies of one text count once ("+2 copies"), and of several versions of an article the
last one speaks. --claims-only prints the claims alone.

What cannot be read gets one line on standard error; the rest is read and the exit code is 1.`,
		Example: `  gainsay read article.html
  gainsay read article.html --why s7
  gainsay read --claims-only monday.html tuesday.html
  gainsay read --json saved-pages/ > records.jsonl
  curl -s https://news.example/story | gainsay read --published 2024-05-07 -`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return errors.New("read: give a file, a folder, an address or - for standard input")
			}
			return nil
		},
	}
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		known := gainsay.Source{Format: gainsay.Format(format)}
		if format == "auto" {
			known.Format = gainsay.ByContent
		}
		if !slices.Contains(names, format) {
			return fmt.Errorf("--format %s: it is %s", format, strings.Join(names, ", "))
		}
		if published != "" {
			day, err := news.ParseDay(published)
			if err != nil {
				return fmt.Errorf("--published: %w", err)
			}
			known.Otherwise.Published = day
		}
		todo := places(args)
		if why != "" && len(todo) != 1 {
			return fmt.Errorf("--why %s: it tells of one article, and these are %d; give the one that has the statement", why, len(todo))
		}
		return work(func(cmd *cobra.Command, _ []string) error {
			if why != "" {
				return p.explain(cmd.Context(), todo[0], known, why)
			}
			return p.readAll(cmd.Context(), todo, known, claimsOnly)
		})(cmd, args)
	}
	cmd.Flags().StringVar(&published, "published", "", "the `day` of publication, YYYY-MM-DD, where the page does not give it")
	cmd.Flags().StringVar(&format, "format", "auto", "how to take the input: "+strings.Join(names, ", "))
	cmd.Flags().StringVar(&why, "why", "", "tell what each field of the statement with this `id` was read from (of one article)")
	cmd.Flags().BoolVar(&claimsOnly, "claims-only", false, "print the claims with who asserts and who denies them, without the articles")
	cmd.MarkFlagsMutuallyExclusive("why", "claims-only")
	p.json(cmd, "the records as JSON Lines; with --why the statement with its evidence, with --claims-only the claims")
	return p.completing(cmd, names)
}

// readAll reads the documents of several places, several at once, and prints them in the order of the places, and then what they
// say to each other.
func (p *program) readAll(ctx context.Context, todo []place, known gainsay.Source, claimsOnly bool) error {
	reader, err := p.reader(gainsay.Careful)
	if err != nil {
		return err
	}
	readPlace := func(ctx context.Context, at place) reading { return p.readPlace(ctx, reader, at, known) }
	bar := p.progress(int64(len(todo)), "documents")
	defer bar.done()
	failed, printed := false, 0
	exchanging := claimsOnly || len(todo) > 1 && !p.asJSON
	var records []news.Record
	for at, result := range stream.Ordered(ctx, slices.Values(todo), 0, readPlace) {
		bar.clear()
		if result.err != nil {
			failed = true
			p.complain(at.location, result.err)
		}
		if !claimsOnly {
			if err := p.printReading(at, result, printed); err != nil {
				return err
			}
		}
		if result.err == nil {
			printed++
			if exchanging {
				records = append(records, result.record)
			}
		}
		bar.add(1)
	}
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	if len(records) > 0 {
		if err := p.printExchange(records, claimsOnly); err != nil {
			return err
		}
	}
	if failed {
		return errReported
	}
	return nil
}

// printExchange prints what records say to each other, as the only thing or behind the records.
func (p *program) printExchange(records []news.Record, alone bool) error {
	exchange := gainsay.Exchange(records)
	if p.asJSON {
		for i := range exchange.Claims {
			if err := p.print(string(gainsay.EncodeClaim(&exchange.Claims[i]))); err != nil {
				return err
			}
		}
		return nil
	}
	var out strings.Builder
	if !alone {
		out.WriteByte('\n')
	}
	p.screen().printExchange(&out, &exchange)
	return p.print(out.String())
}

// place is where a document is to be had, or why an argument leads to none.
type place struct {
	location string
	err      error
}

// places is what arguments lead to, in their order.
func places(args []string) []place {
	var all []place
	for _, argument := range args {
		found, err := locate(argument)
		if err != nil {
			all = append(all, place{argument, err})
		}
		for _, location := range found {
			all = append(all, place{location, nil})
		}
	}
	return all
}

// reading is what became of a document.
type reading struct {
	record news.Record
	err    error
}

// readPlace captures and reads one document.
func (p *program) readPlace(ctx context.Context, reader *gainsay.Reader, at place, known gainsay.Source) reading {
	source, err := p.capture(ctx, at, known)
	if err != nil {
		return reading{err: err}
	}
	record, err := reader.Read(ctx, source)
	p.log.Debug("read", "document", at.location, "statements", len(record.Statements))
	return reading{record, err}
}

// capture fetches the document that is to be had at a place.
func (p *program) capture(ctx context.Context, at place, known gainsay.Source) (source gainsay.Source, err error) {
	switch {
	case at.err != nil:
		return source, at.err
	case at.location == "-":
		source, err = gainsay.CaptureFrom(p.stdin)
	default:
		source, err = gainsay.Capture(ctx, at.location)
	}
	source.ID, source.Format, source.Otherwise = at.location, known.Format, known.Otherwise
	return source, err
}

// printReading prints a record, and in JSON also a failure; before says how many records were printed before it.
func (p *program) printReading(at place, result reading, before int) error {
	switch {
	case p.asJSON && result.err != nil:
		return p.print(string(gainsay.EncodeError(&at.location, result.err)))
	case p.asJSON:
		return p.printJSON(result.record)
	case result.err != nil:
		return nil
	}
	var out strings.Builder
	if before > 0 {
		out.WriteByte('\n')
	}
	p.screen().printRecord(&out, &result.record)
	return p.print(out.String())
}
