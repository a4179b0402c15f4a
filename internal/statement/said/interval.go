package said

import (
	"fmt"
	"time"

	"gainsay/news"
)

// interval is a run of days, both ends included.
type interval struct{ from, to news.Day }

// daysOf is the days that a date's or time's value covers; ok is false where the value names none, or more than a year.
func daysOf(t news.Time) (interval, bool) {
	if t.Type != news.Date && t.Type != news.TimeOfDay {
		return interval{}, false
	}
	v := t.Value
	if len(v) > len("2006-01-02") && v[len("2006-01-02")] == 'T' {
		v = v[:len("2006-01-02")]
	}
	if day, err := news.ParseDay(v); err == nil {
		return interval{day, day}, true
	}
	var y, n int
	if len(v) >= 8 && v[5] == 'W' {
		if _, err := fmt.Sscanf(v[:8], "%4d-W%2d", &y, &n); err != nil {
			return interval{}, false
		}
		monday := mondayOf(y, n)
		if v[8:] == "-WE" {
			return interval{monday.Add(5), monday.Add(6)}, true
		}
		return interval{monday, monday.Add(6)}, v[8:] == ""
	}
	if len(v) == len("2006-Q1") && v[5] == 'Q' {
		if _, err := fmt.Sscanf(v, "%4d-Q%1d", &y, &n); err != nil {
			return interval{}, false
		}
		return months(y, 3*n-2, 3), true
	}
	if first, err := time.Parse("2006-01", v); err == nil {
		return months(first.Year(), int(first.Month()), 1), true
	}
	if first, err := time.Parse("2006", v); err == nil {
		return months(first.Year(), 1, 12), true
	}
	return interval{}, false
}

// mondayOf is the Monday of an ISO week: week 1 is the one with January 4th.
func mondayOf(year, week int) news.Day {
	fourth := time.Date(year, 1, 4, 0, 0, 0, 0, time.UTC)
	back := (int(fourth.Weekday()) + 6) % 7
	return news.DayOf(fourth).Add(7*(week-1) - back)
}

func months(year, month, n int) interval {
	first := time.Date(year, time.Month(month), 1, 0, 0, 0, 0, time.UTC)
	return interval{news.DayOf(first), news.DayOf(first.AddDate(0, n, -1))}
}

// within tells whether the interval is narrower than other and lies in it.
func (i interval) within(other interval) bool {
	return i != other && other.from <= i.from && i.to <= other.to
}

// until cuts the interval off at the day of publication: what is reported was said by then.
func (i interval) until(published news.Day) interval {
	if published != "" && published < i.to {
		i.to = published
	}
	return i
}
