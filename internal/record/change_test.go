package record

import (
	"reflect"
	"strings"
	"testing"

	"gainsay/news"
)

// TestDecodeChange: what was written is read again, whatever the text has in it.
func TestDecodeChange(t *testing.T) {
	text := "🌊 Zoë said (\u202eאמרה\u202c) e\u0301 the gate 👩‍🚒 moved."
	at := func(words string) *[]news.Span {
		start := strings.Index(text, words)
		return &[]news.Span{{Start: start, End: start + len(words)}}
	}
	speaker, act, none := "e3", news.Deny, ""
	change := news.StatementChange{Speaker: &speaker, Source: at("Zoë"), Cue: at("אמרה"), Content: at("e\u0301 the gate 👩‍🚒 moved"), Act: &act, Claim: &none,
		Said: &news.Said{From: "2031-02-08", To: "2031-02-09", Text: "at the weekend"}, Answers: &[]news.Answer{{Statement: "d2#s1", Relation: news.RelationDenies}}}
	line := string(EncodeCorrection(&news.Correction{Kind: news.Correct, Changed: &change}, text))
	_, object, _ := strings.Cut(line, `"changed":`)
	object, _, _ = strings.Cut(object, `,"note"`)
	got, err := DecodeChange([]byte(object), text)
	if err != nil || !reflect.DeepEqual(got, change) {
		t.Errorf("%s\n%+v, %v", object, got, err)
	}
	if got, err := DecodeChange([]byte(`{"source": [], "said": {}}`), text); err != nil || got.Source == nil || len(*got.Source) != 0 || *got.Said != (news.Said{}) || got.Cue != nil {
		t.Errorf("taken away: %+v, %v", got, err)
	}
	for input, want := range map[string]string{
		``: "no JSON", `{"colour": "red"}`: "colour", `{"content": [[3, 99]]}`: "content: 3 to 99", `{"content": [[3, 3]]}`: "3 to 3", `{"cue": [[-1, 3]]}`: "cue",
		`{"answers": [{"statement": "d1#s1", "relation": "hates"}]}`: "hates", `{} {}`: "more than one",
	} {
		if _, err := DecodeChange([]byte(input), text); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", input, err)
		}
	}
}
