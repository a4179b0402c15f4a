package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"gainsay"
	"gainsay/news"
)

func (p *program) read() *cobra.Command {
	var published, format string
	names := []string{"auto"}
	for _, f := range gainsay.Formats {
		names = append(names, string(f))
	}
	cmd := &cobra.Command{
		Use:   "read FILE… | FOLDER | PATTERN | URL… | -",
		Short: "Read articles and print who said what",
		Long: `Reads articles (HTML, Markdown, plain text or MHTML, told apart by their content) and prints each one's title, outlet,
agency and date, then one line a statement: speaker, act, the words, when, channel. A statement reported inside another
stands indented under it.

What cannot be read gets one line on standard error; the rest is read and the exit code is 1.`,
		Example: `  gainsay read article.html
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
		return work(func(cmd *cobra.Command, args []string) error { return p.readAll(cmd.Context(), args, known) })(cmd, args)
	}
	cmd.Flags().StringVar(&published, "published", "", "the `day` of publication, YYYY-MM-DD, where the page does not give it")
	cmd.Flags().StringVar(&format, "format", "auto", "how to take the input: "+strings.Join(names, ", "))
	p.json(cmd, "the records as JSON Lines")
	return cmd
}

// readAll reads what the arguments lead to, one document after the other.
func (p *program) readAll(ctx context.Context, args []string, known gainsay.Source) error {
	reader, err := p.reader()
	if err != nil {
		return err
	}
	failed := false
	fail := func(where string, err error) error {
		failed = true
		p.complain(where, err)
		if p.asJSON {
			return p.print(string(gainsay.EncodeError(&where, err)))
		}
		return nil
	}
	var places []string
	for _, argument := range args {
		found, err := locate(argument)
		if err != nil {
			if err := fail(argument, err); err != nil {
				return err
			}
		}
		places = append(places, found...)
	}
	bar := p.progress(int64(len(places)), "documents")
	defer bar.done()
	screen := p.screen()
	for i, place := range places {
		record, err := p.readOne(ctx, reader, place, known)
		bar.clear()
		switch {
		case errors.Is(err, context.Canceled):
			return err
		case err != nil:
			err = fail(place, err)
		case p.asJSON:
			err = p.printJSON(record)
		default:
			var out strings.Builder
			if i > 0 {
				out.WriteByte('\n')
			}
			screen.printRecord(&out, &record)
			err = p.print(out.String())
		}
		if err != nil {
			return err
		}
		bar.add(1)
	}
	if failed {
		return errReported
	}
	return nil
}

// readOne captures and reads the document at one place.
func (p *program) readOne(ctx context.Context, reader *gainsay.Reader, place string, known gainsay.Source) (news.Record, error) {
	source, err := p.capture(ctx, place)
	if err != nil {
		return news.Record{}, err
	}
	source.ID, source.Format, source.Otherwise = place, known.Format, known.Otherwise
	return reader.Read(ctx, source)
}

func (p *program) capture(ctx context.Context, place string) (gainsay.Source, error) {
	if place == "-" {
		return gainsay.CaptureFrom(p.stdin)
	}
	return gainsay.Capture(ctx, place)
}
