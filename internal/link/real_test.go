package link_test

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"testing"

	"gainsay"
	"gainsay/internal/link"
	"gainsay/internal/recall"
	"gainsay/news"
)

// texts names a file of documents as gainsay extract reads them, one JSON object a line.
const texts = "GAINSAY_LINK_TEXTS"

// readTexts reads the documents of that file by the fast reader.
func readTexts(b *testing.B) []news.Record {
	b.Helper()
	path := os.Getenv(texts)
	if path == "" {
		b.Skip("set " + texts + " to a file of documents as gainsay extract reads them")
	}
	file, err := os.Open(path)
	if err != nil {
		b.Fatal(err)
	}
	defer file.Close()
	reader, err := gainsay.NewReader(&gainsay.Options{Model: gainsay.Fast})
	if err != nil {
		b.Fatal(err)
	}
	var records []news.Record
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 64<<20)
	for lines.Scan() {
		var in struct{ ID, Text, Title, Publisher, Published string }
		if err := json.Unmarshal(lines.Bytes(), &in); err != nil {
			b.Fatal(err)
		}
		rec, err := reader.Read(b.Context(), gainsay.Source{ID: in.ID, Raw: []byte(in.Text), Format: gainsay.Literal,
			Given: gainsay.Known{Title: in.Title, Publisher: in.Publisher, Published: news.Day(in.Published)}})
		if err == nil {
			records = append(records, rec)
		}
	}
	if err := lines.Err(); err != nil {
		b.Fatal(err)
	}
	return records
}

// shelf is a memory in a map.
type shelf struct {
	rows         map[string][]byte
	loads, asked int
}

func (s *shelf) Load(keys []string) ([][]byte, error) {
	s.loads, s.asked = s.loads+1, s.asked+len(keys)
	values := make([][]byte, len(keys))
	for i, key := range keys {
		values[i] = s.rows[key]
	}
	return values, nil
}

// BenchmarkAddTexts links documents of a file one after the other and tells for each tenth of them what a document costs.
func BenchmarkAddTexts(b *testing.B) {
	records := readTexts(b)
	for b.Loop() {
		memory := &shelf{rows: map[string][]byte{}}
		l := link.New(memory)
		rows, bytes, most := map[string]int{}, 0, 0
		for i := range records {
			if _, err := l.Add(int64(i+1), &records[i]); err != nil {
				b.Fatal(err)
			}
			changes := l.Changes()
			most = max(most, len(changes))
			for _, row := range changes {
				memory.rows[row.Key] = row.Value
				bytes += len(row.Key) + len(row.Value)
				rows[kind(row)]++
			}
			if n := len(records)/10 + 1; (i+1)%n == 0 || i+1 == len(records) {
				n = i%n + 1
				total := 0
				for _, count := range rows {
					total += count
				}
				b.Logf("%5d documents: %d rows (at most %d), %d bytes, %d loads, %d asked a document; rows %s", i+1, total/n, most, bytes/n,
					memory.loads/n, memory.asked/n, shares(rows, n))
				rows, bytes, most, memory.loads, memory.asked = map[string]int{}, 0, 0, 0, 0
			}
		}
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*len(records)), "µs/document")
}

// kind is the table of a row.
func kind(row recall.Row) string {
	for i := range row.Key {
		if row.Key[i] == '/' {
			return row.Key[:i]
		}
	}
	return row.Key
}

func shares(rows map[string]int, n int) string {
	each := map[string]int{}
	for name, count := range rows {
		each[name] = count / n
	}
	return fmt.Sprint(each)
}
