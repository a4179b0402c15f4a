package coref

import (
	"hash/fnv"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"gainsay/news"
)

// Context is the names that stand in a text, hashed, in rising order: what it is about, as far as that tells whether a surname
// in it is the same person's as in another text.
type Context []uint32

// mostContext is how many names of a text count, and leastPassage how many letters a passage must have to tell copies.
const mostContext, leastPassage = 96, 40

// Outline takes from a record what [Across] asks of it. It holds on to nothing of the record.
func Outline(rec *news.Record) Document {
	d := Document{Context: contextOf(rec.Article.Text), Passages: make([][]uint64, len(rec.Entities))}
	number := map[string]int{}
	for i, e := range rec.Entities {
		number[e.ID] = i
		aliases := make([]string, len(e.Aliases))
		for k, alias := range e.Aliases {
			aliases[k] = strings.Clone(alias)
		}
		d.Entities = append(d.Entities, news.Entity{Name: strings.Clone(e.Name), Kind: e.Kind, Aliases: aliases})
	}
	for i := range rec.Statements {
		s := &rec.Statements[i]
		if s.Source == nil || s.Source.Entity == "" || s.Part != news.InText {
			continue
		}
		n, ok := number[s.Source.Entity]
		if !ok || len(d.Passages[n]) >= 8 {
			continue
		}
		if passage, ok := passageOf(rec.Article.Text, s); ok {
			d.Passages[n] = append(d.Passages[n], passage)
		}
	}
	return d
}

// passageOf is the hash of the letters from the first to the last word of a statement; not of a short one.
func passageOf(text string, s *news.Statement) (hash uint64, ok bool) {
	all := s.Source.Spans[0]
	for _, spans := range [][]news.Span{s.Source.Spans, s.Content} {
		all.Start, all.End = min(all.Start, spans[0].Start), max(all.End, spans[len(spans)-1].End)
	}
	h, letters := fnv.New64a(), 0
	var buffer [utf8.UTFMax]byte
	for _, r := range all.In(text) {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			letters++
			h.Write(buffer[:utf8.EncodeRune(buffer[:], unicode.ToLower(r))])
		}
	}
	return h.Sum64(), letters >= leastPassage
}

// contextOf gathers the words of a text that begin with a capital where no sentence begins.
func contextOf(text string) Context {
	var all Context
	seen := map[uint32]bool{}
	before := '.' // the last mark or letter before the word
	for start := 0; start < len(text) && len(all) < mostContext; {
		r, size := utf8.DecodeRuneInString(text[start:])
		if !unicode.IsLetter(r) {
			if !unicode.IsSpace(r) || r == '\n' {
				before = r
			}
			start += size
			continue
		}
		end := start + size
		for end < len(text) {
			next, size := utf8.DecodeRuneInString(text[end:])
			if !unicode.IsLetter(next) && next != '-' && next != '\'' && next != '’' {
				break
			}
			end += size
		}
		if word := bare(text[start:end]); unicode.IsUpper(r) && len(word) > 2 && (unicode.IsLetter(before) || before == ',') && !calendar[word] {
			h := fnv.New32a()
			h.Write([]byte(strings.ToLower(word)))
			if sum := h.Sum32(); !seen[sum] {
				seen[sum] = true
				all = append(all, sum)
			}
		}
		before, start = 'x', end
	}
	slices.Sort(all)
	return slices.Clip(all)
}

// calendar are capitalised words that tell nothing of what a text is about.
var calendar = map[string]bool{"Monday": true, "Tuesday": true, "Wednesday": true, "Thursday": true, "Friday": true, "Saturday": true, "Sunday": true,
	"January": true, "February": true, "March": true, "April": true, "May": true, "June": true, "July": true, "August": true, "September": true,
	"October": true, "November": true, "December": true, "Mrs": true, "President": true, "The": true}

// library is a whole collection of documents, one of which is being read.
type library struct {
	documents []Document
	weights   map[uint32]float32 // of the names in texts
	norms     []float32          // of the documents' contexts
	here      int
}

// weigh gives each name the weight of its rarity in the collection, and each document the length of its vector of weights.
func (l *library) weigh() {
	in := map[uint32]int{}
	for i := range l.documents {
		for _, name := range l.documents[i].Context {
			in[name]++
		}
	}
	l.weights = make(map[uint32]float32, len(in))
	for name, documents := range in {
		l.weights[name] = rarity(float64(len(l.documents)), float64(documents))
	}
	l.norms = make([]float32, len(l.documents))
	for i := range l.documents {
		sum := float32(0)
		for _, name := range l.documents[i].Context {
			sum += l.weights[name]
		}
		l.norms[i] = float32(math.Sqrt(float64(sum)))
	}
}

// rarity is the weight of a name that stands in so many of all documents.
func rarity(all, in float64) float32 {
	w := math.Log(1 + all/in)
	return float32(w * w)
}

func (l *library) want([]int32) {}

// alike is the cosine of two documents' contexts.
func (l *library) alike(other int32) float32 {
	x, y := l.documents[l.here].Context, l.documents[other].Context
	sum := float32(0)
	for len(x) > 0 && len(y) > 0 {
		switch {
		case x[0] < y[0]:
			x = x[1:]
		case x[0] > y[0]:
			y = y[1:]
		default:
			sum += l.weights[x[0]]
			x, y = x[1:], y[1:]
		}
	}
	if sum == 0 {
		return 0
	}
	return sum / (l.norms[l.here] * l.norms[other])
}
