package web

import (
	"fmt"
	"time"

	"gainsay/news"
)

// storyBars are the statements of a story by day, or by month or year where the days are too many, as they are drawn.
type storyBars struct {
	Summary     string // in words
	From, To    string // the ends of the axis
	Width       int
	Height      int
	Bars        []storyBar
	Most, Total int
}

// storyBar is one of them.
type storyBar struct {
	X, Y, Width, Height int
	Label               string // "2024-05-15: 14 statements"
	Link                string // the statements of those days
}

const (
	barsWidth     = 600
	stretchHeight = 64
	mostStretches = 75
	leastBar      = 3 // the least height, so that one statement is seen beside a hundred
	widestBar     = 28
)

// period is a stretch of the calendar that one bar stands for.
type period struct {
	name   string
	layout string
	start  func(time.Time) time.Time
	next   func(time.Time) time.Time
}

var periods = []period{
	{"day", time.DateOnly, func(t time.Time) time.Time { return t }, func(t time.Time) time.Time { return t.AddDate(0, 0, 1) }},
	{"month", "2006-01", func(t time.Time) time.Time { return t.AddDate(0, 0, 1-t.Day()) }, func(t time.Time) time.Time { return t.AddDate(0, 1, 0) }},
	{"year", "2006", func(t time.Time) time.Time { return time.Date(t.Year(), 1, 1, 0, 0, 0, 0, time.UTC) }, func(t time.Time) time.Time { return t.AddDate(1, 0, 0) }},
}

// barsOf draws when the statements of a story were said; nil where that is one day only, or more years than can be drawn.
func barsOf(st *news.StorySummary) *storyBars {
	if len(st.Days) < 2 {
		return nil
	}
	first, _ := st.Days[0].Day.Time()
	last, _ := st.Days[len(st.Days)-1].Day.Time()
	for _, p := range periods {
		if stretches := p.between(first, last); len(stretches) <= mostStretches {
			return p.draw(st, stretches)
		}
	}
	return nil
}

// between lists where the stretches of a period begin that hold two days and all between them; of very many one more than can be drawn.
func (p *period) between(first, last time.Time) (starts []time.Time) {
	for t := p.start(first); !t.After(last) && len(starts) <= mostStretches; t = p.next(t) {
		starts = append(starts, t)
	}
	return starts
}

func (p *period) draw(st *news.StorySummary, starts []time.Time) *storyBars {
	counts := make([]int, len(starts))
	at := 0
	for _, d := range st.Days {
		day, _ := d.Day.Time()
		for at+1 < len(starts) && !starts[at+1].After(day) {
			at++
		}
		counts[at] += d.Statements
	}
	b := &storyBars{From: starts[0].Format(p.layout), To: starts[len(starts)-1].Format(p.layout), Height: stretchHeight, Total: st.Statements}
	step := min(barsWidth/len(starts), widestBar)
	b.Width = step * len(starts)
	peak := 0
	for i, n := range counts {
		if n > b.Most {
			b.Most, peak = n, i
		}
	}
	for i, n := range counts {
		if n == 0 {
			continue
		}
		height := max(leastBar, n*stretchHeight/b.Most)
		since, until := news.DayOf(starts[i]), news.DayOf(p.next(starts[i]).AddDate(0, 0, -1))
		b.Bars = append(b.Bars, storyBar{X: i * step, Y: stretchHeight - height, Width: max(1, step-2), Height: height, Label: starts[i].Format(p.layout) + ": " + counted(n, "statement", "statements"),
			Link: searched(fmt.Sprintf("story:%s since:%s until:%s", st.ID, since, until))})
	}
	b.Summary = fmt.Sprintf("Statements by %s from %s to %s, most on %s: %s", p.name, b.From, b.To, starts[peak].Format(p.layout), grouped(int64(b.Most)))
	return b
}
