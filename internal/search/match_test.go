package search

import (
	"strings"
	"testing"
)

// sampleWords are of the length that a statement has.
const sampleWords = "The dam's gates had been opened “a day too late”, and nobody in the valley was warned, Müller denied; 1,200 people left Tarsk on Monday"

// sampleText has so many words, of which many come again.
func sampleText(words int) string {
	parts := strings.Fields(sampleWords + " while officials of the harbour ministry, reporters and engineers were still arguing about responsibilities and payments.")
	var out strings.Builder
	for n := range words {
		out.WriteString(parts[n*n%len(parts)])
		out.WriteByte(' ')
	}
	return out.String()
}

func mustParse(t testing.TB, query string) Expression {
	t.Helper()
	e, err := Parse(query)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func TestMatches(t *testing.T) {
	f := Fields{Words: sampleWords, Speaker: "Ilse Brandt", Title: "Gates of Orlen dam opened late"}
	for query, want := range map[string]bool{
		"dam": true, "dams gate": true, "denying": true, `"gates had"`: true, `"gate had"`: false, `"dams gates"`: true, "open* -closed": true, "-dam": false,
		"Brandt": true, "Brandts": false, "speaker:brandt": true, "words:Brandt": false, "title:orlen": true, "words:Orlen": false, "muller": true,
		"closed OR dam": true, "closed OR gone": false, "1200 people": true, `"day too late" speaker:il*`: true, `"late and"`: true, "dam closed": false,
		"closed OR -gone": true,
	} {
		if got := Matches(mustParse(t, query), f); got != want {
			t.Errorf("%s: %v", query, got)
		}
	}
	if !Matches(nil, f) || !Matches(And{}, f) || Matches(Or{}, f) || Matches(Match{}, f) {
		t.Error("nil and an empty And ask for everything, an empty Or and Match for nothing")
	}
}

func TestHighlight(t *testing.T) {
	for _, c := range []struct {
		query string
		field Field
		text  string
		want  string
	}{
		{"gate", Words, "The gates’ Gate.", "gates|Gate"},
		{`"dam gate"`, Words, "dam gates, dam gate", "dam|gate"},
		{"mull* -dam", Any, "Müller’s dam", "Müller’s"},
		{"speaker:Brandt dam", Words, "Brandt on the dam", "dam"},
		{"speaker:Brandt dam", Speaker, "Ilse Brandt", "Brandt"},
		{"speaker:Brandt dam", Any, "Brandt on the dams", "Brandt|dams"},
		{"gates", Speaker, "Gate Gates", "Gates"},
		{"cease-fire OR U.S.", Title, "US cease fire ceased, U.S.", "US|cease|fire|U.S"},
		{"dam", Words, "", ""},
	} {
		var words []string
		for _, span := range Highlight(mustParse(t, c.query), c.field, c.text) {
			words = append(words, span.In(c.text))
		}
		if got := strings.Join(words, "|"); got != c.want {
			t.Errorf("%s in %s: %s, want %s", c.query, c.text, got, c.want)
		}
	}
}

// TestScore compares two statements, the first of which answers the query better.
func TestScore(t *testing.T) {
	for query, c := range map[string][2]Fields{
		"dam":             {{Words: "the dam"}, {Title: "the dam"}},
		"brandt":          {{Title: "Brandt goes on"}, {Title: "Moor goes on", Speaker: "Moor"}},
		"gate":            {{Words: "gates by gates"}, {Words: "gates by doors"}},
		"sluice":          {{Words: "the sluice broke"}, {Words: "the sluice " + strings.Repeat("and more ", 30)}},
		"dam gate":        {{Words: "the dam gate opened"}, {Words: "the gate opened dam"}},
		"the dam":         {{Words: "a dam by dam"}, {Words: "the and the"}},
		`"dam gate" OR x`: {{Words: "dam gate"}, {Words: "x gate"}},
		"valley -dam":     {{Words: "valley valley dam"}, {Words: "valley road road"}},
	} {
		e := mustParse(t, query)
		if better, worse := Score(e, c[0]), Score(e, c[1]); better <= worse {
			t.Errorf("%s: %f for %v, %f for %v", query, better, c[0], worse, c[1])
		}
	}
	if got := Score(mustParse(t, "-dam"), Fields{Words: "gate"}); got != 0 {
		t.Error(got)
	}
}

func BenchmarkColumnsOf(b *testing.B) {
	f := Fields{Words: sampleWords, Speaker: "Ilse Brandt", Title: "Gates of Orlen dam opened late", Facets: []string{"actdeny", "speaker12"}}
	b.ReportAllocs()
	for b.Loop() {
		ColumnsOf(f)
	}
}

func BenchmarkVector(b *testing.B) {
	f := Fields{Words: sampleWords, Speaker: "Ilse Brandt", Title: "Gates of Orlen dam opened late", Facets: []string{"actdeny", "speaker12"}}
	b.ReportAllocs()
	for b.Loop() {
		Vector(f)
	}
}

func BenchmarkScore(b *testing.B) {
	e := mustParse(b, `dam gates "too late" -bridge`)
	f := Fields{Words: sampleWords, Speaker: "Ilse Brandt", Title: "Gates of Orlen dam opened late"}
	b.ReportAllocs()
	for b.Loop() {
		Score(e, f)
	}
}

func BenchmarkHighlight(b *testing.B) {
	e := mustParse(b, `dam gates "too late" -bridge`)
	b.ReportAllocs()
	for b.Loop() {
		Highlight(e, Words, sampleWords)
	}
}
