package story

import (
	"bytes"
	"errors"
	"reflect"
	"testing"

	"gainsay/internal/recall"
)

func TestStoryCodec(t *testing.T) {
	want := story{features: []feature{{3, 0.25}, {1 << 31, -1e-9}}, norm: 2.5, first: "2031-03-04", last: "2031-03-05"}
	if got, err := storyCodec.Decode(storyCodec.Encode(&want)); err != nil || !reflect.DeepEqual(got, want) {
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
	f.Add(storyCodec.Encode(&story{features: []feature{{3, 0.25}, {9, 1}}, norm: 2.5, first: "2031-03-04"}))
	f.Add(totalCodec.Encode(&total{3, 4}))
	f.Add(listCodec.Encode(&[]int32{1, 5, 6}))
	f.Fuzz(func(t *testing.T, data []byte) {
		holds(t, storyCodec, data)
		holds(t, totalCodec, data)
		holds(t, listCodec, data)
		holds(t, numberCodec, data)
	})
}
