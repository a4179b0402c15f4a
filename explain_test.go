package gainsay

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"gainsay/news"
	"gainsay/samples"
)

// TestExplainTellsOfEveryField: what Read gives, with evidence for all that it gives, in the order of the fields, and places
// that lie in the texts.
func TestExplainTellsOfEveryField(t *testing.T) {
	reader := newTestReader(t)
	files, err := samples.All()
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		source := Source{ID: file.Name, Raw: file.Content}
		explained, err := reader.Explain(t.Context(), source)
		if err != nil {
			t.Fatal(err)
		}
		if rec, err := reader.Read(t.Context(), source); err != nil || !reflect.DeepEqual(rec, explained.Record) {
			t.Errorf("%s: Explain gives another record than Read (%v)", file.Name, err)
		}
		checkEvidence(t, &explained)
	}
}

// checkEvidence holds an explanation against its record.
func checkEvidence(t *testing.T, explained *news.Explanation) {
	t.Helper()
	rec := &explained.Record
	if len(explained.Evidence) != len(rec.Statements) {
		t.Fatalf("%s: evidence of %d statements, not %d", rec.ID, len(explained.Evidence), len(rec.Statements))
	}
	ids := map[string]bool{}
	for i := range rec.Statements {
		ids[rec.Statements[i].ID] = true
	}
	for i := range rec.Statements {
		s := &rec.Statements[i]
		given := map[news.Field]bool{}
		for _, e := range explained.Evidence[i] {
			given[e.Field] = e.Value != ""
			if e.Why == "" || e.Confidence < 0 || e.Confidence > 1 {
				t.Errorf("%s %s: %+v", rec.ID, s.ID, e)
			}
			for _, span := range e.Spans {
				if body := rec.Article.Body(e.Part); span.Start < 0 || span.Start >= span.End || span.End > len(body) {
					t.Errorf("%s %s: %s stands at %v of %d", rec.ID, s.ID, e.Field, span, len(body))
				}
			}
			if e.Statement != "" && !ids[e.Statement] {
				t.Errorf("%s %s: %s comes from %s, which is not there", rec.ID, s.ID, e.Field, e.Statement)
			}
		}
		want := map[news.Field]bool{news.FieldSource: s.Source != nil, news.FieldSpeaker: rec.Speaker(s) != nil, news.FieldCue: s.Cue != nil,
			news.FieldContent: true, news.FieldForm: true, news.FieldAct: true, news.FieldSaid: s.Said != nil,
			news.FieldChannel: s.Channel != "", news.FieldAddressee: s.Addressee != "", news.FieldVia: s.Via != "",
			news.FieldParent: s.Parent != "", news.FieldClaim: s.Claim != "", news.FieldStance: s.Stance != "",
			news.FieldAnswers: len(s.Answers) > 0, news.FieldConfidence: true}
		for field, has := range want {
			if given[field] != has {
				t.Errorf("%s %s: the record has a %s: %t, its evidence: %t", rec.ID, s.ID, field, has, given[field])
			}
		}
	}
}

// TestExplainWords: the words that decide, and statements that others lean on.
func TestExplainWords(t *testing.T) {
	const body = "Harbour chief Ida Falk on Monday denied that a ferry had sunk in the sound off Malvik. “None of ours was at sea,” " +
		"she told reporters in a letter. The coast guard said the harbour had claimed that no boat was missing.\n"
	explained, err := newTestReader(t).Explain(t.Context(), Source{Raw: []byte(body), Format: Literal, Given: Known{Published: "2024-05-07"}})
	if err != nil {
		t.Fatal(err)
	}
	checkEvidence(t, &explained)
	if s, evidence, ok := explained.Of("s2"); !ok || s.ID != "s2" || len(evidence) == 0 {
		t.Errorf("s2: got %+v, %d pieces of evidence, %t", s, len(evidence), ok)
	}
	if _, _, ok := explained.Of("s99"); ok {
		t.Error("there is an s99")
	}
	for _, want := range []struct {
		content string
		field   news.Field
		value   string
		words   string
		from    string // words of the content that it was taken from
	}{
		{"a ferry had sunk", news.FieldAct, "deny", "denied", ""},
		{"a ferry had sunk", news.FieldSaid, "2024-05-06", "Monday", ""},
		{"a ferry had sunk", news.FieldSpeaker, "Ida Falk, Harbour chief", "Harbour chief Ida Falk", ""},
		{"None of ours", news.FieldSpeaker, "Ida Falk, Harbour chief", "Harbour chief Ida Falk", ""},
		{"None of ours", news.FieldForm, "direct", "“None of ours was at sea,”", ""},
		{"None of ours", news.FieldAddressee, "reporters", "reporters", ""},
		{"None of ours", news.FieldChannel, "in a letter", "in a letter", ""},
		{"None of ours", news.FieldSaid, "2024-05-06", "Monday", "a ferry had sunk"},
		{"that no boat", news.FieldParent, "", "", "the harbour had claimed"},
	} {
		s, e := find(t, &explained, want.content, want.field)
		from := ""
		if want.from != "" {
			outer, _ := find(t, &explained, want.from, want.field)
			from = outer.ID
		}
		if words := news.Words(body, e.Spans); want.value != "" && e.Value != want.value || words != want.words || e.Statement != from {
			t.Errorf("%s, %s: got %q by %q from %q, want %q by %q from %q", s.ID, want.field, e.Value, words, e.Statement, want.value, want.words, from)
		}
	}
}

