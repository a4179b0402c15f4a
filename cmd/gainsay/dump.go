package main

import (
	"context"
	"errors"

	"github.com/spf13/cobra"

	"gainsay"
)

func (p *program) dump() *cobra.Command {
	return p.archiveFlags(&cobra.Command{
		Use:   "dump > FILE",
		Short: "Write all of the archive to standard output",
		Long: `Writes all that is in the archive as JSON Lines, which restore reads into a new archive, in a folder or on a server. The private key of
its log is in it: keep the file as secret as the archive.`,
		Example: "  gainsay dump | zstd > archive.jsonl.zst",
		Args: func(*cobra.Command, []string) error {
			if isTerminal(p.stdout) {
				return errors.New("dump: send it to a file, as in > FILE")
			}
			return nil
		},
		RunE: p.onArchive(func(ctx context.Context, archive *gainsay.Archive, _ []string) error {
			return archive.Dump(ctx, p.stdout)
		}),
	})
}

func (p *program) restore() *cobra.Command {
	return p.archiveFlags(&cobra.Command{
		Use:     "restore < FILE",
		Short:   "Fill a new archive with what dump wrote",
		Long:    `Reads on standard input what dump wrote, into an archive that is empty or not there yet: all of it, or nothing.`,
		Example: "  gainsay restore --data disputes/dam < archive.jsonl",
		Args: func(*cobra.Command, []string) error {
			if isTerminal(p.stdin) {
				return errors.New("restore: give the dump on standard input, as in < FILE")
			}
			return nil
		},
		RunE: work(func(cmd *cobra.Command, _ []string) error {
			archive, err := p.open(cmd.Context(), false)
			if err != nil {
				return err
			}
			bar := p.progress(sizeOf(p.stdin), "bytes")
			err = archive.Restore(cmd.Context(), bar.counting(p.stdin))
			bar.done()
			return errors.Join(err, archive.Close())
		}),
	})
}

func (p *program) reindex() *cobra.Command {
	return p.archiveFlags(&cobra.Command{
		Use:   "reindex",
		Short: "Make the full-text index of the archive anew",
		Long:  `Makes the full-text index anew from the ledger. This is needed only where verify says so.`,
		Args:  cobra.NoArgs,
		RunE: p.onArchive(func(ctx context.Context, archive *gainsay.Archive, _ []string) error {
			bar := p.progress(-1, "documents")
			defer bar.done()
			return archive.Reindex(ctx, bar.at)
		}),
	})
}
