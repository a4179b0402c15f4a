package circumstance

import (
	"os"
	"strings"
	"testing"

	"gainsay/internal/analysis/cluster"
	"gainsay/internal/analysis/quotation"
	"gainsay/internal/analysis/tag"
	"gainsay/internal/analysis/token"
	"gainsay/internal/text"
	"gainsay/news"
)

// tagger loads the tagger that ships.
func tagger(t testing.TB) *tag.Tagger {
	t.Helper()
	read := func(name string) string {
		data, err := os.ReadFile("../../../models/en/" + name)
		if err != nil {
			t.Fatal(err)
		}
		return string(data)
	}
	clusters, err := cluster.Load(read("cluster.model"))
	if err != nil {
		t.Fatal(err)
	}
	tagger, err := tag.Load(read("tag.model"), clusters)
	if err != nil {
		t.Fatal(err)
	}
	return tagger
}

// marked reads a text in which the source stands in {}, the cue in <> and the content in []; "|" ends a statement. All
// statements are of one speaker.
func marked(tagger *tag.Tagger, s string) (*text.Document, []Statement) {
	var plain strings.Builder
	open := map[rune]int{}
	all := []map[rune][]news.Span{{}}
	closing := map[rune]rune{'{': '}', '<': '>', '[': ']'}
	for _, c := range s {
		switch c {
		case '{', '<', '[':
			open[closing[c]] = plain.Len()
		case '}', '>', ']':
			last := all[len(all)-1]
			last[c] = append(last[c], news.Span{Start: open[c], End: plain.Len()})
		case '|':
			all = append(all, map[rune][]news.Span{})
		default:
			plain.WriteRune(c)
		}
	}
	d := token.Split(plain.String())
	quotation.Annotate(d)
	tagger.Annotate(d)
	var out []Statement
	for _, spans := range all {
		out = append(out, Statement{Source: ranges(d, spans['}']), Cue: ranges(d, spans['>']), Content: ranges(d, spans[']']), Speaker: "x", Parent: -1})
	}
	return d, out
}

func ranges(d *text.Document, spans []news.Span) []text.Range {
	var out []text.Range
	for _, s := range spans {
		r := text.Range{First: -1}
		for i, t := range d.Tokens {
			if t.Span.Overlaps(s) {
				if r.First < 0 {
					r.First = i
				}
				r.End = i + 1
			}
		}
		out = append(out, r)
	}
	return out
}

func TestFind(t *testing.T) {
	cases := []struct{ text, channel, addressee, via string }{
		// Channels.
		{`In a short statement issued on Monday, {the ministry} <said> [the dam was safe].`, "In a short statement", "", ""},
		{`["The dam is safe,"] {Orla Venn} <said> on Twitter.`, "on Twitter", "", ""},
		{`{The envoy} <wrote> in a letter [that the truce would hold].`, "in a letter", "", ""},
		{`Speaking on state television, {the minister} <said> [the dam was safe].`, "on state television", "", ""},
		{`In a March court filing, {prosecutors} <said> [he had lied].`, "In a March court filing", "", ""},
		{`{The report} <said> [the dam had cracked].`, "The report", "", ""},
		{`{A report} <said> [the dam had cracked].`, "", "", ""},
		{`{The filing} <said> [he had lied].`, "The filing", "", ""},
		{`The brief statement by {the firm} <said> [the plant would close].`, "The brief statement", "", ""},
		{`{The firm} <released a statement disputing> [the report].`, "a statement", "", ""},
		{`{The mayor} <tweeted> [that the bridge was open].`, "tweeted", "", ""},
		{`{The envoy} <told> [them] in an interview [that he would resign].`, "in an interview", "", ""},
		{`["The dam is safe,"] {Orla Venn} <wrote> on the social network Plaza.`, "on the social network Plaza", "", ""},
		// What only looks like one.
		{`["The dam is safe,"] {Orla Venn} <said> on the river Sarn.`, "", "", ""},
		{`{The mayor} <said> [the rumours on social media were false].`, "", "", ""},
		{`{The mayor} <said> in Orla [that the bridge was open].`, "", "", ""},
		{`{The mayor} <said> in response [that the bridge was open].`, "", "", ""},
		{`{A newspaper report} <said> [the bridge was closed].`, "", "", ""},
		// Addressees.
		{`["It is safe,"] {he} <told> reporters on Monday.`, "", "reporters", ""},
		{`{Venn} <told> the Orla Post Friday [that it was safe].`, "", "the Orla Post", ""},
		{`{Venn} <told> Orlan state television [that it was safe].`, "Orlan state television", "Orlan state television", ""},
		{`{Venn} <said> in a statement to Nordian news agencies [that it was safe].`, "in a statement", "Nordian news agencies", ""},
		{`Speaking to lawmakers, {Venn} <said> [it was safe].`, "", "lawmakers", ""},
		{`{The envoy} <called on> the government of Nordia [to withdraw].`, "", "the government of Nordia", ""},
		{`{The envoy} <urged> [both sides to talk].`, "", "both sides", ""},
		{`{The envoy} <called on> [Nordia to "withdraw at once"].`, "", "Nordia", ""},
		{`{The envoy} <called for> [calm].`, "", "", ""},
		{`{Venn} <said> [she went to parliament].`, "", "", ""},
		// Via.
		{`["It is safe,"] {Venn} <said>, as quoted by the Orla Post.`, "", "", "the Orla Post"},
		{`{The rebels} <noted>, through Venn, [that the town was calm].`, "", "", "Venn"},
		{`{The road} was built by the Orla Post, he <said>.`, "", "", ""},
	}
	tagger := tagger(t)
	for _, c := range cases {
		d, statements := marked(tagger, c.text)
		got := Find(d, statements)[0]
		if got.Channel.Words != c.channel || got.Addressee.Words != c.addressee || got.Via.Words != c.via {
			t.Errorf("%s\n\tgot  %q, %q, %q\n\twant %q, %q, %q", c.text, got.Channel.Words, got.Addressee.Words, got.Via.Words, c.channel, c.addressee, c.via)
		}
	}
}

