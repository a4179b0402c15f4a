package when

import (
	"gainsay/internal/text"
)

// A guard looks at the words around a match and says whether it is an expression of time there.
type guard func(d *text.Document, m match) bool

// before is the lower-cased word that stands n tokens before the match in its sentence, "" where there is none.
func (m match) before(d *text.Document, n int) string {
	return wordIn(d, m.tokens().First-n, d.Tokens[m.tokens().First].Sentence)
}

// after is the lower-cased word that stands n tokens after the match in its sentence, "" where there is none.
func (m match) after(d *text.Document, n int) string {
	return wordIn(d, m.tokens().End-1+n, d.Tokens[m.tokens().First].Sentence)
}

func wordIn(d *text.Document, i, sentence int) string {
	if i < 0 || i >= len(d.Tokens) || d.Tokens[i].Sentence != sentence {
		return ""
	}
	return lowerASCII(d.Word(i))
}

// oneOf tells whether word is among the others.
func oneOf(word string, others ...string) bool {
	for _, o := range others {
		if word == o {
			return true
		}
	}
	return false
}

// monthAlone keeps the verbs may and march, and the names April, May and June, out.
func monthAlone(d *text.Document, m match) bool {
	it, _ := m.get(month)
	if word := d.Word(it.first); len(word) == 3 && it.value != 5 && it.starts && it.ends {
		return false // "Jan" is a name, "Jan." is none
	}
	if m.end-m.start > 1 || it.value != 3 && it.value != 5 {
		return true
	}
	if tag := d.Tokens[it.first].Tag; tag == "MD" || tag == "VB" || tag == "NN" {
		return false
	}
	return oneOf(m.before(d, 1), "in", "of", "since", "until", "till", "by", "through", "for", "from", "and", "to", "before", "after", "during", "between", "or")
}

// yearAlone keeps out counts that look like years: "1,998" is no year to the lexicon, but "2000 men" and "$1990" are.
func yearAlone(d *text.Document, m match) bool {
	it, _ := m.get(year | number)
	if it.value < 1500 || oneOf(m.before(d, 1), "$", "#", "£", "€", "no.", "flight", "route", "highway", ".") {
		return false
	}
	if it.value < 1800 && !oneOf(m.before(d, 1), "in", "since", "of", "from", "by", "until") {
		return false
	}
	return !oneOf(m.after(d, 1), "%", "percent", "people", "men", "women", "troops", "soldiers", "points", "miles", "km", "feet",
		"dollars", "votes", "meters", "metres", "yards", "pounds", "tons", "jobs", "shares", "workers", "homes", "barrels")
}

// decadeAlone keeps out ages in tens ("in his 50s") and temperatures.
func decadeAlone(d *text.Document, m match) bool {
	return !oneOf(m.before(d, 1), "his", "her", "their", "my", "your", "our")
}

// quarterNumber wants one of four.
func quarterNumber(_ *text.Document, m match) bool {
	it, ok := m.get(ordinal)
	return !ok || it.value <= 4
}

// halfYear keeps out halves of matches and of other things: a half of the year is named with "in" or "for".
func halfYear(d *text.Document, m match) bool {
	return oneOf(m.before(d, 1), "year", "'s") || oneOf(m.after(d, 1), "profit", "results", "earnings", "loss")
}

// deicticUnit keeps out units too small to be pointed at: "the last minute", "this second", "the next hour".
func deicticUnit(d *text.Document, m match) bool {
	it, _ := m.get(unit)
	if it.unit <= hour {
		return false
	}
	if it.unit >= decadeUnit && !m.has("this") {
		return false // "the past decade" is a length
	}
	if it.unit == dayUnit {
		return m.has("the") || m.has("this") && m.has("past")
	}
	return true
}

// anaphoricUnit: "that year", "the same day", "the following month"; a bare "the week" only where nothing else qualifies it.
func anaphoricUnit(d *text.Document, m match) bool {
	it, _ := m.get(unit)
	if it.unit <= hour {
		return false
	}
	if m.has("that", "same", "previous", "following", "preceding", "next") {
		return it.unit != decadeUnit || !m.has("next")
	}
	if m.has("of", "in") {
		return it.unit >= weekend
	}
	switch it.unit {
	case dayUnit, decadeUnit, century, millennium, fortnight:
		return false
	}
	return !oneOf(m.after(d, 1), "of", "that", "when", "before", "after") && !(it.unit == yearUnit && yearEnded(d, m))
}

