package export

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/format"

	"gainsay/news"
)

func readCSV(t *testing.T, data []byte) []map[string]string {
	t.Helper()
	rows, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var out []map[string]string
	for _, cells := range rows[1:] {
		row := map[string]string{}
		for i, name := range rows[0] {
			row[name] = cells[i]
		}
		out = append(out, row)
	}
	return out
}

func TestCSV(t *testing.T) {
	var out bytes.Buffer
	o := sampleOptions(t)
	o.Mark = true
	if err := WriteCSV(&out, items(sampleEntries(t)), o); err != nil {
		t.Fatal(err)
	}
	data, marked := bytes.CutPrefix(out.Bytes(), []byte("\xef\xbb\xbf"))
	if !marked {
		t.Error("there is no byte-order mark")
	}
	rows := readCSV(t, data)
	if len(rows) != 4 {
		t.Fatalf("there are %d rows", len(rows))
	}
	for name, want := range map[string]string{"id": "d12#s2", "said_from": "2031-05-05", "said_words": "on Monday", "speaker": "Ida Falk", "act": "deny",
		"words": "The gates stood open all night … and nobody shut them", "review": "accepted", "confidence": "1.0000", "byline": "Mara Lind; Jo Sund"} {
		if rows[1][name] != want {
			t.Errorf("%s is %q, not %q", name, rows[1][name], want)
		}
	}
	if got := rows[3]; got["words"] != "'=gates were <b>shut</b> & locked" || got["outlet"] != "'@Harbour Gazette" || got["title"] != "'-- <script>alert(1)</script>" {
		t.Errorf("formulas were not made harmless: %q", got)
	}
	if rows[0]["answers"] != "denies d13#s1" || rows[0]["review"] != notReviewed {
		t.Errorf("the first row is %q", rows[0])
	}
	// Places are code points: from the beginning of the content's first part to the end of its last.
	text := []rune(timesText)
	var start, end int
	if _, err := fmt.Sscan(rows[1]["start"]+" "+rows[1]["end"], &start, &end); err != nil {
		t.Fatal(err)
	}
	if got := string(text[start:end]); !strings.HasPrefix(got, "The gates") || !strings.HasSuffix(got, "shut them") {
		t.Errorf("start and end are around %q", got)
	}
}

func TestCSVWithAnotherTextTellsNoPlaces(t *testing.T) {
	var out bytes.Buffer
	o := &Options{Text: func(string) (news.Article, error) { return news.Article{Title: "x", Text: "short"}, nil }}
	if err := WriteCSV(&out, items(sampleEntries(t)), o); err != nil {
		t.Fatal(err)
	}
	for _, row := range readCSV(t, out.Bytes()) {
		if row["start"] != "" || row["end"] != "" {
			t.Errorf("%s has the place %s to %s", row["id"], row["start"], row["end"])
		}
	}
	o.Text = func(string) (news.Article, error) { return news.Article{}, errMissing }
	if err := WriteCSV(io.Discard, items(sampleEntries(t)), o); !errors.Is(err, errMissing) {
		t.Errorf("a text that cannot be had gives %v", err)
	}
}

func TestDates(t *testing.T) {
	for day, want := range map[news.Day]string{"1970-01-01": "1970-01-01", "1969-12-31": "1969-12-31", "1815-06-18": "1815-06-18", "2031-05-06": "2031-05-06", "": "", "2031-02-30": ""} {
		if got := date(dateOf(day)); got != want {
			t.Errorf("%s comes back as %q", day, got)
		}
	}
}

func TestHarmless(t *testing.T) {
	for cell, want := range map[string]string{
		"plain": "plain", "": "", "=1+1": "'=1+1", "+1": "'+1", "-1": "'-1", "@SUM(A1)": "'@SUM(A1)", "\t=1": "'\t=1", "\r=1": "'\n=1", "\nx": "'\nx", "\tx": "'\tx",
		`"=1`: `'"=1`, "'=1": "''=1", "“=1”": "'“=1”", "＝1": "'＝1", "＋1": "'＋1", "－1": "'－1", "＠x": "'＠x", " =1": "' =1", "\u200b=1": "'\u200b=1", "\ufeff=1": "'\ufeff=1",
		"a=1": "a=1", "“Yes”": "“Yes”", "— he said": "— he said", "a\r\nb\rc": "a\nb\nc", "a\xffb": "a\ufffdb", "a\x00": "a\ufffd", "\x01=1": "'\x01=1", "«-1": "'«-1",
	} {
		if got := harmless(cell); got != want {
			t.Errorf("%q becomes %q, not %q", cell, got, want)
		}
	}
}

