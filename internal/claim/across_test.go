package claim

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"gainsay/news"
)

// article is a document of a test: its statements stand in its text.
type article struct {
	id   string
	day  news.Day
	text string
	list []said
}

// linkedOf reads articles and ties their claims together; a speaker's name is his entity in all of them.
func linkedOf(t testing.TB, articles []article) []news.Record {
	t.Helper()
	entities := map[string]int{}
	var records []news.Record
	var documents []Document
	for _, a := range articles {
		rec := recordOf(t, "", a.text, a.list)
		rec.ID, rec.Article.Published, rec.Article.Publisher = a.id, a.day, "Outlet "+a.id
		Within(rec)
		d := Outline(rec)
		for _, e := range rec.Entities {
			if _, ok := entities[e.Name]; !ok {
				entities[e.Name] = len(entities)
			}
			d.Entities = append(d.Entities, entities[e.Name])
		}
		records, documents = append(records, *rec), append(documents, d)
	}
	for i, l := range Across(documents) {
		l.Apply(&records[i], func(number int) string { return fmt.Sprintf("C%d", number+1) })
		for k := range records[i].Entities {
			id := fmt.Sprintf("E%d", documents[i].Entities[k]+1)
			for n := range records[i].Statements {
				if s := records[i].Statements[n].Source; s != nil && s.Entity == records[i].Entities[k].ID {
					s.Entity = id
				}
			}
			records[i].Entities[k].ID = id
		}
	}
	return records
}

// dispute is three articles on one matter: what one side says in the first, the other denies in the second.
var dispute = []article{
	{"a", "2031-03-01", "Kalmere’s navy said that a Torvish trawler rammed the ferry Aurelia off Cape Sund. The captain of the ferry, Ove Lind, said that rain fell.",
		[]said{{"Kalmere’s navy", "said", "that a Torvish trawler rammed the ferry Aurelia off Cape Sund", news.Accuse, 0, false},
			{"Ove Lind", "said", "that rain fell", news.Assert, 0, false}}},
	{"b", "2031-03-02", "Torvia denied that its trawler had rammed the ferry Aurelia off Cape Sund. Kalmere’s navy said that divers would go down to the ferry.",
		[]said{{"Torvia", "denied", "that its trawler had rammed the ferry Aurelia off Cape Sund", news.Deny, 0, false},
			{"Kalmere’s navy", "said", "that divers would go down to the ferry", news.Assert, 0, false}}},
	{"c", "2031-03-05", "The ferry Aurelia was not rammed by a Torvish trawler, Torvia’s minister Ane Holt said at Cape Sund. Kalmere’s navy declined to comment.",
		[]said{{"Torvia’s minister Ane Holt", "said", "The ferry Aurelia was not rammed by a Torvish trawler", news.Deny, 0, false}}},
}

func TestAcross(t *testing.T) {
	other := article{"x", "2031-03-02", "The mayor of Ostby, Per Dahl, denied that a lorry had rammed the town hall. Ostby’s council said that the lorry was empty.",
		[]said{{"Per Dahl", "denied", "that a lorry had rammed the town hall", news.Deny, 0, false}}}
	attack := func(id, words string) article {
		return article{id, "2031-05-01", "In the strait, officials in Port Ilm said that " + words + " near Port Ilm. The strait is narrow at Port Ilm, and patrols pass it.",
			[]said{{"officials", "said", "that " + words + " near Port Ilm", news.Accuse, 0, false}}}
	}
	tests := []struct {
		name     string
		articles []article
		want     string // the outcomes of the documents, parted by bars
	}{
		{"a denial in another article", dispute, "C1 asserts, C2 asserts | C1 denies>a#1, C3 asserts | C1 denies>a#1"},
		{"the denial is read first", []article{dispute[1], dispute[0]}, "C1 denies>a#1, C2 asserts | C1 asserts, C3 asserts"},
		{"another matter", []article{dispute[0], other}, "C1 asserts, C2 asserts | C3 denies"},
		{"who does it to whom", []article{attack("a", "a Kalmere frigate attacked a patrol of Torvia"), attack("b", "a Torvia frigate attacked a patrol of Kalmere")}, "C1 asserts | C2 asserts"},
		{"in the passive", []article{attack("a", "a Kalmere frigate attacked a patrol of Torvia"), attack("b", "a patrol of Torvia was attacked by a Kalmere frigate")}, "C1 asserts | C1 asserts"},
		{"other numbers", []article{attack("a", "12 sailors had died"), attack("b", "40 sailors had died")}, "C1 asserts | C2 asserts"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var got []string
			for _, rec := range linkedOf(t, test.articles) {
				got = append(got, strings.Join(outcome(&rec), ", "))
			}
			if got := strings.Join(got, " | "); got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
		})
	}
}

