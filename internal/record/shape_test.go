package record

import (
	"encoding/json"
	"testing"

	"gainsay/news"
)

// TestDecodeChange reads back what EncodeCorrection writes.
func TestDecodeChange(t *testing.T) {
	const text = "“Größe”, sagte sie"
	speaker, act, claim := "e3", news.Deny, ""
	change := news.StatementChange{Speaker: &speaker, Act: &act, Claim: &claim, Content: &[]news.Span{{Start: 3, End: 10}}, Source: &[]news.Span{},
		Said: &news.Said{From: "2024-05-01", To: "2024-05-07", Text: "last week"}, Answers: &[]news.Answer{{Statement: "d1#s2", Relation: news.RelationDenies}}}
	line := EncodeCorrection(&news.Correction{Kind: news.Correct, Target: "d1#s1", Changed: &change}, text)
	var sent struct{ Changed json.RawMessage }
	if err := json.Unmarshal(line, &sent); err != nil {
		t.Fatal(err)
	}
	got, err := DecodeChange(sent.Changed, text)
	if again := EncodeCorrection(&news.Correction{Kind: news.Correct, Target: "d1#s1", Changed: &got}, text); err != nil || string(again) != string(line) {
		t.Errorf("%v\ngot  %s\nwant %s", err, again, line)
	}
	if got.Content == nil || (*got.Content)[0] != (*change.Content)[0] || got.Source == nil || got.Cue != nil {
		t.Errorf("%+v", got)
	}
	for _, wrong := range []string{`{"content":[[0,99]]}`, `{"word":"x"}`, `[]`, ``} {
		if got, err := DecodeChange([]byte(wrong), text); err == nil {
			t.Errorf("%q is taken for %+v", wrong, got)
		}
	}
}
