package claim

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"gainsay/internal/analysis/token"
	"gainsay/internal/text"
	"gainsay/news"
)

// page is one text of a record, cut into tokens whose words are looked up.
type page struct {
	document *text.Document
	words    []*word
}

// vocabulary looks each word up once.
type vocabulary map[string]*word

func (v vocabulary) page(s string) *page {
	p := &page{document: token.Split(s)}
	p.words = make([]*word, len(p.document.Tokens))
	for i := range p.words {
		form := p.document.Word(i)
		known := v[form]
		if known == nil {
			w := wordOf(form)
			known = &w
			v[form] = known
		}
		p.words[i] = known
	}
	return p
}

// tokens lists the tokens that overlap the spans.
func (p *page) tokens(spans []news.Span) []int {
	var list []int
	tokens := p.document.Tokens
	for _, s := range spans {
		i := sort.Search(len(tokens), func(i int) bool { return tokens[i].Span.End > s.Start })
		for ; i < len(tokens) && tokens[i].Span.Start < s.End; i++ {
			list = append(list, i)
		}
	}
	return list
}

// isWord tells whether token i is more than a mark.
func (p *page) isWord(i int) bool {
	r, _ := utf8.DecodeRuneInString(p.document.Word(i))
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

// capital tells whether token i has a capital that its place in the sentence does not call for.
func (p *page) capital(i int) bool {
	if !strings.ContainsFunc(p.document.Word(i), unicode.IsUpper) || p.document.Sentences[p.document.Tokens[i].Sentence].Tokens.First == i {
		return false
	}
	return i == 0 || p.isWord(i-1) || p.document.Word(i-1) == ","
}

// names are the stems of words that stand with a capital within sentences of the text.
func (p *page) names() map[string]bool {
	names := map[string]bool{}
	for i, w := range p.words {
		if p.capital(i) && !w.is(lightWord) {
			names[w.stem] = true
		}
	}
	return names
}

// sentence is the number of the sentence that token i stands in.
func (p *page) sentence(i int) int { return p.document.Tokens[i].Sentence }
