package article

import (
	"strings"

	readability "codeberg.org/readeck/go-readability/v2"
	"github.com/markusmobius/go-htmldate"
	"github.com/markusmobius/go-trafilatura"
	"golang.org/x/net/html"
)

// addedLine is the least length, in bytes, of a sentence that go-readability alone found and that is taken into the body.
const addedLine = 80

// vote marks which blocks of a page are its body. Two extractors judge the page; what they say is laid beside the page's
// own lines, which are kept as the page has them (extractors lose spaces and order). go-trafilatura proposes the body;
// go-readability must agree to each line, and may add a full sentence that stands between two agreed lines. Where the two
// saw different articles, go-trafilatura is believed, unless it found next to nothing. Posts of social networks between the body's first line and its last
// are quoted words and belong to it, though extractors take them for frame.
func vote(root *html.Node, blocks []block, first, second []string) {
	proposed, seconded := laidBeside(blocks, first), laidBeside(blocks, second)
	weight := func(marks []bool, other []bool) (n int) {
		for i, b := range blocks {
			if marks[i] && other[i] {
				n += len(b.text)
			}
		}
		return n
	}
	size, other, agreed := weight(proposed, proposed), weight(seconded, seconded), weight(proposed, seconded)
	switch {
	case size == 0 && other == 0:
		plainBody(root, blocks)
	case size*4 < other:
		mark(blocks, seconded)
	case agreed*2 < size:
		mark(blocks, proposed)
	default:
		for i := range blocks {
			blocks[i].in = proposed[i] && seconded[i]
		}
		bound(blocks)
		for i, b := range blocks {
			blocks[i].in = b.in || b.region && seconded[i] && len(b.text) >= addedLine && sentenceEnd(b.text)
		}
	}
	bound(blocks)
	for i, b := range blocks {
		blocks[i].in = b.in || b.region && b.post
	}
}

// mark takes the marked blocks for the body.
func mark(blocks []block, marks []bool) {
	for i := range blocks {
		blocks[i].in = marks[i]
	}
}

// bound sets region on the blocks from the first to the last of the body.
func bound(blocks []block) {
	begin, end := len(blocks), 0
	for i, b := range blocks {
		if b.in {
			begin, end = min(begin, i), i+1
		}
	}
	for i := range blocks {
		blocks[i].region = i >= begin && i < end
	}
}

// plainBody is for pages too small for an extractor: every line counts that does not stand in the page's frame.
func plainBody(root *html.Node, blocks []block) {
	var frame []*html.Node
	for n := range root.Descendants() {
		switch n.Data {
		case "nav", "header", "footer", "aside", "form":
			if n.Type == html.ElementNode {
				frame = append(frame, n)
			}
		}
	}
	framed := map[string]bool{}
	for _, n := range frame {
		for _, b := range blocksOf(n) {
			framed[b.text] = true
		}
	}
	for i, b := range blocks {
		blocks[i].in = !framed[b.text] && b.kind != caption
	}
}

// proposal is the body that go-trafilatura finds in a parsed page, as lines; nil where it finds none. The tree is not
// changed.
func proposal(root *html.Node) []string {
	result, err := trafilatura.ExtractDocument(root, trafilaturaOptions())
	if err != nil {
		return nil
	}
	return lines(result.ContentNode)
}

func trafilaturaOptions() trafilatura.Options {
	return trafilatura.Options{
		ExcludeComments:  true,
		HtmlDateOverride: &htmldate.Result{}, // days are read by metadata.go
	}
}

// Bare is the body that go-trafilatura alone finds in a page, unmended: what the figures of [Read] are measured beside.
func Bare(raw []byte) (string, error) {
	root, err := html.Parse(strings.NewReader(decode(raw, "", true)))
	if err != nil {
		return "", err
	}
	result, err := trafilatura.ExtractDocument(root, trafilaturaOptions())
	if err != nil {
		return "", err
	}
	return result.ContentText, nil
}

