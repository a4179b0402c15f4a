package coref

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"testing"

	"gainsay/internal/text"
	"gainsay/news"
)

// written makes a document of a text in which every token is followed by "/" and its tag, tokens are parted by blanks, sentences by
// " | " and paragraphs by " || ". What stands in [PER …], [ORG …], [LOC …] or [MISC …] is a name, in {…} a source, in <2 …> what
// the source of that number from 0 says, in «2 …» the same in its own words.
func written(t testing.TB, marked string) (*text.Document, []Source) {
	t.Helper()
	d := &text.Document{}
	var b strings.Builder
	var sources []Source
	contents, direct := map[int]text.Range{}, false
	source, speaker, content, name := -1, -1, -1, -1
	kind := ""
	sentence, paragraph := 0, 0
	for word := range strings.FieldsSeq(marked) {
		switch {
		case word == "|":
			sentence++
			continue
		case word == "||":
			sentence++
			paragraph++
			continue
		case word == "{":
			source = len(d.Tokens)
			continue
		case word == "}":
			sources = append(sources, Source{Runs: []text.Range{{First: source, End: len(d.Tokens)}}})
			continue
		case strings.HasPrefix(word, "<"), strings.HasPrefix(word, "«"):
			direct = word[0] != '<'
			speaker, content = int(word[len(word)-1]-'0'), len(d.Tokens)
			continue
		case word == ">", word == "»":
			contents[speaker] = text.Range{First: content, End: len(d.Tokens)}
			content = -1
			continue
		case word == "]":
			d.Mentions = append(d.Mentions, text.Mention{Tokens: text.Range{First: name, End: len(d.Tokens)}, Kind: text.MentionKind(kind)})
			continue
		case word[0] == '[':
			name, kind = len(d.Tokens), word[1:]
			continue
		}
		form, tag, ok := strings.Cut(word, "/")
		if !ok {
			t.Fatalf("%q has no tag", word)
		}
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		token := text.Token{Span: news.Span{Start: b.Len(), End: b.Len() + len(form)}, Tag: tag, Sentence: sentence, Paragraph: paragraph, Quotation: -1}
		if content >= 0 && direct {
			token.Quotation = 0
		}
		b.WriteString(form)
		d.Tokens = append(d.Tokens, token)
	}
	d.Text = b.String()
	for i, c := range contents {
		sources[i].Content, sources[i].Direct = []text.Range{c}, d.Tokens[c.First].Quotation >= 0
	}
	return d, sources
}

// clusters writes which sources are one entity, as letters: "aba" where the first and the third are. "-" is no entity.
func clusters(links []Link) string {
	letters, next := map[int]byte{}, byte('a')
	var b strings.Builder
	for _, l := range links {
		if l.Entity < 0 {
			b.WriteByte('-')
			continue
		}
		if letters[l.Entity] == 0 {
			letters[l.Entity] = next
			next++
		}
		b.WriteByte(letters[l.Entity])
	}
	return b.String()
}

