package main

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"gainsay"
	"gainsay/internal/store"
	"gainsay/news"
)

// mostCompleted is how many completions a shell is offered.
const mostCompleted = 50

// completer lists what can stand where somebody has begun to type.
type completer func(ctx context.Context, archive *gainsay.Archive, begun string) ([]cobra.Completion, error)

// fromArchive lets a shell complete something with what the archive holds.
func (p *program) fromArchive(list completer) cobra.CompletionFunc {
	return func(cmd *cobra.Command, _ []string, begun string) ([]cobra.Completion, cobra.ShellCompDirective) {
		if p.openLog() != nil || !store.Exists(p.place()) {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		archive, err := p.open(cmd.Context(), false)
		if err != nil {
			return nil, cobra.ShellCompDirectiveError
		}
		defer archive.Close() // it was only looked at
		found, err := list(cmd.Context(), archive, begun)
		if err != nil {
			return nil, cobra.ShellCompDirectiveError
		}
		return found, cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveKeepOrder
	}
}

func completeSpeakers(ctx context.Context, archive *gainsay.Archive, begun string) ([]cobra.Completion, error) {
	names, err := archive.Names(ctx, begun, mostCompleted)
	var list []cobra.Completion
	for _, n := range names {
		list = append(list, cobra.CompletionWithDesc(oneLine(n.Name), n.Entity+" in "+counted(n.Documents, "document", "documents")))
	}
	return list, err
}

func completeOutlets(ctx context.Context, archive *gainsay.Archive, begun string) ([]cobra.Completion, error) {
	outlets, err := archive.Outlets(ctx)
	var list []cobra.Completion
	for _, name := range outlets {
		if name = oneLine(name); strings.HasPrefix(strings.ToLower(name), strings.ToLower(begun)) && len(list) < mostCompleted {
			list = append(list, name)
		}
	}
	return list, err
}

func completeSaved(ctx context.Context, archive *gainsay.Archive, begun string) ([]cobra.Completion, error) {
	searches, err := archive.Searches(ctx)
	var list []cobra.Completion
	for _, s := range searches {
		if strings.HasPrefix(s.Name, begun) {
			list = append(list, cobra.CompletionWithDesc(oneLine(s.Name), oneLine(s.Query)))
		}
	}
	return list, err
}

// completeStatementIDs lists the statements of the document whose id stands before the #.
func completeStatementIDs(ctx context.Context, archive *gainsay.Archive, begun string) ([]cobra.Completion, error) {
	document, _, ok := strings.Cut(begun, "#")
	if !ok {
		return nil, nil
	}
	page, err := archive.Statements(ctx, news.Query{Document: document, Limit: mostFound})
	var list []cobra.Completion
	for i := range page.Entries {
		if e := archived(&page.Entries[i], nil); strings.HasPrefix(e.id, begun) {
			list = append(list, cobra.CompletionWithDesc(e.id, oneLine(e.speaker()[0].text+" ("+e.act()+")")))
		}
	}
	return list, err
}

// completeCorrections lists the corrections that can be undone, the latest first.
func completeCorrections(ctx context.Context, archive *gainsay.Archive, begun string) ([]cobra.Completion, error) {
	corrections, err := archive.Corrections(ctx, "")
	var list []cobra.Completion
	for i := len(corrections) - 1; i >= 0 && len(list) < mostCompleted; i-- {
		c := &corrections[i]
		if id := strconv.FormatInt(c.ID, 10); c.Undone == 0 && c.Kind != news.Undo && strings.HasPrefix(id, begun) {
			list = append(list, cobra.CompletionWithDesc(id, oneLine(fmt.Sprintf("%s, by %s", correctionText(c), c.By))))
		}
	}
	return list, err
}