func FuzzCSV(f *testing.F) {
	for _, seed := range []string{"=cmd|' /C calc'!A0", "\"=1\"", "a,b\r\nc", "＝１", " \t@x", "\xff\x00", "'"} {
		f.Add(seed, "-"+seed)
	}
	f.Fuzz(func(t *testing.T, words, title string) {
		entry := news.Entry{ID: words, Words: words, Source: title, Claim: words + title, Document: news.Head{ID: title, Title: title, Publisher: words, Byline: []string{title, words}},
			Speaker: &news.Entity{Name: words, Role: title}, Statement: news.Statement{Said: &news.Said{Text: title}, Channel: words, Cue: &news.Cue{Lemma: title}}}
		var out bytes.Buffer
		if err := WriteCSV(&out, items([]news.Entry{entry, entry}), nil); err != nil {
			t.Fatal(err)
		}
		rows, err := csv.NewReader(&out).ReadAll()
		if err != nil {
			t.Fatalf("the table cannot be read back: %v", err)
		}
		row := rowOf(&entry, &Options{})
		want := row.cells()
		if len(rows) != 3 {
			t.Fatalf("there are %d rows", len(rows))
		}
		for _, cells := range rows[1:] {
			for i, cell := range cells {
				first := strings.TrimLeft(cell, " \"\u200b\t")
				if strings.IndexAny(cell, "\t\r\n") == 0 || strings.IndexAny(first, "=+-@＝＋－＠") == 0 {
					t.Errorf("%s is the formula %q", csvColumns[i], cell)
				}
				if cell != harmless(want[i]) {
					t.Errorf("%s was %q and came back as %q", csvColumns[i], want[i], cell)
				}
			}
		}
	})
}

func TestParquet(t *testing.T) {
	entries := sampleEntries(t)
	var out bytes.Buffer
	if err := WriteParquet(&out, items(entries), sampleOptions(t)); err != nil {
		t.Fatal(err)
	}
	rows, err := parquet.Read[row](bytes.NewReader(out.Bytes()), int64(out.Len()))
	if err != nil {
		t.Fatal(err)
	}
	if len(rows) != len(entries) {
		t.Fatalf("%d rows came back", len(rows))
	}
	var table bytes.Buffer
	if err := WriteCSV(&table, items(entries), sampleOptions(t)); err != nil {
		t.Fatal(err)
	}
	for i, want := range readCSV(t, table.Bytes()) { // what came back is what the other table has
		for n, cell := range rows[i].cells() {
			if harmless(cell) != want[csvColumns[n]] {
				t.Errorf("%s of %s is %q in Parquet and %q in CSV", csvColumns[n], want["id"], cell, want[csvColumns[n]])
			}
		}
	}
	if rows[0].SaidFrom != nil || rows[1].SaidFrom == nil {
		t.Error("an unknown day is to be null, and a known one is not")
	}
	var names []string
	for _, field := range parquet.SchemaOf(row{}).Fields() {
		names = append(names, field.Name())
	}
	if !slices.Equal(names, csvColumns) {
		t.Errorf("the columns of Parquet are %q, those of CSV %q", names, csvColumns)
	}
}

func TestParquetHasTypesAndBoundedRowGroups(t *testing.T) {
	const many = 2*mostInGroup + 7
	entry := sampleEntries(t)[1]
	var out bytes.Buffer
	err := WriteParquet(&out, func(yield func(news.Entry, error) bool) {
		for i := range many {
			entry.ID = fmt.Sprintf("d12#s%d", i)
			if !yield(entry, nil) {
				return
			}
		}
	}, nil)
	if err != nil {
		t.Fatal(err)
	}
	file, err := parquet.OpenFile(bytes.NewReader(out.Bytes()), int64(out.Len()))
	if err != nil {
		t.Fatal(err)
	}
	if file.NumRows() != many || len(file.RowGroups()) != 3 {
		t.Errorf("there are %d rows in %d groups", file.NumRows(), len(file.RowGroups()))
	}
	for _, group := range file.RowGroups() {
		if group.NumRows() > mostInGroup {
			t.Errorf("a group has %d rows", group.NumRows())
		}
	}
	for _, group := range file.Metadata().RowGroups {
		for _, column := range group.Columns {
			if column.MetaData.Codec != format.Zstd {
				t.Errorf("%v is packed with %v", column.MetaData.PathInSchema, column.MetaData.Codec)
			}
		}
	}
	for name, want := range map[string]string{"said_from": "DATE", "published": "DATE", "captured": "TIMESTAMP(isAdjustedToUTC=true,unit=MICROS)", "confidence": "DOUBLE", "answers": "LIST"} {
		for _, field := range file.Schema().Fields() {
			if field.Name() == name && field.Type().String() != want {
				t.Errorf("%s has the type %s", name, field.Type())
			}
		}
	}
}
