package coref

import (
	"strings"

	"gainsay/internal/analysis/lemma"
	"gainsay/internal/text"
)

// phrase reads the noun phrase that a range of tokens holds: its article, its owner, its head and what the head noun says.
func (r *resolver) phrase(all text.Range) mention {
	m := mention{tokens: all, source: -1, entity: -1, head: -1, form: nominal}
	at := all.First
	for at < all.End-1 && r.isEdge(at) {
		at++
	}
	m.det = r.determiner(at)
	start := at
	if m.det != noDeterminer && at+1 < all.End {
		at++
	}
	end := r.coreEnd(text.Range{First: at, End: all.End})
	m.core = text.Range{First: at, End: end}
	m.head = r.headOf(m.core)
	if m.head < 0 {
		m.head = all.First
		m.core = text.Range{First: all.First, End: all.First + 1}
	}
	m.core.End = m.head + 1
	m.owner = r.ownerIn(text.Range{First: start, End: m.head})
	if m.owner.Len() > 0 {
		m.det = possessive
		m.core.First = min(m.owner.End+1, m.head)
	}
	m.label, m.noun = r.nounAt(m.head)
	tag := r.d.Tokens[m.head].Tag
	m.plural = tag == "NNS" || tag == "VBZ" || tag == "NNPS" && r.nameAt(m.head) < 0 || m.noun != nil && m.noun.many
	if m.noun != nil {
		m.gender = m.noun.gender
	}
	m.quoted = r.d.Tokens[m.head].Quotation >= 0
	return m
}

// isEdge tells whether a token may stand at the start of a source without being part of its noun phrase.
func (r *resolver) isEdge(i int) bool {
	switch r.d.Tokens[i].Tag {
	case ",", ".", ":", "``", "''", "-LRB-", "-RRB-", "IN", "CC", "RB", "NFP", "HYPH", "PDT", "TO":
		return r.nameAt(i) < 0
	}
	return false
}

// determiner tells what kind of article, demonstrative or quantity token i is.
func (r *resolver) determiner(i int) determiner {
	switch strings.ToLower(r.d.Word(i)) {
	case "the", "this", "that", "these", "those", "both", "said":
		return definite
	case "a", "an", "one", "some", "other", "another", "two", "three", "four", "five", "several", "many", "few", "any", "no", "each", "every",
		"most", "all", "dozens", "hundreds", "more", "certain", "various":
		return indefinite
	}
	switch r.d.Tokens[i].Tag {
	case "PRP$":
		return possessive
	case "CD":
		return indefinite
	}
	return noDeterminer
}

// coreEnd is where the noun phrase that starts a range ends: before its first comma, preposition, relative word or verb.
func (r *resolver) coreEnd(all text.Range) int {
	seen := false // a noun
	for i := all.First; i < all.End; i++ {
		if n := r.nameAt(i); n >= 0 {
			if i > all.First && r.d.Tokens[i-1].Tag == "NNS" && r.nameAt(i-1) < 0 {
				return i // "people Reyl has met"
			}
			i = min(r.found[n].Tokens.End, all.End) - 1
			seen = true
			continue
		}
		tag := r.d.Tokens[i].Tag
		switch {
		case strings.HasPrefix(tag, "NN") || tag == "ADD" || tag == "PRP":
			seen = true
		case tag == "POS" || tag == "CD" || tag == "HYPH" || strings.HasPrefix(tag, "JJ") || tag == "DT" || tag == "PRP$" || tag == "PDT" || tag == "FW":
		case i == all.End-1 && (tag == "VBZ" || tag == "VBP"): // no phrase ends in a verb: "Reyl aides"
		case (tag == "VBG" || tag == "VBN") && i > all.First && i+1 < all.End && r.d.Tokens[i-1].Tag == "POS": // "the mayor's running mate"
		case tag == "CC" && !seen, strings.HasPrefix(tag, "VB") && !seen, strings.HasPrefix(tag, "RB") && !seen, (tag == "``" || tag == "''") && !seen:
		case tag == "-LRB-" && r.isShortAside(i, all.End) && r.nounAfter(i, all.End):
			i = r.closing(i, all.End)
		default:
			return i
		}
	}
	return all.End
}

