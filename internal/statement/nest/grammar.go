package nest

import (
	"slices"
	"strings"

	"gainsay/internal/analysis/lemma"
	"gainsay/internal/analysis/phrase"
	"gainsay/internal/text"
)

// group is a verb with its auxiliaries.
type group struct {
	first                                int // token of the first auxiliary, adverb or "not"
	negated, passive, finite, infinitive bool
	refused                              bool // "refused to V"
	modal                                string
}

// groupOf reads the verb group that ends with the verb at token i.
func (r *reader) groupOf(i int, w text.Range) group {
	g := group{first: i, finite: r.isFinite(i)}
	for j := i - 1; j >= w.First; j-- {
		word, tag := r.lower(j), r.tag(j)
		base := lemma.Of(word, tag)
		switch {
		case tag == "RB" || tag == "RBR" || r.isMark(j) && r.opening(j) != nil || strings.HasSuffix(word, "self") || strings.HasSuffix(word, "selves"):
			g.negated = g.negated || word == "not" || word == "n't" || word == "n’t" || word == "never"
		case tag == "MD":
			g.finite, g.modal = true, word
		case r.isTimeNoun(j) && r.auxiliaryBefore(r.timeStart(j, w), w): // "have this month raised"
			j = r.timeStart(j, w)
		case phrase.IsVerb(tag) && (base == "be" || base == "have" || base == "do" || base == "'s" || base == "’s"):
			g.passive = g.passive || base == "be" && r.tag(j+1) != "VBG" && r.tag(i) != "VBG"
			g.finite = g.finite || r.isFinite(j)
		case phrase.IsVerb(tag) && (r.tag(j+1) == "VBG" || r.tag(j+1) == "TO") && r.words.is("phase", base):
			g.finite = g.finite || r.isFinite(j)
		case tag == "TO":
			if j-1 >= w.First && phrase.IsVerb(r.tag(j-1)) && (r.words.is("phase", r.lemma(j-1)) || r.words.is("refuse", r.lemma(j-1))) {
				g.refused = g.refused || r.words.is("refuse", r.lemma(j-1))
				continue
			}
			g.infinitive = true
			return g
		case phrase.IsVerb(tag) && r.tag(j+1) == "TO" && r.words.is("refuse", base):
			g.finite = g.finite || r.isFinite(j)
		default:
			return g
		}
		g.first = j
	}
	return g
}

// timeStart is where a time that ends with token i starts: "late last week".
func (r *reader) timeStart(i int, w text.Range) int {
	for i-1 > w.First && (r.tag(i-1) == "DT" || r.tag(i-1) == "JJ" || r.isTimeNoun(i-1)) {
		i--
	}
	return i
}

// auxiliaryBefore tells whether a form of "have" or "be" or a modal stands before token i.
func (r *reader) auxiliaryBefore(i int, w text.Range) bool {
	if i-1 < w.First {
		return false
	}
	base := r.lemma(i - 1)
	return r.tag(i-1) == "MD" || phrase.IsVerb(r.tag(i-1)) && (base == "have" || base == "be")
}

// subject finds the subject of the verb group that starts at token first. The relative pronoun gives way to its antecedent.
func (r *reader) subject(first int, w text.Range) (text.Range, bool) {
	return r.subjectWithin(first, w, true)
}

