package main

import (
	"errors"
	"fmt"
	"io"
	"iter"
	"strings"

	"github.com/spf13/cobra"

	"gainsay"
	"gainsay/internal/store"
	"gainsay/news"
)

func (p *program) add() *cobra.Command {
	var published, outlet string
	var later, dryRun bool
	var most int
	cmd := &cobra.Command{
		Use:   "add FILE | FOLDER | PATTERN | URL | FEED | ARCHIVE… | -",
		Short: "Add articles to the archive and read them",
		Long: `Captures articles and keeps their original bytes, then reads them into the ledger. What can be added:

  a file, a folder, a pattern   HTML, Markdown, plain text or MHTML
  an address                    a page; or a feed (RSS, Atom, JSON Feed), a list of feeds (OPML) or a sitemap, of which each page is added
  a web archive                 WARC, gzipped or not, or WACZ
  JSON Lines                    documents as gainsay extract takes them
  -                             any of these on standard input

What is in the archive already is not added again. A page that has changed is a new version of it. What cannot be had gets one line on
standard error, the rest is added, and the exit code is 1. An interrupted run goes on where it stopped when it is started again.`,
		Example: `  gainsay add saved-pages/ https://news.example/feed.xml
  gainsay add crawl.warc.gz --data disputes/dam
  gainsay add --dry-run feeds.opml`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return errors.New("add: give a file, a folder, an address or - for standard input")
			}
			return nil
		},
	}
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		how := gainsay.Gathering{Stdin: p.stdin, Most: most}
		if published != "" {
			day, err := news.ParseDay(published)
			if err != nil {
				return fmt.Errorf("--published: %w", err)
			}
			how.Known.Otherwise.Published = day
		}
		how.Known.Otherwise.Publisher = outlet
		return work(func(cmd *cobra.Command, args []string) error { return p.addAll(cmd, args, how, later, dryRun) })(cmd, args)
	}
	cmd.Flags().StringVar(&published, "published", "", "the `day` of publication, YYYY-MM-DD, of what does not give it")
	cmd.Flags().StringVar(&outlet, "outlet", "", "the `name` of the outlet of what does not give it")
	cmd.Flags().BoolVar(&later, "later", false, "only keep the articles; gainsay work reads them")
	cmd.Flags().BoolVar(&dryRun, "dry-run", false, "print what would be added and keep nothing")
	cmd.Flags().IntVar(&most, "most", 0, "add at most so many pages of one feed or sitemap (default 1000)")
	cmd.Flags().StringVar(&p.contact, "contact", "", "a mail or http `address` at which the servers that are asked can reach you (default $GAINSAY_CONTACT)")
	return p.archiveFlags(cmd)
}

// addAll adds documents and reads them.
func (p *program) addAll(cmd *cobra.Command, args []string, how gainsay.Gathering, later, dryRun bool) error {
	ctx := cmd.Context()
	bar := p.progress(-1, "documents")
	defer bar.done()
	how.Told = func(place string, documents int) {
		bar.clear()
		fmt.Fprintf(p.stderr, "%s leads to %d pages\n", oneLine(place), documents)
	}
	tally := addition{program: p, bar: bar}
	if dryRun {
		collector, err := gainsay.NewCollector(p.fetching(), nil)
		if err != nil {
			return err
		}
		return tally.list(collector.Gather(ctx, tally.places(args), how))
	}
	p.queued = later
	archive, err := p.open(ctx, !later)
	if err != nil {
		return err
	}
	defer archive.Close() // what was written is on the disk
	for kept, err := range archive.Add(ctx, archive.Gather(ctx, tally.places(args), how)) {
		if err != nil {
			return err
		}
		tally.count(kept)
	}
	bar.done()
	if !later && ctx.Err() == nil {
		if err := p.workThrough(ctx, archive, &tally.failed); err != nil {
			return err
		}
	}
	if err := tally.print(); err != nil {
		return err
	}
	if tally.failed > 0 {
		return errReported
	}
	return nil
}

// addition counts what became of what was added.
type addition struct {
	program *program
	bar     *progress
	as      map[store.KeptAs]int
	failed  int
}

// places is where arguments lead to; what leads nowhere is told.
func (a *addition) places(args []string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for _, at := range places(args) {
			if at.err != nil {
				a.failed++
				a.program.complain(at.location, at.err)
				continue
			}
			if !yield(at.location) {
				return
			}
		}
	}
}

func (a *addition) count(kept gainsay.Kept) {
	a.bar.add(1)
	if kept.As != "" {
		if a.as == nil {
			a.as = map[store.KeptAs]int{}
		}
		a.as[kept.As]++
	}
	if kept.Err != nil {
		a.failed++
		a.bar.clear()
		a.program.complain(kept.Place, kept.Err)
	}
}

// list prints what would be added.
func (a *addition) list(found iter.Seq[gainsay.Captured]) error {
	for c := range found {
		if err := c.Failure(); err != nil {
			a.failed++
			a.program.complain(c.Capture.Place, err)
			continue
		}
		if err := a.program.print(fmt.Sprintf("%s  %d bytes\n", oneLine(c.Capture.Place), len(c.Raw))); err != nil {
			return err
		}
	}
	if a.failed > 0 {
		return errReported
	}
	return nil
}

// print tells in one line what became of all.
func (a *addition) print() error {
	var parts []string
	for _, one := range []struct {
		as    store.KeptAs
		words string
	}{{store.KeptNew, "new"}, {store.KeptVersion, "changed"}, {store.KeptSame, "captured again, with the same article"}, {store.KeptKnown, "there already"}} {
		if n := a.as[one.as]; n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, one.words))
		}
	}
	if a.failed > 0 {
		parts = append(parts, fmt.Sprintf("%d failed", a.failed))
	}
	if len(parts) == 0 {
		parts = []string{"nothing to add"}
	}
	_, err := io.WriteString(a.program.stderr, strings.Join(parts, ", ")+"\n")
	return err
}
