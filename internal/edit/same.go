package edit

import (
	"regexp"
	"slices"
	"strings"

	"gainsay/news"
)

// SameArticle tells whether an article that was captured again is no new version of itself. It is none where headline, byline, agency,
// publisher, dateline, day of publication and body are the same but for
//
//   - white space, with the breaks between paragraphs; invisible characters; the style of quotation marks (“ " « ‘), dashes, ellipses
//     and ligatures; Unicode normalisation; in the headline and what stands around the body, also capitals;
//   - lines of the body, or parts of a line between | · •, that are nothing but a live counter: of comments, shares, views, likes,
//     reactions, replies, reposts, readers ("1,204 comments", "Share (12)"), of the time gone by ("5 minutes ago", "Posted 2 hours
//     ago"), or the stamp of the last update ("Updated 10:42 GMT", "Last updated: May 15, 2024").
//
// All else makes a new version, be it one figure: "14 dead" and "15 dead" are two, also on a line of their own. The time at which the
// article says that it was changed, its addresses, its language, and the lines that are no part of it are not looked at.
func SameArticle(before, after *news.Article) bool {
	same := func(one, other string) bool { return headline(one) == headline(other) }
	return before.Published == after.Published &&
		same(before.Title, after.Title) &&
		same(before.Agency, after.Agency) &&
		same(before.Publisher, after.Publisher) &&
		same(before.Dateline, after.Dateline) &&
		slices.EqualFunc(before.Byline, after.Byline, same) &&
		(before.Text == after.Text || plain(still(before.Text)) == plain(still(after.Text)))
}

// What a part of a line says that ticks, and nothing else.
var ticks = regexp.MustCompile(`^(?i)(?:` + strings.Join([]string{
	number + ` ?` + counted,
	`(?:(?:show|see|view|read|load)(?: all)? )?` + number + ` ` + counted,
	counted + ` ?[:(]? ?` + number + `\)?`,
	`(?:(?:last )?(?:updated|modified|edited|refreshed|published|posted):? )?(?:` + number + `|an?) ?` + unit + ` ago`,
	`(?:(?:last )?(?:updated|modified|edited|refreshed):? )?just now`,
	`(?:last )?(?:updated|modified|edited|refreshed)(?: (?:on|at))?:? ` + clock,
}, "|") + `)$`)

// The parts of these patterns.
const (
	number  = `\d[\d.,\x{a0}\x{202f}]{0,12} ?[km]?`
	counted = `(?:comments?|shares?|views?|likes?|reactions?|replies|reposts?|readers?|people (?:are )?reading(?: this)?)`
	unit    = `(?:seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|[smhdw])`
	clock   = `(?:(?:\d{1,4}(?:[:./-]\d{1,4}){0,2}(?:st|nd|rd|th|h)?|[ap]\.?m\.?|at|on|jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|` +
		`sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|today|` +
		`gmt|utc|bst|ist|c?e[sd]?t|ce?st|[mp][sd]?t)[ ,.]*){1,12}`
)

// How many bytes a line with a live counter may have, and the part of it that ticks.
const longestLine, longestCell = 300, 80

// still is a text without what ticks in it.
func still(text string) string {
	var out strings.Builder
	out.Grow(len(text))
	for line := range strings.Lines(text) {
		if len(line) > longestLine || !slices.ContainsFunc(cellsOf(line), isTicking) {
			out.WriteString(line)
			continue
		}
		out.WriteString(strings.Join(slices.DeleteFunc(cellsOf(line), isTicking), "|"))
		out.WriteByte('\n')
	}
	return out.String()
}

// cellsOf are the parts of a line.
func cellsOf(line string) []string {
	return strings.FieldsFunc(line, func(r rune) bool { return r == '|' || r == '·' || r == '•' })
}

func isTicking(cell string) bool {
	cell = strings.TrimSpace(cell)
	return len(cell) <= longestCell && ticks.MatchString(cell)
}
