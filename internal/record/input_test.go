package record

import (
	"errors"
	"testing"
)

func TestDecodeInput(t *testing.T) {
	for _, test := range []struct {
		line string
		want Input
	}{
		{`{"id":"a","text":"So.\n"}`, Input{ID: "a", Kind: Text, Content: "So.\n"}},
		{`{"id":"","text":""}`, Input{Kind: Text}},
		{` {"id":"a","html":null,"markdown":"# X","title":"T","published":"2024-05-07","url":"u","publisher":"p","more":[1]} `,
			Input{ID: "a", Kind: Markdown, Content: "# X", Title: "T", Published: "2024-05-07", URL: "u", Publisher: "p"}},
		{`{"id":"a","Text":"ignored","html":"<p>"}`, Input{ID: "a", Kind: HTML, Content: "<p>"}},
		{`{"id":"a","text":"\ud83d\udea2 \ud800"}`, Input{ID: "a", Kind: Text, Content: "🚢 \uFFFD"}},
	} {
		got, err := DecodeInput([]byte(test.line))
		if err != nil || got != test.want {
			t.Errorf("%s: got %+v, %v", test.line, got, err)
		}
	}
}

func TestDecodeInputRefuses(t *testing.T) {
	for _, test := range []struct {
		line string
		want string
	}{
		{`nonsense`, `{"id":null,"error":"the line is no JSON object: invalid character 'o' in literal null (expecting 'u')"}`},
		{`["a"]`, `{"id":null,"error":"the line is no JSON object"}`},
		{`null`, `{"id":null,"error":"the line is no JSON object"}`},
		{`{"text":"x"}`, `{"id":null,"error":"\"id\" must be given, as a string"}`},
		{`{"id":7,"text":"x"}`, `{"id":null,"error":"\"id\" must be given, as a string"}`},
		{`{"id":"a"}`, `{"id":"a","error":"exactly one of \"text\", \"html\" and \"markdown\" must be given, not 0 of them"}`},
		{`{"id":"a","text":"x","html":"y"}`, `{"id":"a","error":"exactly one of \"text\", \"html\" and \"markdown\" must be given, not 2 of them"}`},
		{`{"id":"a","text":["x"]}`, `{"id":"a","error":"\"text\" must be a string"}`},
		{`{"id":"a","text":"x","title":1}`, `{"id":"a","error":"\"title\" must be a string"}`},
		{`{"id":"a","text":"x","published":"May"}`, `{"id":"a","error":"\"published\": \"May\" is no day of the form YYYY-MM-DD"}`},
	} {
		_, err := DecodeInput([]byte(test.line))
		var failed *Failure
		if !errors.As(err, &failed) {
			t.Errorf("%s: got %v", test.line, err)
			continue
		}
		if got := string(EncodeFailure(failed)); got != test.want+"\n" {
			t.Errorf("%s:\ngot  %swant %s", test.line, got, test.want)
		}
	}
}

func FuzzDecodeInput(f *testing.F) {
	f.Add([]byte(`{"id":"a","markdown":"# X","published":"2024-05-07"}`))
	f.Add([]byte(`{"id":"a","text":"\ud800"}`))
	f.Add([]byte("{\"id\":\"a\",\"text\":\"\xff\"}"))
	f.Fuzz(func(t *testing.T, line []byte) {
		in, err := DecodeInput(line)
		var failed *Failure
		switch {
		case err == nil && in.Kind == "":
			t.Error("an input without content was accepted")
		case err != nil && !errors.As(err, &failed):
			t.Errorf("the error %v is no *Failure", err)
		}
	})
}
