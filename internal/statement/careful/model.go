package careful

import (
	"encoding/binary"
	"fmt"
	"math"

	"gainsay/internal/encoder"
	"gainsay/internal/linear"
	"gainsay/internal/text"
	"gainsay/internal/wordpiece"
)

// Stage is the name of the model.
const Stage = "careful"

// Labels is how many labels a word may have: O, then B and I of source, cue and content.
const Labels = 7

// The sizes of the model, as training/careful/model.py has them.
const (
	width, heads, inner                   = 384, 12, 1536
	layers                                = 6
	narrowWidth, narrowHeads, narrowInner = 192, 6, 384
	narrowLayers                          = 2
	far                                   = 64 // distances from the anchor are told apart up to here
)

// Model is the trained model. It is safe for concurrent use.
type Model struct {
	vocabulary               *wordpiece.Vocabulary
	begin, finish            int32 // pieces that open and close a chunk
	pieces, places, traits   *encoder.Table
	norm                     *encoder.Norm
	layers                   []*encoder.Layer
	roles                    *encoder.Linear
	word, anchor, odds, last *encoder.Linear
	distance                 *encoder.Table
	narrowNorm               *encoder.Norm
	narrow                   []*encoder.Layer
}

// Load reads the model file and checks its hash. The payload is the length of the list of pieces in four bytes, the list, one a
// line, and the arrays of encoder.DecodeTensors. It takes some hundredths of a second: load a model once. Errors: those of
// linear.DecodeBlob.
func Load(data string) (*Model, linear.Header, error) {
	h, payload, err := linear.DecodeBlob(data, Stage, Probe())
	if err != nil {
		return nil, h, err
	}
	damaged := fmt.Errorf("model %s: %w", Stage, linear.ErrDamaged)
	if len(payload) < 4 {
		return nil, h, damaged
	}
	length := uint64(binary.LittleEndian.Uint32([]byte(payload[:4])))
	if payload = payload[4:]; length > uint64(len(payload)) {
		return nil, h, damaged
	}
	m := &Model{vocabulary: wordpiece.New(payload[:length])}
	for sign, number := range map[string]*int32{"[CLS]": &m.begin, "[SEP]": &m.finish, "[UNK]": new(int32)} {
		var ok bool
		if *number, ok = m.vocabulary.Number(sign); !ok {
			return nil, h, damaged
		}
	}
	if err := m.arrays(payload[length:]); err != nil {
		return nil, h, fmt.Errorf("model %s: %w", Stage, err)
	}
	if m.pieces.Rows() != m.vocabulary.Len() || m.places.Rows() != chunkPieces+2 || m.traits.Rows() != traitRows || m.distance.Rows() != 2*far+1 {
		return nil, h, damaged
	}
	return m, h, nil
}

// arrays takes the model's arrays out of a payload.
func (m *Model) arrays(payload string) error {
	tensors, err := encoder.DecodeTensors(payload)
	if err != nil {
		return err
	}
	take := taker{tensors: tensors}
	m.pieces, m.places, m.traits = take.table("pieces", width), take.table("places", width), take.table("traits", width)
	m.norm, m.roles = take.norm("norm", width), take.linear("roles", width, Labels)
	m.word, m.anchor = take.linear("word", width, narrowWidth), take.linear("anchor", width, narrowWidth)
	m.odds, m.distance = take.linear("odds", Labels, narrowWidth), take.table("distance", narrowWidth)
	m.narrowNorm, m.last = take.norm("narrow_norm", narrowWidth), take.linear("related", narrowWidth, Labels)
	for i := range layers {
		m.layers = append(m.layers, take.layer(fmt.Sprintf("layers.%d", i), width, heads, inner))
	}
	for i := range narrowLayers {
		m.narrow = append(m.narrow, take.layer(fmt.Sprintf("narrow.%d", i), narrowWidth, narrowHeads, narrowInner))
	}
	return take.err
}

// taker takes arrays and keeps the first error.
type taker struct {
	tensors encoder.Tensors
	err     error
}

func (t *taker) keep(err error) {
	if t.err == nil {
		t.err = err
	}
}

func (t *taker) table(name string, width int) *encoder.Table {
	found, err := t.tensors.Table(name+".weight", width)
	t.keep(err)
	return found
}

func (t *taker) norm(name string, width int) *encoder.Norm {
	found, err := t.tensors.Norm(name, width)
	t.keep(err)
	return found
}

func (t *taker) linear(name string, in, out int) *encoder.Linear {
	found, err := t.tensors.Linear(name, in, out)
	t.keep(err)
	return found
}

