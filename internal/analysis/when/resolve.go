package when

import (
	"fmt"

	"gainsay/news"
)

// anchors are the times that an expression can hang on: the day of the document and the last date resolved before it.
type anchors struct {
	known     bool // the document's day
	document  point
	reference point
	referred  bool // reference has been set by an expression
	day       point
	dayKnown  bool // day, the last day resolved, has been set
}

func newAnchors(published news.Day) *anchors {
	a := &anchors{}
	if t, ok := published.Time(); ok {
		a.known = true
		a.document = point{at: civilOf(t), size: dayUnit, minutes: noClock}
		a.reference = a.document
	}
	return a
}

// resolve gives an expression its type and value; ok is false where it turns out to be no expression of time.
func (a *anchors) resolve(e expression) (kind news.TimeType, value string, ok bool) {
	switch {
	case e.kind == notTime:
		return "", "", false
	case e.kind == pastRef:
		return news.Date, "PAST_REF", true
	case e.kind == presentRef:
		return news.Date, "PRESENT_REF", true
	case e.kind == futureRef:
		return news.Date, "FUTURE_REF", true
	case e.kind == duration:
		return news.Duration, e.length(), true
	case e.kind == recurring:
		return news.Set, e.recurrence(), true
	case e.kind == shifted && e.counted && e.number == vagueNumber:
		return news.Date, a.vagueShift(e), true
	}
	p, open, ok := a.point(e)
	if !ok {
		return kindOf(e), open, true
	}
	if e.kind != shifted || e.unit != yearUnit && e.unit != quarter { // "a year earlier" compares; the story stays where it was
		a.reference, a.referred = p, true
		if p.size == dayUnit {
			a.day, a.dayKnown = p, true
		}
	}
	e.part, e.minutes = p.part, p.minutes
	return kindOf(e), p.value(), true
}

// kindOf is TIME for what names a part of a day, else DATE.
func kindOf(e expression) news.TimeType {
	if e.minutes != noClock || e.part > 0 {
		return news.TimeOfDay
	}
	return news.Date
}

// point anchors a date. Where it can't, open is the value with X for what is unknown.
func (a *anchors) point(e expression) (p point, open string, ok bool) {
	switch {
	case e.kind >= holidayKind:
		return a.holiday(e)
	case e.kind == shifted:
		return a.shift(e)
	case e.ordinal > 0 && e.unit == century:
		return point{at: civil{(e.ordinal - 1) * 100, 1, 1}, size: century, minutes: noClock}, "", true
	case e.decade != 0:
		return point{at: civil{e.decade, 1, 1}, size: decadeUnit, minutes: noClock}, "", true
	case e.yearEnd:
		y := e.year
		if y == 0 {
			y = a.document.at.year
		}
		return point{at: civil{y, 12, 31}, size: dayUnit, minutes: noClock}, "XXXX", y != 0
	case e.unit == quarter:
		return a.quarterOf(e)
	case e.halfYear:
		return a.halfOf(e)
	case e.season != 0:
		return a.seasonOf(e)
	case e.month != 0:
		return a.monthOf(e)
	case e.year != 0:
		return point{at: civil{e.year, 1, 1}, size: yearUnit, minutes: noClock}, "", true
	case e.weekday != 0:
		return a.weekdayOf(e)
	case e.unit != noUnit && !e.thisDay:
		return a.unitOf(e)
	}
	return a.dayOf(e)
}

// withTime adds the part of the day or the clock time.
func (p point) withTime(e expression) point {
	p.part, p.minutes = e.part, e.minutes
	if p.minutes == 24*60 {
		p.minutes = 0
		p.part = 0
	}
	return p
}

func timeOf(e expression) string {
	return point{part: e.part, minutes: e.minutes}.clock()
}

// dayOf: today, yesterday, tonight, a bare clock time.
func (a *anchors) dayOf(e expression) (point, string, bool) {
	if !a.known {
		return point{}, "XXXX-XX-XX" + timeOf(e), false
	}
	base := a.document
	if e.near && a.referred && a.reference.size == dayUnit {
		base = a.reference
	}
	days := e.dayShift
	if !e.thisDay && e.part != 0 && e.dir != 0 {
		days = e.dir
	}
	if !e.thisDay && e.dir == 0 && a.referred && a.reference.size == dayUnit && !e.same {
		base = a.reference
	}
	return base.shift(days, dayUnit).withTime(e), "", true
}

