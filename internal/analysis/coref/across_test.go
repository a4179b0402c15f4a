package coref

import (
	"fmt"
	"testing"

	"gainsay/internal/recall"
	"gainsay/news"
)

// The contexts of two documents about the same, and of one about something else.
const (
	harbour = "The ferry from Overton to Sarn was late, and Ilse Brandvold of the Harbour Board left for Tarsk in May. In Overton the Quay Hotel closed."
	quay    = "A boat to Sarn was late, and in Overton the Quay Hotel closed, said Ilse Brandvold. Tarsk and the Harbour Board waited."
	orchard = "The apples of Velm were sold in Grenny, and Pia Olm of the Fruit Union went home to Lower Velm with Jon Sade and the Grenny Choir."
)

func person(name string, aliases ...string) news.Entity {
	return news.Entity{ID: "e1", Name: name, Kind: news.Person, Aliases: aliases}
}

func organisation(name string, aliases ...string) news.Entity {
	return news.Entity{ID: "e1", Name: name, Kind: news.Organisation, Aliases: aliases}
}

// pairs are two entities, one of each of two documents.
var pairs = []struct {
	name  string
	a, b  news.Entity
	near  bool // wanted in two documents about the same
	apart bool // wanted in two about different things
}{
	{"full name", person("Ana Reyl"), person("Ana Reyl"), true, true},
	{"title", person("Ms. Ana Reyl"), person("Ana Reyl"), true, true},
	{"full name and surname", person("Ana Reyl"), person("Reyl"), true, false},
	{"surname first", person("Reyl"), person("Ana Reyl"), true, false},
	{"surnames", person("Reyl"), person("Reyl"), true, false},
	{"initial", person("A. Reyl"), person("Ana Reyl"), true, false},
	{"initial in the middle", person("Ana B. Reyl"), person("Ana Reyl"), true, true},
	{"other initial in the middle", person("Ana B. Reyl"), person("Ana C. Reyl"), false, false},
	{"name in the middle", person("Ana Quill Reyl"), person("Ana Reyl"), true, false},
	{"part of a name", person("Saad Reyl"), person("Saad Reyl Ames"), true, false},
	{"brothers", person("Tom Reyl"), person("Ana Reyl"), false, false},
	{"brothers, called by their surname too", person("Tom Reyl", "Reyl"), person("Ana Reyl", "Reyl"), false, false},
	{"spellings of one name", person("Kassim Choubaki"), person("Qasim Shubaky"), true, false},
	{"spokesmen", news.Entity{ID: "e1", Name: "Harbour Board spokesman", Kind: news.Unnamed}, news.Entity{ID: "e1", Name: "Harbour Board spokesman", Kind: news.Unnamed}, false, false},
	{"name of a body", organisation("Quill Dredging"), organisation("Quill Dredging"), true, true},
	{"a name that many bodies bear", organisation("Interior Ministry"), organisation("Interior Ministry"), true, false},
	{"ministry and whose it is", organisation("Norwegian Interior Ministry"), organisation("Norway's Interior Ministry"), true, true},
	{"ministries of two states", organisation("Norwegian Interior Ministry"), organisation("Sweden's Interior Ministry"), false, false},
	{"institution of a state", organisation("Norwegian army"), organisation("Norwegian army"), true, true},
	{"somebody's office", organisation("governor's office"), organisation("governor’s office"), true, false},
	{"short name in capitals", organisation("QUAY Research Group"), organisation("QUAY"), true, false},
	{"acronym", organisation("Quill Safety Board"), organisation("QSB"), true, false},
	{"acronyms", organisation("QSB"), organisation("QSB"), true, true},
	{"one acronym of two bodies", organisation("Quill Safety Board", "QSB"), organisation("Queen Street Bank", "QSB"), false, false},
	{"state", news.Entity{ID: "e1", Name: "Norway", Kind: news.State}, news.Entity{ID: "e1", Name: "Norway", Kind: news.State}, true, true},
	{"a state is no body of its name", news.Entity{ID: "e1", Name: "Norway", Kind: news.State}, organisation("Norway"), false, false},
	{"no names", unnamed, unnamed, false, false},
	{"a quantity", news.Entity{ID: "e1", Name: "Some Norwegians", Kind: news.Group}, news.Entity{ID: "e1", Name: "Some Norwegians", Kind: news.Group}, false, false},
}

var unnamed = news.Entity{ID: "e1", Name: "officials", Kind: news.Group}

func TestAcross(t *testing.T) {
	for _, test := range pairs {
		for _, second := range []struct {
			text string
			want bool
		}{{quay, test.near}, {orchard, test.apart}} {
			documents := []Document{outline(harbour, test.a), outline(second.text, test.b), outline(orchard)}
			got := Across(documents)
			if same := got[0][0] == got[1][0]; same != second.want {
				t.Errorf("%s: got %v, want %v beside %.20s", test.name, same, second.want, second.text)
			}
			got = oneByOne(documents[:2])
			if same := got[0][0] == got[1][0]; same != second.want {
				t.Errorf("%s: one by one: got %v, want %v beside %.20s", test.name, same, second.want, second.text)
			}
		}
	}
}

// oneByOne takes documents into a collection.
func oneByOne(documents []Document) [][]int {
	c := NewCollection(recall.New(nil))
	out := make([][]int, len(documents))
	for i := range documents {
		out[i] = c.Add(int32(i+1), -1, &documents[i])
	}
	return out
}

func outline(text string, entities ...news.Entity) Document {
	return Outline(&news.Record{Article: news.Article{Text: text}, Entities: entities})
}

