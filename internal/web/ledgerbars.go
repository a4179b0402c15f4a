package web

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"gainsay"
	"gainsay/news"
)

const (
	mostBars   = 92   // days shown one by one, a quarter of a year
	mostMonths = 120  // months, ten years
	tailShare  = 0.02 // of the statements: so many of the earliest may be left out where that lets the others be seen
)

// bars show how many statements there are of each day, or of each month where the days are many, or of each year.
type bars struct {
	Bars    []bar
	Width   int
	Unit    string // day, month, year
	First   string
	Last    string
	Most    int
	Earlier *bar   // those before the first bar; nil: none
	Reset   string // address of the ledger without a range of days; "" where it has none
	Partial bool   // only the latest statements were counted
}

// bar is one of them: its place in the picture, and the address of the ledger in that range.
type bar struct {
	Link, Title string
	X           int // where its part of the picture begins
	Left        int // where it does itself
	Y, Height   int
	Chosen      bool
	Statements  int
}

// The picture's measures. It is stretched to the width of the page.
const (
	barsHeight = 64
	barStep    = 10
)

// bars counts days in a wider range than the query's, so that one sees where that lies.
func (s *Site) bars(r *http.Request, p *page, l *ledgerRequest, query news.Query, facets *news.Facets) (*bars, error) {
	if query.Since == "" && query.Until == "" {
		return l.layBars(&query, facets), nil
	}
	wide := query
	wide.Since, wide.Until = "", ""
	whole, err := s.facets(r, p, wide)
	if err != nil {
		return nil, err
	}
	first, last := monthsAround(&query, &whole)
	switch {
	case daysBetween(first, last) > mostBars || covers(whole.Days, first, last):
	case unfiltered(wide): // of which all days are counted
		whole.Days = slices.DeleteFunc(slices.Clone(whole.Days), func(d news.DayCount) bool { return d.Day < first || d.Day > last })
	default:
		wide.Since, wide.Until = first, last
		if whole, err = s.facets(r, p, wide); err != nil {
			return nil, err
		}
	}
	return l.layBars(&query, &whole), nil
}

// unfiltered tells whether a query asks for the whole ledger.
func unfiltered(q news.Query) bool {
	return q == news.Query{Limit: q.Limit, Cursor: q.Cursor, ByRelevance: q.ByRelevance}
}

// covers tells whether the days are few enough to be shown one by one, and the range lies within them.
func covers(days []news.DayCount, first, last news.Day) bool {
	return len(days) > 0 && daysBetween(days[0].Day, days[len(days)-1].Day) <= mostBars && days[0].Day <= last && first <= days[len(days)-1].Day
}

// monthsAround is the months that the range of a query lies in.
func monthsAround(query *news.Query, whole *news.Facets) (first, last news.Day) {
	first, last = query.Since, query.Until
	if n := len(whole.Days); n > 0 {
		if first == "" {
			first = whole.Days[0].Day
		}
		if last == "" {
			last = whole.Days[n-1].Day
		}
	}
	from, _ := first.Time()
	to, _ := last.Time()
	return news.DayOf(from.AddDate(0, 0, 1-from.Day())), news.DayOf(to.AddDate(0, 1, -to.Day()))
}

// daysBetween is how many days there are from one to another, both included.
func daysBetween(from, to news.Day) int {
	first, _ := from.Time()
	last, _ := to.Time()
	return int(last.Sub(first)/(24*time.Hour)) + 1
}

