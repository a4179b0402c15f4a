package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"gainsay"
	"gainsay/internal/export"
	"gainsay/news"
)

func (p *program) export() *cobra.Command {
	var flags news.Query
	var format, into, saved, base string
	var mark bool
	var about strings.Builder
	var names []string
	for _, f := range gainsay.ExportFormats() {
		fmt.Fprintf(&about, "  %-12s %s\n", f.Name, f.About)
		names = append(names, f.Name)
	}
	cmd := &cobra.Command{
		Use:   "export [WORD…]",
		Short: "Write statements, documents or evidence to a file",
		Long: `Writes what a search finds, all of it; without words and flags, the whole archive. The formats:

` + about.String() + `
Words and flags are those of gainsay search. Review state is in every export; in records of the contract, which have no field for it, what was
rejected is left out and what was accepted or corrected has confidence 1. A bundle is the evidence for one claim (--claim c9): its originals as
they were captured, the record, the proofs and a page to read, for those who do not have Gainsay.`,
		Example: `  gainsay export > records.jsonl
  gainsay export --format csv --speaker Brandt -o brandt.csv
  gainsay export --format bundle --claim c9 -o evidence.wacz`,
	}
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		words := strings.Join(args, " ")
		if _, err := queryOf(words, &flags); err != nil {
			return err
		}
		if _, err := export.Named(format); err != nil {
			return fmt.Errorf("--format: %w", err)
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
			options := gainsay.ExportOptions{Mark: mark, Title: words}
			if base != "" {
				options.Link = linkBelow(base)
			}
			return p.exportTo(into, func(out io.Writer) error { return archive.Export(ctx, out, format, query, &options) })
		})(cmd, args)
	}
	p.queryFlags(cmd, &flags)
	for _, name := range []string{"limit", "cursor", "by-relevance"} {
		_ = cmd.Flags().MarkHidden(name) // an export is always whole
	}
	cmd.Flags().StringVar(&format, "format", "jsonl", "one of "+strings.Join(names, ", "))
	cmd.Flags().StringVarP(&into, "output", "o", "", "write to this `file`, and only once it is whole, instead of standard output")
	cmd.Flags().StringVar(&saved, "saved", "", "what was saved under this `name`")
	cmd.Flags().StringVar(&base, "base", "", "the `address` at which gainsay serve shows this archive, for links to its pages")
	cmd.Flags().BoolVar(&mark, "mark", false, "begin CSV with a byte-order mark, by which Excel knows that it is UTF-8")
	complete(cmd, "format", cobra.FixedCompletions(names, cobra.ShellCompDirectiveNoFileComp))
	complete(cmd, "saved", p.fromArchive(completeSaved))
	return p.archiveFlags(cmd)
}

// linkBelow gives the addresses of an archive's pages: a statement is /statement/d12/s7.
func linkBelow(base string) func(id string) string {
	return func(id string) string {
		kinds := map[byte]string{'d': "document", 'c': "claim", 'e': "speaker", 'o': "origin", 't': "story"}
		kind := kinds[id[0]]
		if strings.Contains(id, "#") {
			kind = "statement"
		}
		return strings.TrimSuffix(base, "/") + "/" + kind + "/" + strings.Replace(id, "#", "/", 1)
	}
}

// exportTo writes to a file, which is there only once it is whole, or to standard output. What was left out is told.
func (p *program) exportTo(name string, write func(io.Writer) error) (err error) {
	out, place := p.stdout, name
	if name != "" {
		file, err := os.CreateTemp(filepath.Dir(name), ".gainsay-*")
		if err != nil {
			return err
		}
		defer os.Remove(file.Name()) // of no effect once it has its name
		defer file.Close()
		out, place = file, file.Name()
	}
	buffered := bufio.NewWriterSize(out, 1<<16)
	err = write(buffered)
	var left *export.LeftOut
	if err != nil && !errors.As(err, &left) {
		return err
	}
	if err := buffered.Flush(); err != nil {
		return err
	}
	if name != "" {
		if err := os.Chmod(place, 0o644); err != nil {
			return err
		}
		if err := os.Rename(place, name); err != nil {
			return err
		}
	}
	if left != nil {
		p.complain("", left)
		return errReported
	}
	return nil
}
