package recall

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"
	"strings"
)

// Key is what the rows of a table are found by.
type Key interface {
	int32 | uint32 | uint64 | string
}

// Table is a map whose rows may lie in the memory of its cache.
type Table[K Key, V any] struct {
	cache   *Cache
	name    string
	codec   Codec[V]
	rows    map[K]*row[V]
	changed []K
	spare   []row[V] // rows to be given out: only where none is ever dropped
}

// row is a row in memory.
type row[V any] struct {
	value   V
	used    uint32 // in which turn
	size    int32  // bytes as stored, and what comes with them
	state   state
	changed bool
}

// state is what is known of a row.
type state uint8

const (
	wanted  state = iota // to be fetched
	absent               // there is none
	present              // its value stands
)

// overhead is what a row takes besides its value, in bytes, by and large.
const overhead = 64

// NewTable makes a table of a cache. Its name, short, stands before the keys of its rows in the memory; no two tables of a cache have
// the same.
func NewTable[K Key, V any](cache *Cache, name string, codec Codec[V]) *Table[K, V] {
	t := &Table[K, V]{cache: cache, name: name, codec: codec, rows: map[K]*row[V]{}}
	cache.tables = append(cache.tables, t)
	return t
}

// Get is the value of a row, which is not to be changed; nil where there is none. It holds until the next [Cache.Forget].
func (t *Table[K, V]) Get(key K) *V {
	if r := t.row(key); r != nil && r.state == present {
		return &r.value
	}
	return nil
}

// Change is the value of a row, to be changed before the next [Cache.Changes]. Where there was none it is an empty one.
func (t *Table[K, V]) Change(key K) *V {
	r := t.row(key)
	if r == nil {
		r = t.fresh()
		if t.cache.err == nil { // else nothing of it is kept
			t.rows[key] = r
		}
	}
	r.state = present
	if t.cache.memory != nil && !r.changed {
		r.changed = true
		t.changed = append(t.changed, key)
	}
	return &r.value
}

// Make is the empty value of a row of which it is known that it is not there yet, to be changed like that of [Table.Change].
func (t *Table[K, V]) Make(key K) *V {
	if t.cache.err == nil && t.rows[key] == nil {
		r := t.fresh()
		r.state = absent
		t.rows[key] = r
	}
	return t.Change(key)
}

// Want has rows fetched together with others that are wanted, when one is looked at.
func (t *Table[K, V]) Want(keys ...K) {
	if t.cache.memory == nil || t.cache.err != nil {
		return
	}
	for _, key := range keys {
		if _, ok := t.rows[key]; ok {
			continue
		}
		r := t.fresh()
		if word, ok := any(key).(string); ok { // which may be part of a long text
			key = any(strings.Clone(word)).(K)
		}
		t.rows[key] = r
		t.cache.wanted = append(t.cache.wanted, want{t.keyOf(key), func(value []byte) error { return t.take(r, value) }})
	}
}

// row is the row of a key with what is known of it; nil where there is none and no memory, and after an error.
func (t *Table[K, V]) row(key K) *row[V] {
	r := t.rows[key]
	if t.cache.memory == nil {
		return r
	}
	if r == nil {
		t.Want(key)
		r = t.rows[key]
	}
	if r != nil && r.state == wanted {
		if t.cache.err == nil {
			t.cache.load()
		}
		if t.cache.err != nil {
			return nil
		}
	}
	if r != nil {
		r.used = t.cache.turn
	}
	return r
}

// fresh is an empty row. Where rows are never dropped they are made many at a time.
func (t *Table[K, V]) fresh() *row[V] {
	if t.cache.memory != nil {
		return &row[V]{used: t.cache.turn}
	}
	if len(t.spare) == 0 {
		t.spare = make([]row[V], min(256, 4+len(t.rows)))
	}
	r := &t.spare[0]
	t.spare = t.spare[1:]
	return r
}

// take fills a row with what the memory has.
func (t *Table[K, V]) take(r *row[V], value []byte) error {
	r.size = overhead + int32(len(value))
	t.cache.held += int(r.size)
	if r.state = absent; value == nil {
		return nil
	}
	var err error
	if r.value, err = t.codec.Decode(value); err == nil {
		r.state = present
	}
	return err
}

// changes appends the rows that were changed.
func (t *Table[K, V]) changes(rows []Row) []Row {
	for _, key := range t.changed {
		r := t.rows[key]
		value := t.codec.Encode(&r.value)
		size := int32(overhead + len(value))
		t.cache.held += int(size - r.size)
		r.size, r.changed = size, false
		rows = append(rows, Row{t.keyOf(key), value})
	}
	t.changed = t.changed[:0]
	return rows
}

func (t *Table[K, V]) ages(of []age) []age {
	for _, r := range t.rows {
		of = append(of, age{r.used, int(r.size)})
	}
	return of
}

// drop drops the rows that were last used before a turn.
func (t *Table[K, V]) drop(before uint32) {
	for key, r := range t.rows {
		if r.used < before && r.state != wanted {
			t.cache.held -= int(r.size)
			delete(t.rows, key)
		}
	}
}

func (t *Table[K, V]) forget() {
	t.rows, t.changed, t.spare = map[K]*row[V]{}, nil, nil
}

// keyOf is the key of a row in the memory: "claim/1a". Words that a store might not take stand there as a hash.
func (t *Table[K, V]) keyOf(key K) string {
	switch key := any(key).(type) {
	case int32:
		return t.name + "/" + strconv.FormatInt(int64(key), 36)
	case uint32:
		return t.name + "/" + strconv.FormatUint(uint64(key), 36)
	case uint64:
		return t.name + "/" + strconv.FormatUint(key, 36)
	case string:
		if isPlain(key) {
			return t.name + "/" + key
		}
		sum := sha256.Sum256([]byte(key))
		return t.name + "/#" + hex.EncodeToString(sum[:12])
	}
	panic("unreachable: Key has no other types")
}

// isPlain tells whether a word can be part of a key as it stands.
func isPlain(word string) bool {
	for i := range len(word) {
		if word[i] <= ' ' || word[i] > '~' {
			return false
		}
	}
	return len(word) > 0 && len(word) <= 40 && word[0] != '#'
}
