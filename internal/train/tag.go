package train

import (
	"context"
	"path/filepath"
	"strings"

	"gainsay/internal/analysis/cluster"
	"gainsay/internal/analysis/tag"
	"gainsay/internal/corpus"
	"gainsay/internal/linear"
	"gainsay/internal/text"
)

// Tag trains the part-of-speech tagger on the English Web Treebank, the Wikinews documents of GUM, and CoreNLP's analyses
// of the training articles of PolNeAR, which are cut into tokens as ours are.
func Tag(ctx context.Context, corpora string, clusters *cluster.Table, log func(string)) (*linear.Model, error) {
	var data []tag.Sentence
	var sources []linear.Corpus
	for _, treebank := range []struct{ name, licence, file, prefix string }{
		{"UD English EWT train", "CC BY-SA 4.0", "en_ewt-ud-train.conllu.gz", ""},
		{"UD English GUM train, Wikinews documents", "CC BY 2.5 (their text)", "en_gum-ud-train.conllu.gz", gumNews},
	} {
		path := filepath.Join(corpora, "ud", treebank.file)
		source, err := Source(treebank.name, treebank.licence, path)
		if err != nil {
			return nil, err
		}
		documents, err := corpus.ReadCoNLLU(path)
		if err != nil {
			return nil, err
		}
		sources = append(sources, source)
		for _, d := range documents {
			if strings.HasPrefix(d.ID, treebank.prefix) {
				data = append(data, taggedSentences(d)...)
			}
		}
	}
	source, err := Source("CoreNLP on PolNeAR train", "none stated", SilverFile(corpora, "train"))
	if err != nil {
		return nil, err
	}
	silver, err := readSilver(corpora, "train")
	if err != nil {
		return nil, err
	}
	for i, article := range silver {
		if i%silverEvery == 0 {
			data = append(data, article.taggedSentences()...)
		}
	}
	model, err := tag.Train(ctx, clusters, data, tag.Options{Seed: 1}, log)
	if err != nil {
		return nil, err
	}
	model.Header.Trained = append(sources, source)
	model.Header.Command = "gainsay train tag"
	return model, nil
}

// gumNews opens the ids of GUM's Wikinews documents, the part of GUM that is not bound to non-commercial use.
const gumNews = "GUM_news_"

// silverEvery is how many articles of the silver corpus there are to each that the tagger learns from.
// More of them would help on news as CoreNLP tags it and harm on the treebank.
const silverEvery = 8

// taggedSentences turns a treebank's document into training data.
func taggedSentences(d corpus.UDDocument) []tag.Sentence {
	out := make([]tag.Sentence, 0, len(d.Sentences))
	for _, s := range d.Sentences {
		var sentence tag.Sentence
		for _, t := range s.Tokens {
			label := t.Tag
			if label == "_" {
				label = ""
			}
			sentence.Words, sentence.Tags = append(sentence.Words, t.Form), append(sentence.Tags, label)
		}
		out = append(out, sentence)
	}
	return out
}

// taggedSentences turns a silver article into training data.
func (a silverArticle) taggedSentences() []tag.Sentence {
	out := make([]tag.Sentence, 0, len(a.document.Sentences))
	for _, s := range a.document.Sentences {
		out = append(out, a.taggedSentence(s))
	}
	return out
}

func (a silverArticle) taggedSentence(s text.Sentence) tag.Sentence {
	var sentence tag.Sentence
	for i := s.Tokens.First; i < s.Tokens.End; i++ {
		sentence.Words = append(sentence.Words, a.document.Word(i))
		sentence.Tags = append(sentence.Tags, a.tag(i))
	}
	return sentence
}
