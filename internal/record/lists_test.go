package record

import (
	"testing"

	"gainsay/news"
)

func TestEncodeLists(t *testing.T) {
	h := entryOf().Document
	who := news.Entity{ID: "e3", Name: "Ida Falk", Kind: news.Person}
	voice := news.Voice{Document: "d12", Statement: "s7", Day: "2031-03-01", Speaker: "e3", Name: "Ida Falk", Stance: news.Denies, Words: "no ship sank", Review: news.Accepted}
	const (
		whoJSON   = `"id":"e3","name":"Ida Falk","kind":"person","role":null`
		voiceJSON = `{"document":"d12","statement":"s7","outlet":null,"day":"2031-03-01","speaker":"e3","name":"Ida Falk","stance":"denies","words":"no ship sank",` +
			`"copies":0,"review":"accepted"}`
	)
	for want, got := range map[string][]byte{
		`{"id":"t5","title":"Ferry","latest":null,"from":"2031-03-01","to":null,"articles":2,"origins":1,"outlets":["The Sound"],"statements":4,` +
			`"speakers":[{"id":"e3","name":"Ida Falk","statements":3}],"days":[{"day":"2031-03-01","statements":4}]}`: EncodeStory(&news.StorySummary{ID: "t5", Title: "Ferry",
			From: "2031-03-01", Articles: 2, Origins: 1, Outlets: []string{"The Sound"}, Statements: 4, Speakers: []news.SpeakerCount{{ID: "e3", Name: "Ida Falk", Statements: 3}},
			Days: []news.DayCount{{Day: "2031-03-01", Statements: 4}}}),
		`{"id":"o2","agency":"Norrwire","publications":[{"document":` + headJSON + `,"versions":2,"statements":3}]}`: EncodeOrigin(&news.OriginSummary{ID: "o2",
			Agency: "Norrwire", Publications: []news.PublicationVersion{{Head: h, Versions: 2, Statements: 3}}}),
		`{` + whoJSON + `,"called":"Falk","statements":250,"more":true,"latest":"2031-03-01"}`: EncodeSpeakerSummary(&news.SpeakerSummary{Speaker: who, Called: "Falk",
			Statements: news.MostCounted + 1, Latest: "2031-03-01"}),
		`{` + whoJSON + `,"called":null,"statements":250,"more":false,"latest":null}`: EncodeSpeakerSummary(&news.SpeakerSummary{Speaker: who, Statements: news.MostCounted}),
		`{"counted":3,"more":true,"speakers":[{"value":"e3","name":"Ida Falk","statements":2}],"acts":[],"outlets":[],"stances":[],"reviews":[{"value":"","name":"","statements":3}],` +
			`"days":[]}`: EncodeFacets(&news.Facets{Counted: 3, More: true, Speakers: []news.Facet{{Value: "e3", Name: "Ida Falk", Statements: 2}}, Reviews: []news.Facet{{Statements: 3}}}),
		`{"new":1,"more_new":true,"contested":2,"edited":3,"unreviewed":4}`: EncodeTally(&news.Tally{New: 1, MoreNew: true, Contested: 2, Edited: 3, Unreviewed: 4}),
		`{"month":"2031-03","act":"deny","statements":2}`:                   EncodeMonth(&news.MonthCount{Month: "2031-03", Act: news.Deny, Statements: 2}),
		`{"speaker":{` + whoJSON + `},"relation":"denies","statements":2}`:  EncodeParty(&news.Party{Speaker: who, Relation: news.RelationDenies, Statements: 2}),
		`{"claim":{"id":"c9","text":"a ship sank"},"voices":[` + voiceJSON + `],"changes":[{"before":` + voiceJSON + `,"after":` + voiceJSON + `}]}`: EncodePosition(&news.Position{
			Claim: news.Claim{ID: "c9", Text: "a ship sank"}, Course: news.Course{Voices: []news.Voice{voice}, Changes: []news.Change{{Before: voice, After: voice}}}}),
	} {
		if string(got) != want+"\n" {
			t.Errorf("got  %swant %s", got, want)
		}
	}
}

func TestEncodeRevision(t *testing.T) {
	was := news.Record{ID: "d11", Models: "m", Article: news.Article{Text: "ä Falk denied it."}, Entities: []news.Entity{{ID: "e3", Name: "Ida Falk", Kind: news.Person}},
		Statements: []news.Statement{{ID: "s1", Part: news.InText, Act: news.Deny, Form: news.Indirect, Content: []news.Span{{Start: 15, End: 17}},
			Source: &news.Source{Spans: []news.Span{{Start: 3, End: 7}}, Entity: "e3"}}}}
	r := news.Revision{Before: news.Head{ID: "d11"}, After: entryOf().Document, Was: was, Marked: "Corrected", Edit: news.Edit{Before: "d11", After: "d12",
		Passages: []news.Passage{{Kind: news.PassageSame}, {}}, Statements: []news.StatementEdit{{Kind: news.Kept, Before: "s2", After: "s1"}, {Kind: news.ReadOtherwise}, {Kind: news.Gone, Before: "s1", Changed: []news.Field{news.FieldContent}}}}}
	const want = `"after":` + headJSON + `,"title":false,"marked":"Corrected","passages":1,"statements":[{"kind":"gone","before":{"id":"d11#s1",` +
		`"speaker":{"id":"e3","name":"Ida Falk","kind":"person","role":null},"source":"Falk","act":"deny","words":"it","part":"text","form":"indirect","said":null,` +
		`"places":{"source":[[2,6]],"cue":[],"content":[[14,16]]}},"after":null,"changed":["content"]}],"read_otherwise":1}` + "\n"
	if got := string(EncodeRevision(&r)); len(got) < len(want) || got[len(got)-len(want):] != want {
		t.Errorf("got %swant … %s", got, want)
	}
}

func TestEncodeExplained(t *testing.T) {
	e := news.Explained{Models: "m", Evidence: []news.Evidence{{Field: news.FieldAct, Value: "deny", Why: "the cue denies", Part: news.InText,
		Spans: []news.Span{{Start: 8, End: 14}}, Statement: "s2", Confidence: 0.987654}}}
	const want = `{"id":"d12#s7","evidence":[{"field":"act","value":"deny","why":"the cue denies","part":"text","spans":[[7,13]],"words":"denied",` +
		`"statement":"s2","confidence":0.9877}],"models":"m"}` + "\n"
	if got := string(EncodeExplained(&e, "d12#s7", &news.Article{Text: "ä Falk denied it."})); got != want {
		t.Errorf("got %swant %s", got, want)
	}
}
