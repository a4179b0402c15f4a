package when

// An expression is what the words of one match say about time, before it is anchored.
type expression struct {
	kind  kind
	tense tense

	// Which way it points, and from where.
	dir    int  // -1 last, ago; +1 next, later; 0 this
	near   bool // from the time named before, not from the document's day
	ago    bool // "ago", "from now": from the document's day, whatever was named before
	same   bool // "this", "that", "the same": the very unit, whatever the tense
	recent bool // "the latest": the last that is over

	// How much of which unit.
	unit    granularity
	number  int // vagueNumber where the text does not tell
	counted bool
	half    bool // and a half
	plural  bool
	other   bool // "every other day"

	// Fields of the calendar; 0 where not named.
	year, month, day int
	weekday          int // 1 to 7 from Monday
	season           int // index into seasonCodes plus 1
	part             int // index into dayPartCodes plus 1
	ordinal          int
	decade           int
	minutes          int  // of the day, or noClock
	thisDay          bool // today, yesterday, tomorrow, by dayShift
	dayShift         int
	yearEnd          bool
	halfYear         bool
	period           bool // a quarter, or the "period" of a business report
}

const (
	vagueNumber = -1
	noClock     = -1
	nightPart   = 5
)

// expression reads the fields off the items by the edges that took them.
func (m match) expression() expression {
	e := expression{kind: m.rule.kind, minutes: noClock}
	for i, via := range m.via {
		e.read(m.items[m.start+i], via)
	}
	e.readWords(m)
	return e
}

func (e *expression) read(it item, via edge) {
	switch via.class {
	case weekday, weekdays:
		e.weekday, e.plural = it.value, via.class == weekdays
	case month:
		e.month = it.value
	case season, seasons:
		e.season, e.plural = it.value+1, via.class == seasons
	case number, vague:
		e.number, e.counted = it.value, true
		e.half = e.half || it.half
	case ordinal:
		e.ordinal = it.value
		if e.month != 0 && e.day == 0 {
			e.day = it.value
		}
	case dayPart, dayParts:
		e.part, e.plural = it.value+1, via.class == dayParts
	case clock, clockFull:
		e.minutes = it.value
	case hourOfDay:
		e.minutes = it.value * 60
	case meridiem:
		e.minutes = twelveHours(e.minutes/60, it.value)*60 + e.minutes%60
	case year:
		e.year = it.value
	case dayOfMonth:
		e.day = it.value
	case decade:
		e.decade = it.value
	case isoDate:
		e.year, e.month, e.day = it.value/10000, it.value/100%100, it.value%100
	case frequency:
		e.unit = it.unit
	case thisDay:
		e.thisDay, e.dayShift = true, it.value
	case unit, units:
		if it.unit > e.unit || via.class == units && !e.plural {
			e.unit = it.unit
		}
		e.plural = e.plural || via.class == units
	case 0:
		if it.class&(unit|units) != 0 && e.unit == noUnit && it.class&ordinal == 0 {
			e.unit = it.unit
		}
		if it.class&ordinal != 0 && e.ordinal == 0 {
			e.ordinal = it.value
		}
	}
}

// readWords reads what the words that the pattern names add.
func (e *expression) readWords(m match) {
	e.readDirection(m)
	e.readCount(m)
	named := e.year != 0 && m.has("period") // "the 1988 period" is that year, or a part of it that is not told
	if m.has("quarter", "period") && !named && e.kind != duration && e.kind != recurring {
		e.unit, e.period = quarter, true
		if m.has("final") && e.ordinal == 0 {
			e.ordinal = 4
		}
	}
	if m.has("half") {
		e.readHalf(m)
	}
	if m.has("tonight", "overnight") {
		e.part, e.thisDay = nightPart, true
	}
	if e.kind == calendarDate && e.unit == yearUnit && e.year == 0 && e.counted { // "the year two thousand"
		e.year = e.number
	}
	e.other = m.has("other")
	e.yearEnd = m.has("end") && m.has("year") && !m.has("of")
}

// readDirection reads which way the expression points, and from where.
func (e *expression) readDirection(m match) {
	switch {
	case m.has("last", "past", "previous", "preceding"):
		e.dir = -1
	case m.has("next", "coming", "following"):
		e.dir = 1
	case m.has("ago") || m.has("earlier") && e.kind == shifted || m.has("earlier") && m.has("-"):
		e.dir = -1
	case e.kind == shifted:
		e.dir = 1
	}
	e.near = m.has("previous", "preceding", "following", "that", "same") || m.has("the") && !m.has("last", "past", "coming", "current", "latest", "this", "of")
	e.same = m.has("this", "that", "same", "current")
	e.recent = m.has("latest")
	e.ago = m.has("ago", "hence") || m.has("from") && m.has("now")
	switch {
	case m.has("before") && m.has("yesterday"):
		e.thisDay, e.dayShift = true, -2
	case m.has("after") && m.has("tomorrow"):
		e.thisDay, e.dayShift = true, 2
	case e.kind == deictic && m.has("before"):
		e.unit, e.near, e.dir = dayUnit, true, -1
	case e.kind == deictic && m.has("after"):
		e.unit, e.near, e.dir = dayUnit, true, 1
	}
}

// readCount reads numbers that are no number words.
func (e *expression) readCount(m match) {
	switch {
	case m.has("few", "several", "many"):
		e.number, e.counted = vagueNumber, true
	case m.has("couple"):
		e.number, e.counted = 2, true
	case m.has("dozen") && !e.counted:
		e.number, e.counted = 12, true
	case m.has("hundred") && m.has("a"):
		e.number, e.counted = 100, true
	case !e.counted && (m.has("a", "an", "decade", "century") || m.has("long") && !e.plural):
		e.number, e.counted = 1, true
	}
}

// readHalf reads "half": of a year, of the unit after it, or on top of the number before it.
func (e *expression) readHalf(m match) {
	switch {
	case e.kind == calendarDate:
		e.halfYear, e.dir = true, 0
		if m.has("last") {
			e.ordinal = 2
		}
	case m.has("and"):
		e.half = true
	default:
		e.number, e.half, e.counted = 0, true, true
	}
}
