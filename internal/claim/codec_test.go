package claim

import (
	"bytes"
	"errors"
	"reflect"
	"testing"

	"gainsay/internal/recall"
	"gainsay/news"
)

// TestCodecs: what a collection goes by of a document is read as it was written.
func TestCodecs(t *testing.T) {
	for _, a := range dispute {
		rec := recordOf(t, "A headline of "+a.id, a.text, a.list)
		Within(rec)
		d := Outline(rec)
		for k := range d.Claims {
			d.Claims[k].statements = nil
		}
		if got, err := sketchesCodec.Decode(sketchesCodec.Encode(&d.Claims)); err != nil || !reflect.DeepEqual(got, d.Claims) {
			t.Errorf("%v\ngot  %+v\nwant %+v", err, got, d.Claims)
		}
		want := profile{day: a.day, context: d.context, squares: 0.1, claims: []int32{4, 0}}
		if got, err := profileCodec.Decode(profileCodec.Encode(&want)); err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%v\ngot  %+v\nwant %+v", err, got, want)
		}
	}
	want := known{appearances: []appearance{{1, 2, 3}, {9, 0, 0}}, text: "the gates were shut", turned: true,
		voices: []voice{{"d1#s2", 1, 1, -1, "2031-03-01", news.Doubts, false, true}, {"d9#s1", 9, 9, 70, "", news.Asserts, true, false}}}
	if got, err := knownCodec.Decode(knownCodec.Encode(&want)); err != nil || !reflect.DeepEqual(got, want) {
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
	f.Add(knownCodec.Encode(&known{appearances: []appearance{{1, 2, 3}}, text: "x", voices: []voice{{"d1#s2", 1, 1, -1, "", news.Denies, true, false}}}))
	f.Add(sketchesCodec.Encode(&[]Sketch{{text: "x", fitness: 1, wordings: []Proposition{{Terms: []Term{{"dam", true, true}}, agents: []string{"norland"}}}, owners: []string{"a"}}}))
	f.Add(profileCodec.Encode(&profile{day: "2031-03-01", context: []count{{"dam", 2, true}}, claims: []int32{1}}))
	f.Add(postingCodec.Encode(&posting{3, []int32{1, 2}}))
	f.Fuzz(func(t *testing.T, data []byte) {
		holds(t, knownCodec, data)
		holds(t, sketchesCodec, data)
		holds(t, profileCodec, data)
		holds(t, postingCodec, data)
		holds(t, totalCodec, data)
	})
}
