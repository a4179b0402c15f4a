package record

import (
	"strings"
	"testing"
	"time"

	"gainsay/news"
)

var captured = time.Date(2031, 3, 1, 12, 0, 0, 0, time.UTC)

func entryOf() news.Entry {
	return news.Entry{
		ID: "d12#s7", Speaker: &news.Entity{ID: "e3", Name: "Ida Falk", Kind: news.Person}, Source: "Falk", Words: "no ship sank", Claim: "a ship sank",
		Statement: news.Statement{ID: "s7", Part: news.InText, Act: news.Deny, Form: news.Indirect, Parent: "s6", Claim: "c9", Stance: news.Denies, Confidence: 0.876543,
			Source: &news.Source{Spans: []news.Span{{Start: 3, End: 7}}, Entity: "e3"}, Cue: &news.Cue{Spans: []news.Span{{Start: 8, End: 14}}, Lemma: "deny"},
			Content: []news.Span{{Start: 15, End: 27}}, Answers: []news.Answer{{Statement: "d1#s1", Relation: news.RelationDenies}}},
		Document: news.Head{ID: "d12", Place: "a.html", Version: 2, Latest: true, Captured: captured, SHA256: "5f", State: news.Linked, Publisher: "The Sound"},
		Copies:   2, Answered: 1, Review: news.Accepted,
	}
}

const headJSON = `{"id":"d12","title":null,"byline":[],"publisher":"The Sound","agency":null,"url":null,"published":null,"place":"a.html","version":2,` +
	`"latest":true,"captured":"2031-03-01T12:00:00Z","sha256":"5f","origin":null,"story":null,"models":null,"state":"linked","failure":null}`

func TestEncodeEntry(t *testing.T) {
	e := entryOf()
	const want = `{"id":"d12#s7","speaker":{"id":"e3","name":"Ida Falk","kind":"person","role":null},"source":"Falk","cue":"deny","act":"deny",` +
		`"words":"no ship sank","part":"text","form":"indirect","said":null,"channel":null,"addressee":null,"via":null,"parent":"d12#s6",` +
		`"claim":{"id":"c9","text":"a ship sank"},"stance":"denies","answers":[{"statement":"d1#s1","relation":"denies"}],"answered_by":1,"copies":2,` +
		`"review":"accepted","confidence":0.8765,"document":` + headJSON + "}\n"
	if got := string(EncodeEntry(&e, nil)); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
	placed := string(EncodeEntry(&e, &news.Article{Text: "ä Falk denied no ship sank."})) // ä is two bytes
	if want := `"places":{"source":[[2,6]],"cue":[[7,13]],"content":[[14,26]]}`; !strings.Contains(placed, want) {
		t.Errorf("got %s, which lacks %s", placed, want)
	}
	bare := news.Entry{ID: "d1#s1", Statement: news.Statement{Part: news.InText, Content: []news.Span{{Start: 0, End: 1}}}}
	for _, want := range []string{`"speaker":null`, `"source":null`, `"cue":null`, `"parent":null`, `"claim":null`, `"review":null`, `"answers":[]`} {
		if got := string(EncodeEntry(&bare, nil)); !strings.Contains(got, want) {
			t.Errorf("got %s, which lacks %s", got, want)
		}
	}
}

func TestEncodeHeadAndKept(t *testing.T) {
	h := entryOf().Document
	if got := string(EncodeHead(&h)); got != headJSON+"\n" {
		t.Errorf("got %s", got)
	}
	kept := Kept{Head: h, Versions: []news.Head{{ID: "d9"}, h}, Captures: []news.Capture{{Place: "a.html", Location: "a.html", Time: captured, Status: 200,
		Header: []news.HeaderField{{Name: "Date", Value: "now"}}, SHA256: "5f", Size: 3}}}
	const want = `{"document":` + headJSON + `,"versions":["d9","d12"],"copies":[],"captures":[{"place":"a.html","location":"a.html","redirects":[],` +
		`"time":"2031-03-01T12:00:00Z","status":200,"header":[["Date","now"]],"content_type":null,"sha256":"5f","size":3,"through":null}],"record":`
	got, err := EncodeKept(&kept)
	if string(got) != want+"null}\n" || err != nil {
		t.Errorf("got %s, %v", got, err)
	}
	rec := news.Record{ID: "d12", Article: news.Article{Text: "No ship sank."}, Models: "m"}
	line, err := Encode(&rec)
	if err != nil {
		t.Fatal(err)
	}
	kept.Record = &rec
	if got, err = EncodeKept(&kept); string(got) != want+strings.TrimSpace(string(line))+"}\n" || err != nil {
		t.Errorf("got %s, %v", got, err)
	}
	rec.Models = ""
	if _, err := EncodeKept(&kept); err == nil {
		t.Error("a broken record was written")
	}
}

func TestEncodeCorrection(t *testing.T) {
	act, none := news.Warn, ""
	content, nothing, answers := []news.Span{{Start: 3, End: 7}}, []news.Span{}, []news.Answer{}
	for want, c := range map[string]news.Correction{
		`"kind":"merge","target":"e1","into":"e2","members":[],"changed":null,"note":"one","undone":9}`: {Kind: news.Merge, Target: "e1", Into: "e2", Note: "one", Undone: 9},
		`"kind":"split","target":"e1","into":null,"members":["d1#s1"],"changed":null,"note":null,"undone":null}`: {Kind: news.Split, Target: "e1",
			Members: []string{"d1#s1"}},
		`"changed":{"speaker":"","source":[],"content":[[2,6]],"act":"warn","said":{"from":"2031-03-01","to":null,"text":null},"answers":[]},"note":null,"undone":null}`: {
			Kind: news.Correct, Target: "d1#s1",
			Changed: &news.StatementChange{Speaker: &none, Source: &nothing, Content: &content, Act: &act, Said: &news.Said{From: "2031-03-01"}, Answers: &answers}},
	} {
		c.ID, c.Time, c.By = 5, captured, "ann"
		got := string(EncodeCorrection(&c, "ä Falk denied"))
		if !strings.HasPrefix(got, `{"id":5,"time":"2031-03-01T12:00:00Z","by":"ann",`) || !strings.HasSuffix(got, want+"\n") {
			t.Errorf("got %swant …%s", got, want)
		}
	}
}

func TestEncodeEditAndSpeaker(t *testing.T) {
	e := news.Edit{Before: "d1", After: "d2", Title: true, Statements: []news.StatementEdit{{Kind: news.Added, After: "s1"},
		{Kind: news.Reworded, Before: "s1", After: "s2", Changed: []news.Field{news.FieldContent}}}}
	const edited = `{"before":"d1","after":"d2","title":true,"statements":[{"kind":"added","before":null,"after":"s1","changed":[]},` +
		`{"kind":"reworded","before":"s1","after":"s2","changed":["content"]}]}` + "\n"
	if got := string(EncodeEdit(&e)); got != edited {
		t.Errorf("got %s", got)
	}
	p := news.SpeakerPage{Speaker: news.Entity{ID: "e3", Name: "Ida Falk", Kind: news.Person, Role: "harbour chief"}, Names: []news.NameCount{{Name: "Falk", Documents: 2}},
		Acts: []news.ActCount{{Act: news.Deny, Statements: 3}}}
	const spoken = `{"id":"e3","name":"Ida Falk","kind":"person","role":"harbour chief","names":[{"name":"Falk","documents":2}],"merged":[],` +
		`"acts":[{"act":"deny","statements":3}]}` + "\n"
	if got := string(EncodeSpeaker(&p)); got != spoken {
		t.Errorf("got %s", got)
	}
}
