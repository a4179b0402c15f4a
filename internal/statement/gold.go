package statement

import (
	"gainsay/internal/text"
	"gainsay/news"
)

// Gold is one article with the attributions that annotators found in it, to train on.
type Gold struct {
	Document     *text.Document // analysed up to tags, names and quotations
	Attributions []GoldAttribution
}

// GoldAttribution is one annotated attribution, in bytes of the document's text.
type GoldAttribution struct {
	Source, Cue, Content []news.Span
}

// goldRelation is a gold attribution in tokens.
type goldRelation [contentRole + 1][]text.Range

// relations turns gold spans into token runs; attributions without a cue are left out.
func (g Gold) relations() []goldRelation {
	var list []goldRelation
	for _, a := range g.Attributions {
		var r goldRelation
		r[sourceRole] = tokensIn(g.Document, a.Source)
		r[cueRole] = tokensIn(g.Document, a.Cue)
		r[contentRole] = tokensIn(g.Document, a.Content)
		if len(r[cueRole]) > 0 {
			list = append(list, r)
		}
	}
	return list
}

// tokensIn gives, for each span, the run of tokens that have at least half of their bytes in it; empty runs are left out.
func tokensIn(d *text.Document, spans []news.Span) []text.Range {
	var list []text.Range
	for _, s := range spans {
		first := firstTokenAfter(d, s.Start)
		run := text.Range{First: -1}
		for i := first; i < len(d.Tokens) && d.Tokens[i].Span.Start < s.End; i++ {
			t := d.Tokens[i].Span
			if 2*(min(t.End, s.End)-max(t.Start, s.Start)) >= t.Len() {
				if run.First < 0 {
					run.First = i
				}
				run.End = i + 1
			}
		}
		if run.First >= 0 {
			list = append(list, run)
		}
	}
	return list
}

// firstTokenAfter is the first token that ends after the byte offset.
func firstTokenAfter(d *text.Document, offset int) int {
	low, high := 0, len(d.Tokens)
	for low < high {
		mid := (low + high) / 2
		if d.Tokens[mid].Span.End > offset {
			high = mid
		} else {
			low = mid + 1
		}
	}
	return low
}

// spotLabels merges all attributions into one label a token: a cue wins over a source, a source over a content.
func spotLabels(tokens int, relations []goldRelation) []uint8 {
	labels := make([]uint8, tokens)
	for _, r := range []role{contentRole, sourceRole, cueRole} {
		for _, relation := range relations {
			for _, run := range relation[r] {
				writeRun(labels, run, r)
			}
		}
	}
	mendInside(labels)
	return labels
}

func writeRun(labels []uint8, run text.Range, r role) {
	for i := run.First; i < run.End; i++ {
		labels[i] = inside(r)
	}
	labels[run.First] = begin(r)
}

// mendInside starts a run anew where another role was written over its start.
func mendInside(labels []uint8) {
	before := labelCount
	for i, y := range labels {
		if !allowed(before, int(y)) {
			labels[i] = begin(roleOf(y))
		}
		before = int(labels[i])
	}
}

// windowLabels labels the window of an anchor with the one relation whose cue holds it; all O where there is none.
func windowLabels(w text.Range, anchor int, relations []goldRelation) (labels []uint8, found bool) {
	labels = make([]uint8, w.Len())
	for _, relation := range relations {
		if !text.Holds(relation[cueRole], anchor) {
			continue
		}
		for _, r := range []role{contentRole, sourceRole, cueRole} {
			for _, run := range relation[r] {
				run.First, run.End = max(run.First, w.First)-w.First, min(run.End, w.End)-w.First
				if run.Len() > 0 {
					writeRun(labels, run, r)
				}
			}
		}
		mendInside(labels)
		return labels, true
	}
	return labels, false
}
