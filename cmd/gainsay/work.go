package main

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"time"

	"github.com/spf13/cobra"

	"gainsay"
	"gainsay/news"
)

func (p *program) worker() *cobra.Command {
	var once, retry bool
	cmd := &cobra.Command{
		Use:   "work",
		Short: "Read what is to be read, poll feeds and look at pages again, until interrupted",
		Long: `Does what is to be done for an archive: polls the feeds that are watched, fetches what they list, looks at pages again for changes,
reads what was kept and ties it to the rest; readings by older models are made anew, and what people have corrected stays. It goes on until it is
interrupted, and then finishes what it has in hand.

Several of these may work on one archive at once; on a PostgreSQL server, from several machines. What a killed one had in hand, another
does after a minute.`,
		Example: `  gainsay work
  gainsay work --once            # read and link what is there, then end
  gainsay work --data postgres://newsroom@db.example/gainsay`,
		Args: cobra.NoArgs,
		RunE: work(func(cmd *cobra.Command, _ []string) error {
			ctx := cmd.Context()
			p.queued = true
			archive, err := p.open(ctx, true)
			if err != nil {
				return err
			}
			defer archive.Close() // what was written is on the disk
			if retry {
				n, err := archive.Retry(ctx)
				if err != nil {
					return err
				}
				fmt.Fprintf(p.stderr, "%d failed jobs are tried again\n", n)
			}
			if once {
				return p.drain(ctx, archive)
			}
			return p.workOn(ctx, archive)
		}),
	}
	cmd.Flags().BoolVar(&once, "once", false, "read and link what is there, and end; poll and fetch nothing")
	cmd.Flags().BoolVar(&p.reread, "reread", false, "read anew also what the same models read by the other --reader")
	cmd.Flags().BoolVar(&retry, "retry", false, "try once more what has failed for good")
	cmd.Flags().IntVar(&p.workers, "workers", 0, fmt.Sprintf("read so many documents at once (default one for each core, here %d)", runtime.GOMAXPROCS(0)))
	cmd.Flags().StringVar(&p.contact, "contact", "", "a mail or http `address` at which the servers that are asked can reach you (default $GAINSAY_CONTACT)")
	return p.archiveFlags(cmd)
}

// drain reads and links all that is there.
func (p *program) drain(ctx context.Context, archive *gainsay.Archive) error {
	bar := p.progress(-1, "jobs")
	defer bar.done()
	left := 0
	return archive.Drain(ctx, func(waiting int) {
		bar.add(max(0, left-waiting))
		left = waiting
	})
}

// workOn works until ctx ends. Each minute in which something was done has a line.
func (p *program) workOn(ctx context.Context, archive *gainsay.Archive) error {
	fmt.Fprintln(p.stderr, "working; interrupt to end")
	told, stop := context.WithCancel(ctx)
	defer stop()
	go p.tell(told, archive)
	err := archive.Run(ctx)
	if ctx.Err() != nil && (err == nil || errors.Is(err, context.Canceled)) {
		return nil // to be interrupted is how it ends
	}
	return err
}

// tell tells now and then how far work has come.
func (p *program) tell(ctx context.Context, archive *gainsay.Archive) {
	tick := time.NewTicker(time.Minute)
	defer tick.Stop()
	last := ""
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		sizes, err := archive.Sizes(ctx)
		if err != nil {
			continue // work itself tells what is wrong
		}
		line := fmt.Sprintf("%d documents in the ledger with %d statements, %d to be read, %d failed",
			sizes.Documents[news.Linked], sizes.Statements, sizes.Documents[news.Captured], sizes.Documents[news.Failed])
		if line != last {
			fmt.Fprintln(p.stderr, time.Now().Format(time.TimeOnly), line)
		}
		last = line
	}
}

// workThrough reads all that nobody has read yet; what cannot be read is told and counted.
func (p *program) workThrough(ctx context.Context, archive *gainsay.Archive, failed *int) error {
	sizes, err := archive.Sizes(ctx)
	if err != nil {
		return err
	}
	bar := p.progress(sizes.Documents[news.Captured], "documents")
	defer bar.done()
	_, err = archive.Work(ctx, func(document string, err error) {
		bar.add(1)
		if err != nil {
			*failed++
			bar.clear()
			p.complain(fmt.Sprint("document ", document), err)
		}
	})
	return err
}
