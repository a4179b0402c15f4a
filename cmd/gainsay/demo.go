package main

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"gainsay"
	"gainsay/news"
	"gainsay/samples"
)

func (p *program) demo() *cobra.Command {
	var text bool
	how := serving{idle: true}
	cmd := &cobra.Command{
		Use:   "demo",
		Short: "Read the sample articles that ship with the program and open their record in a browser",
		Long: `Reads the sample articles that ship with the program, an invented dispute in invented outlets, into an archive of their own, and serves
its pages until it is interrupted; the archive goes with it. With --text it prints every statement in the order of the day on which it was said (or
published, where the text leaves that open), and then the claims that several of them speak to, each with who asserts and who
denies it.`,
		Args: cobra.NoArgs,
		RunE: work(func(cmd *cobra.Command, _ []string) error {
			if text || p.asJSON {
				return p.printDemo(cmd.Context())
			}
			how.open = isTerminal(p.stdout)
			return p.serveDemo(cmd.Context(), how)
		}),
	}
	cmd.Flags().StringVar(&how.address, "addr", usualAddress, "serve at this `address`")
	cmd.Flags().BoolVar(&text, "text", false, "print the record and serve nothing")
	p.json(cmd, "the records as JSON Lines, and serve nothing")
	return cmd
}

// printDemo reads the sample articles and prints their ledger and their claims.
func (p *program) printDemo(ctx context.Context) error {
	reader, err := p.reader(gainsay.Careful)
	if err != nil {
		return err
	}
	files, err := samples.All()
	if err != nil {
		return err
	}
	var records []news.Record
	for _, file := range files {
		record, err := reader.Read(ctx, sourceOf(file, file.Name))
		if err != nil {
			return err
		}
		records = append(records, record)
	}
	if p.asJSON {
		return p.printJSON(records...)
	}
	var out strings.Builder
	p.screen().printLedger(&out, records)
	if err := p.print(out.String()); err != nil {
		return err
	}
	return p.printExchange(records, false)
}

// serveDemo reads the sample articles into an archive that goes again, and serves that.
func (p *program) serveDemo(ctx context.Context, how serving) (err error) {
	folder, err := os.MkdirTemp("", "gainsay-demo-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(folder)) }()
	p.data = filepath.Join(folder, "archive")
	archive, err := p.open(ctx, true)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, archive.Close()) }()
	files, err := samples.All()
	if err != nil {
		return err
	}
	fmt.Fprintf(p.stderr, "reading %d sample articles\n", len(files))
	for kept, err := range archive.Add(ctx, captures(files)) {
		if err := errors.Join(err, kept.Err); err != nil {
			return err
		}
	}
	failed := 0
	if err := p.workThrough(ctx, archive, &failed); err != nil {
		return err
	}
	return p.pages(ctx, archive, how)
}

// sourceOf is a sample article as a document with an id.
func sourceOf(file samples.File, id string) gainsay.Source {
	return gainsay.Source{ID: id, Raw: file.Content, Location: file.Name, Otherwise: gainsay.Known{Publisher: file.Outlet}}
}

// captures are the sample articles as if they had just been saved.
func captures(files []samples.File) iter.Seq[gainsay.Captured] {
	return func(yield func(gainsay.Captured) bool) {
		for _, file := range files {
			capture := news.Capture{Place: file.Name, Location: file.Name, Time: time.Now().UTC()}
			if !yield(gainsay.Captured{Source: sourceOf(file, ""), Capture: capture}) {
				return
			}
		}
	}
}

// printJSON writes records as JSON Lines.
func (p *program) printJSON(records ...news.Record) error {
	for i := range records {
		line, err := gainsay.Encode(&records[i])
		if err != nil {
			return err
		}
		if err := p.print(string(line)); err != nil {
			return err
		}
	}
	return nil
}
