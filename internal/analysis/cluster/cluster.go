// Package cluster tells which words are used alike: Brown clusters (Brown et al. 1992), learnt from unlabelled news.
//
// In comes a word; out goes the path of its cluster in a binary tree, whose prefixes are coarser and coarser classes. The
// table is read straight from the model file. The stages that need word classes for features use it; it imports
// internal/linear and the standard library.
package cluster

import (
	"encoding/binary"
	"fmt"
	"math/bits"
	"slices"
	"strings"

	"gainsay/internal/linear"
)

// Stage is the name of the model, and format the version of its payload.
const (
	Stage  = "cluster"
	format = "1"
)

// Path is the way from the root of the tree to a cluster. The zero Path is that of unknown words.
type Path uint32 // a set bit, then the path's bits

// Known tells whether there is a path.
func (p Path) Known() bool { return p != 0 }

// Prefix is the path cut to n steps, or as it is where it is shorter. Prefixes of different words are equal exactly where
// they are in one class of that depth.
func (p Path) Prefix(n int) Path {
	if surplus := bits.Len32(uint32(p)) - 1 - n; surplus > 0 {
		return p >> surplus
	}
	return p
}

// ParsePath reads a string of zeros and ones, at most 31.
func ParsePath(s string) (Path, error) {
	if len(s) > 31 {
		return 0, fmt.Errorf("cluster: path of %d bits is too long", len(s))
	}
	p := Path(1)
	for _, c := range s {
		if c != '0' && c != '1' {
			return 0, fmt.Errorf("cluster: %q is no path of bits", s)
		}
		p = p<<1 | Path(c-'0')
	}
	return p, nil
}

// Table gives words their clusters. It is safe for concurrent use; a nil Table knows no word.
type Table struct {
	paths []Path
	slots int
	data  string // slots × (32 bits of the word's hash, 16 bits: number of the path)
}

const slotWidth = 6

// Word is the word with its path.
type Word struct {
	Text string
	Path Path
}

// Encode writes the model file for the words. The header's stage and format are filled in here.
func Encode(h linear.Header, words []Word) ([]byte, error) {
	words = slices.Clone(words)
	slices.SortFunc(words, func(a, b Word) int { return strings.Compare(a.Text, b.Text) })
	var paths []Path
	for _, w := range words {
		paths = append(paths, w.Path)
	}
	slices.Sort(paths)
	paths = slices.Compact(paths)
	if len(paths) > 1<<16 {
		return nil, fmt.Errorf("cluster: %d clusters are more than the format holds (65536)", len(paths))
	}
	slots := len(words)*5/4 + 1
	data := make([]byte, slots*slotWidth)
	for i, w := range words {
		if i > 0 && w.Text == words[i-1].Text {
			return nil, fmt.Errorf("cluster: the word %q is there twice", w.Text)
		}
		hash := linear.HashString(w.Text)
		slot := slotOf(hash, slots)
		for binary.LittleEndian.Uint32(data[slot*slotWidth:]) != 0 {
			slot = (slot + 1) % slots
		}
		number, _ := slices.BinarySearch(paths, w.Path)
		binary.LittleEndian.PutUint32(data[slot*slotWidth:], uint32(hash)|1)
		binary.LittleEndian.PutUint16(data[slot*slotWidth+4:], uint16(number))
	}
	payload := binary.LittleEndian.AppendUint32(nil, uint32(len(paths)))
	for _, p := range paths {
		payload = binary.LittleEndian.AppendUint32(payload, uint32(p))
	}
	h.Stage, h.Probe, h.Labels = Stage, format, nil
	h.Slots, h.Rows = slots, len(words)
	return linear.EncodeBlob(h, string(append(payload, data...)))
}

// Load reads the model file; the table keeps data and copies nothing of its size. Errors: those of linear.DecodeBlob.
func Load(data string) (*Table, error) {
	h, payload, err := linear.DecodeBlob(data, Stage, format)
	if err != nil {
		return nil, err
	}
	damaged := fmt.Errorf("model %s: %w", Stage, linear.ErrDamaged)
	if len(payload) < 4 {
		return nil, damaged
	}
	count := int(binary.LittleEndian.Uint32([]byte(payload[:4])))
	if count > 1<<16 || h.Slots < 1 || h.Rows >= h.Slots || len(payload) != 4+4*count+h.Slots*slotWidth {
		return nil, damaged
	}
	t := &Table{slots: h.Slots, data: payload[4+4*count:]}
	for i := range count {
		at := 4 + 4*i
		t.paths = append(t.paths, Path(binary.LittleEndian.Uint32([]byte(payload[at:at+4]))))
	}
	return t, nil
}

func slotOf(hash uint64, slots int) int {
	high, _ := bits.Mul64(hash, uint64(slots))
	return int(high)
}

// Of is the path of a word as it is written; the zero Path where it is not in the table.
func (t *Table) Of(word string) Path { return t.OfHash(linear.HashString(word)) }

// OfHash is Of for a word whose linear.HashString is known already.
func (t *Table) OfHash(hash uint64) Path {
	if t == nil {
		return 0
	}
	want := uint32(hash) | 1
	for slot, tried := slotOf(hash, t.slots), 0; tried < t.slots; tried++ {
		s := t.data[slot*slotWidth : slot*slotWidth+slotWidth]
		switch uint32(s[0]) | uint32(s[1])<<8 | uint32(s[2])<<16 | uint32(s[3])<<24 {
		case want:
			if number := int(s[4]) | int(s[5])<<8; number < len(t.paths) {
				return t.paths[number]
			}
			return 0
		case 0:
			return 0
		}
		if slot++; slot == t.slots {
			slot = 0
		}
	}
	return 0
}
