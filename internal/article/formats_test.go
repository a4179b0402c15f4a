package article

import (
	"errors"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestDetect(t *testing.T) {
	for _, c := range []struct {
		content, contentType, location string
		want                           Format
	}{
		{"<!DOCTYPE html><html><body><p>The dam held.</p></body></html>", "", "dam.txt", HTML},
		{"\ufeff  \n<!-- saved --><html><p>The dam held.", "", "", HTML},
		{"<?xml version=\"1.0\"?><html xmlns=\"x\"><p>The dam held.</p></html>", "", "", HTML},
		{"<p>The dam held.</p><p>So she said.</p>", "", "-", HTML},
		{"The dam held.", "text/html; charset=utf-8", "", HTML},
		{"# Dam holds\n\nThe dam held.", "", "dam.html", Markdown},
		{"Dam holds\n\nThe [dam](x) held.", "", "dam.txt", Markdown},
		{"Dam holds\n\nThe dam held.\n\n<https://varn.example/dam>\n", "", "", Markdown},
		{"Dam holds\n\nThe dam held.", "text/markdown", "", Markdown},
		{"Dam holds\n\nThe dam held.", "", "dam.md", Markdown},
		{"Dam holds\n\nThe dam held.", "text/plain", "dam.txt", Text},
		{"The dam is < 3 metres & the wall > 4. It cost #1 and 2 * 3 * 4 crowns_a_day.", "", "", Text},
		{"From: a\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n boundary=b\r\n\r\n", "", "dam.html", MHTML},
		{"Note: the dam held.\n\nIt is old.", "", "", Text},
		{"\xff\xfeD\x00a\x00m\x00 \x00h\x00e\x00l\x00d\x00.\x00", "", "", Text},
	} {
		if got, err := Detect([]byte(c.content), c.contentType, c.location); got != c.want || err != nil {
			t.Errorf("%q: got %q, %v, want %q", c.content, got, err, c.want)
		}
	}
}

func TestUnreadable(t *testing.T) {
	for _, c := range []struct {
		name, content string
		want          error
		says          string
	}{
		{"empty", "", ErrEmpty, ""},
		{"white space", " \r\n\t\n", ErrEmpty, ""},
		{"no text", "<html><body><script>x()</script></body></html>", ErrEmpty, ""},
		{"PDF", "%PDF-1.7\n%\xe2\xe3\xcf\xd3", ErrBinary, "a PDF"},
		{"PNG", "\x89PNG\r\n\x1a\n\x00\x00", ErrBinary, "a PNG image"},
		{"office", "PK\x03\x04\x14\x00", ErrBinary, "ZIP"},
		{"noise", "\x01\x02\x03\x04\x05\x06", ErrBinary, "octet-stream"},
		{"saved page without a page", "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b\r\nContent-Type: image/png\r\n\r\nx\r\n--b--\r\n", ErrEmpty, "text/html"},
		{"too large", strings.Repeat("a", MaxBytes+1), ErrTooLarge, "32 MiB"},
	} {
		_, err := Read([]byte(c.content), Hint{})
		if !errors.Is(err, c.want) || !strings.Contains(err.Error(), c.says) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: got %v", c.name, err)
		}
	}
	if _, err := Read([]byte("The dam held."), Hint{Format: "word"}); err == nil {
		t.Error("a format that is none is read")
	}
}

