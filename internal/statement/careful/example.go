package careful

import "gainsay/internal/text"

// Example is one annotated text as the training script reads it, a line of JSON each. Numbers are those of words.
type Example struct {
	ID        string        `json:"id"`
	Probe     string        `json:"probe"` // of the code that made it
	Held      bool          `json:"held"`  // held out of training, to calibrate the confidence on
	Pieces    []int32       `json:"pieces"`
	Starts    []int         `json:"starts"`
	Traits    []int32       `json:"traits"`
	Chunks    [][2]int      `json:"chunks"`
	Sentences []int         `json:"sentences"` // for each word, the number of its sentence
	Windows   [][2]int      `json:"windows"`   // for each word, that in which the roles of its attribution are looked for
	Roles     []int         `json:"roles"`     // for each word, the label that it has in any attribution
	Relations [][3][][2]int `json:"relations"` // for each attribution the runs of source, cue and content
}

// NewExample makes an example of an input; roles and relations may be nil where nothing is annotated.
func NewExample(id string, d *text.Document, in Input, window func(word int) text.Range) Example {
	e := Example{ID: id, Pieces: in.Pieces, Starts: in.Starts, Traits: in.Traits}
	for _, c := range in.Chunks {
		e.Chunks = append(e.Chunks, Pair(c))
	}
	for i := range len(in.Starts) - 1 {
		e.Windows = append(e.Windows, Pair(window(i)))
		e.Sentences = append(e.Sentences, d.Tokens[i].Sentence)
	}
	return e
}

// Pair is a range as an example writes it.
func Pair(r text.Range) [2]int { return [2]int{r.First, r.End} }
