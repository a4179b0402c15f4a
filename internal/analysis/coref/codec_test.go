package coref

import (
	"bytes"
	"errors"
	"reflect"
	"testing"

	"gainsay/internal/recall"
)

func TestSpeakerCodec(t *testing.T) {
	want := speaker{identity: identity{sort: personSort, full: [][]string{{"ana", "reyl"}, {"ana", "b", "reyl"}}, part: [][]string{{"reyl"}}, acronym: true},
		documents: []int32{1, 9, 4}, met: 30}
	if got, err := speakerCodec.Decode(speakerCodec.Encode(&want)); err != nil || !reflect.DeepEqual(got, want) {
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
	f.Add(speakerCodec.Encode(&speaker{identity: identity{sort: bodySort, full: [][]string{{"quill", "dredging"}}}, documents: []int32{1}, met: 1}))
	f.Add(contextCodec.Encode(&weighed{Context{1, 5, 9}, 2.5}))
	f.Add(statesCodec.Encode(&[]string{"orvell", ""}))
	f.Fuzz(func(t *testing.T, data []byte) {
		holds(t, speakerCodec, data)
		holds(t, contextCodec, data)
		holds(t, statesCodec, data)
		holds(t, recentCodec, data)
		holds(t, numberCodec, data)
	})
}
