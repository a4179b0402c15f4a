package when

// A holiday has a name, as a pattern, and either a day of the year, a weekday of a month, or its own reckoning.
type holidayName struct {
	pattern string
	month   int
	day     int // of the month, or 0
	weekday int // 1 to 7 from Monday, with nth
	nth     int // which of that weekday in the month; -1 the last
	easter  int // days from Easter Sunday; noEaster where it does not hang on it
}

const noEaster = -1000

var holidays = []holidayName{
	{"thanksgiving (day)?", 11, 0, 4, 4, noEaster},
	{"christmas (day)?", 12, 25, 0, 0, noEaster},
	{"christmas eve", 12, 24, 0, 0, noEaster},
	{"boxing day", 12, 26, 0, 0, noEaster},
	{"new year 's (day)?", 1, 1, 0, 0, noEaster},
	{"new year 's eve", 12, 31, 0, 0, noEaster},
	{"martin luther king (jr.)? day", 1, 0, 1, 3, noEaster},
	{"(presidents|president 's|presidents ') day", 2, 0, 1, 3, noEaster},
	{"(valentine|valentine 's|valentines) day", 2, 14, 0, 0, noEaster},
	{"(st.|saint) patrick 's day", 3, 17, 0, 0, noEaster},
	{"april (fool|fools|fool 's|fools ') day", 4, 1, 0, 0, noEaster},
	{"good friday", 0, 0, 0, 0, -2},
	{"easter (sunday)?", 0, 0, 0, 0, 0},
	{"easter monday", 0, 0, 0, 0, 1},
	{"ash wednesday", 0, 0, 0, 0, -46},
	{"palm sunday", 0, 0, 0, 0, -7},
	{"pentecost", 0, 0, 0, 0, 49},
	{"may day", 5, 1, 0, 0, noEaster},
	{"(mother 's|mothers|mothers ') day", 5, 0, 7, 2, noEaster},
	{"memorial day", 5, 0, 1, -1, noEaster},
	{"(father 's|fathers|fathers ') day", 6, 0, 7, 3, noEaster},
	{"juneteenth", 6, 19, 0, 0, noEaster},
	{"independence day", 7, 4, 0, 0, noEaster},
	{"the (fourth of july|4th of july)", 7, 4, 0, 0, noEaster},
	{"bastille day", 7, 14, 0, 0, noEaster},
	{"labor day", 9, 0, 1, 1, noEaster},
	{"columbus day", 10, 0, 1, 2, noEaster},
	{"(halloween|hallowe'en)", 10, 31, 0, 0, noEaster},
	{"guy fawkes (night|day)", 11, 5, 0, 0, noEaster},
	{"(veterans|veteran 's|veterans ') day", 11, 11, 0, 0, noEaster},
	{"(armistice|remembrance) day", 11, 11, 0, 0, noEaster},
	{"election day", 11, 0, 2, 1, noEaster},
}

// holidayRules turns each holiday into a rule of the grammar.
func holidayRules() []rule {
	out := make([]rule, len(holidays))
	for i, h := range holidays {
		out[i] = rule{kind: holidayKind + kind(i), pattern: "(last|next|this)? " + h.pattern + " (,? <year>)?"}
	}
	return out
}

// holidayKind is the kind of holidays[0]; the others follow.
const holidayKind kind = 64

// in gives the day of the holiday in a year.
func (h holidayName) in(year int) civil {
	switch {
	case h.easter != noEaster:
		return easterSunday(year).add(h.easter)
	case h.day != 0:
		return civil{year, h.month, h.day}
	case h.nth < 0:
		last := civil{year, h.month, daysIn(year, h.month)}
		return last.add(-((last.weekday() - h.weekday + 7) % 7))
	}
	first := civil{year, h.month, 1}
	if h.month == 11 && h.weekday == 2 { // election day is the Tuesday after the first Monday
		first.day = 2
	}
	return first.add((h.weekday-first.weekday()+7)%7 + 7*(h.nth-1))
}

// easterSunday is the anonymous Gregorian computus (Meeus, Astronomical Algorithms, chapter 8).
func easterSunday(year int) civil {
	a, b, c := year%19, year/100, year%100
	d, e := b/4, b%4
	f := (b + 8) / 25
	g := (b - f + 1) / 3
	h := (19*a + b - d - g + 15) % 30
	i, k := c/4, c%4
	l := (32 + 2*e + 2*i - h - k) % 7
	m := (a + 11*h + 22*l) / 451
	n := h + l - 7*m + 114
	return civil{year, n / 31, n%31 + 1}
}