func TestSources(t *testing.T) {
	for _, test := range []struct{ name, text, want string }{
		{"full name, surname", "{ [PER Ana/NNP Reyl/NNP ] } said/VBD no/UH | { [PER Reyl/NNP ] } said/VBD yes/UH", "aa"},
		{"surname before full name", "{ Mr./NNP [PER Reyl/NNP ] } said/VBD no/UH | { [PER Tom/NNP Reyl/NNP ] } said/VBD yes/UH", "aa"},
		{"two of one family, told apart by title",
			"{ [PER Ana/NNP Reyl/NNP ] } spoke/VBD | { [PER Tom/NNP Reyl/NNP ] } spoke/VBD | { Mrs./NNP [PER Reyl/NNP ] } spoke/VBD", "aba"},
		{"somebody's mate is another", "{ [PER Ana/NNP Reyl/NNP ] 's/POS running/VBG mate/NN ,/, [PER Tom/NNP Ames/NNP ] } spoke/VBD | { [PER Reyl/NNP ] } spoke/VBD | { [PER Ames/NNP ] } spoke/VBD", "aba"},
		{"a name with and in it", "{ The/DT [ORG Ports/NNP ] and/CC Fisheries/NNP Committee/NNP } spoke/VBD | { the/DT committee/NN } spoke/VBD", "aa"},
		{"a surname goes to whom it called before", "{ [PER Obiel/NNP ] } spoke/VBD | { [PER Ana/NNP Obiel/NNP ] } spoke/VBD | { [PER Tom/NNP Obiel/NNP ] } spoke/VBD | { Mr./NNP [PER Obiel/NNP ] } spoke/VBD", "abaa"},
		{"a title makes a name", "{ lawyer/NN [PER Ana/NNP King/NNP ] } spoke/VBD | { Ms./NNP King/NNP } spoke/VBD", "aa"},
		{"initial and suffix", "{ [PER Robert/NNP S./NNP Quill/NNP III/NNP ] } spoke/VBD | { [PER R./NNP Quill/NNP ] } spoke/VBD", "aa"},
		{"particle", "{ [PER Omar/NNP al-Rashi/NNP ] } spoke/VBD | { [PER Rashi/NNP ] } spoke/VBD", "aa"},
		{"a surname that was taken for a place", "{ [PER Lena/NNP Overton/NNP ] } spoke/VBD | { [LOC Overton/NNP ] } spoke/VBD", "aa"},
		{"another first name", "{ [PER Ana/NNP Reyl/NNP ] } spoke/VBD | { [PER Eva/NNP Reyl/NNP ] } spoke/VBD", "ab"},
		{"a body is not cut down to a title", "{ [ORG General/NNP Dredging/NNP ] } spoke/VBD | { [ORG GD/NNP ] } spoke/VBD", "aa"},
		{"acronym", "{ The/DT [ORG Harbour/NNP Safety/NNP Board/NNP ] } spoke/VBD | { The/DT [ORG HSB/NNP ] } spoke/VBD", "aa"},
		{"head of the name", "{ The/DT [ORG Harbour/NNP Ministry/NNP ] } spoke/VBD | { the/DT ministry/NN } spoke/VBD", "aa"},
		{"another ministry", "{ The/DT [ORG Harbour/NNP Ministry/NNP ] } spoke/VBD | { the/DT finance/NN ministry/NN } spoke/VBD", "ab"},
		{"he, whom the passive before names as its agent", "{ [PER Tom/NNP Reyl/NNP ] } spoke/VBD || It/PRP was/VBD sent/VBN by/IN a/DT former/JJ clerk/NN | { He/PRP } spoke/VBD | { the/DT clerk/NN } spoke/VBD", "abb"},
		{"he, after the last speaker of another paragraph", "{ [PER Tom/NNP Reyl/NNP ] } spoke/VBD || { The/DT chairman/NN ,/, [PER Otto/NNP Quill/NNP ] ,/, } warned/VBD | { He/PRP } spoke/VBD", "abb"},
		{"he, opening a paragraph after the last speaker's", "{ [PER Tom/NNP Reyl/NNP ] } spoke/VBD || { He/PRP } spoke/VBD", "aa"},
		{"role before the name",
			"{ [ORG Harbour/NNP Ministry/NNP ] spokeswoman/NN [PER Ana/NNP Reyl/NNP ] } spoke/VBD | { The/DT spokeswoman/NN } added/VBD more/JJR", "aa"},
		{"role behind the name",
			"{ [PER Ana/NNP Reyl/NNP ] ,/, a/DT spokeswoman/NN for/IN the/DT ministry/NN } ,/, spoke/VBD | { The/DT spokeswoman/NN } spoke/VBD", "aa"},
		{"name behind the role",
			"{ the/DT ministry/NN 's/POS spokeswoman/NN ,/, [PER Ana/NNP Reyl/NNP ] } ,/, spoke/VBD | { [PER Reyl/NNP ] } spoke/VBD", "aa"},
		{"a name in a role is not who holds it",
			"{ a/DT spokesman/NN for/IN the/DT governor/NN ,/, [PER Ana/NNP Reyl/NNP ] } ,/, spoke/VBD | { [PER Reyl/NNP ] } spoke/VBD", "ab"},
		{"age", "{ Senator/NNP [PER Ana/NNP Reyl/NNP ] } spoke/VBD | { the/DT 45-year-old/JJ senator/NN } spoke/VBD", "aa"},
		{"a deputy is not the governor",
			"{ deputy/NN governor/NN [PER Ana/NNP Reyl/NNP ] } spoke/VBD | { the/DT governor/NN } spoke/VBD", "ab"},
		{"service under its short name",
			"{ [LOC Norway/NNP ] 's/POS [ORG KTV/NNP ] border/NN watch/NN service/NN } spoke/VBD | { the/DT [ORG KTV/NNP ] } spoke/VBD | { It/PRP } spoke/VBD", "aaa"},
		{"pronoun", "{ [PER Ana/NNP Reyl/NNP ] } spoke/VBD | { She/PRP } spoke/VBD", "aa"},
		{"pronoun of another gender", "{ [PER Ana/NNP Reyl/NNP ] } spoke/VBD | { He/PRP } spoke/VBD", "a-"},
		{"it is no person", "{ [PER Ana/NNP Reyl/NNP ] } spoke/VBD | { It/PRP } spoke/VBD", "a-"},
		{"they are no single person", "{ officials/NNS } spoke/VBD | { [PER Ana/NNP Reyl/NNP ] } spoke/VBD | { They/PRP } spoke/VBD", "aba"},
		{"next paragraph", "{ a/DT doctor/NN } spoke/VBD || { he/PRP } added/VBD more/JJR", "aa"},
		{"who", "{ a/DT nurse/NN } spoke/VBD of/IN { a/DT doctor/NN } ,/, { who/WP } spoke/VBD | { The/DT doctor/NN } spoke/VBD", "abbb"},
		{"in his own words he is I", "«0 Reyl/NNP lies/VBZ » said/VBD { [PER Tom/NNP Ames/NNP ] } | «2 { I/PRP } said/VBD so/RB » { he/PRP } said/VBD", "aaa"},
		{"coordination", "{ [LOC France/NNP ] and/CC [LOC Germany/NNP ] } spoke/VBD | { [LOC France/NNP ] } spoke/VBD | { They/PRP } spoke/VBD", "aba"},
		{"coordinated roles are one person", "{ Lawyer/NN and/CC campaigner/NN [PER Ana/NNP Reyl/NNP ] } spoke/VBD | { Reyl/NNP } spoke/VBD", "aa"},
		{"capital, adjective and government", "{ [LOC Oslo/NNP ] } spoke/VBD | { [MISC Norwegian/JJ ] } claims/NNS | { [LOC Norway/NNP ] 's/POS government/NN } spoke/VBD", "aaa"},
		{"a seat is not its state", "{ [LOC Moscow/NNP ] } spoke/VBD | { The/DT [LOC Kremlin/NNP ] } spoke/VBD", "ab"},
		{"the West", "{ Western/JJ countries/NNS } spoke/VBD | { Western/JJ } claims/NNS | { the/DT [MISC West/NNP ] } spoke/VBD", "aaa"},
		{"people of a state", "{ The/DT [MISC Americans/NNPS ] } spoke/VBD | { the/DT [LOC U.S./NNP ] } spoke/VBD", "aa"},
		{"sources are never merged by chance", "{ sources/NNS } spoke/VBD | { sources/NNS } spoke/VBD | { a/DT source/NN } spoke/VBD | { a/DT source/NN } spoke/VBD", "abcd"},
		{"the source", "{ a/DT source/NN in/IN the/DT port/NN } spoke/VBD | { the/DT source/NN } spoke/VBD", "aa"},
		{"another official", "{ a/DT port/NN official/NN } spoke/VBD | { another/DT official/NN } spoke/VBD", "ab"},
		{"a report is its maker's", "{ The/DT [ORG Courier/NNP ] } wrote/VBD | { an/DT article/NN published/VBN by/IN the/DT [ORG Courier/NNP ] } said/VBD | { the/DT article/NN } said/VBD", "aaa"},
		{"named after the lead", "{ A/DT government/NN minister/NN } spoke/VBD || { Government/NN minister/NN [PER Ana/NNP Reyl/NNP ] } spoke/VBD", "aa"},
		{"a state that no table lists, by its adjective", "{ [PER Moravia/NNP ] } spoke/VBD | { [PER Moravian/NNP ] } claims/NNS", "aa"},
		{"and by what it has", "{ [PER Orvell/NNP ] 's/POS [ORG Interior/NNP Ministry/NNP ] } spoke/VBD | { [PER Orvell/NNP ] } spoke/VBD | { [PER Orvelli/NNP ] } claims/NNS", "abb"},
		{"an adjective of somebody is nobody's place", "{ [PER Clinton/NNP ] } spoke/VBD | { [PER Clintonian/NNP ] } claims/NNS", "ab"},
		{"ministries of two states", "{ Orvell/NNP 's/POS [ORG Interior/NNP Ministry/NNP ] } spoke/VBD | { Norway/NNP 's/POS [ORG Interior/NNP Ministry/NNP ] } spoke/VBD | { Norwegian/JJ [ORG Interior/NNP Ministry/NNP ] } spoke/VBD", "abb"},
		{"the Americans are they", "{ the/DT [MISC Americans/NNPS ] } spoke/VBD | { they/PRP } spoke/VBD", "aa"},
		{"role before a name behind an of", "{ the/DT operator/NN of/IN the/DT dam/NN ,/, [PER Quill/NNP Hydro/NNP ] } spoke/VBD | { [PER Quill/NNP Hydro/NNP ] } spoke/VBD", "aa"},
		{"the brigade of a place is not the place", "{ the/DT [ORG Overton/NNP ] fire/NN brigade/NN } spoke/VBD | { [ORG Overton/NNP ] } spoke/VBD", "ab"},
		{"a government, twice", "{ the/DT Norwegian/JJ government/NN } spoke/VBD | { the/DT Norwegian/JJ government/NN } spoke/VBD", "aa"},
		{"nobody to be it", "{ It/PRP } said/VBD no/UH", "-"},
	} {
		t.Run(test.name, func(t *testing.T) {
			d, sources := written(t, test.text)
			r := Resolve(d, sources, nil, nil)
			if got := clusters(r.Body); got != test.want {
				t.Errorf("got %s, want %s: %+v", got, test.want, r.Entities)
			}
			check(t, d, r)
		})
	}
}

