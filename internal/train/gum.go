package train

import (
	"path/filepath"
	"strconv"
	"strings"

	"gainsay/internal/analysis/entity"
	"gainsay/internal/analysis/tag"
	"gainsay/internal/corpus"
)

// GUMFile is the path of one split of GUM.
func GUMFile(corpora, split string) string {
	return filepath.Join(corpora, "ud", "en_gum-ud-"+split+".conllu.gz")
}

// GUMNews reads the Wikinews documents of a split of GUM, with names for labels.
func GUMNews(corpora, split string, tagger *tag.Tagger) ([]entity.Document, error) {
	documents, err := corpus.ReadCoNLLU(GUMFile(corpora, split))
	if err != nil {
		return nil, err
	}
	var out []entity.Document
	for _, d := range documents {
		if !strings.HasPrefix(d.ID, gumNews) {
			continue
		}
		var named entity.Document
		for _, s := range d.Sentences {
			named.Sentences = append(named.Sentences, gumNames(s, tagger))
		}
		out = append(out, named)
	}
	return out, nil
}

// gumKinds are our kinds for GUM's. Its other types are too seldom names.
var gumKinds = map[string]string{"person": "PER", "organization": "ORG", "place": "LOC"}

// gumNames finds the names in a sentence of GUM, which marks every noun phrase: a phrase with a proper noun for its head
// has for its name the run of proper nouns about that head. Capitalised adjectives and plurals of peoples, which GUM
// doesn't mark, are names of the other kind.
func gumNames(s corpus.UDSentence, tagger *tag.Tagger) entity.Sentence {
	var out entity.Sentence
	for _, t := range s.Tokens {
		out.Words, out.Labels = append(out.Words, t.Form), append(out.Labels, "O")
	}
	out.Tags = tagger.Words(out.Words)
	for _, p := range gumPhrases(s) {
		kind, ok := gumKinds[p.kind]
		if !ok || !strings.HasPrefix(s.Tokens[p.head].Tag, "NNP") {
			continue
		}
		first, end := p.head, p.head+1
		for first > p.first && properBefore(s, first-1, kind) {
			first--
		}
		for end < p.end && strings.HasPrefix(s.Tokens[end].Tag, "NNP") {
			end++
		}
		if free(out.Labels[first:end]) {
			mark(out, first, end, kind)
		}
	}
	markPeoples(out)
	return out
}

// properBefore tells whether token i, before the head of a name, is part of it; a person's title is not.
func properBefore(s corpus.UDSentence, i int, kind string) bool {
	if !strings.HasPrefix(s.Tokens[i].Tag, "NNP") {
		return false
	}
	return kind != "PER" || !personTitles[strings.TrimSuffix(s.Tokens[i].Form, ".")]
}

// personTitles stand before a person's name and are no part of it.
var personTitles = func() map[string]bool {
	set := make(map[string]bool)
	for _, t := range strings.Fields(`Mr Mrs Ms Dr President Minister Secretary Senator Sen Rep Gov Governor General Gen Colonel Captain
		Judge Justice Chancellor King Queen Prince Princess Sir Lord Lady Pope Professor Prof Mayor Ambassador Chief Director
		Chairman Spokesman Spokeswoman Officer Sergeant Lieutenant Commissioner Representative Congressman Attorney Coach`) {
		set[t] = true
	}
	return set
}()

// gumPhrase is a marked noun phrase: its tokens, its head and its type.
type gumPhrase struct {
	first, end, head int
	kind             string
	group            string
}

// gumPhrases reads the marks of a sentence (see GUM's "# global.Entity": group, type, status, salience, centering, minimal
// span, …), outer phrases before those inside them.
func gumPhrases(s corpus.UDSentence) []gumPhrase {
	var open, out []gumPhrase
	end := func(k, token int) {
		open[k].end = token + 1
		out = append(out, open[k])
		open = append(open[:k], open[k+1:]...)
	}
	for i, t := range s.Tokens {
		for _, field := range strings.Split(t.Misc, "|") {
			marks, ok := strings.CutPrefix(field, "Entity=")
			if !ok {
				continue
			}
			for marks != "" {
				if rest, ok := strings.CutPrefix(marks, "("); ok {
					stop := strings.IndexAny(rest, "()")
					if stop < 0 {
						stop = len(rest)
					}
					open = append(open, newGUMPhrase(rest[:stop], i))
					if marks = rest[stop:]; strings.HasPrefix(marks, ")") {
						end(len(open)-1, i)
						marks = marks[1:]
					}
					continue
				}
				group, rest, _ := strings.Cut(marks, ")")
				for k := len(open) - 1; k >= 0; k-- {
					if open[k].group == group {
						end(k, i)
						break
					}
				}
				marks = rest
			}
		}
	}
	inner := out[:0:0]
	for i := len(out) - 1; i >= 0; i-- { // phrases that end later come first
		if out[i].head < out[i].end {
			inner = append(inner, out[i])
		}
	}
	return inner
}

// newGUMPhrase reads the fields of an opening mark at a token.
func newGUMPhrase(fields string, token int) gumPhrase {
	field := strings.Split(fields, "-")
	p := gumPhrase{first: token, end: token + 1, head: token, group: field[0]}
	if len(field) < 6 {
		return p
	}
	p.kind = field[1]
	// The head is the last word of the first stretch: "Navy" of "Indian Navy", "Perth" of "Perth, Australia".
	before := 0
	for _, number := range strings.Split(field[5], ",") {
		place, err := strconv.Atoi(number)
		if err != nil || before > 0 && place != before+1 {
			break
		}
		before = place
	}
	if before > 0 {
		p.head = token + before - 1
	}
	return p
}
