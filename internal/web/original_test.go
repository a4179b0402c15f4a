package web

import "testing"

func TestKindOf(t *testing.T) {
	const text, html = "Anna Ruck said so.", "<html><p>Anna Ruck said so."
	for _, test := range []struct {
		raw, how string
		want     originalKind
	}{
		{html, `{}`, asPage},
		{text, `{}`, asText},
		{html, `{"content_type":"text/html; charset=utf-8"}`, asPage},
		{html, `{"content_type":"text/plain"}`, asText},
		{html, `{"format":"text"}`, asText},
		{text, `{"format":"html"}`, asPage},
		{html, `{"line":true}`, asText},
		{"%PDF-1.7 x", `{"content_type":"text/html"}`, asBinary},
		{"PK\x03\x04", `{}`, asBinary},
		{html, `damaged`, asText},
	} {
		if got, _ := kindOf([]byte(test.raw), []byte(test.how)); got != test.want {
			t.Errorf("%q with %s: %s, want %s", test.raw, test.how, got, test.want)
		}
	}
}

func TestWebAddress(t *testing.T) {
	for address, want := range map[string]string{"https://a.example/b": "https://a.example/b", "http://a.example": "http://a.example", "javascript:x()": "", "data:text/html,x": "", "//a.example": "",
		"/a": "", "": "", "https:": "", " https://a.example ": "https://a.example", "JAVASCRIPT:x": "", "ftp://a.example": "", "https://a.example/\"><b>": "https://a.example/%22%3E%3Cb%3E"} {
		if got := webAddress(address); got != want {
			t.Errorf("%q: %q, want %q", address, got, want)
		}
	}
}
