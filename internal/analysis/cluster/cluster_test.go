package cluster_test

import (
	"bytes"
	"errors"
	"fmt"
	"testing"

	"gainsay/internal/analysis/cluster"
	"gainsay/internal/linear"
)

func table(t testing.TB, n int) ([]byte, *cluster.Table) {
	var words []cluster.Word
	for i := range n {
		path, err := cluster.ParsePath(fmt.Sprintf("%08b", i%256))
		if err != nil {
			t.Fatal(err)
		}
		words = append(words, cluster.Word{Text: fmt.Sprint("word", i), Path: path})
	}
	data, err := cluster.Encode(linear.Header{}, words)
	if err != nil {
		t.Fatal(err)
	}
	read, err := cluster.Load(string(data))
	if err != nil {
		t.Fatal(err)
	}
	return data, read
}

func TestWordsComeBack(t *testing.T) {
	data, read := table(t, 3000)
	again, _ := table(t, 3000)
	if !bytes.Equal(data, again) {
		t.Error("the same words gave different files")
	}
	for i := range 3000 {
		want, _ := cluster.ParsePath(fmt.Sprintf("%08b", i%256))
		if got := read.Of(fmt.Sprint("word", i)); got != want {
			t.Fatalf("word%d: path %b, want %b", i, got, want)
		}
	}
	if got := read.Of("unknown"); got.Known() {
		t.Errorf("an unknown word has path %b", got)
	}
	var none *cluster.Table
	if none.Of("word1").Known() {
		t.Error("no table knows a word")
	}
}

func TestPrefix(t *testing.T) {
	a, _ := cluster.ParsePath("0011")
	b, _ := cluster.ParsePath("0010")
	short, _ := cluster.ParsePath("001")
	if a.Prefix(3) != b.Prefix(3) || a.Prefix(3) != short || a.Prefix(4) == b.Prefix(4) || a.Prefix(9) != a {
		t.Errorf("prefixes of %b and %b: %b, %b", a, b, a.Prefix(3), b.Prefix(3))
	}
	if one, _ := cluster.ParsePath("01"); one.Prefix(2) == short.Prefix(2) {
		t.Error("01 and 00 are one class")
	}
}

func TestRefuses(t *testing.T) {
	if _, err := cluster.ParsePath("012"); err == nil {
		t.Error("012 was read as a path")
	}
	if _, err := cluster.Encode(linear.Header{}, []cluster.Word{{Text: "a"}, {Text: "a"}}); err == nil {
		t.Error("a word was taken twice")
	}
	data, _ := table(t, 10)
	if _, err := cluster.Load(string(data[:len(data)-6])); !errors.Is(err, linear.ErrDamaged) {
		t.Errorf("a file cut short: %v", err)
	}
}

func BenchmarkOf(b *testing.B) {
	_, read := table(b, 100000)
	for b.Loop() {
		read.Of("word4711")
	}
}

func FuzzLoad(f *testing.F) {
	data, _ := table(f, 20)
	f.Add(string(data))
	f.Add("gainsay model\x00\x01\x02\x00\x00\x00{}")
	f.Fuzz(func(t *testing.T, data string) {
		if read, err := cluster.Load(data); err == nil {
			read.Of("word1")
			read.Of("")
		}
	})
}
