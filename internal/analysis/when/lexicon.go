package when

// A class is a set of things that an item can stand for. Patterns name classes in angle brackets.
type class uint32

const (
	weekday    class = 1 << iota // Monday
	weekdays                     // Mondays
	month                        // January, Jan.
	season                       // summer
	seasons                      // summers
	unit                         // day
	units                        // days
	number                       // three, 3
	vague                        // several, few: a number that the text does not tell
	ordinal                      // third, 3rd
	dayPart                      // morning
	dayParts                     // mornings
	clock                        // 10:35
	clockFull                    // 10pm: a clock time that needs no a.m. or p.m.
	meridiem                     // a.m.
	zone                         // GMT
	year                         // 1998
	dayOfMonth                   // 1 to 31
	hourOfDay                    // 1 to 12
	decade                       // 1990s, nineties
	isoDate                      // 2021-11-22, 11/22/2021
	fraction                     // 1/2
	frequency                    // daily
	thisDay                      // today, yesterday, tomorrow
	shortYear                    // '98
	holiday                      // the first word of a holiday's name; see holidays.go
)

// classNames are the names that patterns use.
var classNames = map[string]class{
	"weekday": weekday, "weekdays": weekdays, "month": month, "season": season, "seasons": seasons, "unit": unit, "units": units,
	"number": number, "vague": vague, "ordinal": ordinal, "part": dayPart, "parts": dayParts, "clock": clock,
	"clockfull": clockFull, "meridiem": meridiem, "zone": zone, "year": year, "day": dayOfMonth, "hour": hourOfDay,
	"decade": decade, "isodate": isoDate, "fraction": fraction, "frequency": frequency, "thisday": thisDay,
}

// A span of the calendar, from fine to coarse.
type granularity uint8

const (
	noUnit granularity = iota
	second
	minute
	hour
	dayUnit
	weekend
	week
	fortnight
	monthUnit
	quarter
	half
	seasonUnit
	yearUnit
	decadeUnit
	century
	millennium
)

// An entry is what the lexicon knows of one word.
type entry struct {
	class   class
	value   int // weekday 1 to 7 from Monday, month 1 to 12, a number, an index into dayPartCodes or seasonCodes
	unit    granularity
	capital bool // only counts with a capital letter: May, March, Sun.
	dotted  bool // only counts with a full stop: Sun., Mar.
}

var (
	seasonCodes  = []string{"SP", "SU", "FA", "WI"}
	dayPartCodes = []string{"MO", "MI", "AF", "EV", "NI"}
)

// lexicon maps lower-case words to their entries.
var lexicon = buildLexicon()

func buildLexicon() map[string]entry {
	l := make(map[string]entry, 400)
	list := func(c class, first int, words ...string) {
		for i, w := range words {
			e := l[w]
			e.class |= c
			e.value = first + i
			l[w] = e
		}
	}
	list(weekday, 1, "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
	list(weekdays, 1, "mondays", "tuesdays", "wednesdays", "thursdays", "fridays", "saturdays", "sundays")
	list(month, 1, "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")
	list(month, 1, "jan", "feb", "mar", "apr", "", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
	delete(l, "")
	list(season, 0, "spring", "summer", "autumn", "winter")
	list(seasons, 0, "springs", "summers", "autumns", "winters")
	list(dayPart, 0, "morning", "midday", "afternoon", "evening", "night")
	list(dayParts, 0, "mornings", "middays", "afternoons", "evenings", "nights")
	list(number, 0, "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
		"thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty")
	list(hourOfDay, 1, "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
	list(ordinal, 1, "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
		"twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth", "twenty-first")
	list(thisDay, -1, "yesterday", "today", "tomorrow")
	for i, w := range []string{"twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"} {
		l[w] = entry{class: number, value: 20 + 10*i}
	}
	for i, w := range []string{"twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties"} {
		l[w] = entry{class: decade, value: 1920 + 10*i}
	}
	for w, e := range irregularWords {
		l[w] = e
	}
	for _, u := range unitWords {
		add(l, u.singular, entry{class: unit, unit: u.unit})
		add(l, u.plural, entry{class: units, unit: u.unit})
	}
	for _, w := range []string{"several", "few", "many", "some", "countless"} {
		add(l, w, entry{class: vague, value: -1})
	}
	for _, w := range []string{"gmt", "utc", "est", "edt", "cst", "cdt", "mst", "mdt", "pst", "pdt", "et", "bst", "cet", "local"} {
		add(l, w, entry{class: zone})
	}
	for w, u := range frequencyWords {
		add(l, w, entry{class: frequency, unit: u})
	}
	for _, w := range []string{"may", "march", "mar", "jun", "jul", "sep", "est", "et"} {
		e := l[w]
		e.capital = true
		l[w] = e
	}
	return l
}

// add merges e into what l already knows of the word.
func add(l map[string]entry, word string, e entry) {
	old := l[word]
	e.class |= old.class
	if e.value == 0 {
		e.value = old.value
	}
	if e.unit == noUnit {
		e.unit = old.unit
	}
	l[word] = e
}

// irregularWords are abbreviations, synonyms and numbers that no list above yields.
var irregularWords = map[string]entry{
	"sept": {class: month, value: 9}, "fall": {class: season, value: 2}, "falls": {class: seasons, value: 2},
	"noon": {class: clockFull, value: 12 * 60}, "midnight": {class: clockFull, value: 24 * 60}, "noontime": {class: dayPart, value: 1},
	"lunchtime": {class: dayPart, value: 1}, "dawn": {class: dayPart, value: 0}, "dusk": {class: dayPart, value: 3},
	"mon": {class: weekday, value: 1, capital: true, dotted: true}, "tue": {class: weekday, value: 2, capital: true, dotted: true},
	"tues": {class: weekday, value: 2, capital: true, dotted: true}, "wed": {class: weekday, value: 3, capital: true, dotted: true},
	"thu": {class: weekday, value: 4, capital: true, dotted: true}, "thur": {class: weekday, value: 4, capital: true, dotted: true},
	"thurs": {class: weekday, value: 4, capital: true, dotted: true}, "fri": {class: weekday, value: 5, capital: true, dotted: true},
	"sat": {class: weekday, value: 6, capital: true, dotted: true}, "sun": {class: weekday, value: 7, capital: true, dotted: true},
	"hundred": {class: number, value: 100}, "thousand": {class: number, value: 1000}, "dozen": {class: number, value: 12},
	"a.m.": {class: meridiem, value: 0}, "a.m": {class: meridiem, value: 0}, "am": {class: meridiem, value: 0},
	"p.m.": {class: meridiem, value: 12}, "p.m": {class: meridiem, value: 12}, "pm": {class: meridiem, value: 12},
}

// unitWords are the words for units of time.
var unitWords = []struct {
	singular, plural string
	unit             granularity
}{
	{"second", "seconds", second}, {"minute", "minutes", minute}, {"hour", "hours", hour}, {"day", "days", dayUnit},
	{"weekend", "weekends", weekend}, {"week", "weeks", week}, {"fortnight", "fortnights", fortnight}, {"month", "months", monthUnit},
	{"quarter", "quarters", quarter}, {"year", "years", yearUnit}, {"decade", "decades", decadeUnit}, {"century", "centuries", century},
	{"millennium", "millennia", millennium},
}

// frequencyWords name sets by how often they come round.
var frequencyWords = map[string]granularity{
	"hourly": hour, "daily": dayUnit, "nightly": dayUnit, "weekly": week, "fortnightly": fortnight, "monthly": monthUnit,
	"annually": yearUnit, "yearly": yearUnit,
}
