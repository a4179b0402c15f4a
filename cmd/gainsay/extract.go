package main

import (
	"bytes"
	"io"
	"os"

	"github.com/spf13/cobra"

	"gainsay"
)

func (p *program) extract() *cobra.Command {
	var workers int
	var link bool
	cmd := &cobra.Command{
		Use:   "extract",
		Short: "Turn a stream of documents into a stream of records, JSON Lines in and out",
		Long: `Reads one JSON object a line from standard input and writes one record a line to standard output, in the same order.

An input line has an "id" (a string), exactly one of "text" (taken literally), "html" and "markdown", and may have
"title", "published" (YYYY-MM-DD), "url" and "publisher". A line that cannot be read becomes {"id": …, "error": "…"} in
its place; the run goes on and the exit code is 1.

It reads with the fast model, and with --link with the careful one, unless --reader says otherwise.

With --link the whole input is one collection: a speaker who is named in several documents has one entity id in all of
them, and no two claims share an id. Records then come out only once the input has ended; until then they lie in a
temporary file.`,
		Example: "  gainsay extract < articles.jsonl > records.jsonl\n  gainsay extract --link < articles.jsonl > records.jsonl",
		Args:    cobra.NoArgs,
		RunE: work(func(cmd *cobra.Command, _ []string) error {
			usual := gainsay.Fast
			if link { // one matter, in which each document counts
				usual = gainsay.Careful
			}
			reader, err := p.reader(usual)
			if err != nil {
				return err
			}
			bar := p.progress(sizeOf(p.stdin), "bytes")
			if isTerminal(p.stdout) {
				bar.hide() // the records would be written into it
			}
			extract := reader.Extract
			if link {
				extract = reader.ExtractLinked
			}
			summary, err := extract(cmd.Context(), bar.counting(p.stdin), p.stdout, workers)
			bar.done()
			if err != nil {
				return err
			}
			p.log.Info("extracted", "documents", summary.Documents, "failed", summary.Failed, "statements", summary.Statements)
			if summary.Failed > 0 {
				return errReported
			}
			return nil
		}),
	}
	cmd.Flags().IntVarP(&workers, "workers", "j", 0, "read this many documents at once (0: one for each core)")
	cmd.Flags().BoolVar(&link, "link", false, "make the ids of entities and claims hold in the whole output")
	return cmd
}

// sizeOf is how many bytes a stream will give, or -1 where it does not tell.
func sizeOf(in io.Reader) int64 {
	switch in := in.(type) {
	case *os.File:
		if info, err := in.Stat(); err == nil && info.Mode().IsRegular() {
			return info.Size()
		}
	case *bytes.Reader:
		return in.Size()
	}
	return -1
}
