package web

import (
	"cmp"
	"slices"
	"time"

	"gainsay/news"
)

// monthChart is bars of how many statements fall into each month, parted by act. Places are points of an SVG picture.
type monthChart struct {
	Width, Height, Base int
	Bars                []monthBar
	Most                int // of one month
	Earlier             int // statements of months before the first bar
	Rows                []monthRow
}

// monthBar is one month.
type monthBar struct {
	Month, Link string
	X           int
	Total       int
	Parts       []barPart
	Label, Year string // under the bar; "" where there is no room for one
	On          bool   // what is shown is that month's
}

type barPart struct {
	Act       string
	Y, Height int
}

// monthRow is the same in figures.
type monthRow struct {
	Month, Link string
	Acts        []actChip
}

const (
	mostMonthBars = 36
	fewBars       = 14 // so many have their month's name each
	monthStep     = 30
	barHeight     = 72
)

// actOrder is how acts lie on each other in a bar, from below.
var actOrder = []news.Act{news.Assert, news.Confirm, news.Promise, news.Deny, news.Accuse, news.Demand, news.Question, news.Warn, news.Decline, news.OtherAct}

// chartOf draws months from the first to the last that has a statement, the latest three years of them. Since is the day from which statements are
// shown, and link leads to those between two days. It is nil where no more than one month has any.
func chartOf(months []news.MonthCount, since string, link func(first, last news.Day) string) *monthChart {
	byMonth := map[string][]news.MonthCount{}
	total := map[string]int{}
	for _, m := range months {
		byMonth[m.Month] = append(byMonth[m.Month], m)
		total[m.Month] += m.Statements
	}
	if len(byMonth) < 2 {
		return nil
	}
	first, ok := news.Day(months[0].Month + "-01").Time()
	last, known := news.Day(months[len(months)-1].Month + "-01").Time()
	if !ok || !known {
		return nil
	}
	if earliest := last.AddDate(0, 1-mostMonthBars, 0); first.Before(earliest) {
		first = earliest
	}
	c := &monthChart{Height: barHeight + 42, Base: barHeight + 8}
	from := first.Format("2006-01")
	for month, n := range total {
		if month < from {
			c.Earlier += n
		} else {
			c.Most = max(c.Most, n)
		}
	}
	for at := first; !at.After(last); at = at.AddDate(0, 1, 0) {
		counts := byMonth[at.Format("2006-01")]
		slices.SortStableFunc(counts, func(a, b news.MonthCount) int {
			return cmp.Compare(slices.Index(actOrder, a.Act), slices.Index(actOrder, b.Act))
		})
		c.Bars = append(c.Bars, c.bar(at, counts, since, link))
	}
	c.name()
	c.Width = len(c.Bars)*monthStep + 20
	for i := len(c.Bars) - 1; i >= 0; i-- {
		bar := &c.Bars[i]
		if bar.Total == 0 {
			continue
		}
		one := monthRow{Month: bar.Month, Link: bar.Link}
		for _, m := range byMonth[bar.Month] {
			one.Acts = append(one.Acts, actChip{Act: string(m.Act), Verb: verbOf(m.Act), Statements: m.Statements})
		}
		c.Rows = append(c.Rows, one)
	}
	return c
}

func (c *monthChart) bar(at time.Time, counts []news.MonthCount, since string, link func(first, last news.Day) string) monthBar {
	begin := news.DayOf(at)
	bar := monthBar{Month: at.Format("2006-01"), X: 10 + len(c.Bars)*monthStep, On: since == string(begin), Link: link(begin, news.DayOf(at.AddDate(0, 1, -1)))}
	sum := 0
	for _, m := range counts {
		below := sum * barHeight / c.Most
		sum += m.Statements
		above := sum * barHeight / c.Most
		bar.Parts = append(bar.Parts, barPart{Act: string(m.Act), Y: c.Base - above, Height: max(1, above-below)})
	}
	bar.Total = sum
	return bar
}

// name writes the months and years below the bars.
func (c *monthChart) name() {
	for i := range c.Bars {
		bar := &c.Bars[i]
		at, _ := news.Day(bar.Month + "-01").Time() // it was made from one
		if len(c.Bars) <= fewBars || (at.Month()-1)%3 == 0 {
			bar.Label = at.Format("Jan")
		}
		if at.Month() == time.January || i == 0 {
			bar.Year = at.Format("2006")
		}
	}
}
