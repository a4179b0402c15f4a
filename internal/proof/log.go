package proof

import (
	"errors"
	"fmt"

	"golang.org/x/mod/sumdb/tlog"
)

// Hash is a SHA-256 of a leaf or an inner node of the tree, as RFC 6962 (section 2.1) tells the two apart. Its text is base64.
type Hash = tlog.Hash

// Hashes gives stored hashes of the tree. They are numbered from 0 in the order in which [Append] gives them out.
type Hashes interface {
	// ReadHashes gives as many hashes as numbers, in their order, or an error.
	ReadHashes(numbers []int64) ([]Hash, error)
}

// MaxSize is how many entries a log may have. Far beyond it the numbers of the hashes would no longer fit.
const MaxSize = 1 << 48

// ErrSize is a number of entries, or a place among them, that no log has.
var ErrSize = errors.New("no log has that size")

// Append gives what to store when one entry is added to a log of size entries: the hashes, the first of which is the hash of
// the entry itself (its leaf), and the number of that first one; the others follow without a gap. It reads only what it needs of
// what is stored, in one go, at most 48 hashes. The errors are ErrSize, ErrEntry for an entry longer than MaxEntry, and those of stored.
func Append(size int64, entry []byte, stored Hashes) (first int64, hashes []Hash, err error) {
	return AppendAll(size, [][]byte{entry}, stored)
}

// AppendAll is [Append] for many entries, one after the other. It reads each stored hash at most once, no matter how many
// entries there are. To check a whole log, let it make the hashes again, some thousand entries at a time, and compare them with
// the stored ones.
func AppendAll(size int64, entries [][]byte, stored Hashes) (first int64, hashes []Hash, err error) {
	if size < 0 || size > MaxSize-int64(len(entries)) {
		return 0, nil, fmt.Errorf("adding %d entries to %d: %w", len(entries), size, ErrSize)
	}
	log := &growing{stored: stored, first: tlog.StoredHashCount(size)}
	for i, entry := range entries {
		if len(entry) > MaxEntry {
			return 0, nil, fmt.Errorf("entry %d: %w", size+int64(i), errLongEntry)
		}
		added, err := tlog.StoredHashes(size+int64(i), entry, log)
		if err != nil {
			return 0, nil, fmt.Errorf("adding entry %d to the log: %w", size+int64(i), err)
		}
		log.added = append(log.added, added...)
	}
	return log.first, log.added, nil
}

// growing is a log with hashes that were added and are not stored yet.
type growing struct {
	stored Hashes
	first  int64 // number of the first that was added
	added  []Hash
}

func (g *growing) ReadHashes(numbers []int64) ([]Hash, error) {
	var old []int64
	for _, number := range numbers {
		if number < g.first {
			old = append(old, number)
		}
	}
	found, err := read(g.stored, old)
	if err != nil {
		return nil, err
	}
	hashes := make([]Hash, 0, len(numbers))
	for _, number := range numbers {
		if number < g.first {
			hashes, found = append(hashes, found[0]), found[1:]
		} else {
			hashes = append(hashes, g.added[number-g.first])
		}
	}
	return hashes, nil
}

// read asks for stored hashes and makes sure that it gets them all.
func read(stored Hashes, numbers []int64) ([]Hash, error) {
	if len(numbers) == 0 {
		return nil, nil
	}
	hashes, err := stored.ReadHashes(numbers)
	if err == nil && len(hashes) != len(numbers) {
		err = fmt.Errorf("%d hashes were asked for and %d found", len(numbers), len(hashes))
	}
	if err != nil {
		return nil, fmt.Errorf("reading the hashes of the log: %w", err)
	}
	return hashes, nil
}