// monthOf: a month or a day of one, in the year named, or in the year that tense and nearness to the document's day give.
func (a *anchors) monthOf(e expression) (point, string, bool) {
	p := point{at: civil{e.year, e.month, max(e.day, 1)}, size: monthUnit, minutes: noClock}
	if e.day > 0 {
		p.size = dayUnit
		p = p.withTime(e)
	}
	if e.year == 0 {
		if !a.known {
			if e.day > 0 {
				return p, fmt.Sprintf("XXXX-%02d-%02d", e.month, e.day) + timeOf(e), false
			}
			return p, fmt.Sprintf("XXXX-%02d", e.month), false
		}
		p.at.year = a.yearFor(e)
	}
	if p.at.day > daysIn(p.at.year, p.at.month) {
		p.at.day = daysIn(p.at.year, p.at.month)
	}
	return p, "", true
}

// yearFor chooses the year of a month or day named without one.
func (a *anchors) yearFor(e expression) int {
	doc := a.document.at
	if e.unit == yearUnit { // "June last year"
		return doc.year + e.dir
	}
	after := e.month > doc.month || e.month == doc.month && e.day > doc.day
	same := e.month == doc.month && e.day == 0
	switch {
	case e.same:
		return doc.year
	case e.dir < 0 && (after || same):
		return doc.year - 1
	case e.dir > 0 && !after:
		return doc.year + 1
	case e.dir != 0:
		return doc.year
	}
	wrongSide := 7
	if e.day > 0 {
		wrongSide = 4 // days to come often stand without a verb of their own: "effective Feb. 1"
	}
	return doc.year + nearestYear(e.month-doc.month, e.tense, wrongSide)
}

// nearestYear says in which year (-1 last, 0 this, 1 next) lies a date that in this year would lie so many months after the
// document: the nearest, where a year on the wrong side of the tense counts as wrongSide months farther.
func nearestYear(months int, t tense, wrongSide int) int {
	best, least := 0, 1000
	for _, y := range []int{0, -1, 1} {
		away := months + 12*y
		cost := max(away, -away)
		switch {
		case away > 0 && t == past, away < 0 && t == future:
			cost += wrongSide
		case away > 0 && t == noTense:
			cost += 2
		}
		if cost < least {
			best, least = y, cost
		}
	}
	return best
}

// weekdayOf: the day of that name nearest to the document's day on the side that direction or tense gives; the past where
// neither does.
func (a *anchors) weekdayOf(e expression) (point, string, bool) {
	if !a.known {
		return point{}, fmt.Sprintf("XXXX-WXX-%d", e.weekday) + timeOf(e), false
	}
	base := a.document
	if e.near && a.referred && a.reference.size == dayUnit {
		base = a.reference
	}
	back := (base.at.weekday() - e.weekday + 7) % 7
	ahead := (e.weekday - base.at.weekday() + 7) % 7
	var days int
	switch {
	case e.unit == week: // "Monday last week"
		days = e.weekday - base.at.weekday() + 7*e.dir
	case e.dir < 0:
		days = -back
		if back == 0 {
			days = -7
		}
	case e.dir > 0:
		days = ahead
		if ahead == 0 {
			days = 7
		}
	case e.same:
		days = e.weekday - base.at.weekday()
	case e.tense == future:
		days = ahead
	default:
		days = -back
	}
	return base.shift(days, dayUnit).withTime(e), "", true
}

// seasonOf: "this summer", "last fall", "the winter of 1994", "the summer".
func (a *anchors) seasonOf(e expression) (point, string, bool) {
	p := point{size: seasonUnit, season: e.season - 1, minutes: noClock}
	y := e.year
	if y == 0 {
		if !a.known {
			return p, "XXXX-" + seasonCodes[e.season-1], false
		}
		y = a.document.at.year
		start := seasonStart(e.season-1, y)
		switch {
		case e.dir < 0 && !start.addMonths(2).before(a.document.at):
			y--
		case e.dir > 0 && start.before(a.document.at):
			y++
		case e.dir == 0 && !e.same && e.tense == past && a.document.at.before(start):
			y--
		}
	}
	p.at = seasonStart(e.season-1, y)
	return p, "", true
}

// quarterOf: a quarter by number, or "this", "last", "the" quarter.
func (a *anchors) quarterOf(e expression) (point, string, bool) {
	p := point{size: quarter, minutes: noClock}
	if e.ordinal == 0 {
		if !a.known {
			return p, "XXXX-QX", false
		}
		base := a.document
		switch {
		case e.recent || e.near && e.dir == 0:
			if a.referred && a.reference.size == quarter {
				base = a.reference
			} else {
				base = base.shift(-1, quarter)
			}
		case e.near && a.referred:
			base = a.reference
		}
		return base.shift(e.dir, quarter), "", true
	}
	y := e.year
	if y == 0 {
		if !a.known {
			return p, fmt.Sprintf("XXXX-Q%d", e.ordinal), false
		}
		y = a.document.at.year
		now := a.document.quarter()
		switch {
		case e.dir != 0 || e.same || e.ago:
			y += e.dir
		default:
			y += nearestYear(3*(e.ordinal-now), e.tense, 4)
		}
	}
	p.at = civil{y, e.ordinal*3 - 2, 1}
	return p, "", true
}

