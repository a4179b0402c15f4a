package proof

import (
	"bytes"
	"encoding/json"
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"

	"golang.org/x/mod/sumdb/tlog"
)

// proofOf proves the entry at index in the log of the tests with size entries.
func proofOf(t testing.TB, index, size int) Inclusion {
	t.Helper()
	_, public := keys(t)
	entries, stored := grow(t, size)
	p, err := Prove(int64(index), entries[index], signedHead(t, headOf(t, size, stored)), public, stored)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestEveryEntryOfEveryLogIsProved(t *testing.T) {
	_, public := keys(t)
	entries, stored := grow(t, most)
	for size := range most + 1 {
		head := headOf(t, size, stored)
		checkpoint := signedHead(t, head)
		for index := range size {
			p, err := Prove(int64(index), entries[index], checkpoint, public, stored)
			if err != nil {
				t.Fatalf("entry %d of %d: %v", index, size, err)
			}
			if got, err := p.Verify(public); err != nil || got != head {
				t.Errorf("entry %d of %d: %+v, %v", index, size, got, err)
			}
			want, err := tlog.ProveRecord(int64(size), int64(index), stored)
			if err != nil || !slices.Equal(p.Path, want) {
				t.Errorf("entry %d of %d: the path is %v, want %v, %v", index, size, p.Path, want, err)
			}
		}
	}
}

func TestEveryBitOfAProofCounts(t *testing.T) {
	_, public := keys(t)
	for _, of := range [][2]int{{0, 1}, {0, 2}, {2, 3}, {6, 7}, {3, 8}, {12, 13}, {69, most}} {
		p := proofOf(t, of[0], of[1])
		try := func(what string, changed Inclusion, bit int) {
			if _, err := changed.Verify(public); err == nil {
				t.Errorf("entry %d of %d: bit %d of the %s does not count", of[0], of[1], bit, what)
			}
		}
		flips(p.Entry, func(flipped []byte, bit int) {
			changed := p
			changed.Entry = flipped
			try("entry", changed, bit)
		})
		flips(p.Checkpoint, func(flipped []byte, bit int) {
			changed := p
			changed.Checkpoint = flipped
			try("head", changed, bit)
		})
		for i := range p.Path {
			flips(p.Path[i][:], func(flipped []byte, bit int) {
				changed := p
				changed.Path = slices.Clone(p.Path)
				changed.Path[i] = Hash(flipped)
				try("path", changed, bit)
			})
		}
		for bit := range 64 {
			changed := p
			changed.Index ^= 1 << bit
			try("index", changed, bit)
		}
	}
}

func TestEveryBitOfAWrittenProofCounts(t *testing.T) {
	_, public := keys(t)
	p := proofOf(t, 3, 8)
	flips(p.Text(), func(flipped []byte, bit int) {
		if changed, err := ParseInclusion(flipped); err == nil {
			if _, err := changed.Verify(public); err == nil {
				t.Errorf("bit %d of the text does not count", bit)
			}
		}
	})
	object, err := json.Marshal(p)
	if err != nil {
		t.Fatal(err)
	}
	flips(object, func(flipped []byte, bit int) {
		if changed, err := ParseInclusion(flipped); err == nil {
			if _, err := changed.Verify(public); err == nil {
				t.Errorf("bit %d of the JSON does not count", bit)
			}
		}
	})
}

func TestVerifyRefuses(t *testing.T) {
	_, public := keys(t)
	_, other := newKeys(t, "port-elding")
	p := proofOf(t, 3, 8)
	later := proofOf(t, 3, 9)
	for name, test := range map[string]struct {
		change func(p *Inclusion)
		want   error
	}{
		"a hash more":             {func(p *Inclusion) { p.Path = append(p.Path, Hash{}) }, ErrInclusion},
		"a hash less":             {func(p *Inclusion) { p.Path = p.Path[1:] }, ErrInclusion},
		"no path":                 {func(p *Inclusion) { p.Path = nil }, ErrInclusion},
		"another order":           {func(p *Inclusion) { slices.Reverse(p.Path) }, ErrInclusion},
		"another entry":           {func(p *Inclusion) { p.Entry = entryOf(t, 4) }, ErrInclusion},
		"the head of another log": {func(p *Inclusion) { p.Checkpoint = later.Checkpoint }, ErrInclusion},
		"an inner node as entry": {func(p *Inclusion) {
			// The hash of the entries 2 and 3 is no leaf: leaves and nodes are hashed apart.
			leaf := tlog.RecordHash(p.Entry)
			p.Entry, p.Path, p.Index = slices.Concat([]byte{1}, p.Path[0][:], leaf[:]), p.Path[1:], 1
		}, ErrInclusion},
		"below the log":  {func(p *Inclusion) { p.Index = -1 }, ErrSize},
		"behind the log": {func(p *Inclusion) { p.Index = 8 }, ErrSize},
		"no head":        {func(p *Inclusion) { p.Checkpoint = nil }, ErrCheckpoint},
	} {
		changed := p
		changed.Path = slices.Clone(p.Path)
		test.change(&changed)
		if _, err := changed.Verify(public); !errors.Is(err, test.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := p.Verify(other); !errors.Is(err, ErrSignature) {
		t.Errorf("another key: %v", err)
	}
	largest := Inclusion{Checkpoint: signedHead(t, Head{Size: MaxSize, Time: noon}), Path: make([]Hash, maxPath)}
	if _, err := largest.Verify(public); !errors.Is(err, ErrInclusion) {
		t.Errorf("the largest log: %v", err)
	}
}

func TestProveRefuses(t *testing.T) {
	_, public := keys(t)
	entries, stored := grow(t, 8)
	checkpoint := signedHead(t, headOf(t, 8, stored))
	damaged := slices.Clone(stored)
	damaged[0][5] ^= 1
	for name, test := range map[string]struct {
		index  int64
		entry  []byte
		head   []byte
		stored Hashes
		want   error
	}{
		"a place behind the head":    {8, entries[7], checkpoint, stored, ErrSize},
		"a place below zero":         {-1, entries[0], checkpoint, stored, ErrSize},
		"another entry":              {3, entries[4], checkpoint, stored, ErrInclusion},
		"a stored hash was changed":  {1, entries[1], checkpoint, damaged, ErrInclusion},
		"a stored hash is missing":   {1, entries[1], checkpoint, stored[:4], errNoHash},
		"no head":                    {1, entries[1], nil, stored, ErrCheckpoint},
		"a store that gives too few": {1, entries[1], checkpoint, forgetful{stored}, nil},
	} {
		p, err := Prove(test.index, test.entry, test.head, public, test.stored)
		if err == nil || test.want != nil && !errors.Is(err, test.want) || !reflect.DeepEqual(p, Inclusion{}) {
			t.Errorf("%s: %+v, %v", name, p, err)
		}
	}
}

func TestWrittenProofsComeBack(t *testing.T) {
	_, public := keys(t)
	for _, of := range [][2]int{{0, 1}, {2, 3}, {69, most}} {
		p := proofOf(t, of[0], of[1])
		object, err := json.Marshal(p)
		if err != nil {
			t.Fatal(err)
		}
		indented, err := json.MarshalIndent(p, "", "  ")
		if err != nil {
			t.Fatal(err)
		}
		for _, written := range [][]byte{p.Text(), object, append([]byte("\n"), indented...)} {
			back, err := ParseInclusion(written)
			if err != nil {
				t.Errorf("%s: %v", written, err)
				continue
			}
			if _, err := back.Verify(public); err != nil || !bytes.Equal(back.Text(), p.Text()) {
				t.Errorf("%s came back as %+v, %v", written, back, err)
			}
		}
	}
}

const goldenProof = `c2sp.org/tlog-proof@v1
extra eyJraW5kIjoiY2FwdHVyZSIsInRpbWUiOiIyMDMxLTAzLTA0VDEyOjAwOjAxWiIsImJvZHkiOnsicGxhY2UiOiJodHRwczovL2VsZGluZy10aW1lcy5leGFtcGxlLzEifX0=
index 1
F4wGas+Gj3+VCHUmdIzCiVgfLjNWb0+w7drx5iCYEJA=
nZ/0Z6KdZ8GV8v2zptuHd2OolS75ukw73a37Cq2AMkc=

`

func TestWrittenProofsStayAsTheyAre(t *testing.T) {
	p := proofOf(t, 1, 3)
	if text, want := string(p.Text()), goldenProof+golden; text != want {
		t.Errorf("got %s\nwant %s", text, want)
	}
	object, err := json.Marshal(p)
	want := `{"index":1,"entry":"{\"kind\":\"capture\",\"time\":\"2031-03-04T12:00:01Z\",` +
		`\"body\":{\"place\":\"https://elding-times.example/1\"}}",` +
		`"path":["F4wGas+Gj3+VCHUmdIzCiVgfLjNWb0+w7drx5iCYEJA=","nZ/0Z6KdZ8GV8v2zptuHd2OolS75ukw73a37Cq2AMkc="],` +
		`"checkpoint":"` + strings.ReplaceAll(golden, "\n", `\n`) + `"}`
	if err != nil || string(object) != want {
		t.Errorf("got %s, %v\nwant %s", object, err, want)
	}
}

func TestAnEntryOfAnyBytesIsWrittenAsText(t *testing.T) {
	p := Inclusion{Entry: []byte("\xff\x00\n"), Checkpoint: []byte("x\n")}
	back, err := ParseInclusion(p.Text())
	if err != nil || !bytes.Equal(back.Entry, p.Entry) {
		t.Errorf("came back as %+v, %v", back, err)
	}
	if object, err := json.Marshal(p); !errors.Is(err, ErrEntry) {
		t.Errorf("became %s, %v", object, err)
	}
}

func TestParseInclusionRefuses(t *testing.T) {
	p := proofOf(t, 3, 8)
	text := string(p.Text())
	object, err := json.Marshal(p)
	if err != nil {
		t.Fatal(err)
	}
	hash := p.Path[0].String()
	inText := func(old, with string) string { return replaced(t, text, old, with) }
	inObject := func(old, with string) string { return replaced(t, string(object), old, with) }
	for name, data := range map[string]string{
		"nothing":                    "",
		"something else":             "<html>",
		"another version":            inText("@v1", "@v2"),
		"no entry":                   inText(text[strings.Index(text, "extra"):strings.Index(text, "index")], ""),
		"an entry not in base64":     inText("extra ", "extra !"),
		"an entry spread over lines": inText("extra ", "extra \r"),
		"no index":                   inText("index 3\n", ""),
		"an index with a zero":       inText("index 3", "index 03"),
		"an index with a plus":       inText("index 3", "index +3"),
		"an index that is too large": inText("index 3", "index 99999999999999999999"),
		"a hash that is cut":         inText(hash, hash[4:]),
		"a hash spelled otherwise":   inText(hash, respelled(t, hash)),
		"no empty line":              text[:strings.Index(text, "\n\n")],
		"too many hashes":            inText(hash+"\n", strings.Repeat(hash+"\n", maxPath)),
		"too long a head":            text + strings.Repeat("x", maxCheckpoint),
		"too long":                   strings.Repeat("x", maxProof+1),

		"JSON, cut":                      string(object[:len(object)-1]),
		"JSON, something behind":         string(object) + "{}",
		"JSON, no index":                 inObject(`"index":3,`, ``),
		"JSON, index twice":              inObject(`"index":3`, `"index":4,"index":3`),
		"JSON, index in capitals":        inObject(`"index"`, `"Index"`),
		"JSON, a field more":             inObject(`"index":3`, `"index":3,"size":8`),
		"JSON, an index that is null":    inObject(`"index":3`, `"index":null`),
		"JSON, an index that is none":    inObject(`"index":3`, `"index":3.5`),
		"JSON, an entry that is none":    inObject(`"entry":"`, `"entry":1,"was":"`),
		"JSON, a hash that is null":      inObject(`"`+hash+`"`, `null`),
		"JSON, a hash spelled otherwise": inObject(hash, respelled(t, hash)),
		"JSON, a hash with a line break": inObject(hash, `\n`+hash),
		"JSON, too many hashes":          inObject(`"`+hash+`"`, strings.Repeat(`"`+hash+`",`, maxPath)+`"`+hash+`"`),
		"JSON, not in UTF-8":             inObject(`elding-times`, "elding\xfftimes"),
		"JSON, too deep":                 `{"index":` + strings.Repeat("[", 1_000_000),
	} {
		if p, err := ParseInclusion([]byte(data)); !errors.Is(err, ErrProof) {
			t.Errorf("%s: %+v, %v", name, p, err)
		} else if strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: the error is more than a line: %v", name, err)
		}
	}
}

func replaced(t *testing.T, text, old, with string) string {
	t.Helper()
	if !strings.Contains(text, old) {
		t.Fatalf("%q does not stand in %q", old, text)
	}
	return strings.Replace(text, old, with, 1)
}

// respelled gives the same hash in base64 with a bit that stands for nothing.
func respelled(t *testing.T, hash string) string {
	t.Helper()
	want, err := tlog.ParseHash(hash)
	if err != nil {
		t.Fatal(err)
	}
	for _, last := range "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/" {
		other := hash[:42] + string(last) + "="
		if got, err := tlog.ParseHash(other); err == nil && got == want && other != hash {
			return other
		}
	}
	t.Fatal("there is no other spelling")
	return ""
}

func FuzzInclusion(f *testing.F) {
	_, public := keys(f)
	entries, stored := grow(f, 8)
	for _, p := range []Inclusion{proofOf(f, 0, 1), proofOf(f, 3, 8)} {
		object, err := json.Marshal(p)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(p.Text())
		f.Add(object)
	}
	f.Add([]byte(`{"path":[],"index":1e3,"entry":"\ud800","checkpoint":""}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		p, err := ParseInclusion(data)
		if err != nil {
			if !errors.Is(err, ErrProof) {
				t.Errorf("an error of another kind: %v", err)
			}
			return
		}
		again, err := ParseInclusion(p.Text())
		if err != nil || !bytes.Equal(again.Text(), p.Text()) {
			t.Errorf("%+v comes back as %+v, %v", p, again, err)
		}
		if _, err := p.Verify(public); err == nil && (p.Index > 7 || !bytes.Equal(p.Entry, entries[p.Index])) {
			t.Errorf("%q was verified", p.Entry)
		}
		// Behind the signature: the same proof with a head that the archive signed.
		p.Checkpoint = signedHead(t, headOf(t, 8, stored))
		if _, err := p.Verify(public); err == nil && !bytes.Equal(p.Entry, entries[p.Index]) {
			t.Errorf("%q was verified", p.Entry)
		}
	})
}

// BenchmarkProve proves one entry of a million, and verifies what it proved.
func BenchmarkProve(b *testing.B) {
	stored := largeLog(b)
	_, public := keys(b)
	checkpoint := signedHead(b, headOf(b, million, stored))
	entry := []byte(`{"kind":"capture","time":"2031-03-04T12:00:00Z","body":{"number":123456}}`)
	for b.Loop() {
		if _, err := Prove(123_456, entry, checkpoint, public, stored); err != nil {
			b.Fatal(err)
		}
	}
}
