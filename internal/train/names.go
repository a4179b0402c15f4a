package train

import (
	"path/filepath"
	"strings"
	"unicode"
	"unicode/utf8"

	"gainsay/internal/analysis/entity"
	"gainsay/internal/analysis/tag"
	"gainsay/internal/corpus"
)

// Re3dFile is the path of the re3d corpus.
func Re3dFile(corpora string) string { return filepath.Join(corpora, "ner", "re3d-train.conll.gz") }

// re3dKinds are our kinds for re3d's.
var re3dKinds = map[string]string{"Person": "PER", "Organisation": "ORG", "Location": "LOC", "Nationality": "MISC"}

// Re3d reads the re3d corpus and parts it: every fifth block of fifteen sentences, to measure by, and the rest. What has no
// capital letter is no name and left out, for re3d marks groups such as "coalition forces" too.
func Re3d(corpora string, tagger *tag.Tagger) (fifth, most []entity.Document, err error) {
	sentences, err := corpus.ReadIOB(Re3dFile(corpora))
	if err != nil {
		return nil, nil, err
	}
	for i, d := range blocks(sentences, 15, re3dKinds, tagger) {
		if i%5 == 0 {
			fifth = append(fifth, d)
		} else {
			for _, s := range d.Sentences {
				markPeoples(s)
			}
			most = append(most, d)
		}
	}
	return fifth, most, nil
}

// blocks makes documents of so many sentences each, for corpora that do not tell where a document ends.
func blocks(sentences []corpus.LabelledSentence, size int, kinds map[string]string, tagger *tag.Tagger) []entity.Document {
	var out []entity.Document
	for i := 0; i < len(sentences); i += size {
		var d entity.Document
		for _, s := range sentences[i:min(i+size, len(sentences))] {
			d.Sentences = append(d.Sentences, NamedSentence(s, kinds, tagger))
		}
		out = append(out, d)
	}
	return out
}

// tweetFiles are the parts of the Broad Twitter Corpus.
func tweetFiles(corpora string) []string {
	var paths []string
	for _, part := range []string{"a", "b", "e", "f", "g", "h"} {
		paths = append(paths, filepath.Join(corpora, "ner", "btc-"+part+".conll.gz"))
	}
	return paths
}

// TweetNames reads the Broad Twitter Corpus.
func TweetNames(corpora string, tagger *tag.Tagger) ([]entity.Document, error) {
	var out []entity.Document
	for _, path := range tweetFiles(corpora) {
		sentences, err := corpus.ReadIOB(path)
		if err != nil {
			return nil, err
		}
		documents := blocks(sentences, 1, map[string]string{"PER": "PER", "ORG": "ORG", "LOC": "LOC"}, tagger)
		for _, d := range documents {
			for _, s := range d.Sentences {
				markPeoples(s)
			}
		}
		out = append(out, documents...)
	}
	return out, nil
}

// NamedSentence turns a labelled sentence into one of ours: its labels in our kinds, names without a capital letter and
// articles at their start left out.
func NamedSentence(s corpus.LabelledSentence, kinds map[string]string, tagger *tag.Tagger) entity.Sentence {
	out := unnamed(s.Tokens, tagger)
	for i := 0; i < len(s.Labels); {
		_, kind, _ := strings.Cut(s.Labels[i], "-")
		end := i + 1
		for end < len(s.Labels) && s.Labels[end] == "I-"+kind {
			end++
		}
		if ours, ok := kinds[kind]; ok {
			mark(out, i, end, ours)
		}
		i = end
	}
	return out
}

// unnamed is a sentence without names.
func unnamed(words []string, tagger *tag.Tagger) entity.Sentence {
	out := entity.Sentence{Words: words, Tags: tagger.Words(words), Labels: make([]string, len(words))}
	for i := range out.Labels {
		out.Labels[i] = "O"
	}
	return out
}