// TestExplainRules: what layout, the statement around and an earlier one give is told as theirs.
func TestExplainRules(t *testing.T) {
	const body = "Mayor Ida Falk told the Malvik Herald on Monday that the pier was closed. “Nobody was hurt,” she said.\n\n" +
		"According to the Sound Times, which quoted a fisherman as saying that a boat was missing, the search went on.\n\n" +
		"REYL: Who was on the boat that night?\n\nLUND: I do not know who was on it.\n\n“The sea was calm as a mirror that night.” — Ana Reyl\n"
	explained, err := newTestReader(t).Explain(t.Context(), Source{Raw: []byte(body), Format: Literal, Given: Known{Published: "2024-05-07"}})
	if err != nil {
		t.Fatal(err)
	}
	checkEvidence(t, &explained)
	for _, want := range []struct {
		content string
		field   news.Field
		why     string
		words   string
		from    string
	}{
		{"that the pier", news.FieldAddressee, "words beside the cue", "the Malvik Herald", ""},
		{"Nobody was hurt", news.FieldAddressee, "taken over from what the same speaker said before", "the Malvik Herald", "that the pier"},
		{"Nobody was hurt", news.FieldSpeaker, "“she” – the last speaker before: “Mayor Ida Falk”", "Mayor Ida Falk", ""},
		{"that a boat", news.FieldVia, "the source of the statement around it passes it on", "the Sound Times", ""},
		{"Who was", news.FieldCue, "a turn in a transcript", ":", ""},
		{"The sea", news.FieldSource, "a quotation signed with a name", "Ana Reyl", ""},
	} {
		s, e := find(t, &explained, want.content, want.field)
		why := strings.NewReplacer("“", `"`, "”", `"`).Replace(want.why)
		if words := news.Words(body, e.Spans); !strings.HasPrefix(e.Why, why) || words != want.words || want.from != "" && e.Statement == "" {
			t.Errorf("%s, %s: got %q by %q from %q", s.ID, want.field, e.Why, words, e.Statement)
		}
	}
}

// find is the statement whose content begins with the words, passing over marks and "that", and its evidence for a field.
func find(t *testing.T, explained *news.Explanation, words string, field news.Field) (*news.Statement, news.Evidence) {
	t.Helper()
	for i := range explained.Record.Statements {
		s := &explained.Record.Statements[i]
		content := news.Words(explained.Record.Article.Body(s.Part), s.Content)
		if strings.Contains(content[:min(len(content), len(words)+10)], words) {
			at := slices.IndexFunc(explained.Evidence[i], func(e news.Evidence) bool { return e.Field == field })
			if at < 0 {
				return s, news.Evidence{}
			}
			return s, explained.Evidence[i][at]
		}
	}
	t.Fatalf("no statement says %q", words)
	return nil, news.Evidence{}
}

// TestExplainLongDocument: in a text that is read in pieces, evidence points into the whole text and to ids of the record.
func TestExplainLongDocument(t *testing.T) {
	text := strings.Repeat("The minister said on Monday that the port was shut. “It stays shut,” he added.\n", 2000) // 158 kB
	explained, err := newTestReader(t).Explain(t.Context(), Source{Raw: []byte(text), Format: Literal, Given: Known{Published: "2024-05-07"}})
	if err != nil {
		t.Fatal(err)
	}
	checkEvidence(t, &explained)
	last := len(explained.Record.Statements) - 1
	s := &explained.Record.Statements[last]
	for _, e := range explained.Evidence[last] {
		switch e.Field {
		case news.FieldContent:
			if !slices.Equal(e.Spans, s.Content) {
				t.Errorf("the content stands at %v, its evidence at %v", s.Content, e.Spans)
			}
		case news.FieldSaid:
			if words := news.Words(text, e.Spans); words != "Monday" || e.Statement != explained.Record.Statements[last-1].ID {
				t.Errorf("dated by %q from %q", words, e.Statement)
			}
		}
	}
}

func TestExplainFails(t *testing.T) {
	if _, err := newTestReader(t).Explain(t.Context(), Source{}); err == nil {
		t.Error("nothing at all was explained")
	}
}
