package origin

import (
	"bytes"
	"errors"
	"reflect"
	"testing"

	"gainsay/internal/recall"
	"gainsay/news"
)

func TestDocumentCodec(t *testing.T) {
	article := news.Article{Title: "Grain ship aground", Publisher: "The Oss Mail", Agency: "QNB", Dateline: "OSS", Published: "2031-03-04", Modified: "2031-03-05",
		URL: "https://oss-mail.example/ship", CanonicalURL: "https://oss-mail.example/2031/ship", Text: body(wire...)}
	want := document{runs: runsOf(wordsOf(article.Text)), imprint: imprintOf(&article)}
	got, err := documentCodec.Decode(documentCodec.Encode(&want))
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("%v\ngot  %+v\nwant %+v", err, got, want)
	}
}

// holds checks that reading a row ends whatever it says, and that what it gives is written and read as the same.
func holds[V any](t *testing.T, codec recall.Codec[V], data []byte) {
	t.Helper()
	v, err := codec.Decode(data)
	if err != nil {
		if !errors.Is(err, recall.ErrMemory) {
			t.Error(err)
		}
		return
	}
	written := codec.Encode(&v)
	if again, err := codec.Decode(written); err != nil || !bytes.Equal(codec.Encode(&again), written) {
		t.Errorf("%v: %+v, then %+v", err, v, again)
	}
}

func FuzzCodecs(f *testing.F) {
	f.Add(documentCodec.Encode(&document{runs: runs{hashes: []uint32{2, 5, 9}, level: 1}, imprint: imprint{publisher: "ossmail", addresses: []uint64{7}, size: 90}}))
	f.Add(bondCodec.Encode(&bond{1, 2, 3}))
	f.Add(holdingCodec.Encode(&[]int32{1, 5, 6}))
	f.Fuzz(func(t *testing.T, data []byte) {
		holds(t, documentCodec, data)
		holds(t, bondCodec, data)
		holds(t, holdingCodec, data)
		holds(t, numberCodec, data)
	})
}
