package record

import (
	"sort"
	"unicode/utf8"
)

// stride is how many code points lie between two entries of an Offsets table.
const stride = 64

// Offsets converts between byte offsets and code-point offsets of one text. It is built in one pass and keeps one number
// for every 64 code points, so that a conversion costs a short walk and not a scan of the text. A byte that is no UTF-8
// counts as one code point, as encoding/json writes it.
type Offsets struct {
	text   string
	length int   // in code points
	every  []int // every[i] is the byte offset of code point i*stride; nil where the text is ASCII
}

// NewOffsets builds the table of a text.
func NewOffsets(text string) *Offsets {
	o := &Offsets{text: text, length: utf8.RuneCountInString(text)}
	if o.length == len(text) && utf8.ValidString(text) {
		return o
	}
	o.every = make([]int, 0, o.length/stride+1)
	point := 0
	for at := range text {
		if point%stride == 0 {
			o.every = append(o.every, at)
		}
		point++
	}
	return o
}

// Len is the length of the text in code points.
func (o *Offsets) Len() int { return o.length }

// CodePoint converts a byte offset, 0 to the text's length. It is false for an offset outside the text or inside a code
// point.
func (o *Offsets) CodePoint(at int) (int, bool) {
	switch {
	case at < 0 || at > len(o.text):
		return 0, false
	case at == len(o.text):
		return o.length, true
	case o.every == nil:
		return at, true
	}
	block := sort.SearchInts(o.every, at+1) - 1
	point := block * stride
	walk := o.every[block]
	for walk < at {
		_, size := utf8.DecodeRuneInString(o.text[walk:])
		walk += size
		point++
	}
	return point, walk == at
}

// Byte converts a code-point offset, 0 to Len. It is false for an offset outside the text.
func (o *Offsets) Byte(point int) (int, bool) {
	switch {
	case point < 0 || point > o.length:
		return 0, false
	case point == o.length:
		return len(o.text), true
	case o.every == nil:
		return point, true
	}
	at := o.every[point/stride]
	for range point % stride {
		_, size := utf8.DecodeRuneInString(o.text[at:])
		at += size
	}
	return at, true
}
