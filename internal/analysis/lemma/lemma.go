// Package lemma gives the dictionary form of an English verb or noun: "said" → "say", "accusations" → "accusation".
//
// In comes a word and its Penn Treebank tag, out comes the lemma in lower case. Irregular forms are data
// (irregular.txt); the rest follows the spelling rules of regular inflection. It imports the standard library only.
package lemma

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed irregular.txt
var irregularText string

// irregular maps an inflected form to its lemma, verbs and nouns apart.
type irregular struct{ verbs, nouns map[string]string }

var irregularForms = sync.OnceValue(func() irregular {
	forms := irregular{map[string]string{}, map[string]string{}}
	for line := range strings.Lines(irregularText) {
		fields := strings.Fields(line)
		if len(fields) < 3 {
			continue
		}
		table := forms.verbs
		if fields[0] == "noun" {
			table = forms.nouns
		}
		for _, form := range fields[2:] {
			table[form] = fields[1]
		}
	}
	return forms
})

// Of gives the lemma of a word with a Penn Treebank tag. A word that is neither verb nor common noun is only lower-cased.
func Of(word, tag string) string {
	lower := strings.ToLower(strings.ReplaceAll(word, "’", "'"))
	switch {
	case strings.HasPrefix(tag, "VB"):
		return verb(lower, tag)
	case tag == "NNS":
		return noun(lower)
	case tag == "MD":
		if full, ok := irregularForms().verbs[lower]; ok {
			return full
		}
	}
	return lower
}

func noun(word string) string {
	if base, ok := irregularForms().nouns[word]; ok {
		return base
	}
	return withoutS(word)
}

// withoutS undoes the regular plural and the third person singular.
func withoutS(word string) string {
	switch {
	case strings.HasSuffix(word, "ies") && len(word) > 4:
		return word[:len(word)-3] + "y"
	case hasAnySuffix(word, "sses", "shes", "ches", "xes", "zzes"):
		return word[:len(word)-2]
	case strings.HasSuffix(word, "s") && !hasAnySuffix(word, "ss", "us", "is") && len(word) > 2:
		return word[:len(word)-1]
	}
	return word
}

func verb(word, tag string) string {
	base, ok := irregularForms().verbs[word]
	if ok && (tag != "VB" && tag != "VBP" || base == "be" || base == "have") { // "lay" as a base form is no past of "lie"
		return base
	}
	switch tag {
	case "VBZ":
		if hasAnySuffix(word, "oes") && len(word) > 4 {
			return word[:len(word)-2]
		}
		return withoutS(word)
	case "VBD", "VBN":
		if strings.HasSuffix(word, "ied") && len(word) > 4 {
			return word[:len(word)-3] + "y"
		}
		if stem, ok := strings.CutSuffix(word, "ed"); ok && len(stem) > 1 {
			return restore(stem)
		}
	case "VBG":
		if stem, ok := strings.CutSuffix(word, "ing"); ok && len(stem) > 1 && hasVowel(stem) {
			if strings.HasSuffix(stem, "y") && len(stem) == 2 { // dying, lying, tying
				return stem[:1] + "ie"
			}
			return restore(stem)
		}
	}
	return word
}

// restore undoes what spelling does to a stem before -ed and -ing: a dropped e ("us|ed") or a doubled consonant
// ("stopp|ed").
func restore(stem string) string {
	n := len(stem)
	last := stem[n-1]
	switch {
	case n > 3 && last == stem[n-2] && !strings.ContainsRune("aeiouslzf", rune(last)):
		return stem[:n-1]
	case n > 3 && last == 'l' && stem[n-2] == 'l' && strings.ContainsRune("aeiou", rune(stem[n-3])) && doubledL[stem]:
		return stem[:n-1]
	case needsE(stem):
		return stem + "e"
	}
	return stem
}

// doubledL lists the stems whose double l comes from inflection and not from the verb itself ("call", "tell").
var doubledL = map[string]bool{"travell": true, "cancell": true, "labell": true, "signall": true, "modell": true,
	"compell": true, "propell": true, "expell": true, "repell": true, "rebell": true, "controll": true, "patroll": true,
	"counsell": true, "quarrell": true, "unravell": true, "totall": true, "channell": true, "fuell": true, "tunnell": true,
	"marshall": true, "dispell": true, "excell": true, "levell": true}

