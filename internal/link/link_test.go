package link

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"testing"

	"gainsay/internal/origin"
	"gainsay/internal/recall"
)

// TestAddIsAFold: where a process ended and another went on, what failed and was done again, and how many records a transaction
// took changes nothing of what comes out, nor of what is remembered.
func TestAddIsAFold(t *testing.T) {
	records := invented(150, 7)
	whole := newShelf()
	want := addAll(t, records, whole)
	counts := map[string]int{}
	for _, l := range want {
		counts["answers"] += len(l.Answers)
		counts["late"] += len(l.Late)
		counts["version"] += map[bool]int{true: 1}[l.Relation == origin.Version]
		counts["copy"] += map[bool]int{true: 1}[l.Relation == origin.Copy]
		for _, s := range l.Claims {
			counts["turned"] += map[bool]int{true: 1}[s.Turned]
		}
	}
	for _, what := range []string{"answers", "late", "version", "copy"} {
		if counts[what] == 0 {
			t.Errorf("the records have no %s: %v", what, counts)
		}
	}
	if rows, size := whole.written/len(records), whole.size/len(records); rows > 300 || size > 60_000 {
		t.Errorf("a document changes %d rows of %d bytes", rows, size)
	}
	for name, run := range map[string]func(l *Linker, memory *shelf, i int) (Linked, error){
		"one process": func(l *Linker, memory *shelf, i int) (Linked, error) {
			linked, err := l.Add(int64(i+1), records[i])
			memory.write(l.Changes())
			return linked, err
		},
		"seven a transaction": func(l *Linker, memory *shelf, i int) (Linked, error) {
			linked, err := l.Add(int64(i+1), records[i])
			if i%7 == 6 || i == len(records)-1 {
				memory.write(l.Changes())
			}
			return linked, err
		},
		"each transaction fails once": func(l *Linker, memory *shelf, i int) (Linked, error) {
			if _, err := l.Add(int64(i+1), records[i]); err != nil {
				return Linked{}, err
			}
			l.Changes()
			l.Forget()
			linked, err := l.Add(int64(i+1), records[i])
			memory.write(l.Changes())
			return linked, err
		},
		"the memory fails": func(l *Linker, memory *shelf, i int) (Linked, error) {
			l.Forget()
			memory.loads, memory.failAt = 0, 1+i%9
			linked, err := l.Add(int64(i+1), records[i])
			if memory.loads < memory.failAt {
				memory.write(l.Changes())
				return linked, err
			}
			if !errors.Is(err, errShelf) || len(l.Changes()) > 0 {
				return linked, fmt.Errorf("a memory that fails: %w", err)
			}
			if _, again := l.Add(int64(i+1), records[i]); !errors.Is(again, errShelf) {
				return linked, fmt.Errorf("another call before Forget: %w", again)
			}
			l.Forget()
			linked, err = l.Add(int64(i+1), records[i])
			memory.write(l.Changes())
			return linked, err
		},
	} {
		t.Run(name, func(t *testing.T) {
			memory := newShelf()
			l := New(memory)
			for i := range records {
				got, err := run(l, memory, i)
				if err != nil || !reflect.DeepEqual(got, want[i]) {
					t.Fatalf("document %d: %v\ngot  %+v\nwant %+v", i+1, err, got, want[i])
				}
			}
			if !maps.EqualFunc(memory.rows, whole.rows, bytes.Equal) {
				t.Error("other rows are remembered")
			}
		})
	}
}

// TestAddInMemory: without a memory the linker is a fold too; where weights are exact, little differs.
func TestAddInMemory(t *testing.T) {
	records := invented(150, 7)
	want := addAll(t, records, newShelf())
	l := New(nil)
	same := 0
	for i, rec := range records {
		if got := add(t, l, int64(i+1), rec); reflect.DeepEqual(got.Entities, want[i].Entities) && got.Origin == want[i].Origin && got.Story == want[i].Story {
			same++
		}
	}
	if len(l.Changes()) > 0 || same < 140 {
		t.Errorf("%d of %d documents are the same", same, len(records))
	}
}

func TestAddRefuses(t *testing.T) {
	records := invented(3, 1)
	memory := newShelf()
	l := New(memory)
	first := add(t, l, 5, records[0])
	for _, document := range []int64{5, 4, 0, -1, 1 << 40} {
		if _, err := l.Add(document, records[1]); !errors.Is(err, ErrOrder) {
			t.Errorf("document %d: %v", document, err)
		}
	}
	memory.write(l.Changes())
	if second := add(t, New(memory), 9, records[0]); second.Like != 5 || second.Origin != first.Origin || second.Relation != origin.Version {
		t.Errorf("%+v after %+v", second, first)
	}
}

// TestAddOverDamagedRows: rows that are cut, of another version or nonsense give an error that says what to do, and no panic.
func TestAddOverDamagedRows(t *testing.T) {
	records := invented(12, 3)
	memory := newShelf()
	addAll(t, records[:11], memory)
	damage := map[string]func(value []byte) []byte{
		"empty":   func([]byte) []byte { return []byte{} },
		"version": func(value []byte) []byte { return append([]byte{value[0] + 1}, value[1:]...) },
		"longer":  func(value []byte) []byte { return append(bytes.Clone(value), 0) },
	}
	for name, change := range damage {
		broken := memory.clone()
		for key, value := range broken.rows {
			broken.rows[key] = change(value)
		}
		if _, err := New(broken).Add(12, records[11]); !errors.Is(err, recall.ErrMemory) {
			t.Errorf("%s: %v", name, err)
		}
	}
	keys := slices.Sorted(maps.Keys(memory.rows))
	for i, key := range keys { // one row at a time: whatever it says, linking ends
		if i%9 != 0 {
			continue
		}
		broken := memory.clone()
		other := bytes.Clone(memory.rows[key])
		other[1+i%(len(other)-1)] ^= 0x55
		broken.rows[key] = other
		if _, err := New(broken).Add(12, records[11]); err != nil && !errors.Is(err, recall.ErrMemory) && !errors.Is(err, ErrOrder) {
			t.Errorf("row %s: %v", key, err)
		}
	}
}
