package proof

import (
	"errors"
	"slices"
	"testing"

	"golang.org/x/mod/sumdb/tlog"
)

func TestEveryLogGoesOnFromEveryEarlierOne(t *testing.T) {
	_, stored := grow(t, most)
	for size := range most + 1 {
		later := headOf(t, size, stored)
		for before := range size + 1 {
			earlier := headOf(t, before, stored)
			path, err := ProveConsistency(earlier, later, stored)
			if err != nil {
				t.Fatalf("from %d to %d: %v", before, size, err)
			}
			if err := VerifyConsistency(earlier, later, path); err != nil {
				t.Errorf("from %d to %d: %v", before, size, err)
			}
			if before == 0 {
				continue // tlog has no such proof
			}
			want, err := tlog.ProveTree(int64(size), int64(before), stored)
			if err != nil || !slices.Equal(path, want) {
				t.Errorf("from %d to %d: the path is %v, want %v, %v", before, size, path, want, err)
			}
		}
	}
}

func TestEveryBitOfAConsistencyProofCounts(t *testing.T) {
	const largest = 17
	_, stored := grow(t, largest)
	for size := range largest + 1 {
		later := headOf(t, size, stored)
		for before := range size + 1 {
			earlier := headOf(t, before, stored)
			path, err := ProveConsistency(earlier, later, stored)
			if err != nil {
				t.Fatal(err)
			}
			try := func(what string, earlier, later Head, path []Hash, bit int) {
				if err := VerifyConsistency(earlier, later, path); !errors.Is(err, ErrRewritten) {
					t.Errorf("from %d to %d: bit %d of the %s does not count: %v", before, size, bit, what, err)
				}
			}
			for i := range path {
				flips(path[i][:], func(flipped []byte, bit int) {
					changed := slices.Clone(path)
					changed[i] = Hash(flipped)
					try("path", earlier, later, changed, bit)
				})
			}
			flips(earlier.Root[:], func(flipped []byte, bit int) {
				changed := earlier
				changed.Root = Hash(flipped)
				try("earlier root", changed, later, path, bit)
			})
			if before == 0 && size > 0 {
				continue // whatever the later root is, it goes on from nothing
			}
			flips(later.Root[:], func(flipped []byte, bit int) {
				changed := later
				changed.Root = Hash(flipped)
				try("later root", earlier, changed, path, bit)
			})
		}
	}
}

func TestARewrittenLogIsFound(t *testing.T) {
	entries, stored := grow(t, 40)
	earlier := headOf(t, 20, stored)
	for changed := range 20 {
		rewritten := slices.Clone(entries)
		rewritten[changed] = entryOf(t, 1000)
		_, hashes, err := AppendAll(0, rewritten, nil)
		if err != nil {
			t.Fatal(err)
		}
		if path, err := ProveConsistency(earlier, headOf(t, 40, memory(hashes)), memory(hashes)); !errors.Is(err, ErrRewritten) || path != nil {
			t.Errorf("entry %d was changed: %v", changed, err)
		}
	}
}

func TestConsistencyRefuses(t *testing.T) {
	_, stored := grow(t, 9)
	empty, three, nine := headOf(t, 0, stored), headOf(t, 3, stored), headOf(t, 9, stored)
	path, err := ProveConsistency(three, nine, stored)
	if err != nil {
		t.Fatal(err)
	}
	for name, test := range map[string]struct {
		earlier, later Head
		path           []Hash
		want           error
	}{
		"a log that was cut":         {nine, three, path, ErrRewritten},
		"no path":                    {three, nine, nil, ErrRewritten},
		"a hash less":                {three, nine, path[1:], ErrRewritten},
		"a hash more":                {three, nine, append(slices.Clone(path), Hash{}), ErrRewritten},
		"a path from nothing":        {empty, nine, path, ErrRewritten},
		"a path to the same":         {nine, nine, path, ErrRewritten},
		"an empty log with a root":   {Head{Root: Hash{1}}, nine, nil, ErrRewritten},
		"two empty logs that differ": {empty, Head{Root: Hash{1}}, nil, ErrRewritten},
		"a size below zero":          {Head{Size: -1}, nine, path, ErrSize},
		"a size above all":           {three, Head{Size: 1<<63 - 1}, path, ErrSize},
	} {
		if err := VerifyConsistency(test.earlier, test.later, test.path); !errors.Is(err, test.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := ProveConsistency(three, nine, stored[:2]); !errors.Is(err, errNoHash) {
		t.Errorf("without the hashes: %v", err)
	}
	if _, err := ProveConsistency(three, Head{Size: 1<<63 - 1}, stored); !errors.Is(err, ErrSize) {
		t.Errorf("a size above all: %v", err)
	}
}
