// Package form turns a word into the hashes of its written form: the word itself, its small letters, its beginnings and
// endings, its shape, and its Brown cluster. Stages make features of them.
//
// It imports internal/analysis/cluster, internal/linear and the standard library.
package form

import (
	"unicode"
	"unicode/utf8"

	"gainsay/internal/analysis/cluster"
	"gainsay/internal/linear"
)

// Form is the written form of one word. Digits count as 0, curly apostrophes as straight ones and
// quotation marks as “ and ” throughout. Prefixes
// and suffixes are of the small letters, in bytes; those longer than the word are 0.
type Form struct {
	Exact, Lower uint64
	Shape        uint64    // "Xx" for "Word", "X.X." for "U.S.", "0-x" for "66-year-old": runs are cut to one sign
	Prefix       [4]uint64 // of 1 to 4 bytes
	Suffix       [5]uint64 // of 1 to 5 bytes
	Path         cluster.Path
	Capital      bool // begins with a capital letter
	Upper        bool // at least two letters, and no small one
	Digit        bool // has a digit in it
}

// longest is how many bytes of a word are looked at.
const longest = 64

// Of is the form of a word. A word without a cluster takes that of its small letters.
func Of(word string, clusters *cluster.Table) Form {
	var exactBytes, lowerBytes, shapeBytes [longest + utf8.UTFMax]byte
	exact, lower, shape := exactBytes[:0], lowerBytes[:0], shapeBytes[:0]
	f := Form{}
	capitals, small := 0, 0
	for i, r := range word {
		if len(exact) >= longest || len(lower) >= longest {
			break
		}
		sign := byte('.')
		switch {
		case 'a' <= r && r <= 'z':
			exact, lower, sign = append(exact, byte(r)), append(lower, byte(r)), 'x'
			small++
		case 'A' <= r && r <= 'Z':
			exact, lower, sign = append(exact, byte(r)), append(lower, byte(r)|0x20), 'X'
			capitals++
		case '0' <= r && r <= '9':
			exact, lower, sign = append(exact, '0'), append(lower, '0'), '0'
			f.Digit = true
		case r == '’' || r == '‘':
			exact, lower, sign = append(exact, '\''), append(lower, '\''), '\''
		case r < utf8.RuneSelf:
			exact, lower, sign = append(exact, byte(r)), append(lower, byte(r)), byte(r)
		case r == '“' || r == '„' || r == '«':
			exact, lower, sign = append(exact, "``"...), append(lower, "``"...), '`'
		case r == '”' || r == '»':
			exact, lower, sign = append(exact, "''"...), append(lower, "''"...), '\''
		default:
			r = straightened(r)
			exact = utf8.AppendRune(exact, r)
			lower = utf8.AppendRune(lower, unicode.ToLower(r))
			switch {
			case unicode.IsUpper(r):
				sign = 'X'
				capitals++
			case unicode.IsLetter(r):
				sign = 'x'
				small++
			}
		}
		if i == 0 {
			f.Capital = sign == 'X'
		}
		if n := len(shape); n == 0 || shape[n-1] != sign {
			shape = append(shape, sign)
		}
	}
	f.Upper = capitals >= 2 && small == 0
	f.Exact, f.Lower, f.Shape = linear.HashString(string(exact)), linear.HashString(string(lower)), linear.HashString(string(shape))
	f.affixes(lower)
	if f.Path = clusters.OfHash(f.Exact); !f.Path.Known() {
		f.Path = clusters.OfHash(f.Lower)
	}
	return f
}

// straightened writes dashes and hyphens in one way.
func straightened(r rune) rune {
	switch r {
	case '–', '—', '―':
		return '—'
	case '‐', '‑':
		return '-'
	}
	return r
}

// affixes fills Prefix and Suffix.
func (f *Form) affixes(lower []byte) {
	hash := uint64(1)
	for i := 0; i < len(f.Prefix) && i < len(lower); i++ {
		hash = linear.Combine(hash, uint64(lower[i]))
		f.Prefix[i] = hash
	}
	hash = 2
	for i := 0; i < len(f.Suffix) && i < len(lower); i++ {
		hash = linear.Combine(hash, uint64(lower[len(lower)-1-i]))
		f.Suffix[i] = hash
	}
}
