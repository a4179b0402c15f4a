package linear

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"strings"
)

// The errors of Decode.
var (
	ErrNotModel  = errors.New("no Gainsay model file")
	ErrDamaged   = errors.New("the model file is damaged: fetch it again or run gainsay train")
	ErrNotFitted = errors.New("the model file was made for other code: run gainsay train")
)

// magic opens every model file; its last byte is the format's version.
const magic = "gainsay model\x00\x01"

// Header says what a model is and where it comes from.
type Header struct {
	Stage    string             `json:"stage"`
	Labels   []string           `json:"labels"`
	Layout   Layout             `json:"layout"`
	Scale    float32            `json:"scale"` // what one unit of the table is worth
	Slots    int                `json:"slots"`
	Rows     int                `json:"rows"` // bytes of a sparse table's rows
	Classes  int                `json:"classes"`
	Probe    string             `json:"probe"` // digest of the features that the training code made of the stage's probe text
	Settings map[string]float64 `json:"settings,omitempty"`
	Trained  []Corpus           `json:"trained"`
	Command  string             `json:"command"`
	Scores   map[string]float64 `json:"scores"`
	Payload  string             `json:"payload"` // SHA-256 of all that follows the header
}

// Corpus is one source of training data.
type Corpus struct {
	Name    string `json:"name"`
	Licence string `json:"licence"`
	SHA256  string `json:"sha256"` // of the file as shipped
}

// Model is a trained linear model, ready to read with. It is safe for concurrent use.
type Model struct {
	Header      Header
	Table       *Table
	Transitions []float32 // see Chain; empty for a model without transitions
}

// NewModel packs trained weights. Only the fields of the header that say what was trained and how need to be filled.
func NewModel(h Header, layout Layout, w Weights, transitions []float32, classes int) (*Model, error) {
	table, scale, err := w.pack(layout)
	if err != nil {
		return nil, err
	}
	h.Layout, h.Scale, h.Slots, h.Rows, h.Classes = layout, scale, table.slots, len(table.rows), classes
	m := &Model{Header: h, Table: table, Transitions: transitions}
	m.Header.Payload = digest(m.payload())
	return m, nil
}

func (m *Model) payload() string {
	var b strings.Builder
	for _, t := range m.Transitions {
		var four [4]byte
		binary.LittleEndian.PutUint32(four[:], math.Float32bits(t))
		b.Write(four[:])
	}
	b.WriteString(m.Table.data)
	b.WriteString(m.Table.rows)
	return b.String()
}

// digest is the SHA-256 of a string, hashed piece by piece, for a model file is large to copy.
func digest(s string) string {
	hash := sha256.New()
	var piece [1 << 15]byte
	for len(s) > 0 {
		n := copy(piece[:], s)
		hash.Write(piece[:n])
		s = s[n:]
	}
	return hex.EncodeToString(hash.Sum(nil))
}

// Encode writes the model file: the magic, the header's length in four bytes, the header as JSON, the payload. The same
// model always gives the same bytes.
func (m *Model) Encode() ([]byte, error) {
	out, err := encodeHeader(m.Header)
	return append(out, m.payload()...), err
}

// encodeHeader writes what stands before the payload.
func encodeHeader(h Header) ([]byte, error) {
	header, err := json.MarshalIndent(h, "", " ")
	if err != nil {
		return nil, fmt.Errorf("model %s: %w", h.Stage, err)
	}
	out := append([]byte(magic), binary.LittleEndian.AppendUint32(nil, uint32(len(header)))...)
	return append(out, header...), nil
}

// DecodeHeader reads the header of a model file and gives the rest, unverified.
func DecodeHeader(data string) (h Header, payload string, err error) {
	rest, ok := strings.CutPrefix(data, magic)
	if !ok || len(rest) < 4 {
		return h, "", ErrNotModel
	}
	length := uint64(binary.LittleEndian.Uint32([]byte(rest[:4])))
	if rest = rest[4:]; uint64(len(rest)) < length {
		return h, "", ErrDamaged
	}
	if err := json.Unmarshal([]byte(rest[:length]), &h); err != nil {
		return h, "", fmt.Errorf("%w (%v)", ErrDamaged, err)
	}
	return h, rest[length:], nil
}

// mostClasses is how many classes a token can be of; see Lattice.Class.
const mostClasses = 256

// Decode reads a model file without copying it, and checks its hash and that its lengths agree. The probe is the digest of
// the features that the reading code makes today: a model made by other features is refused with ErrNotFitted.
func Decode(data, stage, probe string) (*Model, error) {
	h, payload, err := DecodeHeader(data)
	if err != nil {
		return nil, fmt.Errorf("model %s: %w", stage, err)
	}
	if h.Stage != stage {
		return nil, fmt.Errorf("model %s: %w (it is for stage %q)", stage, ErrNotFitted, h.Stage)
	}
	if digest(payload) != h.Payload {
		return nil, fmt.Errorf("model %s: %w", stage, ErrDamaged)
	}
	if h.Probe != probe {
		return nil, fmt.Errorf("model %s: %w (its features are %s, the code's %s)", stage, ErrNotFitted, h.Probe, probe)
	}
	m := &Model{Header: h}
	labels := len(h.Labels)
	moves := h.Classes * (labels + 1) * labels
	t := &Table{layout: h.Layout, labels: labels, slots: h.Slots, width: slotWidth(h.Layout, labels)}
	possible := h.Slots >= 1 && h.Slots <= len(payload) && h.Rows >= 0 && h.Classes >= 0 && h.Classes <= mostClasses
	if h.Layout != Dense && h.Layout != Sparse || !possible || len(payload) != 4*moves+t.slots*t.width+h.Rows {
		return nil, fmt.Errorf("model %s: %w (its lengths do not agree)", stage, ErrDamaged)
	}
	for i := range moves {
		m.Transitions = append(m.Transitions, math.Float32frombits(binary.LittleEndian.Uint32([]byte(payload[4*i:4*i+4]))))
	}
	t.data = payload[4*moves : 4*moves+t.slots*t.width]
	t.rows = payload[4*moves+t.slots*t.width:]
	if !t.hasEmptySlot() {
		return nil, fmt.Errorf("model %s: %w (its table is full)", stage, ErrDamaged)
	}
	m.Table = t
	return m, nil
}

// Probe is the digest of a list of features, for Header.Probe.
func Probe(features []Feature) string {
	h := uint64(len(features))
	for _, f := range features {
		h = Combine(h, f)
	}
	return fmt.Sprintf("%016x", h)
}
