package export

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
)

// jsonWriter writes JSON piece by piece; the first error stands until end. Marks of HTML are escaped inside strings, so that what
// it writes can stand in a page.
type jsonWriter struct {
	out   *bufio.Writer
	items int
	err   error
}

func newJSONWriter(w io.Writer) *jsonWriter { return &jsonWriter{out: bufio.NewWriterSize(w, 1<<16)} }

// raw writes what is JSON already.
func (j *jsonWriter) raw(s string) {
	if j.err == nil {
		_, j.err = j.out.WriteString(s)
	}
}

// value writes any value.
func (j *jsonWriter) value(v any) {
	data, err := json.Marshal(v)
	if err != nil && j.err == nil {
		j.err = fmt.Errorf("writing JSON: %w", err)
	}
	j.raw(string(data))
}

// item writes one more value of a list, on a line of its own.
func (j *jsonWriter) item(v any) {
	if j.items > 0 {
		j.raw(",")
	}
	j.items++
	j.raw("\n")
	j.value(v)
}

func (j *jsonWriter) end() error {
	if j.err != nil {
		return j.err
	}
	return j.out.Flush()
}
