package chart

import (
	"fmt"
	"slices"
	"time"

	"gainsay/news"
)

// Unit is the time that a column stands for.
type Unit string

// The units.
const (
	Day   Unit = "day"
	Week  Unit = "week"
	Month Unit = "month"
	Year  Unit = "year"
)

// mostColumns is from how many columns on a longer unit is taken, if there is one.
const mostColumns = 31

// unitOf is the shortest unit that gives no more columns than can be taken in, with the first days of the columns in their order; ""
// for voices of no known day comes last.
func unitOf(voices []Voice) (Unit, []news.Day) {
	for _, u := range []Unit{Day, Week, Month, Year} {
		var starts []news.Day
		seen := map[news.Day]bool{}
		for i := range voices {
			if start := u.start(voices[i].Day); !seen[start] {
				seen[start] = true
				starts = append(starts, start)
			}
		}
		if len(starts) > mostColumns && u != Year {
			continue
		}
		slices.Sort(starts)
		if len(starts) > 0 && starts[0] == "" {
			starts = append(starts[1:], "")
		}
		return u, starts
	}
	return Day, nil
}

// start is the first day of the unit that a day lies in.
func (u Unit) start(d news.Day) news.Day {
	t, ok := d.Time()
	if !ok {
		return ""
	}
	switch u {
	case Week:
		return d.Add(-(int(t.Weekday()) + 6) % 7)
	case Month:
		return news.DayOf(t.AddDate(0, 0, 1-t.Day()))
	case Year:
		return news.DayOf(time.Date(t.Year(), 1, 1, 0, 0, 0, 0, time.UTC))
	}
	return d
}

// label is what a column is called, and its year.
func (u Unit) label(start news.Day) (label, year string) {
	t, ok := start.Time()
	if !ok {
		return "no day", "known"
	}
	year = t.Format("2006")
	switch u {
	case Week:
		return "wk " + t.Format("2 Jan"), year
	case Month:
		return t.Format("Jan"), year
	case Year:
		return year, ""
	}
	return t.Format("2 Jan"), year
}

// labelWidth is what the label of a column takes, in points.
func (u Unit) labelWidth() int {
	if u == Week {
		return 76
	}
	return 60
}

// gap says how much later a column is than the one before; "" where it follows at once.
func (u Unit) gap(before, after news.Day) string {
	first, ok := before.Time()
	last, known := after.Time()
	if !ok || !known {
		return ""
	}
	var n int
	switch u {
	case Day:
		n = int(last.Sub(first).Hours() / 24)
	case Week:
		n = int(last.Sub(first).Hours() / (7 * 24))
	case Month:
		n = 12*(last.Year()-first.Year()) + int(last.Month()-first.Month())
	case Year:
		n = last.Year() - first.Year()
	}
	if n <= 1 {
		return ""
	}
	if u == Day && n > 99 {
		return fmt.Sprintf("%d mo.", (n+15)/30)
	}
	return fmt.Sprintf("%d %ss", n, u)
}
