package record

import (
	"encoding/json"
	"errors"
	"reflect"
	"strings"
	"testing"

	"gainsay/news"
)

const (
	body  = "Zoë Brandt — the “Ostrava” harbour chief 🚢 — said: “No ship sank.”\n\nShe denied it."
	title = "Über-ferry “did not sink”, says chief"
)

// within finds a wording in a text, as a byte span.
func within(t *testing.T, text, wording string) news.Span {
	t.Helper()
	start := strings.Index(text, wording)
	if start < 0 {
		t.Fatalf("%q is not in %q", wording, text)
	}
	return news.Span{Start: start, End: start + len(wording)}
}

// sample is a record with every field in use.
func sample(t *testing.T) news.Record {
	said := within(t, body, "said")
	return news.Record{
		ID: "a-1",
		Article: news.Article{
			Title: title, Byline: []string{"Ida Falk"}, Agency: "Norrwire", Publisher: "The Sound", Published: "2024-05-07",
			Dateline: "MALVIK", URL: "https://sound.example/1", CanonicalURL: "https://sound.example/one", Language: "en",
			Text: body, Excluded: []news.Excluded{{Kind: news.ExcludedCredit, Text: "Photo: O. Lind <&>"}},
		},
		Entities: []news.Entity{{ID: "e1", Name: "Zoë Brandt", Kind: news.Person, Role: "harbour chief", Aliases: []string{"Brandt"},
			Mentions: []news.Span{within(t, body, "Zoë Brandt"), within(t, body, "She")}}},
		Times: []news.Time{{Span: within(t, body, "sank"), Type: news.Date}},
		Statements: []news.Statement{
			{ID: "s1", Part: news.InTitle, Content: []news.Span{within(t, title, "did not sink")}, Form: news.Direct, Act: news.Deny,
				Source: &news.Source{Spans: []news.Span{within(t, title, "chief")}, Entity: "e1"},
				Claim:  "c1", Stance: news.Denies, Confidence: 0.5},
			{ID: "s2", Part: news.InText, Content: []news.Span{within(t, body, "“No ship"), within(t, body, "sank.”")}, Form: news.Direct,
				Act: news.Assert, Source: &news.Source{Spans: []news.Span{within(t, body, "Zoë Brandt")}, Entity: "e1"},
				Cue: &news.Cue{Spans: []news.Span{said}, Lemma: "say"}, Said: &news.Said{To: "2024-05-06", Text: "earlier"},
				Channel: "in a statement", Addressee: "reporters", Via: "Norrwire", Claim: "c1", Stance: news.Denies,
				Answers: []news.Answer{{Statement: "b#s9", Relation: news.RelationDenies}}, Confidence: 0.9321},
			{ID: "s3", Part: news.InText, Content: []news.Span{within(t, body, "it")}, Form: news.Indirect, Act: news.Deny,
				Parent: "s2", Confidence: 1},
		},
		Claims: []news.Claim{{ID: "c1", Text: "No ship sank"}},
		Models: "en-1",
	}
}

func TestRoundTrip(t *testing.T) {
	want := sample(t)
	data, err := Encode(&want)
	if err != nil {
		t.Fatal(err)
	}
	if strings.Count(string(data), "\n") != 1 || !strings.HasSuffix(string(data), "\n") {
		t.Fatalf("not one line: %q", data)
	}
	got, err := Decode(data)
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
}

func TestSpansAreCodePoints(t *testing.T) {
	r := sample(t)
	data, err := Encode(&r)
	if err != nil {
		t.Fatal(err)
	}
	var out line
	if err := json.Unmarshal(data, &out); err != nil {
		t.Fatal(err)
	}
	for i, wording := range []string{"did not sink", "“No ship"} {
		text := []rune(body)
		if i == 0 {
			text = []rune(title)
		}
		s := out.Statements[i].Content.Spans[0]
		if got := string(text[s[0]:s[1]]); got != wording {
			t.Errorf("statement %d: the code points %v are %q, not %q", i, s, got, wording)
		}
	}
}

func TestEmptyRecordHasEveryKey(t *testing.T) {
	data, err := Encode(&news.Record{ID: "n", Models: "m"})
	if err != nil {
		t.Fatal(err)
	}
	want := `{"id":"n","document":{"title":null,"byline":[],"agency":null,"publisher":null,"published":null,"dateline":null,` +
		`"url":null,"canonical_url":null,"language":null,"text":"",` +
		`"sha256":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855","excluded":[]},"entities":[],"times":[],` +
		`"statements":[],"claims":[],"models":"m"}` + "\n"
	if string(data) != want {
		t.Errorf("got  %swant %s", data, want)
	}
}

func TestStatementHasEveryKey(t *testing.T) {
	data, err := Encode(&news.Record{ID: "n", Models: "m", Article: news.Article{Text: "<b>"},
		Statements: []news.Statement{{ID: "s1", Part: news.InText, Content: []news.Span{{Start: 0, End: 3}}, Form: news.Indirect,
			Act: news.Assert, Confidence: 0.123456}}})
	if err != nil {
		t.Fatal(err)
	}
	want := `"statements":[{"id":"s1","part":"text","source":null,"cue":null,"content":{"spans":[[0,3]]},"form":"indirect",` +
		`"act":"assert","said":null,"channel":null,"addressee":null,"via":null,"parent":null,"claim":null,"stance":null,` +
		`"answers":[],"confidence":0.1235}]`
	if !strings.Contains(string(data), want) || !strings.Contains(string(data), `"text":"<b>"`) {
		t.Errorf("got %s", data)
	}
}

