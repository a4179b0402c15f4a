package coref

import (
	"errors"

	"gainsay/internal/recall"
)

// The forms in which a collection is stored.
var (
	statesCodec = recall.Codec[[]string]{
		Version: 1,
		Write:   func(w *recall.Writer, v *[]string) { w.Strings(*v) },
		Read:    func(r *recall.Reader, v *[]string) { *v = r.Strings() },
	}
	numberCodec = recall.Codec[int32]{
		Version: 1,
		Write:   func(w *recall.Writer, v *int32) { w.Int(int(*v)) },
		Read:    func(r *recall.Reader, v *int32) { *v = r.Number() },
	}
	recentCodec = recall.Codec[[]int32]{
		Version: 1,
		Write:   func(w *recall.Writer, v *[]int32) { w.Numbers(recentOf(*v)) },
		Read:    func(r *recall.Reader, v *[]int32) { *v = r.Numbers() },
	}
	contextCodec = recall.Codec[weighed]{
		Version: 1,
		Write: func(w *recall.Writer, v *weighed) {
			w.Rising(v.names)
			w.Float32(v.norm)
		},
		Read: func(r *recall.Reader, v *weighed) { v.names, v.norm = r.Rising(), r.Float32() },
	}
	speakerCodec = recall.Codec[speaker]{Version: 1, Write: writeSpeaker, Read: readSpeaker}
)

func writeSpeaker(w *recall.Writer, s *speaker) {
	w.Uint(uint64(s.sort))
	w.Flags(s.acronym)
	w.Uint(uint64(s.met))
	w.Numbers(s.documents)
	for _, names := range [2][][]string{s.full, s.part} {
		w.Length(len(names))
		for _, name := range names {
			w.Strings(name)
		}
	}
}

var errName = errors.New("a name of no words")

func readSpeaker(r *recall.Reader, s *speaker) {
	s.sort = sort(r.Uint())
	s.acronym = r.Flags()[0]
	s.met = int(r.Uint() & (1<<48 - 1))
	s.documents = r.Numbers()
	for _, names := range [2]*[][]string{&s.full, &s.part} {
		for range r.Length() {
			name := r.Strings()
			if len(name) == 0 {
				r.Fail(errName)
				return
			}
			*names = append(*names, name)
		}
	}
}