// subjectWithin leaves out subjects shared with a verb before, unless shared is set.
func (r *reader) subjectWithin(first int, w text.Range, shared bool) (text.Range, bool) {
	none := text.Range{}
	for end := first; end > w.First; {
		t := end - 1
		p := r.phraseOf(t)
		switch {
		case r.tag(t) == "RB" || r.is(t, w, "also", "both", "all") || r.isTimeNoun(t) && t-1 > w.First && r.of[t] == r.of[t-1] && !r.isTime(p):
			end = t
		case r.isTime(p) && p.Tokens.End == end:
			end = max(p.Tokens.First, w.First)
			if end > w.First && r.tag(end-1) == "IN" {
				end--
			}
		case r.is(t, w, ",", "-", "–", "—", "--"):
			return r.beforeAside(t, w, shared)
		case r.tag(t) == "WP" || r.tag(t) == "WDT" || r.is(t, w, "that") && t > w.First && phrase.IsNoun(r.tag(t-1)):
			end = t
			if end > w.First && r.is(end-1, w, ",") {
				end--
			}
			return r.nounPhraseBefore(end, w)
		case r.tag(t) == "CC":
			if !shared {
				return none, false
			}
			return r.sharedSubject(t, w)
		case p.Kind == phrase.Noun || r.is(t, w, ")") || r.closing(end) != nil:
			return r.nounPhraseBefore(end, w)
		default:
			return none, false
		}
	}
	return none, false
}

// reach is how many tokens before a verb its subject may stand when other verbs stand between them.
const reach = 60

// farthest is how many tokens an aside between subject and verb may have.
const farthest = 18

// beforeAside finds the subject before an aside that ends with the comma or dash at token t: "Ms Oru, a lawyer, said". An
// aside that is a noun phrase belongs to the subject.
func (r *reader) beforeAside(t int, w text.Range, shared bool) (text.Range, bool) {
	for k := t - 2; k > w.First && k > t-farthest; k-- {
		if r.lower(k) != r.lower(t) {
			continue
		}
		head, ok := r.nounPhraseBefore(k, w)
		if !ok {
			return text.Range{}, false
		}
		if phrase.StartsNoun(r.tag(k+1)) && !r.hasFinite(text.Range{First: k + 1, End: t}) {
			head.End = t
		}
		return head, true
	}
	if shared && t > w.First && phrase.IsVerb(r.tag(t+1)) {
		return r.sharedSubject(t, w)
	}
	return text.Range{}, false
}

// sharedSubject finds the subject of the verb before a conjunction: "confirmed P and said Q". A verb of reporting goes before
// the verbs in what it reports.
func (r *reader) sharedSubject(t int, w text.Range) (text.Range, bool) {
	for _, reporting := range []bool{true, false} {
		for v := t - 1; v >= w.First && v > t-reach; v-- {
			if !phrase.IsVerb(r.tag(v)) || reporting && r.words.verbs[r.lemma(v)] == 0 {
				continue
			}
			g := r.groupOf(v, w)
			if g.infinitive || !g.finite {
				continue
			}
			if s, ok := r.subjectWithin(g.first, w, false); ok {
				return s, true
			}
		}
	}
	return text.Range{}, false
}

// nounPhraseBefore is the noun phrase that ends before token end, with the phrases that hang on it by prepositions, brackets,
// quotations and "published by".
func (r *reader) nounPhraseBefore(end int, w text.Range) (text.Range, bool) {
	run := text.Range{First: end, End: end}
	for run.First > w.First {
		t := run.First - 1
		p := r.phraseOf(t)
		switch {
		case r.is(t, w, ")"):
			open := t
			for open > w.First && !r.is(open, w, "(") {
				open--
			}
			run.First = open
			continue
		case p.Kind != phrase.Noun && r.closing(run.First) != nil:
			run.First = max(r.closing(run.First).Tokens.First, w.First)
			continue
		case p.Kind != phrase.Noun:
			return run, false
		}
		run.First = max(p.Tokens.First, w.First)
		if r.is(run.First, w, "that") && run.Len() > 1 && r.tag(run.First+1) != "NN" {
			run.First++ // a conjunction, tagged as a determiner
		}
		next, ok := r.hangsOn(run.First, w)
		if !ok {
			return run, true
		}
		run.First = next
	}
	return run, false
}