func TestTextThatIsNoUTF8(t *testing.T) {
	text := "a\xff\xfe“b”"
	data, err := Encode(&news.Record{ID: "n", Models: "m", Article: news.Article{Text: text},
		Times: []news.Time{{Span: news.Span{Start: 6, End: 7}, Type: news.Date}}})
	if err != nil {
		t.Fatal(err)
	}
	r, err := Decode(data)
	if err != nil {
		t.Fatal(err)
	}
	if r.Article.Text != "a\uFFFD\uFFFD“b”" || r.Times[0].Span.In(r.Article.Text) != "b" {
		t.Errorf("read back %q, %v", r.Article.Text, r.Times)
	}
}

func TestCheckFindsWhatIsBroken(t *testing.T) {
	for _, test := range []struct {
		name  string
		spoil func(*news.Record)
		want  string
	}{
		{"no models", func(r *news.Record) { r.Models = "" }, "no model set"},
		{"bad day", func(r *news.Record) { r.Article.Published = "2024-02-30" }, "is no day"},
		{"span inside a code point", func(r *news.Record) { r.Statements[1].Content = []news.Span{{Start: 3, End: 9}} }, "inside a code point"},
		{"span outside", func(r *news.Record) { r.Statements[1].Content = []news.Span{{Start: 0, End: 999}} }, "outside the text"},
		{"empty span", func(r *news.Record) { r.Times[0].Span.End = r.Times[0].Span.Start }, "is empty"},
		{"title span in the text only", func(r *news.Record) { r.Statements[0].Content = []news.Span{{Start: 45, End: 60}} }, "statement s1: span"},
		{"out of order", func(r *news.Record) { c := r.Statements[1].Content; c[0], c[1] = c[1], c[0] }, "out of order"},
		{"no content", func(r *news.Record) { r.Statements[2].Content = nil }, "no content"},
		{"unknown entity", func(r *news.Record) { r.Statements[1].Source.Entity = "e9" }, `entity "e9"`},
		{"unknown parent", func(r *news.Record) { r.Statements[2].Parent = "s9" }, `parent "s9"`},
		{"cycle", func(r *news.Record) { r.Statements[1].Parent = "s3" }, "cycle"},
		{"id twice", func(r *news.Record) { r.Statements[1].ID = "s1" }, "used twice"},
		{"unknown claim", func(r *news.Record) { r.Claims = nil }, `claim "c1"`},
		{"stance without claim", func(r *news.Record) { r.Statements[2].Stance = news.Doubts }, "without a claim"},
		{"said without ends", func(r *news.Record) { r.Statements[1].Said = &news.Said{Text: "then"} }, "neither end"},
		{"said backwards", func(r *news.Record) { r.Statements[1].Said.From = "2024-05-07" }, "ends before"},
		{"answers itself", func(r *news.Record) { r.Statements[1].Answers[0].Statement = "a-1#s2" }, "answers itself"},
		{"answers nobody", func(r *news.Record) { r.Statements[1].Answers[0].Statement = "s99" }, `answers "s99"`},
		{"confidence", func(r *news.Record) { r.Statements[1].Confidence = 1.2 }, "confidence"},
		{"act", func(r *news.Record) { r.Statements[1].Act = "sing" }, "unknown act"},
		{"cue without lemma", func(r *news.Record) { r.Statements[1].Cue.Lemma = "" }, "without a lemma"},
	} {
		t.Run(test.name, func(t *testing.T) {
			r := sample(t)
			test.spoil(&r)
			_, err := Encode(&r)
			if !errors.Is(err, ErrBroken) || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got %v, want something with %q", err, test.want)
			}
		})
	}
}

func TestDecodeRefuses(t *testing.T) {
	r := sample(t)
	good, err := Encode(&r)
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		name, from, to string
		want           error
	}{
		{"not JSON", "{", "", ErrNoRecord},
		{"changed text", "No ship sank", "No ship sunk", ErrDigest},
		{"unknown key", `"models"`, `"more":1,"models"`, ErrNoRecord},
		{"span outside", `"mentions":[[0,`, `"mentions":[[-1,`, ErrBroken},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := Decode([]byte(strings.Replace(string(good), test.from, test.to, 1)))
			if !errors.Is(err, test.want) {
				t.Errorf("got %v, want %v", err, test.want)
			}
		})
	}
	var failed *Failure
	if _, err := Decode([]byte(`{"id":"x","error":"no body"}`)); !errors.As(err, &failed) || *failed.ID != "x" || failed.Reason != "no body" {
		t.Errorf("a failure line was read as %v", err)
	}
}

func FuzzDecode(f *testing.F) {
	f.Add([]byte(`{"id":"x","error":"no body"}`))
	good, err := Encode(&news.Record{ID: "n", Models: "m", Article: news.Article{Text: "é“x”"},
		Statements: []news.Statement{{ID: "s1", Part: news.InText, Content: []news.Span{{Start: 0, End: 2}}, Form: news.Direct, Act: news.Deny}}})
	if err != nil {
		f.Fatal(err)
	}
	f.Add(good)
	f.Fuzz(func(t *testing.T, data []byte) {
		r, err := Decode(data)
		if err != nil {
			return
		}
		again, err := Encode(&r)
		if err != nil {
			t.Fatalf("a record that was read cannot be written: %v", err)
		}
		if _, err := Decode(again); err != nil {
			t.Fatalf("a record that was written cannot be read: %v", err)
		}
	})
}