func TestCharsets(t *testing.T) {
	for _, c := range []struct {
		name, content, contentType string
		isHTML                     bool
		want                       string
	}{
		{"UTF-8", "Café", "text/html; charset=iso-8859-1", true, "Café"}, // what decodes as UTF-8 is UTF-8
		{"mark of byte order", "\xef\xbb\xbfCafé", "", true, "Café"},
		{"UTF-16, little end first", "\xff\xfeC\x00a\x00f\x00\xe9\x00", "", false, "Café"},
		{"UTF-16, big end first", "\xfe\xff\x00C\x00a\x00f\x00\xe9", "", false, "Café"},
		{"declared by the server", "\xcf\xf0\xe8", "text/html; charset=windows-1251", true, "При"},
		{"declared by the page", "<meta charset=koi8-r>\xf0\xd2\xc9", "", true, "<meta charset=koi8-r>При"},
		{"declared in the old way", `<meta http-equiv="Content-Type" content="text/html; charset=shift_jis">` + "\x93\xfa", "", true,
			`<meta http-equiv="Content-Type" content="text/html; charset=shift_jis">日`},
		{"undeclared", "<p>\x93Caf\xe9\x94", "", true, "<p>“Café”"},
		{"undeclared text", "Caf\xe9", "", false, "Café"},
		{"damaged UTF-8", "Café, crêpe, thé \xff", "", false, "Café, crêpe, thé \uFFFD"},
		{"damaged UTF-8 in a page", "<p>Café, crêpe, thé \xff", "", true, "<p>Café, crêpe, thé \uFFFD"},
		{"charset that is none", "Caf\xe9", "text/plain; charset=varnish", false, "Café"},
	} {
		if got := decode([]byte(c.content), c.contentType, c.isHTML); got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

func TestControlCharactersAreDropped(t *testing.T) {
	a, err := Read([]byte("<html><body><p>The lower\x00 dam\u200b of\u00a0Varn\x07 has \t\n held, the may\u00ador said.</p></body></html>"), Hint{})
	if err != nil || !utf8.ValidString(a.Text) {
		t.Fatal(a.Text, err)
	}
	if want := "The lower dam of Varn has held, the mayor said."; strings.ReplaceAll(a.Text, "\uFFFD", "") != want {
		t.Errorf("got %q", a.Text)
	}
}

func TestMHTMLRoots(t *testing.T) {
	const head = "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b; start=\"<two>\"\r\nSnapshot-Content-Location: https://varn.example/\r\n\r\n"
	const one = "--b\r\nContent-Type: text/html\r\nContent-ID: <one>\r\n\r\n<p>This is a frame of the page, and no more than that.</p>\r\n"
	const two = "--b\r\nContent-Type: text/html; charset=utf-8\r\nContent-ID: <two>\r\nContent-Transfer-Encoding: base64\r\n\r\nPHA+VGhlIGRhbSBo\r\nZWxkLCBzaGUgc2Fp\r\nZC48L3A+\r\n"
	for content, want := range map[string]string{
		head + one + two + "--b--\r\n": "The dam held, she said.",
		head + one + "--b--\r\n":       "This is a frame of the page, and no more than that.",
		head + two + "--b--\r\n":       "The dam held, she said.",
		head + one + two:               "The dam held, she said.", // cut off
		"MIME-Version: 1.0\r\nSnapshot-Content-Location: https://varn.example/\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<p>The d=61m he=\r\nld.</p>": "The dam held.",
	} {
		a, err := Read([]byte(content), Hint{})
		if err != nil || a.Text != want || a.URL != "https://varn.example/" {
			t.Errorf("%.80q: got %q, %q, %v", content, a.Text, a.URL, err)
		}
	}
}

func TestSmallPagesAreReadWhole(t *testing.T) {
	a, err := Read([]byte(`<p>"The dam is safe," the mayor said.</p><p>The engineer denied it.</p>`), Hint{Format: HTML})
	if want := "\"The dam is safe,\" the mayor said.\n\nThe engineer denied it."; err != nil || a.Text != want {
		t.Errorf("got %q, %v", a.Text, err)
	}
}

func TestUnwrap(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"Dam holds\nBy Ilse Marend", "Dam holds|By Ilse Marend"},
		{"The mayor of Varn said that the lower dam above the\ncity was safe, and that nobody would have to leave\nit.", "The mayor of Varn said that the lower dam above the city was safe, and that nobody would have to leave it."},
		{strings.Repeat("long ", 40) + "\nA line.", strings.TrimSpace(strings.Repeat("long ", 40)) + "|A line."},
	} {
		lines := cleanLines(c.text)
		if got := strings.Join(unwrap(lines, wrapWidth(lines)), "|"); got != c.want {
			t.Errorf("got %q", got)
		}
	}
}

func TestHeaviestChain(t *testing.T) {
	split := func(s string) []string { return strings.Split(s, " ") }
	for _, c := range []struct{ a, b, want string }{
		{"a b c", "a b c", "a b c"},
		{"x a y b z", "a b", "a b"},
		{"long a b long", "a b long", "a b long"},
		{"muchlonger a b", "a b muchlonger", "muchlonger"},
		{"a a b", "a b", "a b"},
		{"a", "b", ""},
	} {
		a := split(c.a)
		var got []string
		for _, pair := range heaviestChain(a, split(c.b)) {
			got = append(got, a[pair[0]])
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%q, %q: got %q", c.a, c.b, got)
		}
	}
}

func TestCanonicalURL(t *testing.T) {
	const body = "<p>The dam held, she said.</p>"
	for _, c := range []struct {
		head string
		hint Hint
		want string
	}{
		{`<link rel="canonical" href="https://varn.example/dam">`, Hint{}, "https://varn.example/dam"},
		{`<link rel="canonical" href="/dam">`, Hint{}, ""},
		{`<link rel="canonical" href="/dam">`, Hint{Location: "https://varn.example/dam?from=mail"}, "https://varn.example/dam"},
		{`<link rel="canonical" href="/dam">`, Hint{Given: Metadata{URL: "https://varn.example/dam?from=mail"}}, "https://varn.example/dam"},
		{`<meta property="og:url" content="https://varn.example/dam">`, Hint{}, "https://varn.example/dam"},
		{`<link rel="canonical" href="javascript:x">`, Hint{}, ""},
		{`<link rel="canonical" href="http://[bad">`, Hint{}, ""},
	} {
		c.hint.Format = HTML
		if a, err := Read([]byte(c.head+body), c.hint); err != nil || a.CanonicalURL != c.want {
			t.Errorf("%s: got %q, %v", c.head, a.CanonicalURL, err)
		}
	}
}