// TestOpposites: a word for the opposite denies, its negation does not, and where nobody says it the other way round it is the claim.
func TestOpposites(t *testing.T) {
	tests := []struct {
		name, text string
		list       []said
		want       string
	}{
		{"answers", "Sudria said that the lock at Ilm was open at dawn. Orva said that the lock at Ilm was shut at dawn.",
			[]said{{"Sudria", "said", "that the lock at Ilm was open at dawn", news.Assert, 0, false}, {"Orva", "said", "that the lock at Ilm was shut at dawn", news.Assert, 0, false}},
			"c1 asserts, c1 denies>1"},
		{"negated", "Sudria said that the lock at Ilm was open at dawn. Orva said that the lock at Ilm was not shut at dawn.",
			[]said{{"Sudria", "said", "that the lock at Ilm was open at dawn", news.Assert, 0, false}, {"Orva", "said", "that the lock at Ilm was not shut at dawn", news.Assert, 0, false}},
			"c1 asserts, c1 asserts"},
		{"alone", "Orva said that the lock at Ilm was shut at dawn.",
			[]said{{"Orva", "said", "that the lock at Ilm was shut at dawn", news.Assert, 0, false}},
			"c1 asserts"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			rec := recordOf(t, "", test.text, test.list)
			Within(rec)
			if got := strings.Join(outcome(rec), ", "); got != test.want {
				t.Errorf("got %s, want %s", got, test.want)
			}
		})
	}
}

// TestStancesTurn: where one article words the opposite, its stances are towards the words that all share.
func TestStancesTurn(t *testing.T) {
	records := linkedOf(t, []article{
		{"a", "2031-03-01", "The bridge at Ravna will not reopen in June, engineer Ida Moe said. The bridge at Ravna is old.",
			[]said{{"Ida Moe", "said", "The bridge at Ravna will not reopen in June", news.Assert, 0, false}}},
		{"b", "2031-03-02", "Mayor Tor Vik said that the bridge at Ravna would reopen in June. Ida Moe is an engineer at Ravna.",
			[]said{{"Tor Vik", "said", "that the bridge at Ravna would reopen in June", news.Assert, 0, false}}},
	})
	a, b := records[0], records[1]
	if len(a.Claims) != 1 || a.Claims[0] != b.Claims[0] || a.Claims[0].Text != "the bridge at Ravna would reopen in June" {
		t.Errorf("claims %+v and %+v", a.Claims, b.Claims)
	}
	if a.Statements[0].Stance != news.Denies || b.Statements[0].Stance != news.Asserts {
		t.Errorf("stances %q and %q", a.Statements[0].Stance, b.Statements[0].Stance)
	}
}

func TestPage(t *testing.T) {
	copied, back := dispute[1], dispute[0]
	copied.id, copied.day = "d", "2031-03-03"
	back.id, back.day, back.text = "e", "2031-03-09", strings.Replace(back.text, "said that a Torvish trawler rammed", "denied that a Torvish trawler rammed", 1)
	back.list = slices.Clone(back.list)
	back.list[0].cue, back.list[0].act = "denied", news.Deny
	records := linkedOf(t, append(slices.Clone(dispute), copied, back))
	page, ok := Page("C1", records, func(document string) string { return map[string]string{"b": "o1", "d": "o1"}[document] })
	if !ok || page.Origins != 4 || page.Copies != 1 {
		t.Fatalf("%v, %d origins and %d copies", ok, page.Origins, page.Copies)
	}
	if v := page.FirstSeen; v.Document != "a" || v.Outlet != "Outlet a" || v.Day != "2031-03-01" || v.Name != "Kalmere’s navy" {
		t.Errorf("first seen %+v", v)
	}
	if r := page.Reply; r == nil || r.By.Name != "Torvia" || r.To.Document != "a" || r.Days != 1 || r.By.Copies != 1 {
		t.Errorf("reply %+v", r)
	}
	if asserts, denies := page.With(news.Asserts), page.With(news.Denies); len(asserts) != 1 || len(denies) != 3 || denies[0].Words != "that its trawler had rammed the ferry Aurelia off Cape Sund" {
		t.Errorf("asserted %+v, denied %+v", asserts, denies)
	}
	if len(page.Courses) != 1 || page.Courses[0].Name != "Kalmere’s navy" || len(page.Courses[0].Changes) != 1 || page.Courses[0].Changes[0].After.Day != "2031-03-09" {
		t.Errorf("courses %+v", page.Courses)
	}
	if _, ok := Page("C99", records, nil); ok {
		t.Error("a page of a claim that is nowhere")
	}
}

