package eval

import (
	"gainsay/internal/analysis/token"
	"gainsay/internal/corpus"
	"gainsay/internal/text"
)

// Boundaries counts places where gold and prediction agree that something ends.
type Boundaries struct{ Gold, Predicted, Both int }

// F1 is the harmonic mean of precision and recall, 0 where there is nothing.
func (b Boundaries) F1() float64 {
	if b.Gold+b.Predicted == 0 {
		return 0
	}
	return 2 * float64(b.Both) / float64(b.Gold+b.Predicted)
}

// TokenFigures is how the tokeniser agrees with another one on the same texts.
type TokenFigures struct {
	Tokens    Boundaries // whole tokens: both ends
	Sentences Boundaries // ends of sentences
}

// Tokens splits the articles of a silver corpus and compares the tokens and the sentence ends with CoreNLP's. Sentences
// count in the texts by the offset of the last character of a sentence.
func Tokens(articles []corpus.AttributedArticle, silver []corpus.SilverDocument) TokenFigures {
	texts := make(map[string]string, len(articles))
	for _, a := range articles {
		texts[a.ID] = a.Text
	}
	var figures TokenFigures
	for _, document := range silver {
		source, ok := texts[document.ID]
		if !ok {
			continue
		}
		compareTokens(&figures, token.Split(source), document)
	}
	return figures
}

// compareTokens adds one document to the figures.
func compareTokens(figures *TokenFigures, ours *text.Document, theirs corpus.SilverDocument) {
	toPoint := codePoints(ours.Text)
	spans, ends := make(map[[2]int]bool), make(map[int]bool)
	for _, t := range ours.Tokens {
		spans[[2]int{toPoint[t.Span.Start], toPoint[t.Span.End]}] = true
	}
	for _, s := range ours.Sentences {
		ends[toPoint[ours.Tokens[s.Tokens.End-1].Span.End]] = true
	}
	figures.Tokens.Predicted += len(ours.Tokens)
	figures.Sentences.Predicted += len(ours.Sentences)
	for _, sentence := range theirs.Sentences {
		figures.Tokens.Gold += len(sentence)
		figures.Sentences.Gold++
		if ends[sentence[len(sentence)-1].End] {
			figures.Sentences.Both++
		}
		for _, t := range sentence {
			if spans[[2]int{t.Start, t.End}] {
				figures.Tokens.Both++
			}
		}
	}
}

// codePoints maps each byte offset of a text that starts a character, and its end, to the code point offset.
func codePoints(s string) map[int]int {
	offsets := make(map[int]int, len(s)+1)
	n := 0
	for i := range s {
		offsets[i] = n
		n++
	}
	offsets[len(s)] = n
	return offsets
}