// halfOf: "the first half of 1990".
func (a *anchors) halfOf(e expression) (point, string, bool) {
	y := e.year
	if y == 0 {
		if !a.known {
			return point{}, fmt.Sprintf("XXXX-H%d", max(1, e.ordinal)), false
		}
		y = a.document.at.year
	}
	return point{at: civil{y, max(1, e.ordinal)*6 - 5, 1}, size: half, minutes: noClock}, "", true
}

// unitOf: "last week", "this year", "that day", "the following month".
func (a *anchors) unitOf(e expression) (point, string, bool) {
	if !a.known && !(e.near && a.referred) {
		return point{}, openUnit(e.unit), false
	}
	base := a.document
	if e.near && (e.dir != 0 || e.same) {
		switch {
		case e.unit == dayUnit && a.dayKnown && (e.dir != 0 || a.reference.size == dayUnit):
			base = a.day
		case e.unit == dayUnit: // a day is told from no month
			return point{}, openUnit(dayUnit), false
		case a.referred:
			base = a.reference
		}
	}
	if e.unit == weekend {
		return a.weekendOf(e, base), "", true
	}
	return base.shift(e.dir, e.unit), "", true
}

// weekendOf: a weekend belongs to the week before it on a weekday; "this" and "next" look ahead.
func (a *anchors) weekendOf(e expression, base point) point {
	day := base.at.weekday()
	weeks := e.dir
	if e.dir == 0 && !e.same && e.tense != future && day < 6 {
		weeks = -1
	}
	return base.shift(weeks, weekend)
}

func openUnit(u granularity) string {
	switch u {
	case dayUnit:
		return "XXXX-XX-XX"
	case week, fortnight:
		return "XXXX-WXX"
	case weekend:
		return "XXXX-WXX-WE"
	case monthUnit:
		return "XXXX-XX"
	case quarter:
		return "XXXX-QX"
	case yearUnit:
		return "XXXX"
	}
	return ""
}

// shift: so many units before or after the document's day ("ago") or the time named before ("earlier", "later").
func (a *anchors) shift(e expression) (point, string, bool) {
	base := a.document
	unit, n := e.unit, e.number
	if !e.counted {
		n = 1
	}
	near := !e.ago
	if unit == quarter && e.period { // "the year-earlier quarter"
		base = a.document.shift(-1, quarter)
		if a.referred && a.reference.size == quarter {
			base = a.reference
		}
		out := base.shift(e.dir, yearUnit)
		out.size = quarter
		return out, "", a.known || a.referred
	}
	if unit == noUnit {
		unit = yearUnit
	}
	yearly := unit == yearUnit && n == 1 && a.referred && a.reference.size == quarter
	if (near || yearly) && a.referred {
		base = a.reference
	}
	if !a.known && !a.referred || !a.known && e.ago {
		return point{}, openUnit(unit), false
	}
	out := base.shift(e.dir*n, unit)
	if yearly || near && unit == yearUnit && a.referred {
		out.size = a.reference.size
	}
	if e.half {
		switch unit {
		case yearUnit:
			out = out.shift(e.dir*6, monthUnit)
		case decadeUnit:
			out = out.shift(e.dir*5, yearUnit)
		}
	}
	return out, "", true
}

// vagueShift: "several years ago" is only known to be past.
func (a *anchors) vagueShift(e expression) string {
	if e.dir < 0 {
		return "PAST_REF"
	}
	return "FUTURE_REF"
}

// holiday: its day in the year named, or in the year whose holiday lies nearest on the side that direction or tense gives.
func (a *anchors) holiday(e expression) (point, string, bool) {
	h := holidays[e.kind-holidayKind]
	p := point{size: dayUnit, minutes: noClock}
	if e.year != 0 {
		p.at = h.in(e.year)
		return p, "", true
	}
	if !a.known {
		if h.day != 0 {
			return p, fmt.Sprintf("XXXX-%02d-%02d", h.month, h.day), false
		}
		return p, "XXXX-XX-XX", false
	}
	doc := a.document.at
	p.at = h.in(doc.year)
	ahead := doc.daysUntil(p.at)
	side := e.dir
	if side == 0 {
		side = int(e.tense)
	}
	switch {
	case side < 0 && ahead > 0 && (e.dir < 0 || ahead > 60):
		p.at = h.in(doc.year - 1)
	case side > 0 && ahead < 0:
		p.at = h.in(doc.year + 1)
	case side == 0 && ahead > 183:
		p.at = h.in(doc.year - 1)
	case side == 0 && ahead < -183:
		p.at = h.in(doc.year + 1)
	}
	return p, "", true
}
