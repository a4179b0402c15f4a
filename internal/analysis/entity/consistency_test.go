package entity

import (
	"strings"
	"testing"
)

// indexed is the index of sentences of words.
func indexed(sentences ...string) *index {
	var d given
	for _, s := range sentences {
		words := strings.Fields(s)
		d.sentences = append(d.sentences, Sentence{Words: words, Tags: make([]string, len(words))})
	}
	return newIndex(d, nil)
}

func TestAgree(t *testing.T) {
	const person, organisation, place = 0, 1, 2
	x := indexed("Ada Quill met them all .", "Then Quill left the room .", "Quill", "Orr : yes", "She saw Orr in the hall .")
	names := []found{{0, 2, person}, {7, 8, organisation}, {12, 13, place}, {13, 14, place}, {18, 19, person}}
	x.agree(names)
	for i, want := range []int{person, person, person, place, person} {
		if names[i].kind != want {
			t.Errorf("name %d is of kind %d, want %d", i, names[i].kind, want)
		}
	}
	x = indexed("They left Quill for good .", "Quill said so to them .")
	names = []found{{2, 3, place}, {6, 7, person}}
	x.agree(names)
	if names[0].kind != place || names[1].kind != person {
		t.Errorf("a draw was decided: %v", names)
	}
}

func TestUntitled(t *testing.T) {
	x := indexed("Mr. Senator Ada Quill met the General .")
	for _, c := range []struct{ in, want found }{
		{found{0, 4, 0}, found{2, 4, 0}},
		{found{6, 7, 0}, found{6, 7, 0}},
		{found{0, 4, 1}, found{0, 4, 1}},
	} {
		if got := x.untitled(c.in); got != c.want {
			t.Errorf("untitled(%v) = %v, want %v", c.in, got, c.want)
		}
	}
}

func TestAcronyms(t *testing.T) {
	x := indexed("The Harbour Safety Board met .", "The HSB and the H.S.B. and the Hsb said so .")
	run := x.words[2].run
	for i, want := range map[int]bool{7: true, 10: true, 13: false} {
		n, ok := x.spells[x.words[i].acronym]
		if got := ok && x.words[i].acronym != 0 && n == run; got != want {
			t.Errorf("word %d is the acronym of the board: %v, want %v", i, got, want)
		}
	}
}