// layBars lays bars out; nil where there is no day to compare with another.
func (l *ledgerRequest) layBars(query *news.Query, f *news.Facets) *bars {
	days, earlier := withoutTail(f.Days)
	if len(days) < 2 {
		return nil
	}
	b := &bars{}
	wide := *query
	wide.Since, wide.Until = "", ""
	b.Partial = f.More && !unfiltered(wide)
	first, last := days[0].Day, days[len(days)-1].Day
	unit, start, next := stepsOf(daysBetween(first, last))
	b.Unit = unit
	counts := map[string]int{}
	for _, d := range days {
		counts[string(d.Day)[:start]] += d.Statements
		b.Most = max(b.Most, counts[string(d.Day)[:start]])
	}
	b.First, b.Last = string(first)[:start], string(last)[:start]
	at, _ := first.Time()
	if b.Unit != "day" {
		at = at.AddDate(0, 0, 1-at.Day())
	}
	if b.Unit == "year" {
		at = at.AddDate(0, 1-int(at.Month()), 0)
	}
	for ; ; at = next(at) {
		name := at.Format(time.DateOnly)[:start]
		if name > b.Last {
			break
		}
		b.Bars = append(b.Bars, l.bar(query, name, news.DayOf(at), news.DayOf(next(at).AddDate(0, 0, -1)), counts[name], b.Most, len(b.Bars)))
	}
	b.Width = len(b.Bars) * barStep
	if earlier > 0 {
		text := gainsay.WithFilter(gainsay.WithoutFilter(l.text, "since", ""), "until", string(first.Add(-1)))
		b.Earlier = &bar{Link: l.with(text, "", ""), Title: grouped(int64(earlier)) + " earlier", Statements: earlier}
	}
	if query.Since != "" || query.Until != "" {
		b.Reset = l.with(gainsay.WithoutFilter(gainsay.WithoutFilter(l.text, "since", ""), "until", ""), "", "")
	}
	return b
}

// stepsOf tells what a bar stands for, how much of a day's name that is, and what comes behind one.
func stepsOf(days int) (unit string, start int, next func(time.Time) time.Time) {
	switch {
	case days <= mostBars:
		return "day", len("2024-05-15"), func(t time.Time) time.Time { return t.AddDate(0, 0, 1) }
	case days <= mostMonths*31:
		return "month", len("2024-05"), func(t time.Time) time.Time { return t.AddDate(0, 1, 0) }
	}
	return "year", len("2024"), func(t time.Time) time.Time { return t.AddDate(1, 0, 0) }
}

// bar lays one out.
func (l *ledgerRequest) bar(query *news.Query, name string, first, last news.Day, statements, most, place int) bar {
	text := gainsay.WithFilter(gainsay.WithFilter(l.text, "since", string(first)), "until", string(last))
	b := bar{Link: l.with(text, "", ""), Title: name + ": " + counted(statements, "statement", "statements"), X: place * barStep, Left: place*barStep + 1, Statements: statements}
	if statements > 0 {
		b.Height = max(2, statements*barsHeight/most)
	}
	b.Y = barsHeight - b.Height
	ranged := query.Since != "" || query.Until != ""
	b.Chosen = ranged && (query.Since == "" || query.Since <= last) && (query.Until == "" || first <= query.Until)
	return b
}

// withoutTail leaves the earliest days out where a few statements about times long ago would make the others too small to be seen, and counts
// them.
func withoutTail(days []news.DayCount) (rest []news.DayCount, left int) {
	if len(days) < 2 || daysBetween(days[0].Day, days[len(days)-1].Day) <= mostBars {
		return days, 0
	}
	total := 0
	for _, d := range days {
		total += d.Statements
	}
	cut := 0
	for sum := 0; cut < len(days)-1; cut++ {
		if sum += days[cut].Statements; float64(sum) > tailShare*float64(total) {
			break
		}
		left = sum
	}
	if span := func(d []news.DayCount) int { return daysBetween(d[0].Day, d[len(d)-1].Day) }; span(days[cut:]) > span(days)/2 {
		return days, 0
	}
	return days[cut:], left
}

// Caption says what the bars are, for those who do not see them.
func (b *bars) Caption() string {
	var out strings.Builder
	fmt.Fprintf(&out, "Statements by %s, %s to %s; the most are %s", b.Unit, b.First, b.Last, grouped(int64(b.Most)))
	if b.Partial {
		out.WriteString("; of the latest that match")
	}
	return out.String()
}
