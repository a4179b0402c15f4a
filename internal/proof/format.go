package proof

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"unicode/utf8"

	"golang.org/x/mod/sumdb/tlog"
)

// How large a proof may be: bytes as it is written, which leaves room for an entry full of escapes, and hashes in its path.
const (
	maxProof = 8 * MaxEntry
	maxPath  = 64
)

// ErrProof is a text that is no proof.
var ErrProof = errors.New("this is no proof of an entry: take the whole text of one, to the byte")

// ParseInclusion reads a proof in either form, of which [Inclusion.Text] writes the one and MarshalJSON the other. What it gives
// is not verified yet. The error is ErrProof.
func ParseInclusion(data []byte) (Inclusion, error) {
	var p Inclusion
	var err error
	switch {
	case len(data) > maxProof:
		err = fmt.Errorf("it is longer than %d bytes", maxProof)
	case bytes.HasPrefix(bytes.TrimLeft(data, " \t\r\n"), []byte("{")):
		err = json.Unmarshal(data, &p)
	default:
		p, err = parseText(data)
	}
	if err == nil && (len(p.Path) > maxPath || len(p.Entry) > MaxEntry || len(p.Checkpoint) > maxCheckpoint) {
		err = errors.New("it is longer than a proof can be")
	}
	if err != nil {
		return Inclusion{}, fmt.Errorf("%w: %w", ErrProof, err)
	}
	return p, nil
}

const textTitle = "c2sp.org/tlog-proof@v1\n"

// Text writes the proof as a https://c2sp.org/tlog-proof, the extra data of which are the entry. Files of it are called
// .tlog-proof by custom.
func (p Inclusion) Text() []byte {
	var text bytes.Buffer
	fmt.Fprintf(&text, "%sextra %s\nindex %d\n", textTitle, base64.StdEncoding.EncodeToString(p.Entry), p.Index)
	for _, hash := range p.Path {
		fmt.Fprintf(&text, "%s\n", hash)
	}
	text.WriteByte('\n')
	text.Write(p.Checkpoint)
	return text.Bytes()
}

// parseText takes only what Text writes.
func parseText(data []byte) (Inclusion, error) {
	var p Inclusion
	rest, found := bytes.CutPrefix(data, []byte(textTitle))
	if !found {
		return p, errors.New("its first line must be " + textTitle[:len(textTitle)-1])
	}
	entry, rest, found := cutLine(rest, "extra ")
	if !found {
		return p, errors.New(`its second line must be "extra" and the entry in base64`)
	}
	index, rest, found := cutLine(rest, "index ")
	if !found {
		return p, errors.New(`its third line must be "index" and a number`)
	}
	var err error
	if p.Entry, err = base64.StdEncoding.DecodeString(string(entry)); err != nil {
		return p, fmt.Errorf("its entry: %w", err)
	}
	if p.Index, err = strconv.ParseInt(string(index), 10, 64); err != nil {
		return p, fmt.Errorf("its index: %w", err)
	}
	for {
		line, after, found := cutLine(rest, "")
		if !found || len(p.Path) > maxPath {
			return p, errors.New("its path must be some hashes and an empty line")
		}
		rest = after
		if len(line) == 0 {
			break
		}
		hash, err := tlog.ParseHash(string(line))
		if err != nil {
			return p, fmt.Errorf("hash %d of its path: %w", len(p.Path)+1, err)
		}
		p.Path = append(p.Path, hash)
	}
	p.Checkpoint = rest
	if !bytes.Equal(p.Text(), data) {
		return p, errors.New("it is not written as proofs are: its numbers or its base64 could be spelled in another way")
	}
	return p, nil
}

// cutLine gives the first line behind its prefix, and what follows it.
func cutLine(text []byte, prefix string) (line, rest []byte, found bool) {
	line, rest, found = bytes.Cut(text, []byte("\n"))
	line, prefixed := bytes.CutPrefix(line, []byte(prefix))
	return line, rest, found && prefixed
}

// MarshalJSON writes the proof as an object, the entry and the signed head in it as strings that hold them to the byte:
//
//	{"index":5,"entry":"{\"kind\":…}","path":["CsUYapGG…="],"checkpoint":"gainsay.archive/…\n"}
//
// An entry that is not in UTF-8 is ErrEntry; none that [Entry.Encode] writes is.
func (p Inclusion) MarshalJSON() ([]byte, error) {
	if !utf8.Valid(p.Entry) || !utf8.Valid(p.Checkpoint) {
		return nil, fmt.Errorf("%w: it is not in UTF-8", ErrEntry)
	}
	return json.Marshal(struct {
		Index      int64  `json:"index"`
		Entry      string `json:"entry"`
		Path       []Hash `json:"path"`
		Checkpoint string `json:"checkpoint"`
	}{p.Index, string(p.Entry), append([]Hash{}, p.Path...), string(p.Checkpoint)})
}

// UnmarshalJSON reads an object that has the four fields once each, in any order, and no others.
func (p *Inclusion) UnmarshalJSON(data []byte) error {
	if !utf8.Valid(data) {
		return errors.New("it is not in UTF-8")
	}
	var entry, checkpoint string
	var path []string
	open := map[string]any{"index": &p.Index, "entry": &entry, "path": &path, "checkpoint": &checkpoint}
	if err := decodeFields(data, open); err != nil {
		return err
	}
	p.Entry, p.Path, p.Checkpoint = []byte(entry), nil, []byte(checkpoint)
	for i, text := range path {
		hash, err := tlog.ParseHash(text)
		if err != nil || hash.String() != text {
			return fmt.Errorf("hash %d of its path is none", i+1)
		}
		p.Path = append(p.Path, hash)
	}
	return nil
}

// decodeFields decodes the fields of a JSON object into the places that their names stand for. Package json alone would
// take names in other letter case, names that are given twice, and a null for anything.
func decodeFields(data []byte, open map[string]any) error {
	decoder := json.NewDecoder(bytes.NewReader(data))
	if start, err := decoder.Token(); err != nil || start != json.Delim('{') {
		return errors.New("it is no JSON object")
	}
	for decoder.More() {
		name, err := decoder.Token()
		if err != nil {
			return err
		}
		into, known := open[name.(string)]
		if !known {
			return fmt.Errorf("its field %q is not known, or there twice", name)
		}
		delete(open, name.(string))
		var value json.RawMessage
		if err := decoder.Decode(&value); err != nil {
			return err
		}
		if bytes.Equal(value, []byte("null")) {
			return fmt.Errorf("its field %q is null", name)
		}
		if err := json.Unmarshal(value, into); err != nil {
			return fmt.Errorf("its field %q: %w", name, err)
		}
	}
	if len(open) > 0 {
		return errors.New("it must have the fields index, entry, path and checkpoint")
	}
	return nil
}
