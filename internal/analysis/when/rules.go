package when

// A rule says which items make an expression of time and how they are to be understood.
type rule struct {
	kind    kind
	pattern string
	guard   guard // nil: always
	order   int   // its place in the table
}

// A kind is the way in which an expression points at time.
type kind uint8

const (
	notTime      kind = iota // looks like time and is none: an age
	calendarDate             // 22 November 2021; third quarter; the 1990s
	deictic                  // last week, this summer, today, the next day
	shifted                  // two days ago, a year earlier
	duration                 // three days
	recurring                // every Friday
	pastRef                  // recently
	presentRef               // now
	futureRef                // soon
)

// macros are the parts that patterns share.
var macros = map[string]string{
	"approx": "(about|around|nearly|almost|roughly|approximately|more than|less than|at least|at most|up to|no more than|" +
		"not more than|no less than|fewer than|as much as|as many as|as long as|just over|just under|well over)",
	"mod": "(early|late|earlier|later|mid -?|middle|early in|late in|earlier in|later in|sometime|sometime in|early on|late on|" +
		"(the|by)? (end|beginning|start|middle|close) of|around)",
	"date":     "(<weekday> ,?)? <month> (<day> (- <day>)?|the? <ordinal>) (,? <year>)?",
	"european": "(<weekday> ,?)? (<day>|the? <ordinal> (of|day of)?) <month> (,? <year>)?",
	"day":      "(<weekday>|<thisday>|$date|$european)",
	"time":     "((<clock>|<hour>) <meridiem>|<clock> ,?|<clockfull>|<hour> o'clock) (<zone> time?)?",
	"count":    "(<number>|<vague>|a|an|a few|a couple of|a couple|a dozen|several dozen|a hundred|half a|half an|<number> (to|or) <number>|<number> and a half)",
	"many":     "(<number>|<vague>|couple of|couple|<number> (to|or) <number>)",
	"units":    "(<unit>|<units>)",
	"extra":    "(more|full|additional|trading|business|working|consecutive|straight|long|further|whole)",
	"half":     "the? (first|second|last) half of",
	"fiscal":   "(fiscal -?)",
}

