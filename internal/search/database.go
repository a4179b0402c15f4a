package search

import "strings"

// FTS5 is a query for MATCH over a table with the columns of [Columns] and the tokenizer [Tokenizer]. Of each set of facets a
// statement must have one; a set without any finds nothing. A nil expression asks for no words.
func FTS5(e Expression, facets [][]string) string {
	return syntax{and: " AND ", or: " OR ", not: " NOT ", match: matchFTS5, facet: facetFTS5}.query(e, facets)
}

// TSQuery is the text of a PostgreSQL tsquery over a [Vector]; for the rest it is like [FTS5].
func TSQuery(e Expression, facets [][]string) string {
	return syntax{and: " & ", or: " | ", not: " & !", match: matchTSQuery, facet: facetTSQuery}.query(e, facets)
}

// syntax is how a database writes expressions. All operators stand between two operands, not (and not) too.
type syntax struct {
	and, or, not string
	match        func(Match) string
	facet        func(string) string
}

func (s syntax) query(e Expression, facets [][]string) string {
	var required []string
	for _, set := range facets {
		required = append(required, s.anyFacet(set))
	}
	return s.all(required, e)
}

func (s syntax) anyFacet(set []string) string {
	if len(set) == 0 {
		return s.facet(nothing)
	}
	list := make([]string, len(set))
	for i, name := range set {
		list[i] = s.facet(name)
	}
	return group(list, s.or)
}

// all asks for what is required and for the expression.
func (s syntax) all(required []string, e Expression) string {
	conjuncts, ok := e.(And)
	if !ok && e != nil {
		conjuncts = And{e}
	}
	var excluded []string
	for _, c := range conjuncts {
		if not, ok := c.(Not); ok {
			excluded = append(excluded, s.write(not.Expression))
		} else {
			required = append(required, s.write(c))
		}
	}
	if len(required) == 0 {
		required = []string{s.facet(everything)}
	}
	out := group(required, s.and)
	if len(excluded) > 0 {
		out = "(" + out + s.not + group(excluded, s.or) + ")"
	}
	return out
}

func (s syntax) write(e Expression) string {
	switch e := e.(type) {
	case Match:
		if len(e.Terms) == 0 {
			return s.facet(nothing)
		}
		return s.match(e)
	case Or:
		if len(e) == 0 {
			return s.facet(nothing)
		}
		list := make([]string, len(e))
		for i, one := range e {
			list[i] = s.write(one)
		}
		return group(list, s.or)
	}
	return s.all(nil, e)
}

// group joins operands; more than one stand in brackets.
func group(operands []string, operator string) string {
	if len(operands) == 1 {
		return operands[0]
	}
	return "(" + strings.Join(operands, operator) + ")"
}

// in tells whether the match may be found in a field. [Any] stands for a field that is not known.
func (m Match) in(field Field) bool { return m.Field == Any || field == Any || m.Field == field }

// byStem tells whether the match compares stems in a field.
func (m Match) byStem(field Field) bool { return m.Kind == Word && field != Speaker }

func matchFTS5(m Match) string {
	var stems, forms []string // columns
	for _, field := range []Field{Words, Title, Speaker} {
		switch {
		case !m.in(field):
		case m.byStem(field):
			stems = append(stems, string(field))
		case field == Speaker:
			forms = append(forms, string(field))
		default:
			forms = append(forms, string(field)+"_exact")
		}
	}
	var list []string
	for _, half := range []struct {
		columns []string
		of      func(Term) string
	}{{stems, stemOf}, {forms, formOf}} {
		if len(half.columns) == 0 {
			continue
		}
		terms := make([]string, len(m.Terms))
		for i, t := range m.Terms {
			terms[i] = half.of(t)
		}
		phrase := "{" + strings.Join(half.columns, " ") + `} : "` + strings.Join(terms, " ") + `"`
		if m.Kind == Prefix {
			phrase += " *"
		}
		list = append(list, phrase)
	}
	return group(list, " OR ")
}

func facetFTS5(name string) string { return `facets : "` + strings.ReplaceAll(name, `"`, `""`) + `"` }

func matchTSQuery(m Match) string {
	letters := map[Field]struct{ stem, form string }{
		Words:   {string(wordStem), string(wordForm)},
		Title:   {string(titleStem), string(titleForm)},
		Speaker: {"", string(speakerForm)},
	}
	var list []string
	for _, field := range []Field{Words, Title, Speaker} {
		if !m.in(field) {
			continue
		}
		lexemes := make([]string, len(m.Terms))
		for i, t := range m.Terms {
			if m.byStem(field) {
				lexemes[i] = quoteLexeme(letters[field].stem + t.Stem)
			} else {
				lexemes[i] = quoteLexeme(letters[field].form + t.Form)
			}
		}
		if m.Kind == Prefix {
			lexemes[len(lexemes)-1] += ":*"
		}
		list = append(list, group(lexemes, " <-> "))
	}
	return group(list, " | ")
}

func facetTSQuery(name string) string { return quoteLexeme(string(facet) + name) }

// quoteLexeme makes a lexeme of PostgreSQL of any text.
func quoteLexeme(s string) string {
	if strings.ContainsAny(s, `'\`) {
		s = strings.ReplaceAll(strings.ReplaceAll(s, `\`, `\\`), "'", "''")
	}
	return "'" + s + "'"
}
