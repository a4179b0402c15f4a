package statement

import (
	"cmp"
	"math"
	"slices"

	"gainsay/internal/analysis/cluster"
	"gainsay/internal/analysis/lemma"
	"gainsay/internal/analysis/phrase"
	"gainsay/internal/linear"
	"gainsay/internal/statement/careful"
	"gainsay/internal/text"
)

// byEncoder finds attributions with the neural model. It decodes as the linear ones do, from the model's probabilities in place
// of summed weights.
type byEncoder struct {
	model *careful.Model
	chain *linear.Chain
}

// LoadCareful reads the model file of the careful reader. Errors: those of careful.Load, and linear.ErrNotFitted where the confidence
// is not calibrated.
func LoadCareful(file string) (*Reader, error) {
	model, header, err := careful.Load(file)
	if err != nil {
		return nil, err
	}
	reader := newCareful(model)
	if reader.calibration, err = calibrationIn(header); err != nil {
		return nil, err
	}
	return reader, nil
}

// CalibrateCareful fits the confidence of the careful reader on the articles that the script held out of its training, of all that
// it was given, and writes it into the header of the model file.
func CalibrateCareful(file string, articles []Gold, log func(format string, args ...any)) ([]byte, error) {
	model, header, err := careful.Load(file)
	if err != nil {
		return nil, err
	}
	var unseen []Gold
	for i, g := range articles {
		if isHeldOut(i) {
			unseen = append(unseen, g)
		}
	}
	header.Settings = settingsOf(calibrate(newCareful(model), unseen, log))
	return linear.WithHeader(file, header)
}

func newCareful(model *careful.Model) *Reader {
	noClusters := func(string) cluster.Path { return 0 } // they are features of the linear models
	return &Reader{clusters: noClusters, least: leastCareful, finder: &byEncoder{model, linear.NewChain(labelCount, carefulClasses, transitions())}}
}

// leastCareful is the confidence from which the careful reader reads a statement: on PolNeAR dev full F1 is level from 0.3 to 0.4, and
// strict F1 highest at 0.4.
const leastCareful = 0.4

// runCost is what each run of words of one role costs, in log-odds, so that no stray word becomes one. On PolNeAR dev 0, 0.5, 1, 1.5 and
// 2.5 give a full F1 of 79.4, 79.5, 79.8, 79.5 and 79.0.
const runCost = 1

// phraseCost is what it costs, besides, to begin or to end a content within a noun phrase.
const phraseCost = 2

// withinPhrase is the class of a token inside a noun phrase and not at its start; the other classes are those of boundaries.
const (
	withinPhrase   = edgeClasses
	carefulClasses = edgeClasses + 1
)

// transitions are scores that tell which transitions cannot be, and what the others cost.
func transitions() []float32 {
	var scores []float32
	for class := range carefulClasses {
		for from := range labelCount + 1 {
			for to := range labelCount {
				score := float32(0)
				switch {
				case !allowed(from, to), class == paragraphStart && !begins(uint8(to)) && to != labelOutside && to != int(inside(contentRole)):
					score = linear.Forbidden // a quotation may run on over paragraphs, a source does not
				case begins(uint8(to)):
					score = -runCost
				}
				if class == withinPhrase && from < labelCount && (roleOf(uint8(from)) == contentRole) != (roleOf(uint8(to)) == contentRole) {
					score -= phraseCost
				}
				scores = append(scores, score)
			}
		}
	}
	return scores
}

