package main

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"gainsay/internal/record"
	"gainsay/internal/store"
	"gainsay/news"
)

// text is the text of an article: to the byte, or harmless on a terminal.
func (v *viewer) text(id string) (string, error) {
	article, err := v.archive.Article(v.ctx, id)
	if err != nil || !isTerminal(v.program.stdout) {
		return article.Text, err
	}
	lines := strings.Split(article.Text, "\n")
	for i := range lines {
		lines[i] = clean(lines[i])
	}
	return strings.Join(lines, "\n") + "\n", nil
}

var errTerminal = errors.New("it may hold what a terminal obeys: send it to a file, as in > FILE")

func (v *viewer) original(id string) (string, error) {
	if isTerminal(v.program.stdout) {
		return "", fmt.Errorf("the original of %s: %w", id, errTerminal)
	}
	raw, _, err := v.archive.Original(v.ctx, id)
	return string(raw), err
}

// document prints a document with its statements.
func (v *viewer) document(id string) (string, error) {
	kept, err := v.kept(id)
	if err != nil {
		return "", err
	}
	if v.program.asJSON {
		line, err := record.EncodeKept(kept)
		return string(line), err
	}
	var out strings.Builder
	if kept.Record != nil {
		v.screen.printRecord(&out, kept.Record)
	} else {
		h := &kept.Head
		article := news.Article{Title: h.Title, Publisher: h.Publisher, Agency: h.Agency, Byline: h.Byline, Published: h.Published}
		v.screen.printHead(&out, &news.Record{ID: h.ID, Article: article})
	}
	out.WriteByte('\n')
	v.screen.printKept(&out, kept)
	return out.String(), nil
}

func (v *viewer) kept(id string) (*record.Kept, error) {
	head, err := v.archive.Document(v.ctx, id)
	if err != nil {
		return nil, err
	}
	kept := &record.Kept{Head: head}
	if kept.Versions, err = v.archive.Versions(v.ctx, id); err != nil {
		return nil, err
	}
	if kept.Copies, err = v.archive.Copies(v.ctx, id); err != nil {
		return nil, err
	}
	if kept.Captures, err = v.archive.Captures(v.ctx, id); err != nil {
		return nil, err
	}
	if head.State == news.Failed {
		return kept, nil
	}
	rec, err := v.archive.Record(v.ctx, id)
	if errors.Is(err, store.ErrNotYet) {
		return kept, nil
	}
	kept.Record = &rec
	return kept, err
}

// printKept writes what an archive knows of a document besides what it says.
func (s screen) printKept(out *strings.Builder, k *record.Kept) {
	fact := func(name string, value string) {
		s.labelled(out, margin{column: evidenceColumn}, piece{name, cyan}, evidenceColumn, piece{value, ""})
	}
	switch h := &k.Head; {
	case h.State == news.Failed:
		fact("failed", h.Failure)
	case k.Record == nil:
		fact("state", "not read yet: run gainsay work")
	}
	for i := range k.Captures {
		fact("captured", captureText(&k.Captures[i]))
	}
	if len(k.Versions) > 1 {
		fact("version", fmt.Sprintf("%d of %s; gainsay show %s --edits tells what changed", k.Head.Version, strings.Join(ids(k.Versions), ", "), k.Head.ID))
	}
	elsewhere := slices.DeleteFunc(slices.Clone(k.Copies), func(h news.Head) bool { return h.Place == k.Head.Place })
	if len(elsewhere) > 0 {
		fact("same text", strings.Join(ids(elsewhere), ", "))
	}
	if k.Head.Origin != "" {
		fact("text, story", k.Head.Origin+", "+k.Head.Story)
	}
	fact("sha256", k.Head.SHA256)
}

// ids lists the ids of documents.
func ids(heads []news.Head) []string {
	list := make([]string, len(heads))
	for i := range heads {
		list[i] = heads[i].ID
	}
	return list
}

// moment is a time as it is printed.
func moment(t time.Time) string { return t.UTC().Format("2006-01-02 15:04:05 UTC") }

// captureText is a capture in a few words.
func captureText(c *news.Capture) string {
	text := moment(c.Time) + " from " + c.Place
	if c.Location != "" && c.Location != c.Place {
		text += ", found at " + c.Location
	}
	if c.Through != "" {
		text += ", by way of " + c.Through
	}
	return text + fmt.Sprintf(", %d bytes", c.Size)
}

// edits prints what became of the statements of an article from each version to the next.
func (v *viewer) edits(id string) (string, error) {
	if _, err := v.archive.Document(v.ctx, id); err != nil {
		return "", err
	}
	edits, err := v.archive.Edits(v.ctx, id)
	if err != nil {
		return "", err
	}
	var out strings.Builder
	for i := range edits {
		if v.program.asJSON {
			out.Write(record.EncodeEdit(&edits[i]))
			continue
		}
		before, err := v.archive.Record(v.ctx, edits[i].Before)
		if err != nil {
			return "", err
		}
		after, err := v.archive.Record(v.ctx, edits[i].After)
		if err != nil {
			return "", err
		}
		if i > 0 {
			out.WriteByte('\n')
		}
		v.screen.printEdit(&out, &edits[i], &before, &after)
	}
	if len(edits) == 0 && !v.program.asJSON {
		v.screen.layout(&out, 0, 2, piece{"nothing to compare: one version of this article is read", dim})
	}
	return out.String(), nil
}

// printEdit writes what became of statements from one version to the next; those that were kept are counted.
func (s screen) printEdit(out *strings.Builder, e *news.Edit, before, after *news.Record) {
	s.layout(out, 0, 2, piece{e.Before + " to " + e.After, bold})
	if e.Title {
		s.labelled(out, margin{2, evidenceColumn}, piece{"headline", cyan}, 2+evidenceColumn, piece{before.Article.Title, ""})
		s.layout(out, 2+evidenceColumn, 2+evidenceColumn, piece{"now: " + after.Article.Title, ""})
	}
	kept := 0
	for _, one := range e.Statements {
		if one.Kind == news.Kept {
			kept++
			continue
		}
		what := string(one.Kind)
		if len(one.Changed) > 0 {
			fields := make([]string, len(one.Changed))
			for i, field := range one.Changed {
				fields[i] = string(field)
			}
			what += ": " + strings.Join(fields, ", ")
		}
		s.layout(out, 2, 4, piece{what, cyan})
		for _, side := range []struct {
			record *news.Record
			id     string
		}{{before, one.Before}, {after, one.After}} {
			if found, ok := within(entriesOf(side.record), side.id); ok {
				found.id, found.inner = side.record.ID+"#"+found.id, nil
				s.printEntry(out, found, margin{4, evidenceColumn - 2}, false)
			}
		}
	}
	s.layout(out, 2, 4, piece{counted(kept, "statement", "statements") + " kept", dim})
}
