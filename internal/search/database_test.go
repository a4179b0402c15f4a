package search

import (
	"database/sql"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	_ "github.com/jackc/pgx/v5/stdlib"
	_ "modernc.org/sqlite"
)

// engine is something that finds statements, which are numbered from 0.
type engine interface {
	add(t *testing.T, n int, f Fields)
	find(t *testing.T, e Expression, facets [][]string) []int
}

// reference finds as [Matches] does, and by the facets.
type reference struct {
	rows       []Fields
	statements []statement
}

func (r *reference) add(_ *testing.T, _ int, f Fields) {
	r.rows = append(r.rows, f)
	r.statements = append(r.statements, statementOf(f))
}

func (r *reference) find(_ *testing.T, e Expression, facets [][]string) []int {
	var out []int
	for n, f := range r.rows {
		has := func(name string) bool { return slices.Contains(f.Facets, name) }
		missing := slices.ContainsFunc(facets, func(set []string) bool { return !slices.ContainsFunc(set, has) })
		if !missing && r.statements[n].answers(e) {
			out = append(out, n)
		}
	}
	return out
}

type sqliteEngine struct{ db *sql.DB }

func openSQLite(t *testing.T) sqliteEngine {
	t.Helper()
	db, err := sql.Open("sqlite", ":memory:")
	if err != nil {
		t.Fatal(err)
	}
	db.SetMaxOpenConns(1)
	t.Cleanup(func() { db.Close() })
	_, err = db.Exec(`CREATE VIRTUAL TABLE found USING fts5 (words, words_exact, speaker, title, title_exact, facets,
		content = '', contentless_delete = 1, tokenize = "` + Tokenizer + `")`)
	if err != nil {
		t.Fatal(err)
	}
	return sqliteEngine{db}
}

func (s sqliteEngine) add(t *testing.T, n int, f Fields) {
	t.Helper()
	c := ColumnsOf(f)
	_, err := s.db.Exec("INSERT INTO found (rowid, words, words_exact, speaker, title, title_exact, facets) VALUES ($1, $2, $3, $4, $5, $6, $7)",
		n, c.Words, c.WordsExact, c.Speaker, c.Title, c.TitleExact, c.Facets)
	if err != nil {
		t.Fatal(err)
	}
}

func (s sqliteEngine) find(t *testing.T, e Expression, facets [][]string) []int {
	t.Helper()
	return numbers(t, s.db, "SELECT rowid FROM found WHERE found MATCH $1 ORDER BY rowid", FTS5(e, facets))
}

type postgresEngine struct{ db *sql.DB }

// openPostgres skips the test where no server is named.
func openPostgres(t *testing.T) postgresEngine {
	t.Helper()
	address := os.Getenv("GAINSAY_TEST_POSTGRES")
	if address == "" {
		t.Skip("GAINSAY_TEST_POSTGRES names no server")
	}
	db, err := sql.Open("pgx", address)
	if err != nil {
		t.Fatal(err)
	}
	db.SetMaxOpenConns(1) // a temporary table is of one connection
	t.Cleanup(func() { db.Close() })
	if _, err := db.Exec("CREATE TEMPORARY TABLE found (key BIGINT PRIMARY KEY, terms TSVECTOR NOT NULL)"); err != nil {
		t.Fatal(err)
	}
	if _, err := db.Exec("CREATE INDEX found_by_term ON found USING gin (terms)"); err != nil {
		t.Fatal(err)
	}
	if _, err := db.Exec("SET enable_seqscan = off"); err != nil {
		t.Fatal(err)
	}
	return postgresEngine{db}
}

func (p postgresEngine) add(t *testing.T, n int, f Fields) {
	t.Helper()
	if _, err := p.db.Exec("INSERT INTO found VALUES ($1, $2)", n, Vector(f)); err != nil {
		t.Fatal(err)
	}
}

func (p postgresEngine) find(t *testing.T, e Expression, facets [][]string) []int {
	t.Helper()
	return numbers(t, p.db, "SELECT key FROM found WHERE terms @@ $1::tsquery ORDER BY key", TSQuery(e, facets))
}

func numbers(t *testing.T, db *sql.DB, query, argument string) (out []int) {
	t.Helper()
	rows, err := db.Query(query, argument)
	if err != nil {
		t.Fatalf("%.500s: %v", argument, err)
	}
	defer rows.Close()
	for rows.Next() {
		var n int
		if err := rows.Scan(&n); err != nil {
			t.Fatal(err)
		}
		out = append(out, n)
	}
	if err := rows.Err(); err != nil {
		t.Fatalf("%.500s: %v", argument, err)
	}
	return out
}

func TestSQLiteFindsTheSame(t *testing.T)   { findsTheSame(t, openSQLite(t)) }
func TestPostgresFindsTheSame(t *testing.T) { findsTheSame(t, openPostgres(t)) }