func (t *taker) layer(name string, width, heads, inner int) *encoder.Layer {
	found, err := t.tensors.Layer(name, width, heads, inner)
	t.keep(err)
	return found
}

// Reading is a text that the model is reading. It is not safe for concurrent use.
type Reading struct {
	// Roles are, for each word, the logarithms of the probabilities of its labels in any attribution: word × Labels.
	Roles []float32

	model   *Model
	vectors []float32 // word × width
	near    []float32 // word × narrowWidth: what a word brings into a window
	window  []float32 // the window at hand
	anchor  [narrowWidth]float32
	scratch encoder.Scratch
}

// Read encodes a document with tokens, tags and names, and tells each word's role.
func (m *Model) Read(d *text.Document, traits func(word int) Traits) *Reading {
	return m.read(NewInput(m.vocabulary, d, traits))
}

func (m *Model) read(in Input) *Reading {
	words := len(in.Starts) - 1
	r := &Reading{model: m, vectors: make([]float32, words*width), near: make([]float32, words*narrowWidth), Roles: make([]float32, words*Labels)}
	for _, chunk := range in.Chunks {
		r.encode(in, chunk)
	}
	m.roles.Apply(r.Roles, r.vectors, words)
	odds := make([]float32, words*Labels)
	for i := range words {
		row := r.Roles[i*Labels : (i+1)*Labels]
		logSoftmax(row)
		for y, p := range row {
			odds[i*Labels+y] = float32(math.Exp(float64(p)))
		}
	}
	m.word.Apply(r.near, r.vectors, words)
	with := make([]float32, words*narrowWidth)
	m.odds.Apply(with, odds, words)
	for i, x := range with {
		r.near[i] += x
	}
	return r
}

// encode fills the vectors of a chunk's words: each is that of its first piece.
func (r *Reading) encode(in Input, chunk text.Range) {
	m := r.model
	first, end := in.Starts[chunk.First], in.Starts[chunk.End]
	rows := end - first + 2
	x := make([]float32, rows*width)
	row := func(k int) []float32 { return x[k*width : (k+1)*width] }
	m.pieces.Add(row(0), int(m.begin))
	m.pieces.Add(row(rows-1), int(m.finish))
	for i := chunk.First; i < chunk.End; i++ {
		for p := in.Starts[i]; p < in.Starts[i+1]; p++ {
			to := row(1 + p - first)
			m.pieces.Add(to, int(in.Pieces[p]))
			for _, trait := range in.Traits[i*traitKinds : (i+1)*traitKinds] {
				m.traits.Add(to, int(trait))
			}
		}
	}
	for k := range rows {
		m.places.Add(row(k), k)
	}
	m.norm.Apply(x, rows)
	for _, layer := range m.layers {
		layer.Apply(x, rows, &r.scratch)
	}
	for i := chunk.First; i < chunk.End; i++ {
		copy(r.vectors[i*width:(i+1)*width], row(1+in.Starts[i]-first))
	}
}

// Relate tells the roles of the words of a window in the attribution whose cue the anchor, one of them, may stand in: the
// logarithms of the probabilities of their labels, word × Labels. They are valid until the next call.
func (r *Reading) Relate(window text.Range, anchor int) []float32 {
	m, rows := r.model, window.Len()
	need := rows * (narrowWidth + Labels)
	if cap(r.window) < need {
		r.window = make([]float32, need)
	}
	x, scores := r.window[:rows*narrowWidth], r.window[rows*narrowWidth:need]
	copy(x, r.near[window.First*narrowWidth:window.End*narrowWidth])
	m.anchor.Apply(r.anchor[:], r.vectors[anchor*width:(anchor+1)*width], 1)
	for k := range rows {
		row := x[k*narrowWidth : (k+1)*narrowWidth]
		for i, a := range r.anchor {
			row[i] += a
		}
		m.distance.Add(row, far+max(-far, min(far, window.First+k-anchor)))
	}
	m.narrowNorm.Apply(x, rows)
	for _, layer := range m.narrow {
		layer.Apply(x, rows, &r.scratch)
	}
	m.last.Apply(scores, x, rows)
	for k := range rows {
		logSoftmax(scores[k*Labels : (k+1)*Labels])
	}
	return scores
}

// logSoftmax turns scores into logarithms of probabilities, in place.
func logSoftmax(scores []float32) {
	most := scores[0]
	for _, s := range scores[1:] {
		most = max(most, s)
	}
	sum := 0.0
	for _, s := range scores {
		sum += math.Exp(float64(s - most))
	}
	all := most + float32(math.Log(sum))
	for y := range scores {
		scores[y] -= all
	}
}
