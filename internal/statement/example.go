package statement

import (
	"gainsay/internal/analysis/cluster"
	"gainsay/internal/statement/careful"
	"gainsay/internal/wordpiece"
)

// Example is an annotated article as the script that trains the careful model reads it. Number is the article's place among
// those of its corpus: every heldOutOf-th is kept for the calibration of the confidence.
func Example(id string, number int, g Gold, pieces *wordpiece.Vocabulary, clusters func(string) cluster.Path) careful.Example {
	v := newView(g.Document, clusters)
	e := careful.NewExample(id, g.Document, careful.NewInput(pieces, g.Document, v.traits), v.window)
	e.Probe, e.Held = careful.Probe(), isHeldOut(number)
	relations := g.relations()
	for _, label := range spotLabels(len(g.Document.Tokens), relations) {
		e.Roles = append(e.Roles, int(label))
	}
	for _, r := range relations {
		e.Relations = append(e.Relations, [3][][2]int{pairs(r[sourceRole]), pairs(r[cueRole]), pairs(r[contentRole])})
	}
	return e
}