// grammarRules is the whole grammar. Of the matches that start at a token the longest wins.
var grammarRules = []rule{
	// Ages and other look-alikes.
	{notTime, "<number> -? $units -? old", nil, 0},
	{notTime, "the? (day|night|morning) (after|before) (day|night|morning)", nil, 0},
	{notTime, "(<number>|twenty four) -? hours a day", nil, 0},
	{notTime, "(this|last|next|first|second|third) time", nil, 0},
	{notTime, "usa today", nil, 0},

	// Dates of the calendar.
	{calendarDate, "<isodate>", nil, 0},
	{calendarDate, "$mod? $date", nil, 0},
	{calendarDate, "$mod? $european", nil, 0},
	{calendarDate, "$mod? <month> (,|of)? <year>", nil, 0},
	{calendarDate, "the (<ordinal>|last|final) week of <month>", nil, 0},
	{calendarDate, "$mod? <month>", monthAlone, 0},
	{calendarDate, "$mod? (the year)? <year>", yearAlone, 0},
	{calendarDate, "the year <number>", yearAlone, 0},
	{calendarDate, "post - <year>", yearAlone, 0},
	{calendarDate, "pre - <year>", yearAlone, 0},
	{calendarDate, "$half <year>", yearAlone, 0},
	{calendarDate, "(the|calendar)? $fiscal (year)? <year>", nil, 0},
	{calendarDate, "the <year> period", nil, 0},
	{calendarDate, "$mod? the? (early|late|mid) -? <decade>", nil, 0},
	{calendarDate, "($mod|$half)? the? <decade>", decadeAlone, 0},
	{calendarDate, "the? (early|late|mid)? -? <ordinal> -? century", nil, 0},
	{calendarDate, "<season> of? <year>", nil, 0},
	{calendarDate, "$mod? the <season> of <year>", nil, 0},
	{calendarDate, "$mod? <weekday>", nil, 0},
	{calendarDate, "<weekday> (this|last|next) week", nil, 0},

	// Quarters and halves of the year.
	{calendarDate, "the? (year - (ago|earlier))? $fiscal? <ordinal> quarter", quarterNumber, 0},
	{calendarDate, "$fiscal? <ordinal> - quarter", quarterNumber, 0},
	{calendarDate, "the? $fiscal? (<ordinal>|final) -? quarter of? (fiscal|the year)? <year>", quarterNumber, 0},
	{calendarDate, "the? <year> 's? $fiscal? <ordinal> -? quarter", quarterNumber, 0},
	{calendarDate, "(this|last|next) year 's $fiscal? <ordinal> -? quarter", quarterNumber, 0},
	{calendarDate, "the? (<ordinal>|final) -? quarter of? (this|last|next) year", quarterNumber, 0},
	{calendarDate, "the? (first|second|last) half", halfYear, 0},
	{deictic, "(the|this|last|next|current|the current|the latest|that|the previous|the following|the same) (quarter)", nil, 0},
	{deictic, "the (latest|current) period", nil, 0},
	{shifted, "year - (ago|earlier)", nil, 0},
	{shifted, "the? comparable? year - (ago|earlier) (quarter|period)", nil, 0},
	{duration, "the? year - (ago|earlier) <number> <units>", nil, 0},
	{shifted, "the (same|corresponding|comparable) (quarter|period) (of the?)? (last year|a year (ago|earlier))", nil, 0},
	{shifted, "the (quarter|period) a year (ago|earlier)", nil, 0},

	// Relative to the document's day.
	{deictic, "$mod? <thisday>", nil, 0},
	{deictic, "the day (before yesterday|after tomorrow)", nil, 0},
	{deictic, "$mod? (this|last|next|this past|this coming|the past|past|the last|the next|the coming|coming|the current|the latest) ($fiscal)? <unit>", deicticUnit, 0},
	{deictic, "the (next|last|past) <unit> or so", deicticUnit, 0},
	{deictic, "$mod? (this|last|next|this past|this coming|the past|the coming|past|the next) (<weekday>|<month>|<season>)", nil, 0},
	{deictic, "(this coming|next|last) (<weekday> ,?)? <month> (<day>|the? <ordinal>)", nil, 0},
	{deictic, "<month> (of)? (this|last|next) year", nil, 0},
	{deictic, "$mod? the (<season>)", seasonAlone, 0},
	{calendarDate, "<season>", seasonAlone, 0},

	// Relative to the time named before.
	{deictic, "$mod? (that|the same|that same|the previous|the following|the preceding|the next|the|the full|the whole) <unit>", anaphoricUnit, 0},
	{deictic, "(the previous|the following|the next) (<weekday>|<month>|<season>|<part>)", nil, 0},
	{deictic, "the day (before|after)", notBeforeNoun, 0},
	{deictic, "year -? 's? end", nil, 0},
	{deictic, "year - end <year>", nil, 0},

	// So many units away.
	{shifted, "$approx? $count $units (or (so|more))? (ago|earlier|later|from now|hence)", nil, 0},
	{shifted, "$approx? ($count) $units and a half (ago|earlier|later)", nil, 0},
	{shifted, "<units> (ago|later|earlier)", nil, 0},

	// Times of day.
	{calendarDate, "$approx? $time", clockAlone, 0},
	{calendarDate, "$approx? $time ,? (on)? $day", nil, 0},
	{calendarDate, "$day ,? at $approx? $time", nil, 0},
	{calendarDate, "$approx? $time (this|last|in the) <part>", nil, 0},
	{calendarDate, "<hour> in the <part>", nil, 0},
	{calendarDate, "$mod? $day <part>", nil, 0},
	{calendarDate, "mid -? <part> $day?", nil, 0},
	{calendarDate, "(the? <part> of|<part> on) $day", nil, 0},
	{deictic, "$mod? (this|last|that|the next|the following|the previous) <part>", nil, 0},
	{deictic, "(tonight|overnight)", nil, 0},
	{deictic, "$mod? the <part>", nil, 0},

	// Lengths of time.
	{recurring, "(a|an|per|each) <unit>", perUnit, 0},
	{duration, "$approx? $count (- | $extra)? $units", lengthOfTime, 0},
	{duration, "$approx? $count (- | $extra)? $units (or so|- long)", lengthOfTime, 0},
	{duration, "$approx? $count $units and a half", lengthOfTime, 0},
	{duration, "over (a|an) <unit>", lengthOfTime, 0},
	{duration, "the year", yearEnded, 0},
	{duration, "$approx? half <unit>", lengthOfTime, 0},
	{duration, "$approx? (the|these|those)? (past|last|next|first|coming|previous|final|latest|following|preceding|recent)? $many $extra? $units", lengthOfTime, 0},
	{duration, "the? (past|last|next|coming) (decade|century)", nil, 0},
	{duration, "(<unit>|<units>) - long", nil, 0},
	{duration, "<units>", unitsAlone, 0},
	{duration, "<units> (or|and) <units>", nil, 0},
	{duration, "a while", nil, 0},

	// Times that come round.
	{recurring, "(each|every) (other)? (<unit>|<weekday>|<month>|<season>|<part>|<weekday> <part>)", nil, 0},
	{recurring, "every <number> <units>", nil, 0},
	{recurring, "<frequency>", nil, 0},
	{recurring, "(<weekdays>|<seasons>)", weekdaysAlone, 0},
	{recurring, "<weekday> <parts>", nil, 0},
	{recurring, "(once|twice|<number> times|several times) (a|an|per|each|every) <unit>", nil, 0},

	// Vague references.
	{presentRef, "(now|right now|currently|nowadays|at present|these days|at the moment)", nil, 0},
	{presentRef, "current", notBeforeUnit, 0},
	{pastRef, "(more|most)? recently", nil, 0},
	{pastRef, "recent (<units>|<units> and <units>)", nil, 0},
	{pastRef, "(the past|past <units>|the past (several|few) quarters|not long ago|long ago|lately)", pastAlone, 0},
	{futureRef, "(the)? (near|foreseeable|immediate)? future", futureAlone, 0},
	{futureRef, "(the)? (near|short|long) term", futureAlone, 0},
	{futureRef, "(the)? coming <units>", nil, 0},
	{futureRef, "future <units>", nil, 0},
	{futureRef, "(soon|as soon as possible|a later date)", soonAlone, 0},
}

// grammar is the compiled table; grammarError says what is wrong with it, which a test keeps at nil.
var grammar, grammarError = compile(append(grammarRules, holidayRules()...), macros)
