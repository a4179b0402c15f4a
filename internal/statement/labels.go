package statement

// role is what part of an attribution a token plays.
type role uint8

const (
	noRole role = iota
	sourceRole
	cueRole
	contentRole
)

// The labels of both models: O, then B and I of each role.
const (
	labelOutside = 0
	labelCount   = 7
)

var labelNames = []string{"O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content"}

func begin(r role) uint8 { return uint8(2*r - 1) }

func inside(r role) uint8 { return uint8(2 * r) }

func roleOf(label uint8) role { return role((label + 1) / 2) }

func begins(label uint8) bool { return label%2 == 1 }

// allowed tells whether a label may follow another; from == labelCount is the start. An inside label continues its role.
func allowed(from, to int) bool {
	if to == labelOutside || begins(uint8(to)) {
		return true
	}
	return from < labelCount && from != labelOutside && roleOf(uint8(from)) == roleOf(uint8(to))
}

// edgeClass says what kind of boundary lies before token i: transitions are scored apart for each.
func (v *view) edgeClass(i int) uint8 {
	d := v.document
	t := d.Tokens[i]
	switch {
	case i == d.Paragraphs[t.Paragraph].Tokens.First:
		return paragraphStart
	case i == d.Sentences[t.Sentence].Tokens.First:
		return 2
	case v.words[i].quote == opens:
		return 3
	case v.words[i-1].quote == closes:
		return 4
	}
	switch before := d.Word(i - 1); {
	case v.words[i].quote == closes:
		return 5
	case before == ",":
		return 6
	case before == "-" || before == "--" || before == "—" || before == "–" || before == ":" || before == ";":
		return 7
	case isPunctuation(d.Word(i)):
		return 8
	}
	return 0
}

const (
	edgeClasses    = 9
	paragraphStart = 1
)

func isPunctuation(word string) bool {
	c := word[0]
	return !(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c >= 0x80 && len(word) > 3)
}
