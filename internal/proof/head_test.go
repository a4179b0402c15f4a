package proof

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"time"

	"golang.org/x/mod/sumdb/note"
)

// signedText signs any text with the key of the tests.
func signedText(t testing.TB, text string) []byte {
	t.Helper()
	private, _ := keys(t)
	signed, err := note.Sign(&note.Note{Text: text}, private)
	if err != nil {
		t.Fatal(err)
	}
	return signed
}

func signedHead(t testing.TB, head Head) []byte {
	t.Helper()
	private, _ := keys(t)
	signed, err := Sign(head, private)
	if err != nil {
		t.Fatal(err)
	}
	return signed
}

const golden = `gainsay.archive/port-elding
3
XJClVvJLW+PXF5Jx9sM4OyEtx/xrdH9hiCCeKLd4nPE=
time 2031-03-04T12:00:00Z

— gainsay.archive/port-elding yAeP66utmK4iPQQwhCE4FVkL2+JUpHBIfWG62EbMz7pTOwbzYYrn9zW9B72eBANE4FQvcxsgSsBDA6Uy81C/Yaj/Hw4=
`

func TestSignedHeadsStayAsTheyAre(t *testing.T) {
	_, stored := grow(t, 3)
	if signed := signedHead(t, headOf(t, 3, stored)); string(signed) != golden {
		t.Errorf("got %s\nwant %s", signed, golden)
	}
}

func TestOpenGivesWhatWasSigned(t *testing.T) {
	_, public := keys(t)
	east := time.FixedZone("east", 5*3600)
	for _, head := range []Head{
		headOf(t, 0, nil),
		{Size: MaxSize, Root: Hash{1, 2, 3}, Time: noon},
		{Size: 1, Time: time.Date(2031, 3, 4, 5, 6, 7, 123456789, time.UTC)},
		{Size: 1, Time: time.Date(2031, 3, 4, 1, 6, 7, 500_000_000, east)},
		{Size: 1, Time: time.Date(9999, 12, 31, 23, 59, 59, 0, time.UTC)},
		{Size: 1},
	} {
		got, err := Open(signedHead(t, head), public)
		head.Time = head.Time.UTC()
		if err != nil || got != head {
			t.Errorf("got %+v, %v, want %+v", got, err, head)
		}
	}
}

func TestSignRefuses(t *testing.T) {
	private, _ := keys(t)
	for _, head := range []Head{
		{Size: -1, Time: noon}, {Size: MaxSize + 1, Time: noon},
		{Time: time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC)}, {Time: time.Date(-1, 1, 1, 0, 0, 0, 0, time.UTC)},
	} {
		if signed, err := Sign(head, private); err == nil {
			t.Errorf("%+v was signed: %s", head, signed)
		}
	}
}

