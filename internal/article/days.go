package article

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"gainsay/news"
)

const months = `jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?`

// The ways in which a day with its year is written. Numbers with slashes are read only where they can mean one day:
// 13/11/2021, not 3/11/2021.
var (
	isoDay     = regexp.MustCompile(`\b((?:19|20)\d\d)[-/.](\d{1,2})[-/.](\d{1,2})(?:\b|T)`)
	compactDay = regexp.MustCompile(`^((?:19|20)\d\d)(\d\d)(\d\d)(?:T?\d{4,6}Z?)?$`)
	monthFirst = regexp.MustCompile(`(?i)\b(` + months + `)\.? +(\d{1,2})(?:st|nd|rd|th)?,? +((?:19|20)\d\d)\b`)
	dayFirst   = regexp.MustCompile(`(?i)\b(\d{1,2})(?:st|nd|rd|th)?(?: of)?[ -](` + months + `)\.?,?[ -]((?:19|20)\d\d)\b`)
	numbersDay = regexp.MustCompile(`\b(\d{1,2})([/.])(\d{1,2})[/.]((?:19|20)\d\d)\b`)
	urlDay     = regexp.MustCompile(`/((?:19|20)\d\d)[/-](\d{1,2})[/-](\d{1,2})(?:[/-]|$)`)
	// a line that gives a day and nothing else: what may stand beside the day
	dayFrame = regexp.MustCompile(`(?i)\b(?:first |originally |last )?(?:published|posted|updated|modified|edited|created|filed|issued|released|date|on|at|as of|of|time)\b|` +
		`\b(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?\b|\b\d{1,2}[:.]\d\d(?:[:.]\d\d(?:\.\d+)?)?z?\b|\b\d{1,2} ?[ap]\.?m\b|\b[ap]\.?m\b|` +
		`\b(?:e[sd]?t|p[sd]?t|c[sd]?t|m[sd]?t|gmt|utc|bst|ist|cest|cet|eet|eest|msk|jst|kst|aest|aedt|hrs?|hours?|local|eastern|pacific|z)\b|[+-]\d\d:?\d\d\b|\b\d+ (?:min(?:ute)?s?|hours?|days?)(?: ago| read)?\b`)
	updatedLabel = regexp.MustCompile(`(?i)(?:updated|modified|edited|revised|corrected)\b[^\d]*$`)
)

// placed is a day found in a line, with the bytes that it takes.
type placed struct {
	start, end int
	day        news.Day
}

// daysIn finds the days with a year in a line, in order.
func daysIn(line string) []placed {
	var found []placed
	add := func(at []int, year, month, day string) {
		if d := makeDay(year, month, day); d != "" {
			for _, f := range found {
				if at[0] < f.end && f.start < at[1] {
					return
				}
			}
			found = append(found, placed{at[0], at[1], d})
		}
	}
	for _, m := range monthFirst.FindAllStringSubmatchIndex(line, 8) {
		add(m, line[m[6]:m[7]], line[m[2]:m[3]], line[m[4]:m[5]])
	}
	for _, m := range dayFirst.FindAllStringSubmatchIndex(line, 8) {
		add(m, line[m[6]:m[7]], line[m[4]:m[5]], line[m[2]:m[3]])
	}
	for _, m := range isoDay.FindAllStringSubmatchIndex(line, 8) {
		add(m, line[m[2]:m[3]], line[m[4]:m[5]], line[m[6]:m[7]])
	}
	for _, m := range numbersDay.FindAllStringSubmatchIndex(line, 8) {
		a, b, year := line[m[2]:m[3]], line[m[6]:m[7]], line[m[8]:m[9]]
		x, _ := strconv.Atoi(a)
		y, _ := strconv.Atoi(b)
		switch {
		case line[m[4]:m[5]] == ".", x > 12, x == y: // points are written day first everywhere
			add(m, year, b, a)
		case y > 12:
			add(m, year, a, b)
		}
	}
	for i := 1; i < len(found); i++ {
		for j := i; j > 0 && found[j].start < found[j-1].start; j-- {
			found[j], found[j-1] = found[j-1], found[j]
		}
	}
	return found
}

// makeDay is the calendar day of three written numbers (the month perhaps a name); "" where there is no such day.
func makeDay(year, month, day string) news.Day {
	y, _ := strconv.Atoi(year)
	d, _ := strconv.Atoi(day)
	m, err := strconv.Atoi(month)
	if err != nil {
		m = strings.Index("jan feb mar apr may jun jul aug sep oct nov dec", strings.ToLower(month[:min(3, len(month))]))/4 + 1
	}
	t := time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC)
	if t.Year() != y || int(t.Month()) != m || t.Day() != d {
		return ""
	}
	return news.DayOf(t)
}

// firstDay is the first of several machine-readable values that gives a day, in the time zone that it is written in.
func firstDay(values ...string) news.Day {
	for _, v := range values {
		v = strings.TrimSpace(v)
		if m := compactDay.FindStringSubmatch(v); m != nil {
			if d := makeDay(m[1], m[2], m[3]); d != "" {
				return d
			}
		}
		if found := daysIn(v[:min(len(v), 200)]); len(found) > 0 {
			return found[0].day
		}
	}
	return ""
}

// dayOfURL is the day that a news site puts into its addresses: /2021/11/22/.
func dayOfURL(address string) news.Day {
	if m := urlDay.FindStringSubmatch(address); m != nil {
		return makeDay(m[1], m[2], m[3])
	}
	return ""
}

// dayLine reads a line that gives the day of publication, of the last change, or both, and nothing else.
func dayLine(line string) (published, modified news.Day, ok bool) {
	if len(line) > 160 {
		return "", "", false
	}
	found := daysIn(line)
	if len(found) == 0 {
		return "", "", false
	}
	rest, last := "", 0
	for _, f := range found {
		before := line[last:f.start]
		rest += before + " "
		last = f.end
		if updatedLabel.MatchString(before) {
			modified = first(modified, f.day)
		} else {
			published = first(published, f.day)
		}
	}
	rest = dayFrame.ReplaceAllString(rest+line[last:], " ")
	return published, modified, key(rest) == ""
}
