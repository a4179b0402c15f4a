package when

import (
	"strings"

	"gainsay/internal/text"
)

// A tense is where the verb that governs an expression places it.
type tense int8

const (
	noTense tense = 0
	past    tense = -1
	future  tense = 1
)

// reach is how many tokens away the governing verb is looked for.
const reach = 12

// tenseAround looks for the verb nearest to the tokens in their sentence, before them first, then after.
func tenseAround(d *text.Document, at text.Range) tense {
	sentence := d.Sentences[d.Tokens[at.First].Sentence].Tokens
	if at.First > 0 && oneOf(lowerASCII(d.Word(at.First-1)), "by", "until", "through", "effective") && !pluperfectAround(d, at, sentence) {
		return future
	}
	for i := at.First - 1; i >= max(sentence.First, at.First-reach); i-- {
		if t := tenseOf(d, i, sentence.First); t != noTense {
			return t
		}
	}
	for i := at.End; i < min(sentence.End, at.End+reach); i++ {
		if t := tenseOf(d, i, sentence.First); t != noTense {
			return t
		}
	}
	return noTense
}

// pluperfectAround tells whether "had" stands near the tokens: "had filed by Friday" looks back.
func pluperfectAround(d *text.Document, at, sentence text.Range) bool {
	for i := max(sentence.First, at.First-reach); i < min(sentence.End, at.End+reach); i++ {
		if lowerASCII(d.Word(i)) == "had" {
			return true
		}
	}
	return false
}

// tenseOf is the tense that token i gives away: by itself, or by the auxiliaries before it.
func tenseOf(d *text.Document, i, first int) tense {
	word := lowerASCII(d.Word(i))
	if word == "to" && i > first && oneOf(lowerASCII(d.Word(i-1)), "is", "are", "due", "as") {
		return future
	}
	if (word == "soon" || word == "early") && i > first && lowerASCII(d.Word(i-1)) == "as" {
		return future
	}
	if t, ok := tenseWords[word]; ok && !strings.HasPrefix(d.Tokens[i].Tag, "N") {
		if t == past {
			return auxiliaryTense(d, i, first)
		}
		return t
	}
	if tag := d.Tokens[i].Tag; tag != "" {
		switch tag {
		case "VBD", "VBN":
			return auxiliaryTense(d, i, first)
		case "VB":
			if done(d, i, first) {
				return past
			}
			return future
		}
		return noTense
	}
	if len(word) > 3 && strings.HasSuffix(word, "ed") && word[0] == d.Word(i)[0] {
		return auxiliaryTense(d, i, first)
	}
	return noTense
}

// done tells whether the infinitive at i hangs on a verb that says whether it came to pass: "failed to", "appeared to".
func done(d *text.Document, i, first int) bool {
	return i-2 >= first && lowerASCII(d.Word(i-1)) == "to" && oneOf(lowerASCII(d.Word(i-2)), "appeared", "seemed", "failed", "used", "tried",
		"refused", "managed", "began", "continued", "started", "declined", "had", "helped", "came", "went", "moved")
}

// auxiliaryTense is past unless a word just before the participle at i turns it to the future ("will be held").
func auxiliaryTense(d *text.Document, i, first int) tense {
	for j := i - 1; j >= max(first, i-3); j-- {
		switch w := lowerASCII(d.Word(j)); w {
		case "will", "would", "to", "shall", "'ll", "may", "might", "should", "must", "can", "wo":
			return future
		case "be", "not", "n't", "have", "been", "also", "probably", "likely", "being":
		default:
			return past
		}
	}
	return past
}

// tenseWords are verbs and adjectives whose form alone places what hangs on them.
var tenseWords = buildTenseWords()

func buildTenseWords() map[string]tense {
	out := make(map[string]tense)
	for _, w := range strings.Fields("will would shall 'll wo scheduled expected due slated set plans plan hopes expects " +
		"intends begins starts upcoming until may might should must") {
		out[w] = future
	}
	for _, w := range strings.Fields("said told was were had did came went made took gave got saw found left met held began became brought " +
		"bought built caught chose drew fell felt fought flew got grew heard kept knew led lost paid ran rose sent shot sold spoke " +
		"spent stood struck taught thought threw understood won wrote broke cut hit put quit shut 's been done gone seen taken given ended") {
		out[w] = past
	}
	delete(out, "'s")
	delete(out, "put")
	delete(out, "cut")
	delete(out, "shut")
	return out
}