// readable is the same by go-readability.
func readable(root *html.Node) []string {
	parser := readability.NewParser()
	parser.DisableJSONLD = true // metadata.go reads it
	result, err := parser.ParseDocument(root, nil)
	if err != nil || result.Node == nil {
		return nil
	}
	return lines(result.Node)
}

func lines(n *html.Node) []string {
	var all []string
	for _, b := range blocksOf(n) {
		all = append(all, b.text)
	}
	return all
}

// laidBeside marks the blocks whose text an extractor kept. Lines that are equal letter by letter are paired in order, so
// that the greatest amount of text is paired; what lies between two pairs on both sides is then paired where one
// contains the other.
func laidBeside(blocks []block, kept []string) []bool {
	marks := make([]bool, len(blocks))
	if len(kept) == 0 {
		return marks
	}
	pageKeys, keptKeys := make([]string, len(blocks)), make([]string, len(kept))
	for i, b := range blocks {
		pageKeys[i] = key(b.text)
	}
	for i, line := range kept {
		keptKeys[i] = key(line)
	}
	i, j := 0, 0
	for _, pair := range append(heaviestChain(pageKeys, keptKeys), [2]int{len(blocks), len(kept)}) {
		pairGap(marks[i:pair[0]], pageKeys[i:pair[0]], keptKeys[j:pair[1]])
		if pair[0] < len(blocks) {
			marks[pair[0]] = true
		}
		i, j = pair[0]+1, pair[1]+1
	}
	return marks
}

// pairGap marks the blocks of a gap that the extractor kept under another division into lines.
func pairGap(marks []bool, pageKeys, keptKeys []string) {
	if len(keptKeys) == 0 {
		return
	}
	all := strings.Join(keptKeys, "")
	for i, k := range pageKeys {
		if k == "" {
			continue
		}
		if at := strings.Index(all, k); at >= 0 {
			marks[i] = true
			all = all[at+len(k):]
			continue
		}
		for _, part := range keptKeys {
			if len(part) >= 20 && len(part)*2 >= len(k) && strings.Contains(k, part) {
				marks[i] = true
				break
			}
		}
	}
}

// heaviestChain pairs equal lines of two lists, each line at most once and in the order of both, so that the total
// length of what is paired is greatest (a longest increasing subsequence with weights, over a Fenwick tree of maxima).
// Of lines that are not on the page, none is paired.
func heaviestChain(a, b []string) [][2]int {
	places := map[string][]int{}
	for j, k := range b {
		if k != "" {
			places[k] = append(places[k], j)
		}
	}
	type link struct{ i, j, weight, before int }
	var chain []link
	best := make([]int, len(b)+1) // Fenwick tree: index into chain of the heaviest chain that ends before a place, plus one
	heavier := func(x, y int) bool { return y == 0 || x != 0 && chain[x-1].weight > chain[y-1].weight }
	for i, k := range a {
		js := places[k]
		if len(js) > 50 { // a line that stands everywhere says nothing about places
			js = js[:50]
		}
		for n := len(js) - 1; n >= 0; n-- { // from the back, so that one block pairs once
			before := 0
			for x := js[n]; x > 0; x -= x & -x {
				if heavier(best[x], before) {
					before = best[x]
				}
			}
			l := link{i, js[n], len(k), before}
			if before > 0 {
				l.weight += chain[before-1].weight
			}
			chain = append(chain, l)
			for x := js[n] + 1; x <= len(b); x += x & -x {
				if heavier(len(chain), best[x]) {
					best[x] = len(chain)
				}
			}
		}
	}
	last := 0
	for x := len(b); x > 0; x -= x & -x {
		if heavier(best[x], last) {
			last = best[x]
		}
	}
	var pairs [][2]int
	for ; last > 0; last = chain[last-1].before {
		pairs = append(pairs, [2]int{chain[last-1].i, chain[last-1].j})
	}
	for x, y := 0, len(pairs)-1; x < y; x, y = x+1, y-1 {
		pairs[x], pairs[y] = pairs[y], pairs[x]
	}
	return pairs
}
