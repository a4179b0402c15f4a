package view_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"gainsay"
	"gainsay/internal/web/view"
	"gainsay/news"
)

const page = `# Weir gates stay open at Tarsk

Ilse Brandt said on Monday that the lower gate had been open since dawn.

Marta Ruland denied that the xyzzyloch tunnel was flooded.

Ilse Brandt warned that the xyzzyloch bridge could fall within a week.
`

// TestPublic asks the view of the public everything, and nothing that it answers has the word of what nobody has reviewed.
func TestPublic(t *testing.T) {
	reader, err := gainsay.NewReader(&gainsay.Options{Model: gainsay.Fast})
	if err != nil {
		t.Fatal(err)
	}
	archive, err := gainsay.Open(t.Context(), t.TempDir(), &gainsay.ArchiveOptions{Reader: reader})
	if err != nil {
		t.Fatal(err)
	}
	defer archive.Close()
	ctx := t.Context()
	fill(t, archive)
	public := view.Public(archive)
	all, err := archive.Statements(ctx, news.Query{})
	if err != nil || len(all.Entries) < 2 {
		t.Fatal(len(all.Entries), err)
	}
	if found, err := public.Statements(ctx, news.Query{}); err != nil || len(found.Entries) != 0 {
		t.Errorf("before anything is reviewed: %+v, %v", found, err)
	}
	if _, err := public.Document(ctx, "d1"); !errors.Is(err, gainsay.ErrUnknown) {
		t.Errorf("document: %v", err)
	}
	open, hidden := "", ""
	for _, e := range all.Entries {
		switch {
		case strings.Contains(e.Words, "lower gate"):
			open = e.ID
		case strings.Contains(e.Words, "xyzzyloch"):
			hidden = e.ID
		}
	}
	if open == "" || hidden == "" {
		t.Fatalf("%+v", all.Entries)
	}
	if _, err := archive.Correct(ctx, news.Correction{By: "kim", Kind: news.Accept, Target: open}); err != nil {
		t.Fatal(err)
	}
	answers := asked(ctx, public, all.Entries)
	shown := 0
	for what, answer := range answers {
		if strings.Contains(answer, "xyzzyloch") || strings.Contains(answer, "kim") {
			t.Errorf("%s tells %s", what, answer)
		}
		if strings.Contains(answer, "lower gate had been open") {
			shown++
		}
	}
	if shown < 6 {
		t.Errorf("only %d answers show what is reviewed: %v", shown, answers)
	}
	if _, err := public.Statement(ctx, hidden); !errors.Is(err, gainsay.ErrUnknown) {
		t.Errorf("hidden: %v", err)
	}
	for _, q := range []news.Query{{Past: true}, {AsOf: time.Now()}} {
		if _, err := public.Statements(ctx, q); !errors.Is(err, view.ErrHidden) {
			t.Errorf("%+v: %v", q, err)
		}
	}
	// The places of what is shown are those in the whole article.
	rec, err := public.Record(ctx, "d1")
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range rec.Statements {
		if got := news.Words(rec.Article.Text, s.Content); !strings.Contains(got, "lower gate") {
			t.Errorf("%q", got)
		}
	}
	// What is taken back is gone.
	if _, err := archive.Correct(ctx, news.Correction{By: "kim", Kind: news.Reject, Target: open}); err != nil {
		t.Fatal(err)
	}
	for what, answer := range asked(ctx, public, all.Entries) {
		if strings.Contains(answer, "lower gate") {
			t.Errorf("rejected, %s tells %s", what, answer)
		}
	}
}

// asked asks everything about some entries.
func asked(ctx context.Context, a view.Archive, entries []news.Entry) map[string]string {
	answers := map[string]string{}
	keep := func(what string, answer any, err error) {
		line, _ := json.Marshal(answer)
		answers[what] = string(line)
		if err != nil {
			answers[what] += err.Error()
		}
	}
	for _, q := range []news.Query{{}, {Document: "d1"}, {Text: "xyzzyloch"}, {Text: "gate"}, {Review: news.Rejected}} {
		found, err := a.Statements(ctx, q)
		keep(fmt.Sprintf("statements %+v", q), found, err)
		for e, err := range a.All(ctx, q) {
			keep(fmt.Sprintf("all %+v", q), e, err)
		}
	}
	for _, e := range entries {
		entry, err := a.Statement(ctx, e.ID)
		keep("statement "+e.ID, entry, err)
		list, err := a.Answers(ctx, e.ID)
		keep("answers "+e.ID, list, err)
		list, err = a.History(ctx, e.ID)
		keep("history "+e.ID, list, err)
		claim, err := a.Claim(ctx, e.Statement.Claim)
		keep("claim "+e.Statement.Claim, claim, err)
		made, err := a.Corrections(ctx, e.ID)
		keep("corrections "+e.ID, made, err)
		if e.Speaker != nil {
			speaker, err := a.Speaker(ctx, e.Speaker.ID)
			keep("speaker "+e.Speaker.ID, speaker, err)
		}
		for _, id := range []string{e.Document.Story, e.Document.Origin} {
			in, err := a.DocumentsIn(ctx, id)
			keep("documents in "+id, in, err)
		}
	}
	document, err := a.Document(ctx, "d1")
	keep("document", document, err)
	article, err := a.Article(ctx, "d1")
	keep("article", article, err)
	record, err := a.Record(ctx, "d1")
	keep("record", record, err)
	raw, source, err := a.Original(ctx, "d1")
	keep("original", string(raw)+string(source), err)
	captures, err := a.Captures(ctx, "d1")
	keep("captures", captures, err)
	versions, err := a.Versions(ctx, "d1")
	keep("versions", versions, err)
	copies, err := a.Copies(ctx, "d1")
	keep("copies", copies, err)
	edits, err := a.Edits(ctx, "d1")
	keep("edits", edits, err)
	names, err := a.Names(ctx, "", 20)
	keep("names", names, err)
	outlets, err := a.Outlets(ctx)
	keep("outlets", outlets, err)
	sizes, err := a.Sizes(ctx)
	keep("sizes", sizes, err)
	for _, format := range gainsay.ExportFormats() {
		var out bytes.Buffer
		err := a.Export(ctx, &out, format.Name, news.Query{}, nil)
		keep("export "+format.Name, out.String(), err)
	}
	return answers
}

func fill(t *testing.T, archive *gainsay.Archive) {
	t.Helper()
	captured := gainsay.Captured{Source: gainsay.Source{Raw: []byte(page), Location: "/home/kim/tarsk.md"},
		Capture: news.Capture{Place: "/home/kim/tarsk.md", Location: "/home/kim/tarsk.md", Time: time.Date(2024, 5, 20, 9, 0, 0, 0, time.UTC)}}
	for kept, err := range archive.Add(t.Context(), func(yield func(gainsay.Captured) bool) { yield(captured) }) {
		if err = errors.Join(err, kept.Err); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := archive.Work(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
}