// FuzzAcross: whatever the documents, records stay such as their own rules allow, and a claim has one wording.
func FuzzAcross(f *testing.F) {
	f.Add("Norland said the dam broke. Sudria denied the claims, saying there was no evidence that it broke.", "Sudria said the dam did not break. Norland said the dam broke.", uint8(3))
	f.Add("“No, no, no,” he said – “not true”.", "that that that", uint8(7))
	f.Fuzz(func(t *testing.T, first, second string, step uint8) {
		var records []*news.Record
		var documents []Document
		for i, text := range []string{first, second, first + " " + second} {
			rec := sliced(text, int(step)+1)
			rec.ID, rec.Article.Published = fmt.Sprint(i), news.Day(fmt.Sprintf("2031-01-%02d", 10-i))
			Within(rec)
			records, documents = append(records, rec), append(documents, Outline(rec))
		}
		wordings, statements := map[string]string{}, map[string]bool{}
		for i, l := range Across(documents) {
			l.Apply(records[i], func(number int) string { return fmt.Sprint(number) })
			for _, s := range records[i].Statements {
				statements[s.ID], statements[records[i].ID+"#"+s.ID] = true, true
			}
		}
		for _, rec := range records {
			own := map[string]bool{}
			for _, c := range rec.Claims {
				if own[c.ID] || c.Text == "" || wordings[c.ID] != "" && wordings[c.ID] != c.Text {
					t.Errorf("claim %+v, elsewhere %q", c, wordings[c.ID])
				}
				own[c.ID], wordings[c.ID] = true, c.Text
			}
			for _, s := range rec.Statements {
				if s.Claim != "" && !own[s.Claim] {
					t.Errorf("statement %+v", s)
				}
				for _, a := range s.Answers {
					if !statements[a.Statement] || a.Statement == s.ID || a.Statement == rec.ID+"#"+s.ID {
						t.Errorf("statement %s of %s answers %+v", s.ID, rec.ID, a)
					}
				}
			}
		}
	})
}

// TestAcrossLongRecords: books of claims on the same matter take seconds at most.
func TestAcrossLongRecords(t *testing.T) {
	rec := &news.Record{}
	var body strings.Builder
	for i := range 20_000 {
		start := body.Len()
		fmt.Fprintf(&body, "Norland lock%d at Ilm was shut by dike%d. ", i, i*7)
		rec.Statements = append(rec.Statements, news.Statement{ID: fmt.Sprint(i), Part: news.InText, Act: news.Assert, Content: []news.Span{{Start: start, End: body.Len() - 2}}})
	}
	rec.Article.Text = body.String()
	start := time.Now()
	Within(rec)
	documents := []Document{Outline(rec), Outline(rec), Outline(rec)}
	Across(documents)
	if took := time.Since(start); took > 60*time.Second {
		t.Errorf("three records of 20,000 claims took %v", took)
	}
}

// invented makes documents of three claims each, so many about one matter, out of words that nobody uses.
func invented(n, matter int) []Document {
	documents := make([]Document, n)
	for i := range documents {
		m := i / matter
		word := func(k int) string { return fmt.Sprintf("w%dx%d", m, k) }
		d := Document{ID: fmt.Sprint(i), Day: "2031-01-01"}
		for k := range 20 {
			d.context = append(d.context, count{stem: word(k), n: 1 + k%3, name: k%4 == 0}, count{stem: fmt.Sprintf("common%d", (k*7+i)%400), n: 1})
		}
		slices.SortFunc(d.context, func(a, b count) int { return strings.Compare(a.stem, b.stem) })
		d.context = slices.CompactFunc(d.context, func(a, b count) bool { return a.stem == b.stem })
		for k := range 3 {
			var p Proposition
			for j := range 6 {
				p.Terms = append(p.Terms, Term{Stem: word(k*6 + j), Name: j == 0, Core: true})
			}
			slices.SortFunc(p.Terms, func(a, b Term) int { return strings.Compare(a.Stem, b.Stem) })
			d.Claims = append(d.Claims, Sketch{text: "x", wordings: []Proposition{p}, members: 1, asserting: 1, early: true})
		}
		documents[i] = d
	}
	return documents
}

// TestAcrossManyDocuments: time grows with the documents, be they all about one matter or each about its own.
func TestAcrossManyDocuments(t *testing.T) {
	for _, matter := range []int{1, 10, 2000} {
		documents := invented(2000, matter)
		start := time.Now()
		claims := map[int]bool{}
		for _, l := range Across(documents) {
			for _, s := range l.Claims {
				claims[s.Number] = true
			}
		}
		if want := 3 * (2000 / matter); len(claims) != want {
			t.Errorf("%d to a matter: got %d claims, want %d", matter, len(claims), want)
		}
		if took := time.Since(start); took > 60*time.Second {
			t.Errorf("%d to a matter: took %v", matter, took)
		}
	}
}

func BenchmarkAcross(b *testing.B) {
	for _, n := range []int{300, 3000, 30_000} {
		documents := invented(n, 10)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				Across(documents)
			}
			b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N)/float64(n), "µs/document")
		})
	}
}
