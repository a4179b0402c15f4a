package nest

import (
	"slices"

	"gainsay/internal/text"
)

// Outer is a statement that is already known, as runs of token numbers.
type Outer struct{ Source, Cue, Content []text.Range }

// Inner is a statement found in the content of another. Source is empty where the text names none.
type Inner struct {
	Source, Cue, Content []text.Range
	Parent               int     // index into the outer statements and, after the last of them, the inner ones
	Confidence           float64 // 0 to 1: the share of such finds that is right
	Why                  string  // the rule that found it, in a few words
}

// Find gives the statements inside the contents of the outer ones, in text order of their cues. One whose cue shares a token
// with the cue of an outer statement is that statement, and is left out.
func Find(d *text.Document, outer []Outer) []Inner { return newReader(d).find(outer) }

func (r *reader) find(outer []Outer) []Inner {
	taken := make(map[int]bool)
	for _, o := range outer {
		mark(taken, o.Cue)
	}
	done := make(map[text.Range]bool)
	var found []Inner
	for _, o := range outer {
		for _, window := range r.windows(o.Content) {
			if done[window] {
				continue
			}
			done[window] = true
			found = append(found, r.read(window, taken)...)
		}
	}
	for i, o := range outer {
		found = append(found, r.citations(i, o, taken)...)
	}
	slices.SortStableFunc(found, func(a, b Inner) int { return a.Cue[0].First - b.Cue[0].First })
	all := slices.Clone(outer)
	for _, f := range found {
		all = append(all, f.outer())
	}
	for i := range found {
		if found[i].Parent < 0 {
			found[i].Parent = innermost(all, len(outer)+i, false)
		}
	}
	return found
}

// dropped stands for a statement that turned out to be none.
var dropped = Inner{Parent: -1}

func (i Inner) outer() Outer { return Outer{i.Source, i.Cue, i.Content} }

// Arrange gives, for each of the statements, the index of the innermost other one whose content wholly contains its source,
// cue and content, or -1. What stands in the gap of an interrupted content is not inside it.
func Arrange(statements []Outer) []int {
	parents := make([]int, len(statements))
	for i := range statements {
		parents[i] = innermost(statements, i, true)
	}
	return parents
}

// innermost is the statement with the shortest content that holds the child's source and cue, and its content if whole is
// set. The parent's content is the longer of the two, so that no two statements can be in each other.
func innermost(all []Outer, child int, whole bool) int {
	best, least := -1, 0
	c := all[child]
	if len(c.Cue) == 0 {
		return -1
	}
	own := size(c.Content)
	for i, o := range all {
		if i == child || size(o.Content) <= own || !inside(c.Cue, o.Content) || !inside(c.Source, o.Content) || whole && !inside(c.Content, o.Content) {
			continue
		}
		if n := size(o.Content); best < 0 || n < least {
			best, least = i, n
		}
	}
	return best
}

// inside tells whether each of the runs lies in one of the others.
func inside(runs, others []text.Range) bool {
	for _, run := range runs {
		if !slices.ContainsFunc(others, func(o text.Range) bool { return o.First <= run.First && run.End <= o.End }) {
			return false
		}
	}
	return true
}

func size(runs []text.Range) int {
	n := 0
	for _, run := range runs {
		n += run.Len()
	}
	return n
}

func mark(taken map[int]bool, runs []text.Range) {
	for _, run := range runs {
		for i := run.First; i < run.End; i++ {
			taken[i] = true
		}
	}
}

func touches(taken map[int]bool, runs []text.Range) bool {
	for _, run := range runs {
		for i := run.First; i < run.End; i++ {
			if taken[i] {
				return true
			}
		}
	}
	return false
}