// vocabulary has words that share stems, forms and beginnings.
var vocabulary = strings.Fields("the The dam dams dam's damming gate gates Gate-house opened opens open U.S. us 1,200 1200 Ilse Brandt Brandt’s Müller muller " +
	"東京 東 का की — … cease-fire cease fire denied denies e\u0301tude étude x0 x1 OR")

func someWords(r *rand.Rand, most int) string {
	words := make([]string, r.IntN(most+1))
	for i := range words {
		words[i] = vocabulary[r.IntN(len(vocabulary))]
	}
	return strings.Join(words, " ")
}

var someFacets = []string{"actdeny", "actwarn", "speaker1", "speaker12", "claim1"}

func someFacet(r *rand.Rand) string { return someFacets[r.IntN(len(someFacets))] }

func someFields(r *rand.Rand) Fields {
	f := Fields{Words: someWords(r, 12), Speaker: someWords(r, 3), Title: someWords(r, 5)}
	for range r.IntN(3) {
		f.Facets = append(f.Facets, someFacet(r))
	}
	return f
}

// someQuery is what somebody might type.
func someQuery(r *rand.Rand) string {
	var out []string
	for range 1 + r.IntN(4) {
		part := vocabulary[r.IntN(len(vocabulary))]
		switch r.IntN(4) {
		case 0:
			part = `"` + part + " " + vocabulary[r.IntN(len(vocabulary))] + `"`
		case 1:
			runes := []rune(part)
			part = string(runes[:min(len(runes), 2+r.IntN(3))]) + "*"
		}
		part = []string{"", "", "", "speaker:", "title:", "words:"}[r.IntN(6)] + part
		part = []string{"", "", "-"}[r.IntN(3)] + part
		out = append(out, part)
		if r.IntN(3) == 0 {
			out = append(out, "OR")
		}
	}
	return strings.Join(out, " ")
}

// someExpression is one that no query gives: nested, and with empty lists in it.
func someExpression(r *rand.Rand, depth int) Expression {
	var list []Expression
	for range r.IntN(3) {
		if depth > 0 {
			list = append(list, someExpression(r, depth-1))
		}
	}
	switch r.IntN(6) {
	case 0:
		return And(list)
	case 1:
		return Or(list)
	case 2:
		if len(list) > 0 {
			return Not{list[0]}
		}
		return Not{}
	case 3:
		return nil
	}
	kinds := []Kind{Word, Phrase, Prefix}
	fields := []Field{Any, Words, Speaker, Title}
	return Match{Field: fields[r.IntN(len(fields))], Kind: kinds[r.IntN(len(kinds))], Terms: Terms(someWords(r, 2))}
}

// findsTheSame compares a database with Matches over random statements and queries.
func findsTheSame(t *testing.T, database engine) {
	r := rand.New(rand.NewPCG(7, 11))
	model := &reference{}
	for n := range 200 {
		f := someFields(r)
		model.add(t, n, f)
		database.add(t, n, f)
	}
	hits, excluding := 0, 0
	for n := range 3000 {
		e, err := Parse(someQuery(r))
		if n%3 == 0 {
			e, err = someExpression(r, 3), nil
		}
		if err != nil {
			continue
		}
		var facets [][]string
		for range r.IntN(3) {
			var set []string
			for range r.IntN(4) {
				set = append(set, someFacet(r))
			}
			facets = append(facets, set)
		}
		want := model.find(t, e, facets)
		if got := database.find(t, e, facets); !slices.Equal(got, want) {
			t.Fatalf("%s with %v: %v, want %v\n%s\n%s", show(e), facets, got, want, FTS5(e, facets), TSQuery(e, facets))
		}
		hits += len(want)
		if _, ok := e.(Not); ok && len(want) > 0 {
			excluding++
		}
	}
	if hits < 10000 || excluding < 20 {
		t.Errorf("%d hits, %d of expressions that only exclude: the comparison is worth little", hits, excluding)
	}
}

func TestSQLiteUnderstandsOddQueries(t *testing.T)   { understandsOddQueries(t, openSQLite(t)) }
func TestPostgresUnderstandsOddQueries(t *testing.T) { understandsOddQueries(t, openPostgres(t)) }

