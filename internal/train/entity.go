package train

import (
	"context"

	"gainsay/internal/analysis/cluster"
	"gainsay/internal/analysis/entity"
	"gainsay/internal/analysis/tag"
	"gainsay/internal/corpus"
	"gainsay/internal/linear"
)

// Entity trains the name finder on CoreNLP's names in the training articles of PolNeAR, four fifths of re3d, the Wikinews
// documents of GUM, MEANTIME and the Broad Twitter Corpus. The gold corpora are small, so most of them are read twice.
func Entity(ctx context.Context, corpora string, clusters *cluster.Table, tagger *tag.Tagger, log func(string)) (*linear.Model, error) {
	var data []entity.Document
	var sources []linear.Corpus
	meantime, err := corpus.MeantimeFiles(MeantimeFolder(corpora))
	if err != nil {
		return nil, err
	}
	for _, part := range []struct {
		name, licence string
		paths         []string
		read          func() ([]entity.Document, error)
		times         int
	}{
		{"CoreNLP on PolNeAR train", "none stated", []string{SilverFile(corpora, "train")},
			func() ([]entity.Document, error) { return SilverNames(corpora, "train", tagger, silverNamesEvery) }, 1},
		{"re3d train, four fifths", "per document (OGL, CC and others)", []string{Re3dFile(corpora)},
			func() ([]entity.Document, error) { _, most, err := Re3d(corpora, tagger); return most, err }, 2},
		{"UD English GUM train, Wikinews documents", "CC BY 2.5 (their text)", []string{GUMFile(corpora, "train")},
			func() ([]entity.Document, error) { return GUMNews(corpora, "train", tagger) }, 2},
		{"MEANTIME", "CC BY 4.0", meantime,
			func() ([]entity.Document, error) { return MeantimeNames(corpora, tagger) }, 2},
		{"Broad Twitter Corpus", "CC BY 4.0", tweetFiles(corpora),
			func() ([]entity.Document, error) { return TweetNames(corpora, tagger) }, 1},
	} {
		source, err := Source(part.name, part.licence, part.paths...)
		if err != nil {
			return nil, err
		}
		sources = append(sources, source)
		documents, err := part.read()
		if err != nil {
			return nil, err
		}
		for range part.times {
			data = append(data, documents...)
		}
	}
	model, err := entity.Train(ctx, clusters, data, entity.Options{Seed: 1}, log)
	if err != nil {
		return nil, err
	}
	model.Header.Trained = sources
	model.Header.Command = "gainsay train entity"
	return model, nil
}

// silverNamesEvery is how many articles of the silver corpus there are to each that the name finder learns from.
const silverNamesEvery = 1

// coreNLPKinds are our kinds for CoreNLP's.
var coreNLPKinds = map[string]string{"PERSON": "PER", "ORGANIZATION": "ORG", "LOCATION": "LOC", "MISC": "MISC"}

// SilverNames reads every so manieth article of a split of the silver corpus, with names for labels.
func SilverNames(corpora, split string, tagger *tag.Tagger, every int) ([]entity.Document, error) {
	articles, err := readSilver(corpora, split)
	if err != nil {
		return nil, err
	}
	var out []entity.Document
	for i, a := range articles {
		if i%every != 0 {
			continue
		}
		tagger.Annotate(a.document)
		var d entity.Document
		for _, s := range a.document.Sentences {
			var sentence entity.Sentence
			before := ""
			for k := s.Tokens.First; k < s.Tokens.End; k++ {
				kind := ""
				if covered := a.covered[k]; len(covered) > 0 {
					kind = coreNLPKinds[covered[len(covered)-1].Entity]
				}
				sentence.Words = append(sentence.Words, a.document.Word(k))
				sentence.Tags = append(sentence.Tags, a.document.Tokens[k].Tag)
				sentence.Labels = append(sentence.Labels, labelAfter(before, kind))
				before = kind
			}
			d.Sentences = append(d.Sentences, sentence)
		}
		out = append(out, d)
	}
	return out, nil
}

// labelAfter is the label of a token of a kind ("" for none) behind one of the kind before.
func labelAfter(before, kind string) string {
	switch kind {
	case "":
		return "O"
	case before:
		return "I-" + kind
	}
	return "B-" + kind
}
