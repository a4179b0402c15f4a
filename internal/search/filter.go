package search

import (
	"fmt"
	"strings"

	"gainsay/news"
)

// FilterError is a filter that a query cannot have.
type FilterError struct {
	Filter  string // as it was typed: "act:foo"
	Problem string // what to give instead
}

func (e *FilterError) Error() string { return e.Filter + ": " + e.Problem }

// filter sets a field of a query to the value of a filter; the problem is "" where the value is right.
type filter func(q *news.Query, value string) (problem string)

// filters are the prefixes that are no text, by their names.
var filters = map[string]filter{
	"act": oneOf(func(q *news.Query) *news.Act { return &q.Act },
		news.Assert, news.Deny, news.Accuse, news.Demand, news.Promise, news.Warn, news.Confirm, news.Question, news.Decline, news.OtherAct),
	"stance": oneOf(func(q *news.Query) *news.Stance { return &q.Stance }, news.Asserts, news.Denies, news.Doubts),
	"review": review,
	"about":  id('e', "a speaker", func(q *news.Query) *string { return &q.About }),
	"claim":  id('c', "a claim", func(q *news.Query) *string { return &q.Claim }),
	"story":  id('t', "a story", func(q *news.Query) *string { return &q.Story }),
	"origin": id('o', "an origin", func(q *news.Query) *string { return &q.Origin }),
	"doc":    id('d', "a document", func(q *news.Query) *string { return &q.Document }),
	"since":  day(func(q *news.Query) *news.Day { return &q.Since }),
	"until":  day(func(q *news.Query) *news.Day { return &q.Until }),
	"added":  day(func(q *news.Query) *news.Day { return &q.AddedSince }),
	"is":     is,
	"outlet": func(q *news.Query, value string) string {
		q.Outlet = strings.Join(strings.Fields(value), " ")
		if q.Outlet == "" {
			return "give the name of a publisher"
		}
		return ""
	},
}

// speakerID is the filter that speaker: is where an id stands behind it; a name is text.
var speakerID = id('e', "a speaker", func(q *news.Query) *string { return &q.Speaker })

// review also takes none: what nobody has looked at.
func review(q *news.Query, value string) string {
	if q.Unreviewed = strings.EqualFold(value, "none"); q.Unreviewed {
		return ""
	}
	problem := oneOf(func(q *news.Query) *news.Review { return &q.Review }, news.Accepted, news.Rejected, news.Corrected)(q, value)
	if problem != "" {
		problem += ", none"
	}
	return problem
}

// allNames are the prefixes of fields and filters.
var allNames = func() map[string]bool {
	names := map[string]bool{}
	for name := range fieldNames {
		names[name] = true
	}
	for name := range filters {
		names[name] = true
	}
	return names
}()

func oneOf[T ~string](field func(*news.Query) *T, allowed ...T) filter {
	return func(q *news.Query, value string) string {
		for _, a := range allowed {
			if strings.EqualFold(value, string(a)) {
				*field(q) = a
				return ""
			}
		}
		list := make([]string, len(allowed))
		for i, a := range allowed {
			list[i] = string(a)
		}
		return "give one of " + strings.Join(list, ", ")
	}
}

func id(letter byte, of string, field func(*news.Query) *string) filter {
	return func(q *news.Query, value string) string {
		if !isID(letter, value) {
			return fmt.Sprintf("give the id of %s, such as %c12", of, letter)
		}
		*field(q) = strings.ToLower(value)
		return ""
	}
}

// is sets what a statement can be or not be.
func is(q *news.Query, value string) string {
	switch strings.ToLower(value) {
	case "contested":
		q.Contested = true
	case "edited":
		q.Edited = true
	default:
		return "give one of contested, edited"
	}
	return ""
}

// isID tells whether a value is the letter and a number that fits 63 bits, with an h before the number of what a person made.
func isID(letter byte, value string) bool {
	if len(value) < 2 || value[0]|0x20 != letter {
		return false
	}
	number := strings.TrimPrefix(strings.ToLower(value[1:]), "h")
	return number != "" && len(number) < 19 && number[0] != '0' && strings.Trim(number, "0123456789") == ""
}

func day(field func(*news.Query) *news.Day) filter {
	return func(q *news.Query, value string) string {
		d, err := news.ParseDay(value)
		if err != nil {
			return "give a day as YYYY-MM-DD"
		}
		*field(q) = d
		return ""
	}
}

// ParseQuery reads a query with filters among its words: act:deny, stance:denies, review:accepted (or none, for what nobody has looked at),
// outlet:"Tarsk Daily Post", since:2024-05-01 and until: (days, both included), added:2024-05-20 (since when it is in the ledger), is:contested, is:edited,
// claim:c9, story:t3, origin:o2, doc:d12, speaker:e3, about:e3. Each of them is a field of the query that
// comes out, at most once, but is: once with each value; the rest is its Text, which is empty or has an [Expression]. A filter with a value that it cannot have is a
// *FilterError; ErrEmpty tells that the input asks for nothing.
func ParseQuery(input string) (news.Query, error) {
	var q news.Query
	var rest []part
	seen := map[string]bool{}
	behind := false // a filter
	for _, p := range partsOf(input, allNames) {
		set, narrows := p.filter()
		switch {
		case narrows:
			if err := p.narrow(&q, set, seen); err != nil {
				return news.Query{}, err
			}
			for len(rest) > 0 && rest[len(rest)-1].connector() { // an OR has nothing to join there
				rest = rest[:len(rest)-1]
			}
			behind = true
		case behind && p.connector():
		default:
			rest = append(rest, p)
			behind = false
		}
	}
	words := make([]string, len(rest))
	for i, p := range rest {
		words[i] = p.raw
	}
	q.Text = strings.Join(words, " ")
	if _, err := Parse(q.Text); err != nil {
		q.Text = ""
		if len(seen) == 0 {
			return news.Query{}, err
		}
	}
	return q, nil
}

// filter is what the part narrows a query to, if it is no text.
func (p part) filter() (set filter, ok bool) {
	if p.name == string(Speaker) && !p.quoted && !p.negative && isID('e', p.value) {
		return speakerID, true
	}
	set, ok = filters[p.name]
	return set, ok
}

// once is what may stand in a query once: a filter's name; with its value where a statement can be several of them.
func (p part) once() string {
	if p.name == "is" {
		return p.name + ":" + strings.ToLower(p.value)
	}
	return p.name + ":"
}

// narrow applies a filter that no other of its name came before.
func (p part) narrow(q *news.Query, set filter, seen map[string]bool) error {
	problem := ""
	switch {
	case p.negative:
		problem = "a filter cannot be turned round with -"
	case seen[p.once()]:
		problem = "give " + p.once() + " once"
	default:
		problem = set(q, strings.TrimSpace(p.value))
	}
	if problem != "" {
		return &FilterError{Filter: p.raw, Problem: problem}
	}
	seen[p.once()] = true
	return nil
}
