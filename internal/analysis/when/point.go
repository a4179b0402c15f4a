package when

import (
	"fmt"
	"time"
)

// civil is a day of the Gregorian calendar.
type civil struct{ year, month, day int }

func civilOf(t time.Time) civil { return civil{t.Year(), int(t.Month()), t.Day()} }

func (c civil) time() time.Time {
	return time.Date(c.year, time.Month(c.month), c.day, 0, 0, 0, 0, time.UTC)
}

func (c civil) add(days int) civil { return civilOf(c.time().AddDate(0, 0, days)) }

// addMonths keeps the day, or takes the month's last day where it has fewer.
func (c civil) addMonths(n int) civil {
	months := c.year*12 + c.month - 1 + n
	y, m := floorDiv(months, 12), months-12*floorDiv(months, 12)+1
	return civil{y, m, min(c.day, daysIn(y, m))}
}

func (c civil) before(other civil) bool { return c.number() < other.number() }

func (c civil) number() int { return c.year*10000 + c.month*100 + c.day }

// weekday is 1 to 7 from Monday.
func (c civil) weekday() int { return (int(c.time().Weekday())+6)%7 + 1 }

// daysUntil is the number of days from c to other.
func (c civil) daysUntil(other civil) int {
	return int(other.time().Sub(c.time()).Hours() / 24)
}

func daysIn(year, month int) int {
	return time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
}

func floorDiv(a, b int) int {
	if a < 0 {
		return -((-a + b - 1) / b)
	}
	return a / b
}

// A point is a stretch of the calendar: the unit of size that holds the day at.
type point struct {
	at      civil
	size    granularity
	season  int // for seasonUnit: index into seasonCodes
	part    int // a part of that day: index into dayPartCodes plus 1; 0 none
	minutes int // a clock time on that day, or noClock
}

func (p point) half() int    { return (p.at.month + 5) / 6 }
func (p point) quarter() int { return (p.at.month + 2) / 3 }

// value writes the point as TIMEX3 does.
func (p point) value() string {
	y := p.at.year
	if y < 1 || y > 9999 {
		return ""
	}
	switch p.size {
	case century:
		return fmt.Sprintf("%02d", y/100)
	case decadeUnit:
		return fmt.Sprintf("%03d", y/10)
	case yearUnit:
		return fmt.Sprintf("%04d", y)
	case half:
		return fmt.Sprintf("%04d-H%d", y, p.half())
	case quarter:
		return fmt.Sprintf("%04d-Q%d", y, p.quarter())
	case seasonUnit:
		return fmt.Sprintf("%04d-%s", y, seasonCodes[p.season])
	case monthUnit:
		return fmt.Sprintf("%04d-%02d", y, p.at.month)
	case week, weekend:
		y, w := p.at.time().ISOWeek()
		if p.size == weekend {
			return fmt.Sprintf("%04d-W%02d-WE", y, w)
		}
		return fmt.Sprintf("%04d-W%02d", y, w)
	case dayUnit:
		return fmt.Sprintf("%04d-%02d-%02d", y, p.at.month, p.at.day) + p.clock()
	}
	return ""
}

// clock is the part of the value that says when in the day, "" where nothing does.
func (p point) clock() string {
	if p.minutes != noClock {
		return fmt.Sprintf("T%02d:%02d", p.minutes/60, p.minutes%60)
	}
	if p.part > 0 {
		return "T" + dayPartCodes[p.part-1]
	}
	return ""
}

// shift moves by n units; the size becomes the unit.
func (p point) shift(n int, u granularity) point {
	out := point{at: p.at, size: u, season: p.season, minutes: noClock}
	switch u {
	case hour, minute, second:
		out.size = dayUnit
	case dayUnit:
		out.at = p.at.add(n)
	case week, weekend:
		out.at = p.at.add(7 * n)
	case fortnight:
		out.at, out.size = p.at.add(14*n), week
	case monthUnit:
		out.at = p.at.addMonths(n)
	case quarter:
		out.at = p.at.addMonths(3 * n)
	case half:
		out.at = p.at.addMonths(6 * n)
	case seasonUnit, yearUnit:
		out.at = p.at.addMonths(12 * n)
	case decadeUnit:
		out.at = p.at.addMonths(120 * n)
	case century:
		out.at = p.at.addMonths(1200 * n)
	default:
		out.at = p.at.addMonths(12000 * n)
	}
	return out
}

// seasonStart is a day inside a season, by which one is compared with another.
func seasonStart(season, year int) civil {
	return civil{year, []int{4, 7, 10, 1}[season], 1}
}
