package meaning

import (
	"encoding/binary"
	"fmt"
	"math"

	"gainsay/internal/linear"
	"gainsay/internal/wordpiece"
)

// Stage is the name of the model, and format the version of its payload.
const (
	Stage  = "embedding"
	format = "1"
)

// Dimensions is the number of coordinates of a vector.
const Dimensions = 96

// largestScale bounds what a file may say, so that no sum of rows overflows.
const largestScale = 1e6

// smallestScale is the least that one unit of a row may be worth, but for rows of nothing: below, a vector's length is lost in rounding.
const smallestScale = 1e-6

// rarityUnit is how many steps of the rarity byte make a power of ten.
const rarityUnit = 25

// Table holds the vectors of word pieces. It reads them from the bytes of the model file; only the list of pieces is laid out
// in memory. It is safe for concurrent use.
type Table struct {
	rarities string // one byte a piece: -log10 of its share of running text, in steps
	scales   string // four bytes a piece: what one unit of its row is worth
	rows     string // Dimensions signed bytes a piece
	pieces   *wordpiece.Vocabulary
}

// Load reads the model file and checks its hash; the table keeps data and copies none of its vectors. Errors: those of
// linear.DecodeBlob. It takes some milliseconds: load a set's table once.
func Load(data string) (*Table, error) {
	_, payload, err := linear.DecodeBlob(data, Stage, format)
	if err != nil {
		return nil, err
	}
	damaged := fmt.Errorf("model %s: %w", Stage, linear.ErrDamaged)
	if len(payload) < 8 {
		return nil, damaged
	}
	count := uint64(binary.LittleEndian.Uint32([]byte(payload[:4])))
	width := binary.LittleEndian.Uint32([]byte(payload[4:8]))
	payload = payload[8:]
	if width != Dimensions || count > uint64(len(payload)) || uint64(len(payload)) < count*(1+4+Dimensions) {
		return nil, damaged
	}
	n := int(count)
	t := &Table{rarities: payload[:n], scales: payload[n : 5*n], rows: payload[5*n : (5+Dimensions)*n],
		pieces: wordpiece.New(payload[(5+Dimensions)*n:])}
	if t.pieces.Len() != n {
		return nil, damaged
	}
	for i := range n {
		if s := t.scale(i); s != 0 && !(s >= smallestScale && s <= largestScale) { // NaN too
			return nil, damaged
		}
	}
	return t, nil
}

// scale is what one unit of a row is worth.
func (t *Table) scale(number int) float32 {
	s := t.scales[4*number : 4*number+4]
	return math.Float32frombits(uint32(s[0]) | uint32(s[1])<<8 | uint32(s[2])<<16 | uint32(s[3])<<24)
}

// addRow adds a piece's row to a sum.
func (t *Table) addRow(sum *Vector, number int) {
	scale := t.scale(number)
	row := t.rows[number*Dimensions : (number+1)*Dimensions]
	for i := range sum {
		sum[i] += scale * float32(int8(row[i]))
	}
}

// rarity is that of one piece.
func (t *Table) rarity(number int) float64 { return float64(t.rarities[number]) / rarityUnit }
