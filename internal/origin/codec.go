package origin

import (
	"gainsay/internal/recall"
	"gainsay/news"
)

// The forms in which an index is stored.
var (
	documentCodec = recall.Codec[document]{Version: 1, Write: writeDocument, Read: readDocument}
	holdingCodec  = recall.Codec[[]int32]{
		Version: 1,
		Write:   func(w *recall.Writer, v *[]int32) { w.Numbers(*v) },
		Read:    func(r *recall.Reader, v *[]int32) { *v = r.Numbers() },
	}
	numberCodec = recall.Codec[int32]{
		Version: 1,
		Write:   func(w *recall.Writer, v *int32) { w.Int(int(*v)) },
		Read:    func(r *recall.Reader, v *int32) { *v = r.Number() },
	}
	bondCodec = recall.Codec[bond]{
		Version: 1,
		Write: func(w *recall.Writer, v *bond) {
			for _, n := range [3]int32{v.origin, v.article, v.latest} {
				w.Int(int(n))
			}
		},
		Read: func(r *recall.Reader, v *bond) { v.origin, v.article, v.latest = r.Number(), r.Number(), r.Number() },
	}
)

// deepest is how many zero bits the runs of a document can end in.
const deepest = 31

func writeDocument(w *recall.Writer, d *document) {
	w.Uint(uint64(d.level))
	w.Rising(d.hashes)
	w.String(d.publisher)
	w.String(d.outlet)
	w.String(d.agency)
	w.String(string(d.published))
	w.String(string(d.modified))
	w.Uint(uint64(d.size))
	w.Flags(d.filed)
	w.Hash64(d.signature)
	for _, list := range [2][]uint64{d.addresses, d.title} {
		w.Length(len(list))
		for _, hash := range list {
			w.Hash64(hash)
		}
	}
}

func readDocument(r *recall.Reader, d *document) {
	level := r.Uint()
	if level > deepest {
		r.Fail(recall.ErrRange)
	}
	d.level = int(level)
	d.hashes = r.Rising()
	d.publisher, d.outlet, d.agency = r.String(), r.String(), r.String()
	d.published, d.modified = news.Day(r.String()), news.Day(r.String())
	d.size = int(r.Uint() & (1<<48 - 1))
	d.filed = r.Flags()[0]
	d.signature = r.Hash64()
	for _, list := range [2]*[]uint64{&d.addresses, &d.title} {
		for range r.Length() {
			*list = append(*list, r.Hash64())
			if r.Failed() {
				return
			}
		}
	}
}