func TestOpenRefuses(t *testing.T) {
	_, public := keys(t)
	head := headOf(t, 0, nil)
	signed := string(signedHead(t, head))
	text, _, _ := strings.Cut(signed, "\n\n")
	text += "\n"
	changed := func(old, with string) []byte {
		if !strings.Contains(text, old) {
			t.Fatalf("%q does not stand in %q", old, text)
		}
		return signedText(t, strings.Replace(text, old, with, 1))
	}
	otherArchive, _ := newKeys(t, "oss")
	otherKey, _ := newKeys(t, "port-elding")
	foreign, errForeign := Sign(head, otherArchive)
	renewed, errRenewed := Sign(head, otherKey)
	if errForeign != nil || errRenewed != nil {
		t.Fatal(errForeign, errRenewed)
	}
	for name, test := range map[string]struct {
		checkpoint []byte
		want       error
	}{
		"nothing":                      {nil, ErrCheckpoint},
		"no signature":                 {[]byte(text), ErrCheckpoint},
		"cut":                          {[]byte(signed[:len(signed)-1]), ErrCheckpoint},
		"line breaks of another kind":  {[]byte(strings.ReplaceAll(signed, "\n", "\r\n")), ErrCheckpoint},
		"too long":                     {[]byte(signed + strings.Repeat("— x.example AAAAAAAA\n", 20_000)), ErrCheckpoint},
		"another archive":              {foreign, ErrSignature},
		"another key of that name":     {renewed, ErrSignature},
		"a text that was not signed":   {[]byte(strings.Replace(signed, "\n0\n", "\n1\n", 1)), ErrSignature},
		"signed, of another log":       {changed("port-elding", "oss"), ErrCheckpoint},
		"signed, a size below zero":    {changed("\n0\n", "\n-1\n"), ErrSize},
		"signed, a size with a zero":   {changed("\n0\n", "\n00\n"), ErrCheckpoint},
		"signed, a size with a plus":   {changed("\n0\n", "\n+0\n"), ErrCheckpoint},
		"signed, a size above all":     {changed("\n0\n", "\n281474976710657\n"), ErrSize},
		"signed, a size without end":   {changed("\n0\n", "\n"+strings.Repeat("9", 10_000)+"\n"), ErrSize},
		"signed, no root":              {changed("47DEQpj8", "47DEQpj"), ErrCheckpoint},
		"signed, a root otherwise":     {changed("hSuFU=", "hSuFV="), ErrCheckpoint},
		"signed, no time":              {changed("time 2031-03-04T12:00:00Z\n", ""), ErrCheckpoint},
		"signed, a time otherwise":     {changed("00Z", "00.0Z"), ErrCheckpoint},
		"signed, a time not in UTC":    {changed("00Z", "00+01:00"), ErrCheckpoint},
		"signed, a day that is not":    {changed("03-04", "02-30"), ErrCheckpoint},
		"signed, one line more":        {changed("Z\n", "Z\nmore\n"), ErrCheckpoint},
		"signed, an empty line inside": {changed("\n0\n", "\n\n0\n"), ErrCheckpoint},
	} {
		got, err := Open(test.checkpoint, public)
		if !errors.Is(err, test.want) || got != (Head{}) {
			t.Errorf("%s: %+v, %v", name, got, err)
		} else if strings.Contains(err.Error(), "\n") || len(err.Error()) > 500 {
			t.Errorf("%s: the error is more than a line: %v", name, err)
		}
	}
}

func TestWitnessesMaySignToo(t *testing.T) {
	private, public := keys(t)
	head := headOf(t, 0, nil)
	text := head.text(private.Name())
	var signers []note.Signer
	for range 16 {
		witness, _ := newKeys(t, "witness")
		signers = append(signers, witness)
	}
	signed, err := note.Sign(&note.Note{Text: text}, append(signers, private)...)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := Open(signed, public); err != nil || got != head {
		t.Errorf("got %+v, %v", got, err)
	}
}

// flips calls try with every text that differs from text in one bit.
func flips(text []byte, try func(flipped []byte, bit int)) {
	for bit := range 8 * len(text) {
		flipped := bytes.Clone(text)
		flipped[bit/8] ^= 1 << (bit % 8)
		try(flipped, bit)
	}
}

func TestEveryBitOfASignedHeadCounts(t *testing.T) {
	_, public := keys(t)
	_, stored := grow(t, most)
	for _, size := range []int{0, 1, 64, most} {
		flips(signedHead(t, headOf(t, size, stored)), func(flipped []byte, bit int) {
			if head, err := Open(flipped, public); err == nil {
				t.Errorf("size %d, bit %d: %q was opened as %+v", size, bit, flipped, head)
			}
		})
	}
}

func FuzzOpen(f *testing.F) {
	private, public := keys(f)
	text := Head{Size: 5, Root: Hash{9}, Time: noon}.text(private.Name())
	f.Add(signedText(f, text), text)
	f.Add([]byte("\n\n"), strings.Replace(text, "\n5\n", "\n9223372036854775807\n", 1))
	f.Add([]byte("x\n\n— gainsay.archive/port-elding yAeP6wAA\n"), strings.Replace(text, "time", "extension", 1))
	f.Fuzz(func(t *testing.T, checkpoint []byte, text string) {
		signed, err := note.Sign(&note.Note{Text: text}, private) // what the archive itself might sign
		if err != nil {
			signed = nil
		}
		for _, data := range [][]byte{checkpoint, signed} {
			head, err := Open(data, public)
			if err != nil {
				if !errors.Is(err, ErrCheckpoint) && !errors.Is(err, ErrSignature) {
					t.Errorf("an error of another kind: %v", err)
				}
				continue
			}
			again, err := Sign(head, private)
			if err != nil {
				t.Fatal(err)
			}
			ours, _, _ := bytes.Cut(again, []byte("\n\n"))
			if !bytes.HasPrefix(data, append(ours, "\n\n"...)) {
				t.Errorf("%q was opened, but its head is written %q", data, ours)
			}
		}
	})
}