func TestEntity(t *testing.T) {
	d, sources := written(t, "{ [ORG Harbour/NNP Ministry/NNP ] spokeswoman/NN [PER Ana/NNP Reyl/NNP ] } spoke/VBD | { Ms./NNP [PER Reyl/NNP ] } spoke/VBD | { sources/NNS } spoke/VBD | { [LOC Kiev/NNP ] } spoke/VBD")
	r := Resolve(d, sources, nil, nil)
	for i, want := range []news.Entity{
		{ID: "e1", Name: "Ana Reyl", Kind: news.Person, Role: "Harbour Ministry spokeswoman"},
		{ID: "e2", Name: "sources", Kind: news.Unnamed},
		{ID: "e3", Name: "Ukraine", Kind: news.State},
	} {
		if got := r.Entities[i]; got.ID != want.ID || got.Name != want.Name || got.Kind != want.Kind || got.Role != want.Role {
			t.Errorf("got %+v, want %+v", got, want)
		}
	}
	if got := r.Entities[0]; len(got.Mentions) != 2 || got.Mentions[1].In(d.Text) != "Ms. Reyl" && got.Mentions[1].In(d.Text) != "Reyl" {
		t.Errorf("mentions %v of %+v", got.Mentions, got)
	}
	if got := r.Entities[2].Aliases; !slices.Contains(got, "Kiev") {
		t.Errorf("aliases %q", got)
	}
}