func (f *byEncoder) find(v *view) (list []relation, odds []roleOdds) {
	if len(v.words) == 0 {
		return nil, nil
	}
	reading := f.model.Read(v.document, v.traits)
	odds = make([]roleOdds, len(v.words))
	var row [labelCount]float32
	for i := range odds {
		for y, p := range reading.Roles[i*labelCount : (i+1)*labelCount] {
			row[y] = float32(math.Exp(float64(p)))
		}
		if !v.dateline[i] {
			odds[i] = oddsOf(row[:])
		}
	}
	chain := newChainReader(nil, f.chain)
	for _, anchor := range anchors(v.document, odds) {
		window := v.window(anchor)
		chain.lattice.Reset(window.Len(), labelCount)
		copy(chain.lattice.Scores, reading.Relate(window, anchor))
		for k := range window.Len() {
			i := window.First + k
			v.bar(i, chain.lattice.Scores[k*labelCount:(k+1)*labelCount])
			if chain.lattice.Class[k] = v.edgeClass(i); i > 0 && v.words[i].phrase == v.words[i-1].phrase && v.phrases[v.words[i].phrase].Kind == phrase.Noun {
				chain.lattice.Class[k] = withinPhrase
			}
		}
		if found, ok := chain.related(window, anchor, float64(odds[anchor].cue)); ok {
			found.anchor = v.headOf(found.roles[cueRole], anchor)
			found.roles[sourceRole] = nearest(found.roles[sourceRole], anchor)
			found.roles[contentRole] = v.withoutTorn(found.roles)
			list = append(list, found)
		}
	}
	return list, odds
}

// nearest keeps, of several runs, the one that stands nearest to a token: of 18,403 sources of PolNeAR's training articles nine are
// in pieces.
func nearest(runs []text.Range, to int) []text.Range {
	if len(runs) < 2 {
		return runs
	}
	return []text.Range{slices.MinFunc(runs, func(a, b text.Range) int { return cmp.Compare(distanceTo(a, to), distanceTo(b, to)) })}
}

// distanceTo is how many tokens lie between a run and a token.
func distanceTo(run text.Range, to int) int { return max(run.First-to, to-run.End, 0) }

// withoutTorn is a content without the smaller pieces that tear a quotation: where one ends amid a quotation, and what follows there
// is no part of the attribution, somebody else is quoted.
func (v *view) withoutTorn(roles [contentRole + 1][]text.Range) []text.Range {
	content, all := roles[contentRole], 0
	if len(content) < 2 {
		return content
	}
	for _, run := range content {
		all += run.Len()
	}
	return slices.DeleteFunc(slices.Clone(content), func(run text.Range) bool {
		if 2*run.Len() >= all || run.End >= len(v.words) {
			return false
		}
		q := v.document.Tokens[run.End-1].Quotation
		return q >= 0 && v.document.Tokens[run.End].Quotation == q && !text.Holds(roles[cueRole], run.End) && !text.Holds(roles[sourceRole], run.End)
	})
}

// headOf is the token that a cue is known by: the anchor, unless that is a particle or an auxiliary beside a full verb.
func (v *view) headOf(cue []text.Range, anchor int) int {
	tokens := v.document.Tokens
	auxiliary := func(i int) bool {
		switch lemma.Of(v.document.Word(i), tokens[i].Tag) {
		case "be", "have", "do":
			return true
		}
		return false
	}
	if phrase.IsNoun(tokens[anchor].Tag) || phrase.IsVerb(tokens[anchor].Tag) && !auxiliary(anchor) {
		return anchor
	}
	for _, run := range cue {
		for i := run.First; i < run.End; i++ {
			if phrase.IsVerb(tokens[i].Tag) && !auxiliary(i) {
				return i
			}
		}
	}
	return anchor
}

// traits are what the model is told of word i.
func (v *view) traits(i int) careful.Traits {
	return careful.Traits{Quote: uint8(v.words[i].quote), Edge: v.edgeClass(i)}
}

// heldOutOf is the share of the training articles, as one in so many, that the model does not see: its confidence is calibrated
// on them.
const heldOutOf = 16

func isHeldOut(number int) bool { return number%heldOutOf == heldOutOf-1 }

// pairs are runs of tokens as an example writes them.
func pairs(runs []text.Range) [][2]int {
	list := [][2]int{}
	for _, r := range runs {
		list = append(list, careful.Pair(r))
	}
	return list
}
