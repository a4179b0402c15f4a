package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"

	"gainsay"
	"gainsay/internal/proof"
	"gainsay/internal/store"
)

func (p *program) verify() *cobra.Command {
	var since string
	cmd := &cobra.Command{
		Use:   "verify",
		Short: "Check that nothing in the archive is damaged or was changed",
		Long: `Looks at everything in the archive: originals, documents, the place of each statement in its text, the full-text index and the log. What is wrong
has one line on standard output each, and the exit code is 1.

--since checks that the log goes on from an earlier head of it, which gainsay log head wrote: that nothing that the archive had then was
changed or left out since. A head that is kept elsewhere is what makes that certain.`,
		Example: "  gainsay verify --since head-of-may.txt",
		Args:    cobra.NoArgs,
	}
	cmd.RunE = p.onArchive(func(ctx context.Context, archive *gainsay.Archive, _ []string) error {
		v := verification{program: p}
		if since != "" {
			if err := v.since(ctx, archive, since); err != nil {
				return err
			}
		}
		return v.run(ctx, archive)
	})
	cmd.Flags().StringVar(&since, "since", "", "the `file` of an earlier head of the log, or - for standard input")
	p.json(cmd, "what is wrong as JSON Lines")
	return p.archiveFlags(cmd)
}

// verification prints and counts what is wrong.
type verification struct {
	program  *program
	findings int
	err      error // of printing
}

func (v *verification) found(f store.Finding) {
	v.findings++
	if v.err != nil {
		return
	}
	if v.program.asJSON {
		v.err = v.program.printObject(struct {
			What string `json:"what"`
			Is   string `json:"is"`
		}{f.What, f.Is})
		return
	}
	v.err = v.program.print(oneLine(f.String()) + "\n")
}

// since checks the log against an earlier head.
func (v *verification) since(ctx context.Context, archive *gainsay.Archive, file string) error {
	head, err := v.program.readSmall(file)
	if err != nil {
		return err
	}
	before, now, err := archive.Extends(ctx, head)
	switch {
	case errors.Is(err, proof.ErrRewritten) || errors.Is(err, proof.ErrSize):
		is := fmt.Sprintf("it does not go on from the head of %s, which had %d entries; it has %d", moment(before.Time), before.Size, now.Size)
		v.found(store.Finding{What: "log", Is: is})
		return nil
	case err != nil:
		return fmt.Errorf("--since %s: %w", file, err)
	}
	fmt.Fprintf(v.program.stderr, "the log goes on from the head of %s, which had %d entries\n", moment(before.Time), before.Size)
	return nil
}

// run checks the archive.
func (v *verification) run(ctx context.Context, archive *gainsay.Archive) error {
	bar := v.program.progress(-1, "documents")
	defer bar.done()
	checked, err := archive.Verify(ctx, func(f store.Finding) { bar.clear(); v.found(f) }, bar.at)
	bar.done()
	if err = errors.Join(err, v.err); err != nil {
		return err
	}
	what := fmt.Sprintf("%s, %s, %s, %s: ", counted(checked.Originals, "original", "originals"), counted(checked.Documents, "document", "documents"),
		counted(checked.Statements, "statement", "statements"), counted(checked.Entries, "log entry", "log entries"))
	if v.findings > 0 {
		fmt.Fprintln(v.program.stderr, what+counted(v.findings, "thing is wrong", "things are wrong"))
		return errReported
	}
	if v.program.asJSON {
		return nil
	}
	return v.program.print(what + "nothing is wrong\n")
}

// mostRead is how many bytes a head or a proof may have; package proof knows closer bounds.
const mostRead = 256 << 20

// readSmall reads a file, or standard input for "-".
func (p *program) readSmall(file string) ([]byte, error) {
	if file == "-" {
		return io.ReadAll(io.LimitReader(p.stdin, mostRead))
	}
	in, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer in.Close() // it was only read
	return io.ReadAll(io.LimitReader(in, mostRead))
}