// hangsOn tells whether a noun phrase that starts at token first hangs on a noun before it, and where that noun ends.
func (r *reader) hangsOn(first int, w text.Range) (int, bool) {
	t := first - 1
	switch {
	case t-1 < w.First, r.tag(t) == "CC" && r.tag(first) == "PRP": // "met the guards and they said"
		return 0, false
	case r.is(t, w, "by") && r.tag(t-1) == "VBN" && t-2 >= w.First && phrase.IsNoun(r.tag(t-2)):
		return t - 1, true
	case r.is(t, w, "of", "in", "at", "for", "from", "with", "within", "on", "near", "inside", "to", "and", "or", "&", "including"):
		before := r.phraseOf(t - 1)
		ok := before.Kind == phrase.Noun && phrase.IsNoun(r.tag(before.Head)) && !r.isTime(before)
		ok = ok || r.tag(t) == "CC" && r.tag(t-1) == "PRP" && t-2 >= w.First && r.tag(t-2) == "IN" // "claims about him and the abbot"
		return t, ok
	}
	return 0, false
}

func (r *reader) hasFinite(run text.Range) bool {
	for i := run.First; i < run.End; i++ {
		if r.isFinite(i) {
			return true
		}
	}
	return false
}

// clause tells whether a clause without "that" starts at token k: a subject and a finite verb, with no conjunction, no relative
// pronoun and no single comma between them.
func (r *reader) clause(k int, w text.Range) bool {
	if !w.Contains(k) || phrase.IsVerb(r.tag(k)) {
		return false
	}
	commas := 0
	if r.tag(k) == "IN" { // "in May, he left"
		commas = 1
	}
	seen := false
	for j := k; j < w.End && j < k+30; j++ {
		switch tag := r.tag(j); {
		case r.isFinite(j):
			return seen && commas%2 == 0
		case tag == "VBG" && r.is(j-1, w, ","), tag == "WDT" || tag == "WP" || tag == "WRB" || tag == "CC" && !r.joinsNouns(j, w), j > k && r.subordinates(j, w):
			return false
		case tag == ",":
			commas++
		case tag == "CC":
			commas = 0 // "the mayor, his son and two guards were"
		case r.phraseOf(j).Kind == phrase.Noun:
			seen = true
		}
	}
	return false
}

// subordinates tells whether token i starts a further clause.
func (r *reader) subordinates(i int, w text.Range) bool {
	return r.is(i, w, ";", ":", "that", "as", "because", "until", "while", "if", "than", "since", "although", "though", "unless")
}

func (r *reader) joinsNouns(i int, w text.Range) bool {
	return i > w.First && i+1 < w.End && r.phraseOf(i-1).Kind == phrase.Noun && phrase.StartsNoun(r.tag(i+1))
}

// clauseEnd is where the clause that starts at token from ends: at a semicolon, at a conjunction with the next report, at the
// close of the quotation that the cue stands in, at the dash that closes the cue's aside, at "while" or "as" after a comma, or with the window. verbs is how many
// finite verbs it may have without a subordinator, 0 for a phrase; it is not counted where it is negative.
func (r *reader) clauseEnd(cue, from int, w text.Range, verbs int) int {
	end := w.End
	counted := verbs >= 0
	dashed := false // the cue stands between dashes
	for k := w.First; k < cue; k++ {
		dashed = dashed != r.isDash(k)
	}
	for k := from; k < w.End; k++ {
		if q := r.document.Tokens[cue].Quotation; q >= 0 && r.document.Tokens[k].Quotation != q || r.is(k, w, ";") {
			end = k
			break
		}
		if k > from && (r.turns(k, w) || dashed && r.isDash(k)) {
			end = k
			break
		}
		if !counted {
			continue
		}
		switch {
		case r.tag(k) == "WDT" || r.tag(k) == "WP" || r.tag(k) == "WRB" || r.is(k, w, "that", "because", "while", "although", "as", "if", "after", "before", "since", "so"):
			verbs++
		case r.tag(k) == "CC":
			verbs++
		case r.isFinite(k):
			verbs--
			if r.words.verbs[r.lemma(k)].has(takesClause) {
				verbs++
			}
		}
		if verbs < 0 {
			end = k
			if k-1 > from && r.tag(k-1) == "PRP" {
				end = k - 1
			}
			break
		}
	}
	return r.trim(from, end)
}