// isShortAside tells whether the bracket at i closes after a word or two, as one that gives a short form does.
func (r *resolver) isShortAside(i, end int) bool {
	c := r.closing(i, end)
	return c < end && c-i <= 3
}

// closing is the token of the bracket that closes the one at i, or end.
func (r *resolver) closing(i, end int) int {
	for ; i < end; i++ {
		if r.d.Tokens[i].Tag == "-RRB-" {
			return i
		}
	}
	return end
}

// nounAfter tells whether a noun follows the bracket at i: "Islamic State (IS) group".
func (r *resolver) nounAfter(i, end int) bool {
	c := r.closing(i, end) + 1
	return c < end && strings.HasPrefix(r.d.Tokens[c].Tag, "NN")
}

// headOf is the last noun of a core, or the last word that can stand for one; -1 in an empty core.
func (r *resolver) headOf(core text.Range) int {
	head := -1
	for i := core.End - 1; i >= core.First; i-- {
		tag := r.d.Tokens[i].Tag
		if strings.HasPrefix(tag, "NN") || tag == "PRP" || tag == "VBZ" || tag == "ADD" || r.nameAt(i) >= 0 && tag != "POS" {
			return i
		}
		if head < 0 && tag != "POS" && tag != "``" && tag != "''" && tag != "-LRB-" && tag != "-RRB-" {
			head = i
		}
	}
	return head
}

// ownerIn is the phrase before the last possessive ending in a range; empty where there is none.
func (r *resolver) ownerIn(before text.Range) text.Range {
	for i := before.End - 1; i > before.First; i-- {
		if r.d.Tokens[i].Tag == "POS" {
			return text.Range{First: before.First, End: i}
		}
	}
	return text.Range{}
}

// nounAt is the lemma of token i and what the tables know of it. A compound is known by its last part, or else by its first:
// "vice-president", "editor-in-chief".
func (r *resolver) nounAt(i int) (string, *noun) {
	word := r.lower(i)
	if n, ok := r.tables.nouns[word]; ok {
		if n.class == noClass && r.d.Tokens[i].Tag == "NNS" {
			if single := lemma.Of(word, "NNS"); r.tables.nouns[single] != nil {
				return single, r.tables.nouns[single]
			}
		}
		return word, n
	}
	base := word
	if tag := r.d.Tokens[i].Tag; tag == "NNS" || tag == "NNPS" || tag == "VBZ" {
		base = lemma.Of(word, "NNS")
		if n, ok := r.tables.nouns[base]; ok {
			return base, n
		}
	}
	if cut := strings.LastIndexByte(base, '-'); cut > 0 {
		if n, ok := r.tables.nouns[base[cut+1:]]; ok {
			return base[cut+1:], n
		}
		first, _, _ := strings.Cut(base, "-")
		if n, ok := r.tables.nouns[first]; ok {
			return first, n
		}
	}
	switch {
	case strings.HasSuffix(base, "woman") && len(base) > 5:
		return base, r.tables.nouns["woman"]
	case strings.HasSuffix(base, "man") && len(base) > 5 && base[0] >= 'a' && !startsUpper(r.d.Word(i)):
		return base, r.tables.nouns["man"]
	case strings.HasSuffix(base, "ologist") || strings.HasSuffix(base, "person") && len(base) > 6:
		return base, r.tables.nouns["person"]
	}
	return base, nil
}

// lower is token i in small letters with straight apostrophes.
func (r *resolver) lower(i int) string {
	return strings.ToLower(bare(r.d.Word(i)))
}

// nameAt is the number of the name that token i is part of, or -1.
func (r *resolver) nameAt(i int) int { return int(r.names[i]) - 1 }
