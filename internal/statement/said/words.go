package said

import "strings"

// weekday tells whether the word names a day of the week.
func weekday(word string) bool {
	return oneOf(strings.ToLower(word), "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
}

// reportNoun tells whether the word names a piece of writing or what is put out like one.
func reportNoun(word string) bool {
	return oneOf(word, "report", "reports", "article", "story", "statement", "filing", "memo", "letter", "poll", "survey", "study",
		"interview", "tweet", "post", "editorial", "posting", "cv", "document", "paper", "dispatch", "complaint", "indictment",
		"lawsuit", "ruling", "email", "e-mail", "release", "column", "review")
}

// issuing are the verbs that bring a saying out.
func issuing(word string) bool {
	return oneOf(word, "issued", "released", "published", "posted", "broadcast", "aired", "speaking", "made", "held", "filed", "sent", "unveiled", "dated")
}

// noun tells whether the cue at token k is a noun: "earlier reports".
func (r *reader) noun(k int) bool {
	return strings.HasPrefix(r.d.Tokens[k].Tag, "N") || strings.HasSuffix(r.word(k), "s")
}

func auxiliary(word string) bool {
	return oneOf(word, "had", "has", "have", "was", "were", "been", "is", "are")
}

// verb tells whether token k is a verb: by its tag, or, untagged, by its look.
func (r *reader) verb(k int) bool {
	if tag := r.d.Tokens[k].Tag; tag != "" {
		return strings.HasPrefix(tag, "V") && tag != "VBG"
	}
	w := r.word(k)
	return auxiliary(w) || oneOf(w, "said", "says", "told", "did", "went", "came", "made", "took", "gave", "met", "left", "will", "would") ||
		len(w) > 4 && strings.HasSuffix(w, "ed") && r.d.Word(k)[0] == w[0]
}

// nominal tells whether there is a token k and it is a noun, by its tag.
func (r *reader) nominal(k int) bool {
	return k < len(r.d.Tokens) && strings.HasPrefix(r.d.Tokens[k].Tag, "N")
}

// finite tells whether token k is a verb other than an infinitive.
func (r *reader) finite(k int) bool { return r.verb(k) && r.d.Tokens[k].Tag != "VB" }

func (r *reader) word(k int) string { return strings.ToLower(r.d.Word(k)) }

func oneOf(word string, others ...string) bool {
	for _, o := range others {
		if word == o {
			return true
		}
	}
	return false
}