func TestNames(t *testing.T) {
	for _, test := range []struct {
		text, name, role string
		kind             news.EntityKind
	}{
		{"{ [LOC Norway/NNP ] 's/POS [ORG Interior/NNP Ministry/NNP ] } spoke/VBD", "Norway 's Interior Ministry", "", news.Organisation},
		{"{ the/DT Norwegian/JJ [ORG Interior/NNP Ministry/NNP ] } spoke/VBD", "Norwegian Interior Ministry", "", news.Organisation},
		{"{ the/DT [ORG Interior/NNP Ministry/NNP ] in/IN [LOC Overton/NNP ] } spoke/VBD", "Interior Ministry in Overton", "", news.Organisation},
		{"{ Norway/NNP 's/POS [ORG Quill/NNP Dredging/NNP ] } spoke/VBD", "Quill Dredging", "", news.Organisation},
		{"{ [PER Orvell/NNP ] } spoke/VBD of/IN Orvell/NNP 's/POS parliament/NN", "Orvell", "", news.State},
		{"{ the/DT operator/NN of/IN the/DT dam/NN ,/, [PER Quill/NNP Hydro/NNP ] } spoke/VBD", "Quill Hydro", "operator of the dam", news.Organisation},
		{"{ The/DT head/NN of/IN the/DT port/NN } spoke/VBD | { [PER Ana/NNP Reyl/NNP ] } spoke/VBD", "Ana Reyl", "head of the port", news.Person},
		{"{ Officials/NNS } spoke/VBD", "officials", "", news.Group},
	} {
		d, sources := written(t, test.text)
		r := Resolve(d, sources, nil, nil)
		if got := r.Entities[0]; got.Name != test.name || got.Role != test.role || got.Kind != test.kind {
			t.Errorf("%s: got %+v, want %s, %s, %s", test.text, got, test.name, test.role, test.kind)
		}
	}
}

