package proof

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"golang.org/x/mod/sumdb/tlog"
)

// memory is a store of hashes in memory.
type memory []Hash

var errNoHash = errors.New("no such hash")

func (m memory) ReadHashes(numbers []int64) ([]Hash, error) {
	hashes := make([]Hash, len(numbers))
	for i, number := range numbers {
		if number < 0 || number >= int64(len(m)) {
			return nil, fmt.Errorf("hash %d: %w", number, errNoHash)
		}
		hashes[i] = m[number]
	}
	return hashes, nil
}

// forgetful is a store that gives one hash too few.
type forgetful struct{ Hashes }

func (f forgetful) ReadHashes(numbers []int64) ([]Hash, error) {
	hashes, err := f.Hashes.ReadHashes(numbers)
	return hashes[:max(0, len(hashes)-1)], err
}

// counting tells how often each hash is read.
type counting struct {
	Hashes
	read map[int64]int
}

func (c counting) ReadHashes(numbers []int64) ([]Hash, error) {
	for _, number := range numbers {
		c.read[number]++
	}
	return c.Hashes.ReadHashes(numbers)
}

// most is the size of the largest log of which the tests try everything.
const most = 70

var noon = time.Date(2031, 3, 4, 12, 0, 0, 0, time.UTC)

// entryOf is the entry number i of the logs in the tests.
func entryOf(t testing.TB, i int) []byte {
	t.Helper()
	entry, err := Entry{Kind: "capture", Time: noon.Add(time.Duration(i) * time.Second),
		Body: fmt.Appendf(nil, `{"place":"https://elding-times.example/%d"}`, i)}.Encode()
	if err != nil {
		t.Fatal(err)
	}
	return entry
}

// grow makes a log of that many entries, one after the other.
func grow(t testing.TB, size int) (entries [][]byte, stored memory) {
	t.Helper()
	for i := range size {
		entries = append(entries, entryOf(t, i))
		first, hashes, err := Append(int64(i), entries[i], stored)
		if err != nil {
			t.Fatal(err)
		}
		if first != int64(len(stored)) {
			t.Fatalf("the hashes of entry %d are to stand at %d, behind %d", i, first, len(stored))
		}
		stored = append(stored, hashes...)
	}
	return entries, stored
}

func headOf(t testing.TB, size int, stored Hashes) Head {
	t.Helper()
	head, err := HeadOf(int64(size), noon, stored)
	if err != nil {
		t.Fatal(err)
	}
	return head
}

// rootOf is the Merkle tree hash, word by word from section 2.1 of RFC 6962.
func rootOf(entries [][]byte) Hash {
	switch n := len(entries); n {
	case 0:
		return sha256.Sum256(nil)
	case 1:
		return sha256.Sum256(append([]byte{0}, entries[0]...))
	default:
		k := 1
		for 2*k < n {
			k *= 2
		}
		left, right := rootOf(entries[:k]), rootOf(entries[k:])
		return sha256.Sum256(slices.Concat([]byte{1}, left[:], right[:]))
	}
}

func TestRootsAreThoseOfTheStandard(t *testing.T) {
	entries, stored := grow(t, most)
	for size := range most + 1 {
		if got, want := headOf(t, size, stored).Root, rootOf(entries[:size]); got != want {
			t.Errorf("the root of %d entries is %s, want %s", size, got, want)
		}
	}
}

// The leaves and roots with which implementations of Certificate Transparency are tested.
func TestRootsOfCertificateTransparency(t *testing.T) {
	var stored memory
	for i, test := range []struct{ leaf, root string }{
		{"", "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"},
		{"00", "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"},
		{"10", "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77"},
		{"2021", "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"},
		{"3031", "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4"},
		{"40414243", "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef"},
		{"5051525354555657", "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c"},
		{"606162636465666768696a6b6c6d6e6f", "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"},
	} {
		leaf, err := hex.DecodeString(test.leaf)
		if err != nil {
			t.Fatal(err)
		}
		_, hashes, err := Append(int64(i), leaf, stored)
		if err != nil {
			t.Fatal(err)
		}
		stored = append(stored, hashes...)
		if root := headOf(t, i+1, stored).Root; hex.EncodeToString(root[:]) != test.root {
			t.Errorf("the root of %d leaves is %x, want %s", i+1, root, test.root)
		}
	}
}

func TestAppendGivesWhatTlogStores(t *testing.T) {
	entries, stored := grow(t, most)
	for size, entry := range entries {
		first, hashes, err := Append(int64(size), entry, stored)
		want, errWant := tlog.StoredHashes(int64(size), entry, stored)
		if err != nil || errWant != nil {
			t.Fatal(err, errWant)
		}
		if !slices.Equal(hashes, want) || first != tlog.StoredHashIndex(0, int64(size)) || hashes[0] != tlog.RecordHash(entry) {
			t.Errorf("entry %d: hashes %v from %d, want %v", size, hashes, first, want)
		}
	}
}