func TestAcrossNeverJoinsTwoOfOneDocument(t *testing.T) {
	both := []news.Entity{person("Ana Reyl"), person("Reyl")}
	got := Across([]Document{outline(harbour, both...), outline(quay, both...)})
	if fmt.Sprint(got) != "[[0 1] [0 1]]" {
		t.Errorf("got %v", got)
	}
	if got = oneByOne([]Document{outline(harbour, both...), outline(quay, both...)}); fmt.Sprint(got) != "[[0 1] [0 1]]" {
		t.Errorf("one by one: got %v", got)
	}
}

func TestAcrossSurnameOfTwo(t *testing.T) {
	got := Across([]Document{outline(harbour, person("Ana Reyl")), outline(harbour, person("Tom Reyl")), outline(quay, person("Reyl"))})
	if fmt.Sprint(got) != "[[0] [1] [2]]" {
		t.Errorf("got %v", got)
	}
}

func TestAcrossFamousSurname(t *testing.T) {
	documents := []Document{outline(orchard, person("Reyl"))}
	for range famous {
		documents = append(documents, outline(harbour, person("Ana Reyl")))
	}
	if got := Across(documents); got[0][0] != got[1][0] {
		t.Errorf("got %v", got)
	}
}

func TestAcrossCopies(t *testing.T) {
	const passage = "Officials in the port said that no ship had left Sarn since the night of the storm. "
	record := func(text string) Document {
		said := news.Statement{Part: news.InText, Source: &news.Source{Spans: []news.Span{{Start: 0, End: 21}}, Entity: "e1"},
			Content: []news.Span{{Start: 27, End: len(passage) - 2}}}
		return Outline(&news.Record{Article: news.Article{Text: passage + text}, Statements: []news.Statement{said},
			Entities: []news.Entity{{ID: "e1", Name: "officials in the port", Kind: news.Group}}})
	}
	got := Across([]Document{record(harbour), record(quay), record(orchard)})
	if fmt.Sprint(got) != "[[0] [0] [1]]" {
		t.Errorf("got %v", got)
	}
}

func TestAcrossKnowsTheStatesOfItsDocuments(t *testing.T) {
	state := news.Entity{ID: "e1", Name: "Orvell", Kind: news.State}
	got := Across([]Document{outline(harbour, organisation("Orvelli Interior Ministry")), outline(orchard, organisation("Orvell's Interior Ministry")), outline(orchard, state)})
	if fmt.Sprint(got) != "[[0] [0] [1]]" {
		t.Errorf("got %v", got)
	}
}

// TestCollectionGoesOn: who was known by a surname alone is whom a later document about the same names in full, and documents after
// that know both.
func TestCollectionGoesOn(t *testing.T) {
	for _, test := range []struct {
		name      string
		documents []Document
		want      string
	}{
		{"surname, full name, surname", []Document{outline(harbour, person("Reyl")), outline(quay, person("Ana Reyl")), outline(harbour, person("Reyl"))}, "[[0] [0] [0]]"},
		{"surname, full name elsewhere", []Document{outline(harbour, person("Reyl")), outline(orchard, person("Ana Reyl")), outline(quay, person("Reyl"))}, "[[0] [1] [0]]"},
		{"acronym, name", []Document{outline(harbour, organisation("QSB")), outline(quay, organisation("Quill Safety Board"))}, "[[0] [0]]"},
		{"full name beside the surname of another", []Document{outline(harbour, person("Ames")), outline(quay, person("Ana Reyl"), person("Tom Ames"))}, "[[0] [1 0]]"},
	} {
		if got := fmt.Sprint(oneByOne(test.documents)); got != test.want {
			t.Errorf("%s: got %s, want %s", test.name, got, test.want)
		}
	}
}

// TestCollectionVersions: an article that is read again counts once among the documents of its speakers, and its names once.
func TestCollectionVersions(t *testing.T) {
	c := NewCollection(recall.New(nil))
	d := outline(harbour, person("Ana Reyl"))
	before := int32(-1)
	for number := range int32(40) {
		if got := c.Add(number, before, &d); got[0] != 0 {
			t.Fatalf("version %d: %v", number, got)
		}
		before = number
	}
	if s := c.speakers.list.Get(0); s.met != 1 || fmt.Sprint(s.documents) != "[39]" {
		t.Errorf("%+v", s)
	}
	if n := c.near.seen.Of(d.Context[0]); n != 1 {
		t.Errorf("a name counted %d times", n)
	}
}

// BenchmarkAcross ties the speakers of many documents, a few of them famous, most in one document alone and many of one surname:
// the time for a document must not grow with their number.
func BenchmarkAcross(b *testing.B) {
	for _, size := range []int{1_000, 10_000, 100_000} {
		b.Run(fmt.Sprint(size), func(b *testing.B) {
			documents := make([]Document, size)
			for i := range documents {
				word := func(n int) string { return "N" + fmt.Sprint(n*7919%size) }
				documents[i] = outline(fmt.Sprintf("in %s, %s, %s, %s, %s", word(i), word(i/2), word(i/9), word(i%90), word(i%7)),
					person(fmt.Sprintf("Ana%d Reyl", i)), person("Reyl"), person(fmt.Sprintf("Tom Ames%d", i%50)), organisation("Interior Ministry"),
					organisation(fmt.Sprintf("Quill%d Dredging", i/3)), organisation(fmt.Sprintf("Q%dB", i%500)), news.Entity{ID: "e7", Name: "officials", Kind: news.Group})
			}
			b.ResetTimer()
			for b.Loop() {
				Across(documents)
			}
			b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*size), "µs/document")
		})
	}
}