func understandsOddQueries(t *testing.T, database engine) {
	database.add(t, 0, Fields{Words: "a b", Facets: []string{"act'deny", `wo"rd\`}})
	for _, query := range oddQueries {
		if e, err := Parse(query); err == nil {
			database.find(t, e, nil)
		}
	}
	alphabet := []rune("ab \"“-*:'\\()^+{},.&|!<>\x00\x7f’東é\u0301\u00ad0OR")
	r := rand.New(rand.NewPCG(3, 5))
	for range 2000 {
		runes := make([]rune, r.IntN(30))
		for i := range runes {
			runes[i] = alphabet[r.IntN(len(alphabet))]
		}
		e, err := Parse(string(runes))
		if err != nil {
			continue
		}
		database.find(t, e, nil)
	}
	if got := database.find(t, nil, [][]string{{"act'deny"}}); !slices.Equal(got, []int{0}) {
		t.Error(got)
	}
}

func TestSQLiteFindsInLongTexts(t *testing.T)   { findsInLongTexts(t, openSQLite(t)) }
func TestPostgresFindsInLongTexts(t *testing.T) { findsInLongTexts(t, openPostgres(t)) }

// findsInLongTexts goes to the limits of PostgreSQL: positions, places of one lexeme, bytes of a vector, sets of facets.
func findsInLongTexts(t *testing.T, database engine) {
	var different, wide strings.Builder
	for n := range 17000 {
		fmt.Fprintf(&different, "w%d ", n)
	}
	for n := range 3000 {
		fmt.Fprintf(&wide, "%s%05d ", strings.Repeat("щ", 59), n)
	}
	rows := []Fields{
		{Words: strings.Repeat("the dam ", 300) + "broke", Title: strings.Repeat("a b ", 2000) + "end", Speaker: strings.Repeat("Ilse ", 1000) + "Brandt"},
		{Words: different.String(), Speaker: different.String(), Title: different.String()},
		{Words: wide.String(), Speaker: wide.String(), Title: wide.String(), Facets: []string{"speaker4999"}},
		{Words: strings.Repeat("dam gate ", 255) + "the dam broke"},
		{Words: strings.Repeat("dam gate ", 254) + "dam shook dam leaks dam fell"},
	}
	model := &reference{}
	for n, f := range rows {
		model.add(t, n, f)
		database.add(t, n, f)
	}
	queries := []string{`"the dam"`, `"dam the"`, `"dam broke"`, `"dam shook"`, `"dam leaks"`, `"dam fell"`, "broke", "Brandt", "end", "w8000", "w8191", "w8192", `"w8190 w8191"`, "w8999", "w16990", `"w16390 w16391"`, `"w1 w2 w3"`,
		strings.Repeat("щ", 59) + "00003", strings.Repeat("щ", 59) + "00800", strings.Repeat("щ", 59) + "02999", `"gate the dam"`, "щщ*", "-dam"}
	for _, query := range queries {
		e, err := Parse(query)
		if err != nil {
			t.Fatal(err)
		}
		if got, want := database.find(t, e, nil), model.find(t, e, nil); !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", query, got, want)
		}
	}
	var speakers []string
	for n := range 5000 {
		speakers = append(speakers, fmt.Sprintf("speaker%d", n))
	}
	if got := database.find(t, Not{Match{Terms: Terms("dam")}}, [][]string{speakers}); !slices.Equal(got, []int{2}) {
		t.Error(got)
	}
}

func TestColumns(t *testing.T) {
	f := Fields{Words: "The gates’ U.S. gates", Speaker: "Ilse Müller", Title: "Denied", Facets: []string{"actdeny"}}
	want := Columns{Words: "the gate us gate", WordsExact: "the gates us gates", Speaker: "ilse muller", Title: "deni", TitleExact: "denied", Facets: "x0 actdeny"}
	if got := ColumnsOf(f); got != want {
		t.Errorf("%+v", got)
	}
	vector := "'factdeny' 'fx0' 'silse':1 'smuller':2 'tdeni':1 'udenied':1 'wgate':2,4 'wthe':1 'wus':3 'xgates':2,4 'xthe':1 'xus':3"
	if got := Vector(f); got != vector {
		t.Error(got)
	}
}

func TestQueriesOfDatabases(t *testing.T) {
	for _, c := range []struct {
		text   string
		facets [][]string
		fts5   string
		ts     string
	}{
		{"gates", nil, `({words title} : "gate" OR {speaker} : "gates")`, `('wgate' | 'tgate' | 'sgates')`},
		{`-title:"a b"`, nil, `(facets : "x0" NOT {title_exact} : "a b")`, `'fx0' & !('ua' <-> 'ub')`},
		{"speaker:br* -words:dam -words:gate", [][]string{{"actdeny"}, {"claim1", "claim2"}, {}},
			`((facets : "actdeny" AND (facets : "claim1" OR facets : "claim2") AND facets : "x1" AND {speaker} : "br" *) NOT ({words} : "dam" OR {words} : "gate"))`,
			`(('factdeny' & ('fclaim1' | 'fclaim2') & 'fx1' & 'sbr':*) & !('wdam' | 'wgate'))`},
	} {
		e, err := Parse(c.text)
		if err != nil {
			t.Fatal(err)
		}
		if got := FTS5(e, c.facets); got != c.fts5 {
			t.Errorf("%s: %s\nwant %s", c.text, got, c.fts5)
		}
		if got := TSQuery(e, c.facets); got != c.ts && got != "("+c.ts+")" {
			t.Errorf("%s: %s\nwant %s", c.text, got, c.ts)
		}
	}
	if FTS5(nil, nil) != `facets : "x0"` || TSQuery(nil, nil) != `'fx0'` {
		t.Error(FTS5(nil, nil), TSQuery(nil, nil))
	}
}
