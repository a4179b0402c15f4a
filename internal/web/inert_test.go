package web

import (
	"bytes"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

func TestInert(t *testing.T) {
	for _, test := range []struct{ page, want string }{
		{`<p class="a" onclick="x()" style="color:red">x</p>`, `<p class="a" style="color:red">x</p>`},
		{`<a href="javascript:x()">x</a>`, `<a title="Led to javascript:x()">x</a>`},
		{`<img src="https://a.example/i.png" alt="a bridge"><img src="data:image/png;base64,AA==">`, `<img alt="a bridge"><img src="data:image/png;base64,AA==">`},
		{`a<script>x < y</script>b<SCRIPT/SRC=x></script>c`, "abc"},
		{`<noscript><img src=x></noscript><textarea><img src=x></textarea>y<plaintext><img src=x>`, "y"},
		{`<svg><style><img src=x></style></svg>`, `<style><img src=x></style>`}, // in a style sheet outside of a drawing that is no tag
		{`<title>a</title><meta http-equiv=refresh content=0><base href=x><link rel=stylesheet href=x>`, "<title>a</title>"},
		{`<title><b>x</title>`, "<title>&lt;b&gt;x</title>"},
		{`5 < 6 &amp; 7 &lt;b>`, "5 &lt; 6 &amp; 7 &lt;b&gt;"},
		{`<p title='"><script>x'>y`, `<p title="&#34;&gt;&lt;script&gt;x">y`},
		{`<x:y z>a</x:y><font color=red class=1>b</font>`, `a<font>b</font>`},
		{`<!-- <script>x</script> --><!DOCTYPE html><?xml x?>a`, "a"},
	} {
		out, _ := inert([]byte(test.page))
		if got := strings.TrimPrefix(string(out), "<!DOCTYPE html>"); got != test.want {
			t.Errorf("%s\n got %s\nwant %s", test.page, got, test.want)
		}
	}
}

// FuzzInert reads what was made inert as a browser does.
func FuzzInert(f *testing.F) {
	f.Add("<p onclick=x><svg><style><img src=x onerror=y></style></svg><a href='javascript:x'>")
	f.Add("<noscript><p title='</noscript><img src=x onerror=y>'></noscript><math><mtext><table><mglyph><style><img src=x></style>")
	f.Add("<!--><img src=x>--><title></title/><script>x</title><xmp><style></xmp><img src=x></style><table><form><input></table>")
	f.Fuzz(func(t *testing.T, page string) {
		out, _ := inert([]byte(page))
		root, err := html.ParseWithOptions(bytes.NewReader(out), html.ParseOptionEnableScripting(false))
		if err != nil {
			t.Fatal(err)
		}
		for n := range root.Descendants() {
			if n.Type != html.ElementNode {
				continue
			}
			if unshown[n.Data] || unshownWhole[n.Data] {
				t.Errorf("%q has a %s:\n%q", page, n.Data, out)
			}
			for _, a := range n.Attr {
				if !kept[a.Key] && (a.Key != "src" || !strings.HasPrefix(strings.ToLower(a.Val), "data:image/")) {
					t.Errorf("%q has %s=%q:\n%q", page, a.Key, a.Val, out)
				}
			}
		}
	})
}
