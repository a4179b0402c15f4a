package token

import "strings"

// usage is how an abbreviation behaves before the next word.
type usage uint8

const (
	unabbreviated usage = iota
	title               // a name follows: never ends a sentence
	general             // may end a sentence
	numbered            // only an abbreviation before a number
)

// abbreviations are words that keep their period.
var abbreviations = func() map[string]usage {
	set := make(map[string]usage)
	add := func(use usage, words string) {
		for _, word := range strings.Fields(words) {
			set[word] = use
		}
	}
	add(title, `Mr Mrs Ms Mx Dr Prof Rev Hon Sen Sens Rep Reps Gov Govs Gen Col Lt Sgt Capt Cmdr Cdr Adm Maj Cpl Pvt Brig Supt
		Insp Amb Msgr Fr Ald Atty Det Pres Messrs Mme Mlle St Ste Mt Ft v vs Lieut Comdr Dept Spc Pfc`)
	add(general, `Jan Feb Apr Aug Sep Sept Oct Nov Dec Jr Sr Esq Inc Corp Co Cos Ltd Bros LLC Assn Assoc Univ etc al approx est
		Ala Ariz Calif Colo Conn Del Fla Ga Kan Kans Ky Md Mich Minn Mont Neb Nebr Nev Okla Pa Penn Tenn Tex Vt Va
		Wis Wyo Wash Mass Ind Ont Que Ave Blvd Rd Hwy Mo Dak Mex Cal PhD Ph Ed dept e.g i.e cf`)
	add(numbered, `No Nos no nos Art Fig Figs Sec Vol Ch pp p Mar Jun Jul Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun ca Rs`)
	return set
}()

// abbreviation tells how the word before a period behaves; a word all in capitals counts as one with a capital.
func abbreviation(word string) usage {
	if i := strings.LastIndexByte(word, '-'); i >= 0 {
		word = word[i+1:] // D-Calif.
	}
	if use, ok := abbreviations[word]; ok {
		return use
	}
	if len(word) > 1 && len(word) < 8 && word == strings.ToUpper(word) {
		return abbreviations[word[:1]+strings.ToLower(word[1:])]
	}
	return unabbreviated
}

// starters are the words, other than names, that begin most sentences.
var starters = func() map[string]bool {
	set := make(map[string]bool)
	for _, word := range strings.Fields(`The A An He She It They We I You This That These Those There Here In On At By To From But And So
		If When While After Before As For With Without His Her Its Their Our My Your What Who Why How Where Which Both Many
		Some Most All Each Several Although Though However Also Since Because Until Once During Among Under Not No Yes Now
		Then Still Yet Even Just Only Asked Another Other Others One Two Mr Mrs Ms Is Are Was Were Do Does Did Have Has Had
		Meanwhile Instead Later Earlier Perhaps Nor Or Such Those Nearly About Last Critics Officials`) {
		set[word] = true
	}
	return set
}()

// The longest things that are looked for about a period, in bytes, so that a text of periods takes no longer than another.
const (
	longestAbbreviation = 32
	longestLocalPart    = 64  // RFC 5321, 4.5.3.1
	longestDomain       = 255 // the same
)

// dotInside decides about the period at byte at behind the word s[start:at].
func dotInside(s string, start, at int) (end int, more bool) {
	next := at + 1
	if isDigit(s, at-1) && isDigit(s, next) {
		return next, true
	}
	if next < len(s) && s[next] == '.' {
		return at, false // an ellipsis
	}
	word := s[max(start, at-longestAbbreviation):at]
	if isWord(s, next) {
		if strings.EqualFold(word, "www") {
			return addressEnd(s, next), false
		}
		if end, ok := domainEnd(s, start); ok && end > at && at-start <= longestDomain {
			if end < len(s) && s[end] == '/' && isWord(s, end+1) {
				return addressEnd(s, end), false
			}
			if end < len(s) && s[end] == '@' {
				return end, true
			}
			return end, false
		}
		if mailEnd(s, next) {
			return next, true
		}
		if lastPart(word) <= 1 && isLetter(s, next) && !isLetter(s, next+1) || word == "Ph" && s[next] == 'D' {
			return next, true // U.S, a.m
		}
	}
	if !keepsPeriod(s, word, next) {
		return at, false
	}
	if next < len(s) && s[next] == '-' && isWord(s, next+1) {
		return next + 1, true // U.S.-led
	}
	return next, false
}

// lastPart is the length in bytes of what follows the last period or hyphen of a word of letters; 9 if digits are in it.
func lastPart(word string) int {
	for i := len(word) - 1; i >= 0; i-- {
		switch {
		case word[i] == '.' || word[i] == '-':
			return len(word) - 1 - i
		case isDigit(word, i):
			return 9
		}
	}
	return len(word)
}

// mailEnd tells whether the local part of an e-mail address goes on at byte at ("first.last@…").
func mailEnd(s string, at int) bool {
	for limit := min(len(s), at+longestLocalPart); at < limit; at++ {
		if s[at] == '@' {
			_, ok := domainEnd(s, at+1)
			return ok
		}
		if !isWord(s, at) && s[at] != '.' && s[at] != '_' || s[at] >= utf8Self {
			return false
		}
	}
	return false
}

// keepsPeriod tells whether the period before byte next belongs to the word before it.
func keepsPeriod(s, word string, next int) bool {
	if i := strings.LastIndexByte(word, '-'); i >= 0 {
		word = word[i+1:]
	}
	if word == "" {
		return false
	}
	if strings.IndexByte(word, '.') > 0 {
		return lastPart(word) <= 2 && isLetter(word, 0) || abbreviation(word) != unabbreviated
	}
	follows := nextWord(s, next)
	switch abbreviation(word) {
	case title, general:
		return true
	case numbered:
		return isDigit(s, follows)
	}
	if len(word) > 1 || !isUpper(word, 0) || follows == len(s) {
		return false
	}
	following := s[follows:wordStop(s, follows)]
	if len(following) == 1 && follows+1 < len(s) && s[follows+1] == '.' {
		return isUpper(following, 0) // J. K.
	}
	return word != "I" && isUpper(following, 0) && !starters[following]
}

// nextWord is the offset of the next character that is not blank, or len(s) where the paragraph ends first.
func nextWord(s string, at int) int {
	for at < len(s) {
		kind, width := classAt(s, at)
		if kind == lineBreak {
			return len(s)
		}
		if kind != blank && kind != joiner {
			return at
		}
		at += width
	}
	return at
}

// wordStop is the end of the letters that start at byte at.
func wordStop(s string, at int) int {
	for isLetter(s, at) {
		_, width := classAt(s, at)
		at += width
	}
	return at
}
