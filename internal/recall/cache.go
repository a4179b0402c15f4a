package recall

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
)

// Memory is where rows lie while nobody uses them.
type Memory interface {
	// Load gives the values of rows, in the order of their keys; nil for a row that is not there. What it gives is not changed and not
	// held on to. Keys are printable ASCII without spaces, of at most [LongestKey] bytes.
	Load(keys []string) ([][]byte, error)
}

// LongestKey is how many bytes the key of a row has at most.
const LongestKey = 64

// Row is a row as a store keeps it.
type Row struct {
	Key   string
	Value []byte
}

// ErrMemory is a row that cannot be read: of another version of the program, or damaged.
var ErrMemory = errors.New("what linking remembers cannot be read; rebuild it with: gainsay relink")

// mostBytes is how many bytes of stored rows a cache holds between two turns. In memory a row takes some three times as much.
const mostBytes = 32 << 20

// Cache is what the tables of one fold share. It is not safe for concurrent use.
type Cache struct {
	memory Memory
	most   int // bytes
	held   int // bytes
	turn   uint32
	tables []table
	wanted []want
	err    error
}

// table is a [Table] of any kind.
type table interface {
	changes(rows []Row) []Row
	ages(of []age) []age
	drop(before uint32)
	forget()
}

// want is a row that is to be fetched.
type want struct {
	key  string
	take func(value []byte) error
}

// age is when a row that could be dropped was last used, and how many bytes that would save.
type age struct {
	used uint32
	size int
}

// New is a cache of rows that lie in a memory; nil: it holds all there is.
func New(memory Memory) *Cache { return &Cache{memory: memory, most: mostBytes} }

// Stored tells whether rows lie in a memory.
func (c *Cache) Stored() bool { return c.memory != nil }

// Err is the first error since the cache was made or forgot. It wraps [ErrMemory], or is one of the memory.
func (c *Cache) Err() error { return c.err }

// Changes gives the rows that were changed since the last call, in the order of their keys, and takes them as stored: if that
// fails, [Cache.Forget] has to be called. There are none without a memory, nor after an error.
func (c *Cache) Changes() []Row {
	if c.memory == nil || c.err != nil {
		return nil
	}
	var rows []Row
	for _, t := range c.tables {
		rows = t.changes(rows)
	}
	slices.SortFunc(rows, func(a, b Row) int { return cmp.Compare(a.Key, b.Key) })
	c.turn++
	if c.held > c.most {
		c.shrink()
	}
	return rows
}

// Forget drops every row, so that all is as the memory has it, and the error. Without a memory nothing is left.
func (c *Cache) Forget() {
	for _, t := range c.tables {
		t.forget()
	}
	c.wanted, c.held, c.err = nil, 0, nil
}

// shrink drops the rows that were not used for longest, down to half of what may be held.
func (c *Cache) shrink() {
	var ages []age
	for _, t := range c.tables {
		ages = t.ages(ages)
	}
	slices.SortFunc(ages, func(a, b age) int { return cmp.Compare(b.used, a.used) })
	kept := 0
	for _, a := range ages {
		if kept += a.size; kept > c.most/2 {
			for _, t := range c.tables {
				t.drop(a.used + 1)
			}
			return
		}
	}
}

// load fetches what is wanted.
func (c *Cache) load() {
	wanted := c.wanted
	c.wanted = nil
	keys := make([]string, len(wanted))
	for i, w := range wanted {
		keys[i] = w.key
	}
	values, err := c.memory.Load(keys)
	if err == nil && len(values) != len(keys) {
		err = fmt.Errorf("asked for %d rows, the memory gave %d", len(keys), len(values))
	}
	if err != nil {
		c.fail(fmt.Errorf("loading what linking remembers: %w", err))
		return
	}
	for i, w := range wanted {
		if err := w.take(values[i]); err != nil {
			c.fail(fmt.Errorf("row %s: %w", w.key, err))
			return
		}
	}
}

func (c *Cache) fail(err error) {
	if c.err == nil {
		c.err = err
	}
}
