package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"gainsay"
	"gainsay/internal/record"
	"gainsay/news"
)

// showing says what of documents is printed; at most one of it is true.
type showing struct{ text, original, edits bool }

func (h showing) document() bool { return h.text || h.original || h.edits }

func (p *program) show() *cobra.Command {
	var how showing
	cmd := &cobra.Command{
		Use:   "show ID…",
		Short: "Print what the archive holds under an id",
		Long: `Prints what the archive holds under an id:

  d12       a document: what is known of it, its versions, copies and captures, and its statements
  d12#s7    a statement: its words in their sentence, through whom it came, what it answers and what answers it, its claim, where it
            stands (in code points, as in the JSON records), what people corrected, and the digest of the original
  c9        a claim: who asserts, denies and doubts it, by day
  e3        a speaker: the names, how often he does what, and what he said last
  o3, t5    the documents that carry one text, or tell one story`,
		Example: `  gainsay show d12#s7
  gainsay show d12 --edits
  gainsay show d12 --original > page.html`,
		ValidArgsFunction: p.fromArchive(completeStatementIDs),
	}
	cmd.Args = func(_ *cobra.Command, args []string) error {
		switch {
		case len(args) == 0:
			return errors.New("show: give an id, such as d12, d12#s7, c9, e3, o3 or t5")
		case how.original && len(args) > 1:
			return errors.New("show: --original writes the bytes of one document; give one id")
		}
		for _, id := range args {
			switch kind := kindOf(id); {
			case kind == 0:
				return fmt.Errorf("show %s: this is no id such as d12, d12#s7, c9, e3, o3 or t5", id)
			case kind != 'd' && how.document():
				return fmt.Errorf("show %s: this is no id of a document, such as d12", id)
			}
		}
		return nil
	}
	cmd.RunE = p.onArchive(func(ctx context.Context, archive *gainsay.Archive, args []string) error {
		return p.showAll(ctx, archive, args, how)
	})
	cmd.Flags().BoolVar(&how.text, "text", false, "print the text of the article")
	cmd.Flags().BoolVar(&how.original, "original", false, "write the original bytes")
	cmd.Flags().BoolVar(&how.edits, "edits", false, "print what became of the statements from each version of the article to the next")
	p.json(cmd, "it as JSON Lines")
	cmd.MarkFlagsMutuallyExclusive("text", "original", "edits")
	cmd.MarkFlagsMutuallyExclusive("text", "original", "json")
	return p.archiveFlags(cmd)
}

// kindOf is what an id is of: its letter, # for a statement, 0 for nothing.
func kindOf(id string) byte {
	before, after, statement := strings.Cut(id, "#")
	if len(before) < 2 || !strings.ContainsRune("dceot", rune(before[0])) || strings.Trim(before[1:], "h0123456789") != "" {
		return 0
	}
	if !statement {
		return before[0]
	}
	if before[0] != 'd' || after == "" {
		return 0
	}
	return '#'
}

// viewer prints what an archive holds.
type viewer struct {
	program *program
	archive *gainsay.Archive
	ctx     context.Context
	screen  screen
}

// showAll prints what the archive holds under ids; one that it has not stops no other.
func (p *program) showAll(ctx context.Context, archive *gainsay.Archive, ids []string, how showing) error {
	v := viewer{program: p, archive: archive, ctx: ctx, screen: p.screen()}
	failed := false
	for i, id := range ids {
		shown, err := v.show(id, how)
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		if err != nil {
			failed = true
			p.complain("", err)
			continue
		}
		if i > 0 && !p.asJSON && !how.document() {
			shown = "\n" + shown
		}
		if err := p.print(shown); err != nil {
			return err
		}
	}
	if failed {
		return errReported
	}
	return nil
}

// show is what is printed for an id.
func (v *viewer) show(id string, how showing) (string, error) {
	switch kind := kindOf(id); {
	case how.text:
		return v.text(id)
	case how.original:
		return v.original(id)
	case how.edits:
		return v.edits(id)
	case kind == 'd':
		return v.document(id)
	case kind == '#':
		return v.statement(id)
	case kind == 'c':
		return v.claim(id)
	case kind == 'e':
		return v.speaker(id)
	}
	return v.documents(id)
}

func (v *viewer) claim(id string) (string, error) {
	page, err := v.archive.Claim(v.ctx, id)
	if err != nil {
		return "", err
	}
	if v.program.asJSON {
		return string(gainsay.EncodeClaim(&page)), nil
	}
	for i := range page.Voices {
		voice := &page.Voices[i]
		if voice.Outlet == "" {
			head, err := v.archive.Document(v.ctx, voice.Document)
			if err != nil {
				return "", err
			}
			voice.Outlet = outletOf(&head)
		}
		voice.Statement = voice.Document + "#" + voice.Statement
	}
	var out strings.Builder
	v.screen.printClaim(&out, &page)
	return out.String(), nil
}

// latestOf is how many of a speaker's statements are printed.
const latestOf = 10

func (v *viewer) speaker(id string) (string, error) {
	page, err := v.archive.Speaker(v.ctx, id)
	if err != nil {
		return "", err
	}
	if v.program.asJSON {
		return string(record.EncodeSpeaker(&page)), nil
	}
	latest, err := v.archive.Statements(v.ctx, news.Query{Speaker: page.Speaker.ID, Limit: latestOf})
	if err != nil {
		return "", err
	}
	var out strings.Builder
	who := &page.Speaker
	v.screen.layout(&out, 0, 2, piece{who.ID + "  ", dim}, piece{who.String(), bold}, piece{" · " + string(who.Kind), dim})
	var names, does []string
	all := 0
	for _, n := range page.Names {
		names = append(names, fmt.Sprintf("%s (%d)", n.Name, n.Documents))
	}
	for _, a := range page.Acts {
		does = append(does, fmt.Sprintf("%s %d", actVerb(a.Act), a.Statements))
		all += a.Statements
	}
	for _, line := range []struct {
		what string
		list []string
	}{{"names", names}, {"merged", page.Merged}, {counted(all, "statement", "statements"), does}} {
		if len(line.list) > 0 {
			v.screen.layout(&out, 2, 4, piece{line.what + ": ", dim}, piece{strings.Join(line.list, ", "), ""})
		}
	}
	v.screen.printDays(&out, archivedAll(latest.Entries, nil))
	if latest.Next != "" {
		v.screen.layout(&out, 0, 2, piece{"the latest " + fmt.Sprint(latestOf) + "; all: gainsay search --speaker " + who.ID, dim})
	}
	return out.String(), nil
}

// documents lists the documents of a text or a story.
func (v *viewer) documents(id string) (string, error) {
	list, err := v.archive.DocumentsIn(v.ctx, id)
	if err != nil {
		return "", err
	}
	var out strings.Builder
	for i := range list {
		if v.program.asJSON {
			out.Write(record.EncodeHead(&list[i]))
			continue
		}
		v.screen.printDocument(&out, &list[i])
	}
	return out.String(), nil
}

// printDocument writes a document on a line.
func (s screen) printDocument(out *strings.Builder, h *news.Head) {
	s.labelled(out, margin{column: evidenceColumn}, piece{h.ID, dim}, evidenceColumn, piece{inBrief(h), ""})
}

// inBrief is a document in a few words.
func inBrief(h *news.Head) string {
	parts := []string{outletOf(h)}
	if h.Published != "" {
		parts = append(parts, string(h.Published))
	}
	if h.Title != "" {
		parts = append(parts, h.Title)
	}
	if !h.Latest {
		parts = append(parts, "an earlier version")
	}
	return strings.Join(parts, " · ")
}