// notBeforeNoun: "the day before" closes its phrase.
func notBeforeNoun(d *text.Document, m match) bool {
	return oneOf(m.after(d, 1), "", ".", ",", ";", ":", "that", "and", "but", "when", "in", "at", "\"", "”")
}

// seasonAlone keeps the verb fall and the spring of a clock out.
func seasonAlone(d *text.Document, m match) bool {
	if m.has("the") {
		it, _ := m.get(season)
		return it.value != 2 || !oneOf(m.after(d, 1), "of", "in")
	}
	it, _ := m.get(season)
	return oneOf(m.before(d, 1), "in", "since", "until", "by", "during") && it.value != 2
}

// clockAlone wants the half of the day, or a day of twenty-four hours.
func clockAlone(d *text.Document, m match) bool {
	if _, ok := m.get(meridiem | clockFull | zone); ok || m.has("o'clock") {
		it, _ := m.get(clockFull)
		return it.class&clockFull == 0 || it.class&clock == 0 || oneOf(m.before(d, 1), "at", "by", "until", "from", "around", "about")
	}
	return oneOf(m.before(d, 1), "at")
}

// perUnit tells a price or a rate ("$5 a year", "a million barrels a day") from a length.
func perUnit(d *text.Document, m match) bool {
	it, _ := m.get(unit)
	if m.has("per", "each") {
		return it.unit > minute
	}
	if it.unit <= minute || it.unit == quarter {
		return false
	}
	return oneOf(m.before(d, 1), "dollars", "million", "billion", "thousand", "barrels", "percent", "%", "tons", "times", "once", "twice", "cents", "pounds", "units")
}

// lengthOfTime keeps out the units that are seldom meant as time after an article, and "the year" in many senses.
func lengthOfTime(d *text.Document, m match) bool {
	it, ok := m.get(unit)
	if !ok {
		it, _ = m.get(units)
	}
	if m.has("a", "an") {
		if _, plural := m.get(units); !plural {
			return it.unit != second && it.unit != quarter && it.unit != dayUnit && it.unit != weekend && it.unit != minute
		}
	}
	if it.unit == second || it.unit == quarter {
		_, plural := m.get(units)
		hyphened := !m.items[m.end-1].starts
		plural = plural && !(hyphened && it.unit == quarter)
		return plural || it.unit == second && hyphened
	}
	return true
}

// yearEnded: a business year, as a length.
func yearEnded(d *text.Document, m match) bool { return oneOf(m.after(d, 1), "ended", "ending") }

// unitsAlone: "for weeks", "in days".
func unitsAlone(d *text.Document, m match) bool {
	it, _ := m.get(units)
	return it.unit >= dayUnit && oneOf(m.before(d, 1), "for", "in", "within", "over", "after", "of", "take", "took", "lasted", "last", "spent", "two")
}

// weekdaysAlone keeps out falls and springs that are no seasons.
func weekdaysAlone(_ *text.Document, m match) bool {
	it, ok := m.get(weekdays)
	return ok && it.value > 0
}

// notBeforeUnit leaves "current quarter" to its own rule.
func notBeforeUnit(d *text.Document, m match) bool {
	return !oneOf(m.after(d, 1), "year", "quarter", "month", "week", "fiscal", "account", "accounts")
}

// pastAlone: "the past" as a noun.
func pastAlone(d *text.Document, m match) bool {
	if m.has("the") && m.end-m.start == 2 {
		return oneOf(m.after(d, 1), "", ".", ",", ";", "\"", "”", "and", "that", "to", "by", "when", "for", "we", "he", "they", "has", "have", "had")
	}
	return true
}

// futureAlone: "the future" as a noun, and not those that are dealt in.
func futureAlone(d *text.Document, m match) bool {
	if !m.has("the", "near", "short", "long", "foreseeable", "immediate") {
		return oneOf(m.before(d, 1), "in")
	}
	return m.after(d, 1) != "of" && !oneOf(m.after(d, 1), "tense")
}

// soonAlone keeps the conjunction "as soon as" out.
func soonAlone(d *text.Document, m match) bool {
	return !m.has("soon") || m.has("possible") || m.before(d, 1) != "as" && m.after(d, 1) != "as" && m.after(d, 1) != "after"
}
