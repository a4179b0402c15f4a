package recall

import (
	"bytes"
	"errors"
	"fmt"
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// shelf is a memory in a map, which may fail.
type shelf struct {
	rows map[string][]byte
	asks [][]string
	err  error
	few  bool // it gives a row too few
}

func (s *shelf) Load(keys []string) ([][]byte, error) {
	s.asks = append(s.asks, keys)
	values := make([][]byte, len(keys))
	for i, key := range keys {
		values[i] = s.rows[key]
	}
	if s.few {
		values = values[1:]
	}
	return values, s.err
}

func (s *shelf) write(rows []Row) {
	for _, row := range rows {
		s.rows[row.Key] = row.Value
	}
}

func newShelf() *shelf { return &shelf{rows: map[string][]byte{}} }

var wordCodec = Codec[string]{
	Version: 3,
	Write:   func(w *Writer, v *string) { w.String(*v) },
	Read:    func(r *Reader, v *string) { *v = r.String() },
}

func TestTable(t *testing.T) {
	memory := newShelf()
	c := New(memory)
	words, numbers := NewTable[string](c, "word", wordCodec), NewTable[int32](c, "n", wordCodec)
	if words.Get("a") != nil || len(c.Changes()) > 0 {
		t.Fatal("rows out of nothing")
	}
	*words.Change("a") = "one"
	*words.Change("a") += "!"
	*numbers.Make(35) = "two"
	rows := c.Changes()
	if want := []Row{{"n/z", []byte("\x03\x03two")}, {"word/a", []byte("\x03\x04one!")}}; !reflect.DeepEqual(rows, want) {
		t.Fatalf("got %q, want %q", rows, want)
	}
	if len(memory.asks) != 1 || len(c.Changes()) > 0 {
		t.Errorf("asked %q", memory.asks)
	}
	memory.write(rows)

	*words.Change("a") = "lost"
	*words.Change("b") = "lost too"
	c.Changes()
	c.Forget()
	memory.asks = nil
	words.Want("a", "b", "a")
	numbers.Want(35, 36)
	if got := words.Get("a"); got == nil || *got != "one!" {
		t.Errorf("got %v", got)
	}
	if got := numbers.Get(35); got == nil || *got != "two" {
		t.Errorf("got %v", got)
	}
	if words.Get("b") != nil || numbers.Get(36) != nil {
		t.Error("a row that is not there")
	}
	if want := [][]string{{"word/a", "word/b", "n/z", "n/10"}}; !reflect.DeepEqual(memory.asks, want) {
		t.Errorf("asked %q, want %q", memory.asks, want)
	}
}

func TestTableWithoutMemory(t *testing.T) {
	c := New(nil)
	words := NewTable[string](c, "word", wordCodec)
	words.Want("a")
	*words.Change("a") = "one"
	if got := words.Get("a"); got == nil || *got != "one" || len(c.Changes()) > 0 || words.Get("b") != nil {
		t.Errorf("got %v", got)
	}
	c.Forget()
	if words.Get("a") != nil {
		t.Error("it does not forget")
	}
}

// TestErrorsStay: after an error nothing is found and nothing comes out until the cache forgets.
func TestErrorsStay(t *testing.T) {
	broken := errors.New("broken")
	for name, test := range map[string]struct {
		spoil func(s *shelf)
		want  error
	}{
		"memory fails":  {func(s *shelf) { s.err = broken }, broken},
		"other version": {func(s *shelf) { s.rows["word/a"] = []byte{4, 0} }, ErrMemory},
		"empty":         {func(s *shelf) { s.rows["word/a"] = []byte{} }, ErrMemory},
		"cut":           {func(s *shelf) { s.rows["word/a"] = []byte{3, 9, 'x'} }, ErrMemory},
		"longer":        {func(s *shelf) { s.rows["word/a"] = []byte{3, 1, 'x', 'y'} }, ErrMemory},
		"too few":       {func(s *shelf) { s.few = true }, nil},
	} {
		t.Run(name, func(t *testing.T) {
			memory := newShelf()
			test.spoil(memory)
			c := New(memory)
			words := NewTable[string](c, "word", wordCodec)
			*words.Make("z") = "made before"
			if words.Get("a") != nil || c.Err() == nil || test.want != nil && !errors.Is(c.Err(), test.want) {
				t.Fatalf("error %v", c.Err())
			}
			*words.Change("b") = "made after"
			words.Want("c")
			if words.Get("b") != nil || words.Get("c") != nil || len(c.Changes()) > 0 || len(memory.asks) != 1 {
				t.Errorf("it goes on: %q", memory.asks)
			}
			*memory = *newShelf()
			c.Forget()
			if words.Get("a") != nil || words.Get("b") != nil || words.Get("z") != nil || c.Err() != nil {
				t.Errorf("it does not forget: %v", c.Err())
			}
		})
	}
}

// TestCacheIsBounded: rows that nobody uses any more are dropped, those in use and those that are not written yet are not.
func TestCacheIsBounded(t *testing.T) {
	memory := newShelf()
	c := New(memory)
	c.most = 10_000
	words := NewTable[int32](c, "word", wordCodec)
	for n := range int32(2000) {
		*words.Change(n) = fmt.Sprint("word ", n)
		*words.Change(-1) = fmt.Sprint("last ", n)
		memory.write(c.Changes())
		if c.held > c.most+200 || len(words.rows)*overhead > c.most+200 {
			t.Fatalf("after %d rows it holds %d bytes in %d rows", n, c.held, len(words.rows))
		}
	}
	for n := range int32(2000) {
		if got := words.Get(n); got == nil || *got != fmt.Sprint("word ", n) {
			t.Fatalf("row %d: %v", n, got)
		}
	}
	asked := slices.Concat(memory.asks...)
	if n := len(slices.DeleteFunc(asked, func(key string) bool { return key != "word/-1" })); n != 1 {
		t.Errorf("the row that is always in use was fetched %d times", n)
	}
}

func TestKeysAreShortAndPlain(t *testing.T) {
	words := NewTable[string](New(newShelf()), "a-name", wordCodec)
	seen := map[string]bool{}
	for _, word := range []string{"", "#", "a b", "é", "\xff", "\x00", strings.Repeat("x", 41), strings.Repeat("x", 42), "plain", "don't"} {
		key := words.keyOf(word)
		if len(key) > LongestKey || seen[key] || strings.ContainsFunc(key, func(r rune) bool { return r <= ' ' || r > '~' }) {
			t.Errorf("word %q has the key %q", word, key)
		}
		seen[key] = true
	}
	if !seen["a-name/plain"] || !seen["a-name/don't"] {
		t.Error("words that could stand as they are do not")
	}
}

func TestCounts(t *testing.T) {
	for _, memory := range []Memory{nil, newShelf()} {
		one, other := NewCounts[uint32](New(memory), "n"), NewCounts[uint32](New(memory), "n")
		for n := range int32(20_000) {
			one.Add(7, n)
			other.Add(7, n)
			if got := one.Of(7); n < 32 && got != int(n)+1 || memory == nil && got != int(n)+1 || math.Abs(float64(got)/float64(n+1)-1) > 0.4 {
				t.Fatalf("%d after %d", got, n+1)
			}
		}
		if one.Of(7) != other.Of(7) || one.Of(8) != 0 {
			t.Errorf("%d and %d", one.Of(7), other.Of(7))
		}
	}
}

// TestCountsAreRight: over many words what is off evens out.
func TestCountsAreRight(t *testing.T) {
	c := NewCounts[uint32](New(newShelf()), "n")
	sum, squares := 0.0, 0.0
	for word := range uint32(300) {
		for n := range int32(3000) {
			c.Add(word, n)
		}
		off := float64(c.Of(word))/3000 - 1
		sum, squares = sum+off, squares+off*off
	}
	if mean, spread := sum/300, math.Sqrt(squares/300); math.Abs(mean) > 0.03 || spread > 0.2 {
		t.Errorf("off by %.3f on average, by %.3f in the mean square", mean, spread)
	}
}

// parts is a value of everything that can be written.
type parts struct {
	n, m    int
	flags   [8]bool
	f       float64
	g       float32
	words   []string
	numbers []int32
	rising  []uint32
	number  int32
	word    string
}

var partsCodec = Codec[parts]{
	Version: 1,
	Write: func(w *Writer, v *parts) {
		w.Uint(uint64(v.n))
		w.Int(v.m)
		w.Flags(v.flags[:]...)
		w.Float64(v.f)
		w.Float32(v.g)
		w.Strings(v.words)
		w.Numbers(v.numbers)
		w.Rising(v.rising)
		w.Int(int(v.number))
		w.String(v.word)
	},
	Read: func(r *Reader, v *parts) {
		v.n, v.m, v.flags, v.f, v.g = int(r.Uint()&math.MaxInt32), r.Int(), r.Flags(), r.Float64(), r.Float32()
		v.words, v.numbers, v.rising, v.number, v.word = r.Strings(), r.Numbers(), r.Rising(), r.Number(), r.String()
	},
}

func TestCodec(t *testing.T) {
	for _, v := range []parts{{}, {300, -70_000, [8]bool{2: true, 7: true}, -0.1, 3e9, []string{"", "é", "two words"}, []int32{5, 3, 0, math.MaxInt32},
		[]uint32{0, 0, 7, math.MaxUint32}, -1, "x"}} {
		data := partsCodec.Encode(&v)
		got, err := partsCodec.Decode(data)
		if err != nil || !reflect.DeepEqual(got, v) || !reflect.DeepEqual(partsCodec.Copy(&v), v) {
			t.Errorf("%v\ngot  %+v\nwant %+v", err, got, v)
		}
		for cut := range data {
			if _, err := partsCodec.Decode(data[:cut]); !errors.Is(err, ErrMemory) {
				t.Errorf("cut to %d bytes: %v", cut, err)
			}
		}
	}
}

// FuzzCodec: whatever bytes a row has, reading ends, and what it gives is written and read as the same.
func FuzzCodec(f *testing.F) {
	f.Add(partsCodec.Encode(&parts{n: 1, words: []string{"a", "bc"}, numbers: []int32{9, 4}, rising: []uint32{1, 2}, word: "end"}))
	f.Add([]byte{1, 255, 255, 255, 255, 255, 255, 255, 255, 255, 1})
	f.Fuzz(func(t *testing.T, data []byte) {
		v, err := partsCodec.Decode(data)
		if err != nil {
			if !errors.Is(err, ErrMemory) {
				t.Error(err)
			}
			return
		}
		written := partsCodec.Encode(&v)
		again, err := partsCodec.Decode(written)
		if err != nil || !bytes.Equal(partsCodec.Encode(&again), written) {
			t.Errorf("%v: %+v, then %+v", err, v, again)
		}
	})
}

func BenchmarkTable(b *testing.B) {
	for name, memory := range map[string]Memory{"memory": newShelf(), "none": nil} {
		b.Run(name, func(b *testing.B) {
			c := New(memory)
			words := NewTable[uint32](c, "word", wordCodec)
			for i := 0; b.Loop(); i++ {
				*words.Change(uint32(i % 10_000)) = "word"
				if i%300 == 0 {
					c.Changes()
				}
			}
		})
	}
}