func (r *reader) isDash(i int) bool {
	switch r.document.Word(i) {
	case "-", "–", "—", "--":
		return true
	}
	return false
}

// turns tells whether at token k the report goes on with something else: "and said", "but he denied", ", while the army".
func (r *reader) turns(k int, w text.Range) bool {
	if r.is(k, w, ",") && r.is(k+1, w, "while", "whereas", "although", "though", "as") {
		return r.clause(k+2, w)
	}
	if r.is(k, w, ",") && r.is(k+1, w, "but", "however") {
		return true
	}
	if r.tag(k) != "CC" {
		return false
	}
	for j := k + 1; j < w.End && j < k+5; j++ {
		tag := r.tag(j)
		if phrase.IsVerb(tag) && r.words.verbs[r.lemma(j)] != 0 && tag != "VBG" && tag != "VBN" {
			return r.tag(k+1) == "PRP" || phrase.InVerb(r.tag(k+1)) && r.tag(k+1) != "TO"
		}
		if !phrase.InVerb(tag) && tag != "PRP" {
			return false
		}
	}
	return false
}

// trim takes the punctuation off the end of a run, but for marks that close a quotation or a bracket opened in it.
func (r *reader) trim(from, end int) int {
	for end > from && r.isMark(end-1) {
		if q := r.closing(end); q != nil && q.Tokens.First >= from {
			break
		}
		if r.document.Word(end-1) == ")" && slices.ContainsFunc(r.document.Tokens[from:end], func(t text.Token) bool { return t.Span.In(r.document.Text) == "(" }) {
			break
		}
		end--
	}
	return end
}

// nounPhraseEnd is where the noun phrase that starts at token from ends, with what hangs on it: prepositional phrases that are
// no times, participles, clauses.
func (r *reader) nounPhraseEnd(cue, from int, w text.Range) int {
	end := from
	for end < w.End {
		p := r.phraseOf(end)
		switch tag := r.tag(end); {
		case r.opening(end) != nil:
			end = min(r.opening(end).Tokens.End, w.End)
		case p.Kind == phrase.Noun && tag != "WP" && !(end > from && r.isTime(p)):
			end = min(p.Tokens.End, w.End)
		case end == from:
			return from
		case tag == "WDT" || tag == "WP" || tag == "WP$" || r.is(end, w, "that"):
			return r.clauseEnd(cue, end, w, -1)
		case r.is(end, w, ",") && (end+1 < w.End && (r.tag(end+1) == "WDT" || r.tag(end+1) == "WP" || phrase.StartsNoun(r.tag(end+1)) && r.closesAside(end, w))):
			end++
		case tag == "IN" && end+1 < w.End && r.isTime(r.phraseOf(end+1)) && r.goesOnAfter(r.phraseOf(end+1).Tokens.End, w):
			end = r.phraseOf(end + 1).Tokens.End
		case tag == "IN" && end+1 < w.End && !r.isTime(r.phraseOf(end+1)) && !r.is(end, w, "as", "after", "because", "while", "before", "since", "if", "although"),
			tag == "CC" && r.joinsNouns(end, w), tag == "VBN" || tag == "VBG" || tag == "TO", r.is(end, w, "(", ")"),
			tag == "VB" && r.tag(end-1) == "TO", tag == "RB":
			end++
		default:
			return r.trim(from, end)
		}
	}
	return r.trim(from, end)
}

// goesOnAfter tells whether a relative clause or a participle starts at token i: "the article published on Friday saying P".
func (r *reader) goesOnAfter(i int, w text.Range) bool {
	return w.Contains(i) && (r.tag(i) == "VBG" || r.tag(i) == "WDT" || r.tag(i) == "WP" || r.is(i, w, "that"))
}

// closesAside tells whether another comma soon follows the one at token i.
func (r *reader) closesAside(i int, w text.Range) bool {
	for k := i + 2; k < w.End && k < i+farthest; k++ {
		if r.is(k, w, ",") {
			return true
		}
		if r.isFinite(k) {
			return false
		}
	}
	return false
}
