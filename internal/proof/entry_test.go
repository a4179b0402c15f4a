package proof

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

func TestEntriesStayAsTheyAre(t *testing.T) {
	east := time.FixedZone("east", 5*3600)
	for _, test := range []struct {
		entry Entry
		want  string
	}{
		{Entry{"capture", noon, []byte(`{"place":"https://elding-times.example/?a=1&b=<2>"}`)},
			`{"kind":"capture","time":"2031-03-04T12:00:00Z","body":{"place":"https://elding-times.example/?a=1&b=<2>"}}`},
		{Entry{"a kind of \"its\" own\n", noon.Add(time.Nanosecond), []byte(`null`)},
			`{"kind":"a kind of \"its\" own\n","time":"2031-03-04T12:00:00.000000001Z","body":null}`},
		{Entry{"reading", noon.In(east), []byte(" [ 1.50 , \"\u2028 – ü \\u00fc\" ]\n")},
			`{"kind":"reading","time":"2031-03-04T12:00:00Z","body":[1.50,"` + "\u2028 – ü " + `\u00fc"]}`},
		{Entry{"z before a", time.Time{}, []byte(`{"z":1,"a":2}`)},
			`{"kind":"z before a","time":"0001-01-01T00:00:00Z","body":{"z":1,"a":2}}`},
	} {
		data, err := test.entry.Encode()
		if err != nil || string(data) != test.want {
			t.Errorf("got %s, %v\nwant %s", data, err, test.want)
			continue
		}
		back, err := DecodeEntry(data)
		if err != nil || back.Kind != test.entry.Kind || !back.Time.Equal(test.entry.Time) || back.Time.Location() != time.UTC {
			t.Errorf("%s came back as %+v, %v", data, back, err)
		}
		if !bytes.Contains(data, back.Body) {
			t.Errorf("the body of %s came back as %s", data, back.Body)
		}
	}
}

func TestEncodeRefuses(t *testing.T) {
	for name, entry := range map[string]Entry{
		"no kind":                {"", noon, []byte(`1`)},
		"a kind not in UTF-8":    {"\xff", noon, []byte(`1`)},
		"no body":                {"capture", noon, nil},
		"a body of nothing":      {"capture", noon, []byte(" ")},
		"a body not in UTF-8":    {"capture", noon, []byte("\"\xff\"")},
		"a body that is cut":     {"capture", noon, []byte(`{"a":1`)},
		"a body of two values":   {"capture", noon, []byte(`1 2`)},
		"a body that breaks out": {"capture", noon, []byte(`1},{"kind":2`)},
		"a year too far":         {"capture", time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC), []byte(`1`)},
		"too long":               {"capture", noon, []byte(`"` + strings.Repeat("x", MaxEntry) + `"`)},
		"too deep":               {"capture", noon, bytes.Repeat([]byte("["), 1_000_000)},
	} {
		if data, err := entry.Encode(); !errors.Is(err, ErrEntry) {
			t.Errorf("%s: %.80s, %v", name, data, err)
		}
	}
}

func TestDecodeEntryRefuses(t *testing.T) {
	for name, data := range map[string]string{
		"nothing":                    ``,
		"null":                       `null`,
		"a list":                     `[]`,
		"no body":                    `{"kind":"a","time":"2031-03-04T12:00:00Z"}`,
		"no time":                    `{"kind":"a","body":1}`,
		"no kind":                    `{"time":"2031-03-04T12:00:00Z","body":1}`,
		"another order":              `{"time":"2031-03-04T12:00:00Z","kind":"a","body":1}`,
		"another letter case":        `{"Kind":"a","time":"2031-03-04T12:00:00Z","body":1}`,
		"a field more":               `{"kind":"a","time":"2031-03-04T12:00:00Z","body":1,"more":2}`,
		"a field twice":              `{"kind":"b","kind":"a","time":"2031-03-04T12:00:00Z","body":1}`,
		"a space between":            `{"kind":"a", "time":"2031-03-04T12:00:00Z","body":1}`,
		"a space in the body":        `{"kind":"a","time":"2031-03-04T12:00:00Z","body":[1, 2]}`,
		"a line break at the end":    `{"kind":"a","time":"2031-03-04T12:00:00Z","body":1}` + "\n",
		"another value behind":       `{"kind":"a","time":"2031-03-04T12:00:00Z","body":1}{}`,
		"an escape that need not be": `{"kind":"\u0061","time":"2031-03-04T12:00:00Z","body":1}`,
		"a time not in UTC":          `{"kind":"a","time":"2031-03-04T13:00:00+01:00","body":1}`,
		"a time with zeros":          `{"kind":"a","time":"2031-03-04T12:00:00.10Z","body":1}`,
		"not in UTF-8":               `{"kind":"a","time":"2031-03-04T12:00:00Z","body":"` + "\xff" + `"}`,
		"too long":                   `{"kind":"a","time":"2031-03-04T12:00:00Z","body":"` + strings.Repeat("x", MaxEntry) + `"}`,
	} {
		if entry, err := DecodeEntry([]byte(data)); !errors.Is(err, ErrEntry) {
			t.Errorf("%s: %+v, %v", name, entry, err)
		}
	}
}

func FuzzDecodeEntry(f *testing.F) {
	f.Add(entryOf(f, 1))
	f.Add([]byte(`{"kind":"<\u2028>","time":"0000-01-01T00:00:00.000000001Z","body":[[],{"a":"\ud800"}]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		entry, err := DecodeEntry(data)
		if err != nil {
			if !errors.Is(err, ErrEntry) {
				t.Errorf("an error of another kind: %v", err)
			}
			return
		}
		again, err := entry.Encode()
		if err != nil || !bytes.Equal(again, data) {
			t.Errorf("%q was decoded, but is written %q, %v", data, again, err)
		}
		if !utf8.Valid(data) || bytes.ContainsAny(data, "\r\n") || !json.Valid(entry.Body) {
			t.Errorf("%q was decoded", data)
		}
	})
}
