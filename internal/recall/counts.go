package recall

import "math/bits"

// Counts tells in how many documents something stands. In memory it counts each. Stored, it counts each of the first 32, and then
// one of two for two, one of four for four, and so on (Morris 1978, "Counting large numbers of events in small registers"): what
// stands nearly everywhere need not be written for each document, and what comes out is off by a tenth or so. Which ones are
// counted hangs on the number of the document, so that the same documents give the same counts.
type Counts[K interface{ int32 | uint32 | uint64 }] struct{ table *Table[K, uint32] }

// NewCounts makes a table of counts of a cache; see [NewTable].
func NewCounts[K interface{ int32 | uint32 | uint64 }](cache *Cache, name string) Counts[K] {
	return Counts[K]{NewTable[K](cache, name, countCodec)}
}

var countCodec = Codec[uint32]{
	Version: 1,
	Write:   func(w *Writer, v *uint32) { w.Uint(uint64(*v)) },
	Read: func(r *Reader, v *uint32) {
		n := r.Uint()
		if n > 1<<31 {
			r.Fail(ErrRange)
		}
		*v = uint32(n)
	},
}

// exactly is how many bits a count has that is exact.
const exactly = 5

// Add counts a document, which is not to be counted twice.
func (c Counts[K]) Add(key K, document int32) {
	step := uint32(1)
	if c.table.cache.memory != nil {
		step <<= max(0, bits.Len32(uint32(c.Of(key)))-exactly)
		if scatter(uint64(key)^uint64(document)<<32)&uint64(step-1) != 0 {
			return
		}
	}
	if n := c.table.Change(key); *n <= 1<<30 {
		*n += step
	}
}

// scatter spreads the bits of a number (the last steps of MurmurHash3, by Austin Appleby, public domain).
func scatter(h uint64) uint64 {
	h ^= h >> 33
	h *= 0xff51afd7ed558ccd
	h ^= h >> 33
	h *= 0xc4ceb9fe1a85ec53
	return h ^ h>>33
}

// Of is in how many documents something stands, by and large.
func (c Counts[K]) Of(key K) int {
	if n := c.table.Get(key); n != nil {
		return int(*n)
	}
	return 0
}

// Want has counts fetched; see [Table.Want].
func (c Counts[K]) Want(keys ...K) { c.table.Want(keys...) }
