package article

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"gainsay/news"
)

var (
	bylineLabel = regexp.MustCompile(`^(?i:by|written by|story by|reported by|words by|text by|author|authors|posted by)(?:\s*:\s*|\s+)`)
	nameSplit   = regexp.MustCompile(`\s*(?:,|;|&|/|\band\b|\bAND\b|\bwith\b|\bWITH\b)\s*`)
	bylineCut   = regexp.MustCompile(`\s*(?:\||•|·|\x{2022}|\s[–—-]\s|\d).*$`)
	whereTail   = regexp.MustCompile(`\s+(?:in|for|of|at|from|IN|FOR)\s+(?:the\s+)?(\p{Lu}.*)$`)
	jobWord     = regexp.MustCompile(`(?i)\b(?:correspondents?|editors?|reporters?|writers?|staff|bureau|chief|columnists?|analysts?|contributors?|journalists?|producers?|` +
		`desk|team|newsroom|agenc(?:y|ies)|wires?|services?|specialists?|fellows?|professors?|director|president|author|editorial|board|freelance|guest|online|web|news|` +
		`political|diplomatic|business|technology|science|sports?|senior|deputy|assistant|managing|executive|special|national|foreign|international|world|media|digital|ph\.?d\.?|m\.?d\.?|jr\.?)\b`)
	particles = map[string]bool{"de": true, "van": true, "von": true, "der": true, "den": true, "bin": true, "ibn": true, "al": true, "el": true, "da": true,
		"di": true, "du": true, "la": true, "le": true, "dos": true, "del": true, "ter": true, "ten": true, "y": true, "abu": true}
	trailingJob = regexp.MustCompile(`^(?i:jr|sr|ii|iii|iv|m\.?d|ph\.?d)\.?$`)
)

// credits is what a byline says.
type credits struct {
	names               []string
	agency              string
	published, modified news.Day // where the line gives a day as well
}

// readByline reads the line that names the authors: "By Ann Lee and Bo Chen, Political Correspondents | 3 Nov 2021".
// ok is false for a line that is none, "By Tuesday the talks had failed" for one. An agency's name alone on its line is a
// byline only if bare allows it, for on web pages it mostly stands under a picture.
func readByline(line string, bare bool) (credits, bool) {
	if len(line) > 400 {
		return credits{}, false
	}
	label := bylineLabel.FindString(line)
	if label == "" || len(words(line)) > 25 {
		agency := agencyNamed(line)
		return credits{agency: agency}, bare && agency != "" && len(words(line)) <= 3
	}
	rest := line[len(label):]
	var c credits
	if days := daysIn(rest); len(days) > 0 && !strings.ContainsAny(rest[:days[0].start], "|•·") {
		rest = rest[:days[0].start] + "| " + rest[days[0].start:] // "By Ann Lee May 3, 2021"
	}
	if cut := bylineCut.FindStringIndex(rest); cut != nil {
		published, modified, ok := dayLine(strings.TrimLeft(rest[cut[0]:], " |•·–—-"))
		if tail := rest[cut[0]:]; !ok && strings.IndexFunc(tail, unicode.IsDigit) >= 0 && !strings.ContainsAny(tail[:min(len(tail), 4)], "|•·") {
			return credits{}, false // a number in running text
		}
		c.published, c.modified, rest = published, modified, rest[:cut[0]]
	}
	var strange int
	c.names, c.agency, strange = namesIn(rest)
	return c, strange == 0 && (len(c.names) > 0 || c.agency != "" || jobWord.MatchString(rest) && len(words(rest)) <= 4)
}

// namesIn takes a list of authors apart into people and an agency; job titles, places and desks are left out. strange
// counts parts that are none of these.
func namesIn(list string) (names []string, agency string, strange int) {
	list = strings.NewReplacer("(", ", ", ")", ", ", "[", ", ", "]", ", ").Replace(list)
	for _, part := range nameSplit.Split(list, -1) {
		part = strings.Trim(part, " .:–—-*")
		if part == "" {
			continue
		}
		part = bylineLabel.ReplaceAllString(part, "")
		whole := part
		if m := whereTail.FindStringSubmatchIndex(part); m != nil {
			if a := agencyNamed(part[m[2]:m[3]]); a != "" {
				agency = first(agency, a)
			}
			part = part[:m[0]]
		}
		switch a := agencyNamed(whole); {
		case a != "":
			agency = first(agency, a)
		case trailingJob.MatchString(part):
		case jobWord.MatchString(part) || jobWord.MatchString(whole):
		case looksLikeName(part):
			names = append(names, part)
		default:
			strange++
		}
	}
	return names, agency, strange
}

// looksLikeName tells two to five words that start with capitals, particles apart ("Ana de la Cruz"); a single
// capitalised word counts too, for some sign with one name.
func looksLikeName(s string) bool {
	parts := words(s)
	if len(parts) == 0 || len(parts) > 6 || len(s) > 60 || strings.ContainsAny(s, "@#<>{}=_:?!\"“”") || strings.Contains(s, "//") || loneDomain.MatchString(s) {
		return false
	}
	if len(parts) == 1 && len(s) <= 5 && strings.ToUpper(s) == s && strings.ToLower(s) != s {
		return false // initials, of an outlet mostly
	}
	capitals := 0
	for _, w := range parts {
		r, _ := utf8.DecodeRuneInString(strings.TrimLeft(w, "'’‘`"))
		switch {
		case unicode.IsUpper(r) || unicode.IsTitle(r) || unicode.IsLetter(r) && !unicode.IsLower(r):
			capitals++
		case particles[strings.ToLower(w)] || strings.HasPrefix(w, "al-") || strings.HasPrefix(w, "d'"):
		default:
			return false
		}
	}
	return capitals > 0 && !weekdayOrMonth.MatchString(s)
}

var weekdayOrMonth = regexp.MustCompile(`^(?i:monday|tuesday|wednesday|thursday|friday|saturday|sunday|` + months + `|now|then|contrast|comparison|the|a|an|all|far|law|itself|himself|default)\b`)

// people cleans the authors that a page declares: each name once, agencies and desks and the publisher itself left out.
func people(declared []string, publisher string) (names []string, agency string) {
	seen := map[string]bool{"": true, key(publisher): true}
	for _, entry := range declared {
		found, a, _ := namesIn(bylineLabel.ReplaceAllString(cleanLine(entry), ""))
		agency = first(agency, a)
		for _, name := range found {
			if k := key(name); !seen[k] {
				seen[k] = true
				names = append(names, name)
			}
		}
	}
	return names, agency
}