func TestSpeakerGoesOn(t *testing.T) {
	tagger := tagger(t)
	d, statements := marked(tagger, "{Venn} <told> reporters in an interview [that it was safe].|\n\n[\"Nobody was hurt,\"] {she} <added>.|\n\nThe dam is old.\n\n{Venn} <said> [the repairs would cost millions].")
	got := Find(d, statements)
	if got[1].Addressee.Words != "reporters" || got[1].Channel.Words != "in an interview" {
		t.Errorf("the addition: %+v", got[1])
	}
	if got[2].Addressee.Words != "" || got[2].Channel.Words != "" {
		t.Errorf("a later statement: %+v", got[2])
	}
}

func TestViaIsTheOutletThatReportsIt(t *testing.T) {
	tagger := tagger(t)
	d, statements := marked(tagger, "{The Orla Post} <reported> [that a source had confirmed the deal].|{a source} <confirmed> [the deal]")
	statements = statements[:1]
	inner := Statement{Source: ranges(d, []news.Span{find(d, "a source")}), Cue: ranges(d, []news.Span{find(d, "confirmed")}),
		Content: ranges(d, []news.Span{find(d, "the deal")}), Parent: 0}
	if got := Find(d, append(statements, inner))[1].Via.Words; got != "The Orla Post" {
		t.Errorf("via %q", got)
	}
	inner.Speaker = statements[0].Speaker
	if got := Find(d, append(statements, inner))[1].Via.Words; got != "" {
		t.Errorf("the outlet's own words came via %q", got)
	}
	inner.Source, inner.Speaker = nil, ""
	if got := Find(d, append(statements, inner))[1].Via.Words; got != "" {
		t.Errorf("a report without a source of its own came via %q", got)
	}
}

func find(d *text.Document, words string) news.Span {
	at := strings.Index(d.Text, words)
	return news.Span{Start: at, End: at + len(words)}
}

func FuzzFind(f *testing.F) {
	f.Add("In a statement on Friday, Venn told reporters it was safe.", 3, 7, 8, 9, 10, 2)
	f.Add("", -4, 2, 99, -1, 0, 0)
	tagger := tagger(f)
	f.Fuzz(func(t *testing.T, s string, a, b, c, e, g, parent int) {
		d := token.Split(s)
		quotation.Annotate(d)
		tagger.Annotate(d)
		statements := []Statement{
			{Source: []text.Range{{First: a, End: b}}, Cue: []text.Range{{First: b, End: c}}, Content: []text.Range{{First: e, End: g}}, Speaker: "x", Parent: parent},
			{Source: []text.Range{{First: c, End: e}}, Cue: []text.Range{{First: a, End: g}}, Content: []text.Range{{First: b, End: c}}, Speaker: "x", Parent: parent - 1},
		}
		for _, found := range Find(d, statements) {
			for _, p := range []Phrase{found.Channel, found.Addressee, found.Via} {
				if p.Words != strings.Join(strings.Fields(d.Span(p.Tokens).In(d.Text)), " ") {
					t.Errorf("%q does not stand at %v", p.Words, p.Tokens)
				}
			}
		}
	})
}

func BenchmarkFind(b *testing.B) {
	d, statements := marked(tagger(b), "In a short statement issued on Monday, {the ministry} <said> [the dam was safe].|\n\n[\"It is safe,\"] {Venn} <told> reporters.|")
	b.ReportAllocs()
	for b.Loop() {
		Find(d, statements)
	}
}
