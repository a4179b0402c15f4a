package coref

import (
	"strings"
	"testing"

	"gainsay/internal/text"
)

// told writes a path in words.
func told(body, title *text.Document, path []Step) string {
	words := func(inTitle bool, r text.Range) string {
		if inTitle {
			return title.Span(r).In(title.Text)
		}
		return body.Span(r).In(body.Text)
	}
	var out []string
	for _, step := range path {
		to := step.Known
		if to == "" {
			to = words(step.ToTitle, step.To)
		}
		out = append(out, words(step.InTitle, step.Words)+" = "+string(step.Rule)+" "+to)
	}
	return strings.Join(out, "; ")
}

func TestPath(t *testing.T) {
	for _, test := range []struct{ name, text, want string }{
		{"named", "{ [PER Ana/NNP Reyl/NNP ] } spoke/VBD", ""},
		{"the same name", "{ [PER Ana/NNP Reyl/NNP ] } spoke/VBD | { Ms./NNP [PER Ana/NNP Reyl/NNP ] } spoke/VBD", ""},
		{"surname", "{ [PER Ana/NNP Reyl/NNP ] } spoke/VBD | { [PER Reyl/NNP ] } spoke/VBD", "Reyl = last name of Ana Reyl"},
		{"pronoun", "{ [PER Ana/NNP Reyl/NNP ] } spoke/VBD | { [PER Reyl/NNP ] } spoke/VBD | { She/PRP } spoke/VBD",
			"She = the last speaker before: Reyl; Reyl = last name of Ana Reyl"},
		{"I", "{ [PER Tom/NNP Ames/NNP ] } said/VBD «0 { I/PRP } said/VBD so/RB »", "I = the speaker of the words around it: Tom Ames"},
		{"who", "{ a/DT nurse/NN } spoke/VBD of/IN { a/DT doctor/NN } ,/, { who/WP } spoke/VBD", "who = said of the words before it: a doctor"},
		{"capital", "{ [LOC Oslo/NNP ] } spoke/VBD", "Oslo = capital of Norway"},
		{"adjective", "{ [LOC Norway/NNP ] } spoke/VBD of/IN { Norwegian/JJ } claims/NNS", "Norwegian = adjective of Norway"},
		{"government", "{ the/DT Norwegian/JJ government/NN } spoke/VBD", "the Norwegian government = the government of Norway"},
		{"acronym", "{ The/DT [ORG Harbour/NNP Safety/NNP Board/NNP ] } spoke/VBD | { The/DT [ORG HSB/NNP ] } spoke/VBD", "The HSB = short for The Harbour Safety Board"},
		{"noun", "{ [ORG Harbour/NNP Ministry/NNP ] spokeswoman/NN [PER Ana/NNP Reyl/NNP ] } spoke/VBD | { The/DT spokeswoman/NN } added/VBD",
			"The spokeswoman = called by the same noun as Harbour Ministry spokeswoman Ana Reyl"},
		{"sort", "{ [ORG Quill/NNP Dredging/NNP ] } spoke/VBD | { the/DT company/NN } spoke/VBD", "the company = the last one of that sort named before: Quill Dredging"},
		{"lead", "{ A/DT government/NN minister/NN } spoke/VBD || { Government/NN minister/NN [PER Ana/NNP Reyl/NNP ] } spoke/VBD | { she/PRP } spoke/VBD",
			"she = the last speaker before: Government minister Ana Reyl"},
		{"nobody", "{ It/PRP } said/VBD no/UH", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			d, sources := written(t, test.text)
			r := Resolve(d, sources, nil, nil)
			if got := told(d, nil, r.Body[len(r.Body)-1].Path); got != test.want {
				t.Errorf("got %s, want %s", got, test.want)
			}
		})
	}
}

func TestPathOfTitle(t *testing.T) {
	body, sources := written(t, "{ Minister/NNP [PER Ana/NNP Reyl/NNP ] } spoke/VBD | { [LOC Oslo/NNP ] } spoke/VBD")
	for _, test := range []struct{ title, want string }{
		{"{ [PER Reyl/NNP ] } Denies/VBZ Claim/NN", "Reyl = last name of Minister Ana Reyl"},
		{"{ Minister/NNP } Denies/VBZ Claim/NN", "Minister = the headline sums up what is said by Minister Ana Reyl"},
		{"{ [LOC Norway/NNP ] } Denies/VBZ Claim/NN", ""},
	} {
		title, titled := written(t, test.title)
		r := Resolve(body, sources, title, titled)
		if got := told(body, title, r.Title[0].Path); got != test.want {
			t.Errorf("%s: got %s, want %s", test.title, got, test.want)
		}
	}
}
