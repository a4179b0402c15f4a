package capture

import (
	"bytes"
	"errors"
	"reflect"
	"strings"
	"testing"
)

const opmlSample = `<?xml version="1.0"?><opml version="2.0"><head><title>Mine</title></head><body>
<outline text="Coast"><outline text="North"><outline type="rss" text="Post" title="The Post" xmlUrl="https://post.example/rss" htmlUrl="https://post.example/"/></outline>
<outline text="Wire" xmlURL="https://wire.example/feed"/></outline>
<outline text="Again" xmlUrl="https://post.example/rss"/><outline text="A file" xmlUrl="file:///etc/passwd"/><outline text="Relative" xmlUrl="/rss"/>
<outline text="Gazette &amp; Co" xmlUrl="https://gazette.example/?a=1&amp;b=2"/></body></opml>`

var opmlFeeds = []Subscription{
	{"The Post", "https://post.example/rss", "https://post.example/", []string{"Coast", "North"}},
	{"Wire", "https://wire.example/feed", "", []string{"Coast"}},
	{"Gazette & Co", "https://gazette.example/?a=1&b=2", "", nil},
}

func TestReadOPML(t *testing.T) {
	got, err := ReadOPML([]byte(opmlSample))
	if err != nil || !reflect.DeepEqual(got, opmlFeeds) {
		t.Errorf("got %+v, %v", got, err)
	}
	got, err = ReadOPML([]byte(opmlSample[:len(opmlSample)-10]))
	if !errors.Is(err, ErrList) || len(got) != 3 {
		t.Errorf("broken off: got %+v, %v", got, err)
	}
	for _, raw := range []string{"", "<rss/>", "x", "<opml"} {
		if got, err := ReadOPML([]byte(raw)); !errors.Is(err, ErrList) || got != nil {
			t.Errorf("%q: got %+v, %v", raw, got, err)
		}
	}
}

func TestWriteOPML(t *testing.T) {
	const want = `<?xml version="1.0" encoding="UTF-8"?>
<opml version="2.0">
  <head>
    <title>Feeds &lt;mine&gt;</title>
  </head>
  <body>
    <outline text="Coast">
      <outline text="North">
        <outline text="The Post" title="The Post" type="rss" xmlUrl="https://post.example/rss" htmlUrl="https://post.example/"></outline>
      </outline>
      <outline text="Wire" title="Wire" type="rss" xmlUrl="https://wire.example/feed"></outline>
    </outline>
    <outline text="Gazette &amp; Co" title="Gazette &amp; Co" type="rss" xmlUrl="https://gazette.example/?a=1&amp;b=2"></outline>
  </body>
</opml>
`
	var out bytes.Buffer
	if err := WriteOPML(&out, "Feeds <mine>", opmlFeeds); err != nil || out.String() != want {
		t.Errorf("%v\n%s", err, out.String())
	}
	if got, err := ReadOPML(out.Bytes()); err != nil || !reflect.DeepEqual(got, opmlFeeds) {
		t.Errorf("read back: got %+v, %v", got, err)
	}
	out.Reset()
	if err := WriteOPML(&out, "", nil); err != nil || !strings.Contains(out.String(), "<body></body>") {
		t.Errorf("none: %v\n%s", err, out.String())
	}
}

func FuzzReadOPML(f *testing.F) {
	f.Add([]byte(opmlSample))
	f.Fuzz(func(t *testing.T, raw []byte) {
		feeds, err := ReadOPML(raw)
		if err != nil {
			if !errors.Is(err, ErrList) {
				t.Error(err)
			}
			return
		}
		var out bytes.Buffer
		if err := WriteOPML(&out, "", feeds); err != nil {
			t.Fatal(err)
		}
		again, err := ReadOPML(out.Bytes())
		if err != nil || len(again) != len(feeds) {
			t.Errorf("%d feeds become %d, %v", len(feeds), len(again), err)
		}
	})
}