// needsE tells whether a stem lost a final e: "accus", "argu", "not", "declar", "believ", "announc".
func needsE(stem string) bool {
	n := len(stem)
	if withE[stem] {
		return true
	}
	if withoutE[stem] {
		return false
	}
	last, before := stem[n-1], stem[n-2]
	switch last {
	case 'c', 'v', 'u':
		return true
	case 'z':
		return before != 'z' && before != 't'
	case 's':
		return before != 's' && !hasAnySuffix(stem, "focus", "bias", "canvas")
	case 'g':
		return (before == 'r' || before == 'd' || before == 'n' && (n > 3 && stem[n-3] != 'o' && stem[n-3] != 'i' || hasAnySuffix(stem, "ing")) || isVowel(before) && countVowels(stem) > 1) && !hasAnySuffix(stem, "ong", "ung")
	case 'l':
		return !isVowel(before) && before != 'l' && before != 'r' && before != 'w'
	case 't':
		return before == 'a' && countVowels(stem) > 1 && !hasAnySuffix(stem, "eat", "oat", "combat", "format") ||
			before == 'u' && countVowels(stem) > 1 && !hasAnySuffix(stem, "out") || hasAnySuffix(stem, "quot", "promot", "devot", "unit", "invit", "cit", "delet", "complet", "compet")
	case 'r':
		return hasAnySuffix(stem, "ar", "ir", "ur") && !hasAnySuffix(stem, "ear", "oar", "our", "air", "oir", "occur", "murmur", "blur", "war", "star", "bar", "stir")
	case 'k':
		return hasAnySuffix(stem, "rik", "lik", "mak", "tak", "bak", "smok", "strok", "pok", "evok", "vok", "rebuk")
	case 'd':
		return hasAnySuffix(stem, "cid", "vid", "rid", "clud", "lud", "vad", "sid", "guid", "hid", "parad", "trad", "fad", "ced", "cod", "plod")
	case 'm':
		return hasAnySuffix(stem, "sum", "nam", "blam", "fram", "sham", "assum", "tim", "fum", "com")
	case 'n':
		return hasAnySuffix(stem, "fin", "clin", "min", "bin", "pin", "hon", "phon", "vin", "scen", "ven", "tun", "lin", "pon", "zon") && !hasAnySuffix(stem, "rain", "ain", "oin")
	case 'p':
		return hasAnySuffix(stem, "hop", "cop", "scap", "rap", "shap", "typ", "wip", "swip", "escap", "tap")
	case 'b':
		return hasAnySuffix(stem, "scrib", "prob", "brib", "describ", "crib")
	}
	return false
}

var withE = map[string]bool{"us": true, "argu": true, "believ": true, "chang": true, "arrang": true, "challeng": true,
	"pledg": true, "alleg": true, "urg": true, "judg": true, "acknowledg": true, "charg": true, "engag": true, "wag": true,
	"hir": true, "fir": true, "expir": true, "inquir": true, "requir": true, "acquir": true, "admir": true, "not": true,
	"vot": true, "writ": true, "bit": true, "hat": true, "dat": true, "rat": true, "stat": true, "ignor": true, "explor": true,
	"restor": true, "scor": true, "stor": true, "bor": true, "deplor": true, "implor": true, "interfer": true, "rever": true,
	"adher": true, "sever": true, "persever": true, "clos": true, "los": true, "propos": true, "suppos": true, "dispos": true,
	"oppos": true, "impos": true, "expos": true, "battl": true, "handl": true, "fil": true, "rul": true, "compil": true,
	"smil": true, "pil": true, "schedul": true, "whil": true, "ey": true, "di": true, "li": true, "ti": true, "agre": true,
	"fre": true, "guarante": true, "decre": true, "disagre": true, "fle": true, "se": true}

var withoutE = map[string]bool{"visit": true, "edit": true, "limit": true, "permit": true, "audit": true, "exhibit": true,
	"inherit": true, "profit": true, "credit": true, "focus": true, "ban": true, "plan": true, "scan": true, "treat": true,
	"repeat": true, "defeat": true, "threat": true, "cheat": true, "heat": true, "seat": true, "beat": true, "float": true,
	"belong": true, "prolong": true, "long": true, "bring": true, "sing": true, "ring": true, "bang": true, "hang": true,
	"retain": true, "maintain": true, "explain": true, "complain": true, "contain": true, "remain": true, "rain": true,
	"join": true, "open": true, "happen": true, "threaten": true, "listen": true, "mention": true, "question": true,
	"begin": true, "win": true, "spin": true, "pin": true, "examin": false, "gas": true, "bus": true, "discover": true}

func hasAnySuffix(s string, suffixes ...string) bool {
	for _, suffix := range suffixes {
		if strings.HasSuffix(s, suffix) {
			return true
		}
	}
	return false
}

func isVowel(c byte) bool { return strings.IndexByte("aeiou", c) >= 0 }

func hasVowel(s string) bool { return strings.ContainsAny(s, "aeiouy") }

// countVowels counts groups of vowels.
func countVowels(s string) int {
	count := 0
	for i := range len(s) {
		if isVowel(s[i]) && (i == 0 || !isVowel(s[i-1])) {
			count++
		}
	}
	return count
}
