package edit

import (
	"slices"
	"sort"

	"gainsay/internal/analysis/token"
	"gainsay/news"
)

// Numbers of passages that are none of the alignment.
const (
	wordless  = -1 // the lines of the body without a word
	titlePart = -2
	anywhere  = -3
)

// places tells in which passage a place of one version stands, and which sentences that passage has.
type places struct {
	text, title string
	paragraphs  []paragraph // by where they start
	passages    map[int][]paragraph
	sentences   map[int]*sentences // of passages that were asked for
}

// paragraph is one of the body and the number of its passage.
type paragraph struct {
	news.Span
	passage int
}

// sentences are those of a passage.
type sentences struct {
	list  []sentence // by where they start
	count map[string]int
}

// sentence is a place and what stands there, without typography.
type sentence struct {
	news.Span
	plain string
}

// placesOf prepares one version of an article, whose paragraphs in passage n are those that side gives.
func placesOf(article *news.Article, passages []news.Passage, side func(news.Passage) []news.Span) *places {
	p := &places{text: article.Text, title: article.Title, passages: map[int][]paragraph{}, sentences: map[int]*sentences{}}
	for n, passage := range passages {
		for _, span := range side(passage) {
			p.paragraphs = append(p.paragraphs, paragraph{span, n})
			p.passages[n] = append(p.passages[n], paragraph{span, n})
		}
	}
	slices.SortFunc(p.paragraphs, func(a, b paragraph) int { return a.Start - b.Start })
	return p
}

// of lists the passages that some places have a part in.
func (p *places) of(part news.Part, spans []news.Span) []int {
	if part == news.InTitle {
		return []int{titlePart}
	}
	var out []int
	for _, span := range spans {
		first := sort.Search(len(p.paragraphs), func(i int) bool { return p.paragraphs[i].End > span.Start })
		for _, paragraph := range p.paragraphs[first:] {
			if paragraph.Start >= span.End {
				break
			}
			if !slices.Contains(out, paragraph.passage) {
				out = append(out, paragraph.passage)
			}
		}
	}
	if out == nil {
		out = []int{wordless}
	}
	return out
}

// sentencesOf are those of a passage.
func (p *places) sentencesOf(passage int) *sentences {
	if s := p.sentences[passage]; s != nil {
		return s
	}
	s := &sentences{count: map[string]int{}}
	if passage == titlePart {
		s.add(sentence{news.Span{End: len(p.title)}, headline(p.title)})
	}
	for _, paragraph := range p.passages[passage] {
		s.split(paragraph.In(p.text), paragraph.Start)
	}
	p.sentences[passage] = s
	return s
}

func (s *sentences) add(one sentence) {
	s.list = append(s.list, one)
	s.count[one.plain]++
}

// split adds the sentences of a paragraph that starts at a byte of its text.
func (s *sentences) split(words string, start int) {
	document := token.Split(words)
	for _, one := range document.Sentences {
		span := document.Span(one.Tokens)
		s.add(sentence{news.Span{Start: start + span.Start, End: start + span.End}, plain(span.In(words))})
	}
}

// standsIn tells whether all sentences that a statement is read from stand in the other version too, where its passages are.
func (u *utterance) standsIn(here, there *places) bool {
	touched := 0
	for _, passage := range here.of(u.Part, u.spans()) {
		mine, theirs := here.sentencesOf(passage), there.sentencesOf(passage)
		for _, span := range u.spans() {
			first := sort.Search(len(mine.list), func(i int) bool { return mine.list[i].End > span.Start })
			for _, one := range mine.list[first:] {
				if one.Start >= span.End {
					break
				}
				if touched++; mine.count[one.plain] > theirs.count[one.plain] {
					return false
				}
			}
		}
	}
	return touched > 0
}