// MeantimeFolder is the folder of the MEANTIME corpus with document and corpus level annotation.
func MeantimeFolder(corpora string) string { return filepath.Join(corpora, "meantime", "intra_cross") }

// MeantimeNames reads the headline and the first five sentences of the MEANTIME articles, as far as they are annotated.
func MeantimeNames(corpora string, tagger *tag.Tagger) ([]entity.Document, error) {
	documents, err := corpus.ReadMeantime(MeantimeFolder(corpora))
	if err != nil {
		return nil, err
	}
	kinds := map[string]string{"PER": "PER", "ORG": "ORG", "LOC": "LOC", "PRO": "MISC"}
	var out []entity.Document
	for _, d := range documents {
		var named entity.Document
		for _, words := range d.Sentences[:min(meantimeAnnotated, len(d.Sentences))] {
			named.Sentences = append(named.Sentences, unnamed(words, tagger))
		}
		for _, m := range d.Mentions {
			kind, ok := kinds[m.Kind]
			if !ok || m.Sentence >= len(named.Sentences) || m.Syntax != "" && !strings.HasSuffix(m.Syntax, "NAM") {
				continue
			}
			s := named.Sentences[m.Sentence]
			first, end := trimmed(s, m.First, m.End)
			if first < end && allNames(s, first, end) && free(s.Labels[first:end]) {
				mark(s, first, end, kind)
			}
		}
		for _, s := range named.Sentences {
			markPeoples(s)
		}
		out = append(out, named)
	}
	return out, nil
}

// meantimeAnnotated is how many sentences of an article have mentions.
const meantimeAnnotated = 6

// allNames tells whether every word of a stretch is capitalised, but for short ones such as "of".
func allNames(s entity.Sentence, first, end int) bool {
	for _, word := range s.Words[first:end] {
		if !beginsName(word) && len(word) > 3 {
			return false
		}
	}
	return true
}

// markPeoples marks capitalised adjectives and plurals of peoples, which some corpora leave out, as names of the other kind.
func markPeoples(s entity.Sentence) {
	for i, label := range s.Labels {
		if label != "O" || i == 0 || opensQuotation(s.Words[i-1]) {
			continue
		}
		if first, _ := utf8.DecodeRuneInString(s.Words[i]); unicode.IsUpper(first) && (s.Tags[i] == "JJ" || s.Tags[i] == "NNPS") {
			s.Labels[i] = "B-MISC"
		}
	}
}

func opensQuotation(word string) bool {
	return word == "\"" || word == "“" || word == "``" || word == ":"
}

// free tells whether none of the words has a label yet.
func free(labels []string) bool {
	for _, label := range labels {
		if label != "O" {
			return false
		}
	}
	return true
}

// mark labels the words first to end as one name, without what has no capital letter or digit at either end ("three Orr
// supporters") and without a person's titles; nothing if that is all, and no pronouns.
func mark(s entity.Sentence, first, end int, kind string) {
	first, end = trimmed(s, first, end)
	for kind == "PER" && first < end-1 && personTitles[strings.TrimSuffix(s.Words[first], ".")] {
		first++
	}
	if first == end-1 && strings.HasPrefix(s.Tags[first], "PRP") {
		return
	}
	for i := first; i < end; i++ {
		s.Labels[i] = "I-" + kind
	}
	if first < end {
		s.Labels[first] = "B-" + kind
	}
}

// trimmed takes articles, and words without a capital letter or digit, off both ends of a stretch.
func trimmed(s entity.Sentence, first, end int) (int, int) {
	for first < end && (!beginsName(s.Words[first]) || end > first+1 && strings.EqualFold(s.Words[first], "the")) {
		first++
	}
	for end > first && !beginsName(s.Words[end-1]) {
		end--
	}
	return first, end
}

// beginsName tells whether a word begins with a capital letter or a digit.
func beginsName(word string) bool {
	r, _ := utf8.DecodeRuneInString(word)
	return unicode.IsUpper(r) || unicode.IsDigit(r)
}