func TestIsDemonym(t *testing.T) {
	for _, test := range []struct {
		word, place string
		want        bool
	}{
		{"orvelli", "orvell", true}, {"orvellis", "orvell", true}, {"kestrian", "kestria", true}, {"kestrians", "kestria", true}, {"velmese", "velm", true},
		{"tarskish", "tarskland", true}, {"sarner", "sarn", true}, {"olman", "olmo", true}, {"orvell", "orvell", false}, {"orvelli", "orvelm", false}, {"ani", "an", false},
	} {
		if got := isDemonym(test.word, test.place); got != test.want {
			t.Errorf("%s of %s: got %v", test.word, test.place, got)
		}
	}
}

func TestTitle(t *testing.T) {
	body, sources := written(t, "{ [LOC Norway/NNP ] 's/POS [ORG KTV/NNP ] border/NN watch/NN service/NN } spoke/VBD | { Minister/NNP [PER Ana/NNP Reyl/NNP ] } spoke/VBD")
	for _, test := range []struct {
		title string
		want  int
	}{
		{"{ [LOC Norway/NNP ] Border/NNP Agency/NNP } Denies/VBZ Claim/NN", 0},
		{"{ [PER Reyl/NNP ] } Denies/VBZ Claim/NN", 1},
		{"{ Minister/NNP } Denies/VBZ Claim/NN", 1},
		{"{ [LOC Sweden/NNP ] Border/NNP Agency/NNP } Denies/VBZ Claim/NN", 2},
	} {
		title, titled := written(t, test.title)
		r := Resolve(body, sources, title, titled)
		if r.Title[0].Entity != test.want {
			t.Errorf("%s: got %+v of %+v, want %d", test.title, r.Title, r.Entities, test.want)
		}
		check(t, body, r)
	}
}

// check fails where a resolution is not what its type promises.
func check(t testing.TB, d *text.Document, r Resolution) {
	t.Helper()
	for i, e := range r.Entities {
		if e.ID != fmt.Sprintf("e%d", i+1) || e.Name == "" || e.Kind == "" {
			t.Errorf("entity %d is %+v", i, e)
		}
		for _, m := range e.Mentions {
			if m.Start < 0 || m.Start >= m.End || m.End > len(d.Text) {
				t.Errorf("mention %v in a text of %d bytes", m, len(d.Text))
			}
		}
		if !slices.IsSortedFunc(e.Mentions, func(a, b news.Span) int { return cmp.Compare(a.Start, b.Start) }) {
			t.Errorf("mentions out of order: %v", e.Mentions)
		}
	}
	for _, l := range append(slices.Clone(r.Body), r.Title...) {
		if l.Entity < -1 || l.Entity >= len(r.Entities) || l.Confidence < 0 || l.Confidence > 1 {
			t.Errorf("link %+v to %d entities", l, len(r.Entities))
		}
	}
}
