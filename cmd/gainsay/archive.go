package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"gainsay"
	"gainsay/internal/capture"
	"gainsay/internal/store"
)

// archiveFlags are the flags of all verbs that use an archive.
func (p *program) archiveFlags(cmd *cobra.Command) *cobra.Command {
	cmd.Flags().StringVar(&p.data, "data", "", "the archive: a `folder`, or the address postgres://… of a database (default $GAINSAY_DATA, or else a folder gainsay among the user's data)")
	return cmd
}

// place is the archive that the command is about.
func (p *program) place() string {
	return cmp.Or(p.data, p.env("GAINSAY_DATA"), gainsay.DefaultArchive())
}

// onArchive makes a verb of something that is done with an archive that is there.
func (p *program) onArchive(do func(ctx context.Context, archive *gainsay.Archive, args []string) error) func(*cobra.Command, []string) error {
	return work(func(cmd *cobra.Command, args []string) error {
		if !store.Exists(p.place()) {
			return fmt.Errorf("there is no archive at %s: make one with gainsay add, or name another with --data", p.place())
		}
		archive, err := p.open(cmd.Context(), false)
		if err != nil {
			return err
		}
		return errors.Join(do(cmd.Context(), archive, args), archive.Close())
	})
}

// open opens the archive; reading tells whether anything is to be read.
func (p *program) open(ctx context.Context, reading bool) (*gainsay.Archive, error) {
	options := gainsay.ArchiveOptions{Log: p.log, Fetch: p.fetching(), Workers: p.workers, Queued: p.queued, Reread: p.reread, Tell: p.telling()}
	if reading {
		reader, err := p.reader(gainsay.Careful)
		if err != nil {
			return nil, err
		}
		options.Reader = reader
	}
	return gainsay.Open(ctx, p.place(), &options)
}

// fetching says how the web is asked.
func (p *program) fetching() capture.Options {
	return capture.Options{Contact: cmp.Or(p.contact, p.env("GAINSAY_CONTACT"))}
}

// telling says how people are told of what their saved searches newly find.
func (p *program) telling() gainsay.Telling {
	return gainsay.Telling{Base: p.env("GAINSAY_BASE"), Mail: gainsay.Mailer{Server: p.env("GAINSAY_SMTP"), From: p.env("GAINSAY_MAIL_FROM")}}
}
