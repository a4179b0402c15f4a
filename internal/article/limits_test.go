package article

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"
)

// hostile are documents made to hang, to overflow or to confuse a reader. Each has to give a body or an error quickly.
var hostile = map[string]func() []byte{
	"a million nested tags":                func() []byte { return bytes.Repeat([]byte("<div>"), 1_000_000) },
	"a million nested bold tags in a page": func() []byte { return append([]byte("<html><p>"), bytes.Repeat([]byte("<b>x"), 1_000_000)...) },
	"bold and paragraphs":                  func() []byte { return append([]byte("<html>"), bytes.Repeat([]byte("<b><p>x"), 20_000)...) },
	"fonts and closed paragraphs":          func() []byte { return append([]byte("<html>"), bytes.Repeat([]byte("<font a><p>x</p>"), 20_000)...) },
	"misnested links":                      func() []byte { return append([]byte("<html>"), bytes.Repeat([]byte("<a><div></a>x"), 10_000)...) },
	"a million nested bold tags":           func() []byte { return bytes.Repeat([]byte("<b>"), 1_000_000) },
	"links opened and never closed":        func() []byte { return bytes.Repeat([]byte("<a href=x>word "), 200_000) },
	"tables in tables":                     func() []byte { return bytes.Repeat([]byte("<table><tr><td>"), 100_000) },
	"formatting in tables":                 func() []byte { return bytes.Repeat([]byte("<table><b><i><p>x"), 50_000) },
	"a million short paragraphs":           func() []byte { return bytes.Repeat([]byte("<p>The dam held.</p>"), 300_000) },
	"a hundred thousand paragraphs": func() []byte {
		return bytes.Repeat([]byte("<p>The dam held, the mayor said on Tuesday evening.</p>"), 50_000)
	},
	"different paragraphs": func() []byte {
		return numbered("<p>Pump %d of the harbour works again, she said on Tuesday.</p>", 30_000)
	},
	"an endless word":           func() []byte { return append([]byte("<p>"), bytes.Repeat([]byte("a"), 1<<20)...) },
	"an endless attribute":      func() []byte { return append([]byte("<p title='"), bytes.Repeat([]byte("a"), 1<<20)...) },
	"endless comments":          func() []byte { return append([]byte("<p>"), bytes.Repeat([]byte("<!--"), 2<<20)...) },
	"many attributes":           func() []byte { return numbered("<p a%d=1>", 100_000) },
	"nested lists":              func() []byte { return bytes.Repeat([]byte("<ul><li>one"), 200) },
	"deep JSON-LD":              func() []byte { return []byte(`<script type="application/ld+json">` + strings.Repeat("[", 1_000_000)) },
	"Markdown quotes in quotes": func() []byte { return append(bytes.Repeat([]byte(">"), 1_000_000), "# a"...) },
	"Markdown lists in lists":   func() []byte { return append(bytes.Repeat([]byte("- "), 100_000), "a"...) },
	"Markdown brackets":         func() []byte { return append([]byte("# a\n\n"), bytes.Repeat([]byte("["), 200_000)...) },
	"Markdown emphasis":         func() []byte { return append([]byte("# a\n\n"), bytes.Repeat([]byte("*a_"), 100_000)...) },
	"Markdown links in links":   func() []byte { return append([]byte("# a\n\n"), bytes.Repeat([]byte("[a]("), 100_000)...) },
	"Markdown back ticks":       func() []byte { return append([]byte("# a\n\n"), numberedTicks(2000)...) },
	"growing indentation":       func() []byte { return indented(2000) },
	"a message of a million parts": func() []byte {
		return append([]byte("MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n"), bytes.Repeat([]byte("--b\r\n\r\n\r\n"), 1_000_000)...)
	},
	"a message without an end": func() []byte {
		return []byte("MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b\r\nContent-Type: text/html\r\n\r\n<p>The dam")
	},
	"text of line breaks": func() []byte { return append([]byte("a"), bytes.Repeat([]byte("\n"), 1<<20)...) },
	"text of short lines": func() []byte { return bytes.Repeat([]byte("a b\n"), 50_000) },
	"a line of one very long byline": func() []byte {
		return append([]byte("Title of it\n\nBy "), bytes.Repeat([]byte("Ann Lee, "), 100_000)...)
	},
}

func numbered(format string, n int) []byte {
	var b bytes.Buffer
	for i := range n {
		fmt.Fprintf(&b, format, i)
	}
	return b.Bytes()
}

func numberedTicks(n int) []byte {
	var b bytes.Buffer
	for i := range n {
		b.WriteString(strings.Repeat("`", i) + " ")
	}
	return b.Bytes()
}

func indented(n int) []byte {
	b := bytes.NewBufferString("# a\n\n")
	for i := range n {
		b.WriteString(strings.Repeat(" ", 2*i) + "- a\n")
	}
	return b.Bytes()
}

func TestHostileDocumentsEndQuickly(t *testing.T) {
	for name, document := range hostile {
		t.Run(name, func(t *testing.T) {
			begin := time.Now()
			a, err := Read(document(), Hint{})
			took := time.Since(begin)
			t.Logf("%s %v: %d bytes, %v", name, took, len(a.Text), err)
			if took > readTimeout+30*time.Second {
				t.Errorf("took %v", took)
			}
			if err == nil && a.Text == "" {
				t.Error("neither a body nor an error")
			}
		})
	}
}

func TestTooDeep(t *testing.T) {
	if _, err := Read(bytes.Repeat([]byte("<div>"), 5000), Hint{}); !errors.Is(err, ErrTooDeep) {
		t.Errorf("got %v", err)
	}
}
