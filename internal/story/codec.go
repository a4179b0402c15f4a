package story

import (
	"gainsay/internal/recall"
	"gainsay/news"
)

// The forms in which an index is stored.
var (
	totalCodec = recall.Codec[total]{
		Version: 1,
		Write: func(w *recall.Writer, v *total) {
			w.Int(int(v.articles))
			w.Int(int(v.stories))
		},
		Read: func(r *recall.Reader, v *total) { v.articles, v.stories = r.Number(), r.Number() },
	}
	listCodec = recall.Codec[[]int32]{
		Version: 1,
		Write:   func(w *recall.Writer, v *[]int32) { w.Numbers(*v) },
		Read:    func(r *recall.Reader, v *[]int32) { *v = r.Numbers() },
	}
	numberCodec = recall.Codec[int32]{
		Version: 1,
		Write:   func(w *recall.Writer, v *int32) { w.Int(int(*v)) },
		Read:    func(r *recall.Reader, v *int32) { *v = r.Number() },
	}
	storyCodec = recall.Codec[story]{Version: 1, Write: writeStory, Read: readStory}
)

func writeStory(w *recall.Writer, s *story) {
	keys := make([]uint32, len(s.features))
	for i, f := range s.features {
		keys[i] = f.key
	}
	w.Rising(keys)
	for _, f := range s.features {
		w.Float32(f.weight)
	}
	w.Float32(s.norm)
	w.String(string(s.first))
	w.String(string(s.last))
}

func readStory(r *recall.Reader, s *story) {
	keys := r.Rising()
	s.features = make([]feature, len(keys))
	for i, key := range keys {
		s.features[i] = feature{key: key, weight: r.Float32()}
	}
	s.norm = r.Float32()
	s.first, s.last = news.Day(r.String()), news.Day(r.String())
}