func TestAppendAllIsManyAppends(t *testing.T) {
	entries, stored := grow(t, most)
	for from := range most + 1 {
		for to := from; to <= most; to++ {
			start, end := tlog.StoredHashCount(int64(from)), tlog.StoredHashCount(int64(to))
			counts := counting{stored[:start], map[int64]int{}}
			first, hashes, err := AppendAll(int64(from), entries[from:to], counts)
			if err != nil || first != start || !slices.Equal(hashes, stored[start:end]) {
				t.Fatalf("entries %d to %d: %d hashes from %d, %v", from, to, len(hashes), first, err)
			}
			for number, times := range counts.read {
				if times > 1 {
					t.Errorf("entries %d to %d: hash %d was read %d times", from, to, number, times)
				}
			}
		}
	}
}

func TestAppendRefuses(t *testing.T) {
	_, stored := grow(t, 7)
	for name, test := range map[string]struct {
		size   int64
		entry  []byte
		stored Hashes
		want   error
	}{
		"a size below zero":             {-1, nil, stored, ErrSize},
		"a log that is full":            {MaxSize, nil, stored, ErrSize},
		"an entry that is too long":     {7, make([]byte, MaxEntry+1), stored, ErrEntry},
		"a store without the hashes":    {7, nil, stored[:1], errNoHash},
		"a store that gives too few":    {7, nil, forgetful{stored}, nil},
		"the largest size there can be": {1<<63 - 1, nil, stored, ErrSize},
	} {
		first, hashes, err := Append(test.size, test.entry, test.stored)
		if err == nil || hashes != nil || first != 0 || test.want != nil && !errors.Is(err, test.want) {
			t.Errorf("%s: %d hashes, %v", name, len(hashes), err)
		}
	}
}

func TestHeadOfRefuses(t *testing.T) {
	_, stored := grow(t, 7)
	for _, size := range []int64{-1, MaxSize + 1, 1<<63 - 1} {
		if _, err := HeadOf(size, noon, stored); !errors.Is(err, ErrSize) {
			t.Errorf("a head of %d entries: %v", size, err)
		}
	}
	if _, err := HeadOf(8, noon, stored); !errors.Is(err, errNoHash) {
		t.Errorf("a head of more entries than there are: %v", err)
	}
	if _, err := HeadOf(7, noon, forgetful{stored}); err == nil {
		t.Error("a head of too few hashes")
	}
}

const million = 1_000_000

// large is a log of a million entries.
var large = sync.OnceValues(func() (memory, error) {
	stored := make(memory, 0, tlog.StoredHashCount(2*million))
	entries := make([][]byte, 1000)
	for size := 0; size < million; size += len(entries) {
		for i := range entries {
			entries[i] = fmt.Appendf(nil, `{"kind":"capture","time":"2031-03-04T12:00:00Z","body":{"number":%d}}`, size+i)
		}
		_, hashes, err := AppendAll(int64(size), entries, stored)
		if err != nil {
			return nil, err
		}
		stored = append(stored, hashes...)
	}
	return stored, nil
})

func largeLog(b *testing.B) memory {
	b.Helper()
	stored, err := large()
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	return stored
}

// BenchmarkAppend adds one entry of some 400 bytes after the other to a log of a million.
func BenchmarkAppend(b *testing.B) {
	stored := largeLog(b)
	entry := slices.Repeat(entryOf(b, 0), 4)
	size := int64(million)
	for b.Loop() {
		_, hashes, err := Append(size, entry, stored)
		if err != nil {
			b.Fatal(err)
		}
		stored = append(stored, hashes...)
		size++
	}
}

// BenchmarkAppendAll adds a thousand entries of some 400 bytes at once to a log of a million.
func BenchmarkAppendAll(b *testing.B) {
	stored := largeLog(b)
	entries := make([][]byte, 1000)
	for i := range entries {
		entries[i] = slices.Repeat(entryOf(b, i), 4)
	}
	for b.Loop() {
		if _, _, err := AppendAll(million, entries, stored); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(entries)), "ns/entry")
}

// BenchmarkSign makes and signs the head of a million entries.
func BenchmarkSign(b *testing.B) {
	stored := largeLog(b)
	private, _ := keys(b)
	for b.Loop() {
		if _, err := Sign(headOf(b, million, stored), private); err != nil {
			b.Fatal(err)
		}
	}
}
