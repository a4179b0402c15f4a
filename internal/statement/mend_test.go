package statement

import (
	"strings"
	"testing"

	"gainsay/internal/analysis/cluster"
	"gainsay/internal/text"
	"gainsay/news"
)

// marked makes a sentence and a relation of words with their tags and roles: "port/NN/s" is a noun in the source. The first
// token of the cue is the anchor.
func marked(s string) (*text.Document, relation) {
	d := &text.Document{}
	found := relation{anchor: -1}
	roles := map[string]role{"s": sourceRole, "q": cueRole, "c": contentRole}
	for i, word := range strings.Fields(s) {
		parts := append(strings.Split(word, "/"), "")
		start := len(d.Text)
		d.Text += parts[0] + " "
		d.Tokens = append(d.Tokens, text.Token{Span: news.Span{Start: start, End: len(d.Text) - 1}, Tag: parts[1], Quotation: -1})
		if role, ok := roles[parts[2]]; ok {
			found.roles[role] = extended(found.roles[role], i)
			if role == cueRole && found.anchor < 0 {
				found.anchor = i
			}
		}
	}
	all := text.Range{First: 0, End: len(d.Tokens)}
	d.Sentences = []text.Sentence{{Tokens: all}}
	d.Paragraphs = []text.Paragraph{{Tokens: all, Sentences: text.Range{First: 0, End: 1}}}
	return d, found
}

// shown writes the roles of a relation as source # cue # content.
func shown(d *text.Document, found relation) string {
	var parts []string
	for _, r := range []role{sourceRole, cueRole, contentRole} {
		parts = append(parts, news.Words(d.Text, d.Spans(found.roles[r])))
	}
	return strings.Join(parts, " # ")
}

func TestMend(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"content that stops before a relative clause",
			"The/DT/c woman/NN/c ,/, who/WP was/VBD named/VBN as/IN Reyl/NNP ,/, had/VBD left/VBN ,/, the/DT/s port/NN/s said/VBD/q ./.",
			"the port # said # The woman , who was named as Reyl , had left ,"},
		{"content that stops before its verb", "The/DT/c army/NN/c holds/VBZ two/CD men/NNS ,/, officials/NNS/s said/VBD/q ./.",
			"officials # said # The army holds two men ,"},
		{"content with its verb stays", "The/DT/c army/NN/c left/VBD/c ,/, which/WDT hurt/VBD ,/, officials/NNS/s said/VBD/q ./.",
			"officials # said # The army left"},
		{"no comma before the source: another clause", "The/DT/c army/NN/c that/WDT left/VBD officials/NNS/s said/VBD/q ./.",
			"officials # said # The army"},
		{"nothing but a phrase between", "The/DT/c army/NN/c of/IN Venn/NNP ,/, officials/NNS/s said/VBD/q ./.",
			"officials # said # The army"},
		{"content that does not begin the sentence", "Later/RB the/DT/c army/NN/c that/WDT left/VBD ,/, officials/NNS/s said/VBD/q ./.",
			"officials # said # the army"},
		{"content that runs on over a semicolon", "Moravell/NNP/s says/VBZ/q that/IN/c water/NN/c rose/VBD/c ;/:/c Kestria/NNP/c denied/VBD/c it/PRP/c ./.",
			"Moravell # says # that water rose"},
		{"semicolon before another that", "Moravell/NNP/s says/VBZ/q that/IN/c water/NN/c rose/VBD/c ;/:/c that/IN/c gates/NNS/c opened/VBD/c ./.",
			"Moravell # says # that water rose ; that gates opened"},
		{"semicolon in a list", "Moravell/NNP/s wants/VBZ/q an/DT/c inquiry/NN/c ;/:/c a/DT/c new/JJ/c dam/NN/c ./.",
			"Moravell # wants # an inquiry ; a new dam"},
		{"neither taken for the source", "the/DT/s port/NN/s neither/DT/s confirmed/VBD/q nor/CC/q denied/VBD/q that/IN/c it/PRP/c knew/VBD/c ./.",
			"the port # neither confirmed nor denied # that it knew"},
		{"subject taken for content", "The/DT/c port/NN/c denied/VBD/q that/IN/c it/PRP/c knew/VBD/c ./.",
			"The port # denied # that it knew"},
		{"subject of a passive stays content", "The/DT/c port/NN/c was/VBD said/VBN/q to/TO/c know/VB/c ./.",
			" # said # The port … to know"},
		{"owner cut off", "the/DT/s port/NN/s 's/POS chief/NN said/VBD/q it/PRP/c knew/VBD/c ./.",
			"the port 's chief # said # it knew"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d, found := marked(c.in)
			newView(d, func(string) cluster.Path { return 0 }).mend(&found)
			if got := shown(d, found); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}
