package claim

import "gainsay/internal/text"

// pointer is how a statement points to a claim without wording it.
type pointer struct {
	noun     classes  // claimNoun, reportNoun, documentNoun, chargeWord; 0 for a pronoun
	plural   bool     // "the claims"
	owner    []string // stems of whose claim it is: "the Western claims", "his"
	his      bool     // owned by a pronoun
	about    []string // stems of what it is about: "claims of fraud"
	bare     bool     // a pronoun or nothing: "denied it"
	whole    bool     // there is little else in the content
	definite bool     // "the claims", "his claims", "Western claims", and not "a claim"
	needed   bool     // what it is about has to be spoken of
	start    int      // place in the content
	words    []int    // tokens that point
}

// toWork tells whether it is a report, an article or the like as a whole that is pointed to, and not reports that go round.
func (p pointer) toWork() bool {
	return p.noun&documentNoun != 0 || p.noun&reportNoun != 0 && !p.plural
}

// pointer finds the first noun for a claim in a content, or the pronoun that the content begins with.
func (p *page) pointer(tokens []int) (pointer, bool) {
	for n, i := range tokens[:min(len(tokens), 40)] {
		w := p.words[i]
		if !w.is(claimNoun|reportNoun|documentNoun) || w.is(falseWord) {
			continue
		}
		first, ok := p.nounPhrase(tokens, n)
		if !ok {
			continue
		}
		point := pointer{noun: w.classes & (claimNoun | reportNoun | documentNoun | chargeWord), plural: w.plural, start: first, words: tokens[first : n+1]}
		for _, k := range tokens[first:n] {
			m := p.words[k]
			if m.is(determinerWord) || text.IsCapitalised(p.document.Word(k)) || m.lower == "'s" {
				point.definite = true
			}
			switch {
			case m.lower == "his" || m.lower == "her" || m.lower == "its" || m.lower == "their":
				point.his = true
			case p.isWord(k) && !m.is(lightWord):
				point.owner = append(point.owner, m.stem)
			}
		}
		rest := p.complement(tokens[n+1:])
		point.about = p.stems(rest)
		point.whole = first <= 2 && (len(tokens)-n-1-len(rest) <= 4)
		point.definite = point.definite || w.plural && first == n
		return point, true
	}
	return p.pronoun(tokens)
}

// nounPhrase tells whether the word at place n is the noun of a phrase, and where the phrase begins.
func (p *page) nounPhrase(tokens []int, n int) (first int, ok bool) {
	for k := n - 1; k >= max(0, n-6); k-- {
		w := p.words[tokens[k]]
		switch {
		case w.is(determinerWord) || w.lower == "a" || w.lower == "an":
			return k, true
		case startsPhrase(w.lower):
			return k + 1, true
		case w.lower == "'s" || w.lower == "'" || w.is(describingWord) || p.isWord(tokens[k]) && !w.is(lightWord|beWord|personWord):
			continue
		case p.isWord(tokens[k]):
			return 0, false
		}
	}
	return max(0, n-6), n < 6 || p.words[tokens[n]].plural
}

// startsPhrase tells whether a noun phrase can follow the word.
func startsPhrase(lower string) bool {
	switch lower {
	case "of", "with", "about", "over", "on", "to", "as", "in", "by", "from", "for", "against", "and", "that":
		return true
	}
	return false
}

// complement is what follows a noun for a claim and tells what is claimed: "of fraud", "that she was there", up to where the
// sentence goes on about the claim.
func (p *page) complement(tokens []int) []int {
	if len(tokens) == 0 {
		return nil
	}
	switch p.words[tokens[0]].lower {
	case "of", "that", "about", "on", "regarding", "concerning", "over", "around", "surrounding", "against":
	default:
		return nil
	}
	clause := p.words[tokens[0]].lower == "that"
	for n, i := range tokens {
		w := p.words[i]
		if w.lower == "," || w.lower == "." || w.lower == "as" && n > 1 || !clause && w.is(beWord) {
			return tokens[:n]
		}
	}
	return tokens
}

// pronoun reads a content that begins with "it", "that", "these", or names no more than a matter: "any involvement".
func (p *page) pronoun(tokens []int) (pointer, bool) {
	for n, i := range tokens[:min(len(tokens), 3)] {
		w := p.words[i]
		switch {
		case !p.isWord(i):
			continue
		case w.is(matterNoun):
			about := p.stems(tokens[n+1:])
			return pointer{bare: true, about: about, whole: len(about) < 4, words: tokens[n : n+1]}, true
		case w.lower == "which" && len(tokens) <= n+2:
			return pointer{bare: true, whole: true, words: tokens[n : n+1]}, true
		case w.is(pronounWord):
			next := ""
			if n+1 < len(tokens) {
				next = p.words[tokens[n+1]].lower
			}
			alone := len(tokens) == n+1 || len(tokens) == n+2 && !p.isWord(tokens[n+1])
			if alone || n+1 < len(tokens) && p.words[tokens[n+1]].is(beWord) && w.lower != "they" || next == "has" {
				return pointer{bare: true, whole: alone, words: tokens[n : n+1]}, true
			}
			return pointer{}, false
		case !w.is(determinerWord) && w.lower != "no":
			return pointer{}, false
		}
	}
	return pointer{}, false
}

// stems lists the stems of the words of a run that tell something.
func (p *page) stems(tokens []int) []string {
	var list []string
	for _, i := range tokens {
		if w := p.words[i]; p.isWord(i) && !w.is(lightWord|negationWord|personWord|pronounWord|claimNoun|reportNoun) {
			list = append(list, w.stem)
		}
	}
	return list
}

// has joins the classes of a run of words.
func (p *page) has(tokens []int) (all classes) {
	for _, i := range tokens {
		all |= p.words[i].classes
	}
	return all
}

// defence finds where a content stands by a report or calls it right: "we stand by our reporting", "its story was accurate",
// "no indication that the story is inaccurate". The noun comes last.
func (p *page) defence(tokens []int) []int {
	for n, i := range tokens {
		w := p.words[i]
		if !w.is(documentNoun|reportNoun|claimNoun) || w.is(falseWord) {
			continue
		}
		if n >= 3 {
			for k := n - 1; k >= max(1, n-4); k-- {
				before := p.words[tokens[k-1]].lower
				if p.words[tokens[k]].lower == "by" && (before == "stand" || before == "stands" || before == "stood" || before == "standing") {
					return []int{tokens[k-1], tokens[k], i}
				}
			}
		}
		for k := n - 1; k >= max(0, n-3); k-- {
			if before := p.words[tokens[k]].lower; before == "defense" || before == "defence" {
				return []int{tokens[k], i}
			}
		}
		for k := n + 1; k < min(len(tokens), n+6); k++ {
			word := p.words[tokens[k]]
			if isTruth(word.lower) && !p.negated(tokens, k, near) {
				return []int{tokens[k], i}
			}
			if word.is(falseWord) && (p.negated(tokens, n, near+8) || p.negated(tokens, k, near)) {
				return []int{tokens[k], i}
			}
		}
	}
	return nil
}
