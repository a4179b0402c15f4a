package news

import (
	"fmt"
	"time"
)

// Day is a calendar day as YYYY-MM-DD; "" where no day is known. Days compare and sort as strings.
type Day string

// ParseDay checks that s is a real calendar day written YYYY-MM-DD.
func ParseDay(s string) (Day, error) {
	if _, err := time.Parse(time.DateOnly, s); err != nil {
		return "", fmt.Errorf("%q is no day of the form YYYY-MM-DD", s)
	}
	return Day(s), nil
}

// DayOf is the calendar day of t in t's own time zone.
func DayOf(t time.Time) Day { return Day(t.Format(time.DateOnly)) }

// Time is midnight UTC of the day; ok is false where no day is known.
func (d Day) Time() (t time.Time, ok bool) {
	t, err := time.Parse(time.DateOnly, string(d))
	return t, err == nil
}

// Add moves by whole days; an unknown day stays unknown.
func (d Day) Add(days int) Day {
	t, ok := d.Time()
	if !ok {
		return ""
	}
	return DayOf(t.AddDate(0, 0, days))
}
