package main

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"gainsay"
	"gainsay/internal/store"
	"gainsay/news"
)

// mostFailed is how many documents that could not be read are named.
const mostFailed = 10

// status is what status prints as JSON.
type status struct {
	Archive    string                       `json:"archive"`
	Documents  map[news.DocumentState]int64 `json:"documents"` // by how far they have come
	Statements int64                        `json:"statements"`
	Reviewed   int64                        `json:"reviewed"`
	Speakers   int64                        `json:"speakers"`
	Claims     int64                        `json:"claims"`
	Captures   int64                        `json:"captures"`
	Feeds      int64                        `json:"feeds"`
	Entries    int64                        `json:"log_entries"`
	Database   int64                        `json:"database_bytes"`
	Originals  int64                        `json:"original_bytes"`
	Failed     []failedDocument             `json:"failed"` // the first ten
}

type failedDocument struct {
	ID     string `json:"id"`
	Place  string `json:"place"`
	Reason string `json:"reason"`
}

func (p *program) status() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "status",
		Short: "Print what the archive holds and what is still to be read",
		Args:  cobra.NoArgs,
		RunE: p.onArchive(func(ctx context.Context, archive *gainsay.Archive, _ []string) error {
			s, err := p.statusOf(ctx, archive)
			if err != nil {
				return err
			}
			if p.asJSON {
				return p.printObject(s)
			}
			var out strings.Builder
			p.screen().printStatus(&out, s)
			return p.print(out.String())
		}),
	}
	p.json(cmd, "it as a JSON object")
	return p.archiveFlags(cmd)
}

func (p *program) statusOf(ctx context.Context, archive *gainsay.Archive) (*status, error) {
	sizes, err := archive.Sizes(ctx)
	if err != nil {
		return nil, err
	}
	failed, err := archive.FailedDocuments(ctx, mostFailed)
	if err != nil {
		return nil, err
	}
	s := &status{Archive: store.Shown(p.place()), Documents: sizes.Documents, Statements: sizes.Statements, Reviewed: sizes.Reviewed, Speakers: sizes.Entities,
		Claims: sizes.Claims, Captures: sizes.Captures, Feeds: sizes.Feeds, Entries: sizes.Entries, Database: sizes.Bytes, Originals: sizes.Originals,
		Failed: make([]failedDocument, len(failed))}
	for i, h := range failed {
		s.Failed[i] = failedDocument{ID: h.ID, Place: h.Place, Reason: h.Failure}
	}
	return s, nil
}

// states are how far documents come, in their order, in words.
var states = []struct {
	state news.DocumentState
	words string
}{{news.Linked, "in the ledger"}, {news.Read, "read and not linked yet"}, {news.Captured, "to be read (gainsay work)"}, {news.Failed, "failed"}}

// printStatus writes what an archive holds.
func (s screen) printStatus(out *strings.Builder, of *status) {
	fact := func(name, value string) {
		s.labelled(out, margin{column: evidenceColumn}, piece{name, cyan}, evidenceColumn, piece{value, ""})
	}
	var documents []string
	for _, one := range states {
		if n := of.Documents[one.state]; n > 0 {
			documents = append(documents, fmt.Sprintf("%d %s", n, one.words))
		}
	}
	if len(documents) == 0 {
		documents = []string{"none"}
	}
	fact("archive", of.Archive)
	fact("documents", strings.Join(documents, ", "))
	fact("statements", fmt.Sprintf("%d, %d of all reviewed", of.Statements, of.Reviewed))
	fact("speakers", fmt.Sprint(of.Speakers))
	fact("claims", fmt.Sprint(of.Claims))
	fact("captures", fmt.Sprint(of.Captures))
	if of.Feeds > 0 {
		fact("feeds", fmt.Sprint(of.Feeds))
	}
	fact("log", counted(int(of.Entries), "entry", "entries"))
	fact("size", fmt.Sprintf("%s of database, %s of originals before they are packed", bytesText(of.Database), bytesText(of.Originals)))
	for i, f := range of.Failed {
		name := "failed"
		if i > 0 {
			name = ""
		}
		fact(name, f.ID+" "+f.Place+": "+f.Reason)
	}
	if more := of.Documents[news.Failed] - int64(len(of.Failed)); more > 0 {
		fact("", fmt.Sprintf("and %d more", more))
	}
}

// bytesText is a number of bytes for people to read.
func bytesText(n int64) string {
	for _, unit := range []struct {
		size int64
		name string
	}{{1e9, "GB"}, {1e6, "MB"}, {1e3, "kB"}} {
		if n >= unit.size {
			return fmt.Sprintf("%.1f %s", float64(n)/float64(unit.size), unit.name)
		}
	}
	return fmt.Sprintf("%d bytes", n)
}

// printObject prints a value as a line of JSON.
func (p *program) printObject(value any) error {
	line, err := json.Marshal(value)
	if err != nil {
		return err
	}
	return p.print(string(line) + "\n")
}
