package search

import (
	"strings"
)

// Part is a piece of a query as it was typed.
type Part struct {
	Raw   string // `outlet:"Tarsk Daily Post"`
	Name  string // of the filter or field, in small letters: outlet; "" for a word, a phrase, an OR or what is turned round with -
	Value string // Tarsk Daily Post
}

// Parts are the pieces that a query is typed of, in their order.
func Parts(input string) []Part {
	var out []Part
	for _, p := range partsOf(input, allNames) {
		one := Part{Raw: p.raw, Value: strings.TrimSpace(p.value)}
		if !p.negative {
			one.Name = p.name
		}
		out = append(out, one)
	}
	return out
}

// With is a query that has a filter too, in the place of one of its name; of is:, which may be there with several values, beside the others.
// It is the query as it was where the value cannot be written: it is empty or has a quotation mark in it.
func With(input, name, value string) string {
	if value == "" || strings.ContainsFunc(value, isQuote) {
		return input
	}
	added := name + ":" + value
	if strings.ContainsFunc(value, func(r rune) bool { return !plainInFilter(r) }) {
		added = name + `:"` + value + `"`
	}
	var kept []string
	placed := false
	for _, p := range Parts(input) {
		switch {
		case p.Name != name || name == "is" && !strings.EqualFold(p.Value, value):
			kept = append(kept, p.Raw)
		case !placed:
			kept = append(kept, added)
			placed = true
		}
	}
	switch {
	case placed:
	case open(input): // what is behind it would be part of the phrase
		kept = append([]string{added}, kept...)
	default:
		kept = append(kept, added)
	}
	return strings.Join(kept, " ")
}

// open tells whether a query ends within a phrase.
func open(input string) bool {
	parts := partsOf(input, allNames)
	if len(parts) == 0 {
		return false
	}
	last := parts[len(parts)-1]
	return last.quoted && last.start+len(last.value) == len(input)
}

// plainInFilter tells whether a letter can stand in a value without quotation marks around it.
func plainInFilter(r rune) bool {
	return r == '-' || '0' <= r && r <= '9' || 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z'
}

// Without is a query that lacks a filter: of a name, with a value; "": whatever its value.
func Without(input, name, value string) string {
	var kept []string
	for _, p := range Parts(input) {
		if p.Name != name || value != "" && !strings.EqualFold(p.Value, value) {
			kept = append(kept, p.Raw)
		}
	}
	return strings.Join(kept, " ")
}

// Has tells whether a query has a filter with a value.
func Has(input, name, value string) bool {
	for _, p := range Parts(input) {
		if p.Name == name && strings.EqualFold(p.Value, value) {
			return true
		}
	}
	return false
}
