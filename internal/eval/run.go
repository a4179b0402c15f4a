package eval

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"path/filepath"
	"strings"

	"gainsay/internal/analysis"
	"gainsay/internal/corpus"
	"gainsay/internal/stance"
	"gainsay/internal/statement"
	"gainsay/internal/text"
	"gainsay/models"
	"gainsay/news"
)

// ErrStage is a stage that nothing measures.
var ErrStage = errors.New("nothing measures a stage of that name")

// stage measures one stage of the line over the corpora.
type stage struct {
	name, what string
	run        func(ctx context.Context, corpora string, set models.Set, w io.Writer) error
}

// stages are all that can be measured, in the order of the line.
func stages() []stage {
	return []stage{
		{"article", "bodies of the pages of article-extraction", func(ctx context.Context, corpora string, _ models.Set, w io.Writer) error {
			return Article(ctx, filepath.Join(corpora, "article-extraction"), w)
		}},
		{"token", "tokens and sentences of PolNeAR dev, against CoreNLP's", tokens},
		{"tag", "parts of speech of EWT dev", tags},
		{"entity", "names of UNER EWT dev, re3d, GUM and, against CoreNLP's, PolNeAR dev", entities},
		{"when", "times of TimeBank and AQUAINT", times},
		{"attribution", "attributions of PolNeAR dev, by the fast reader", attributions(models.Relater)},
		{"careful", "the same by the careful reader", attributions(models.Careful)},
		{"speaker", "speakers of the gold statements of the claim stories", onStories(StorySpeakers)},
		{"nest", "statements inside the gold statements of the claim stories", onStories(Nest)},
		{"claim", "claims, stances and denials among the gold statements of the claim stories", Claims},
		{"stance", "sides of Emergent's headlines (ten folds by claim), of FNC-1's bodies and of the claim stories' statements", stances},
		{"said", "times of the gold statements of the claim stories", onStories(Said)},
		{"act", "acts, channels and addressees of the gold statements of the claim stories", onStories(Act)},
		{"origin", "copies of one text among the bodies of FNC-1 and the claim stories; false ones in three other collections", Origins},
		{"story", "articles of FNC-1, BASIL and WikiRef grouped into stories", Stories},
	}
}

// Stages names what can be measured, and on what, one line each.
func Stages() string {
	var out strings.Builder
	for _, s := range stages() {
		fmt.Fprintf(&out, "  %-12s %s\n", s.name, s.what)
	}
	return out.String()
}

// Run measures one stage with the models of the set over the folder of the corpora, and prints its figures.
func Run(ctx context.Context, name, corpora string, set models.Set, w io.Writer) error {
	for _, s := range stages() {
		if s.name == name {
			return s.run(ctx, corpora, set, w)
		}
	}
	return fmt.Errorf("eval %s: %w; there are\n%s", name, ErrStage, Stages())
}

// Scores are a model's headline figures on development data in percent, for its header.
func Scores(ctx context.Context, corpora, name string, set models.Set) (map[string]float64, error) {
	switch name {
	case models.Tag:
		figures, err := tagFigures(corpora, set)
		return map[string]float64{"EWT dev accuracy": percent(figures.Gold.Share()), "EWT dev accuracy from raw text": percent(figures.Raw.Share())}, err
	case models.Entity:
		return entityScores(corpora, set)
	case models.Stance:
		figures, err := sideFigures(ctx, corpora, set)
		return map[string]float64{"Emergent train, ten folds by claim, accuracy": percent(figures.Accuracy()),
			"the same, F1 of against": percent(figures.F1(stance.Against))}, err
	case models.Relater, models.Spotter, models.Careful:
		figures, err := attributionFigures(ctx, corpora, set, name)
		return map[string]float64{
			"PolNeAR dev full F1": percent(figures.Full.F1()), "PolNeAR dev strict F1": percent(figures.Strict.F1()),
			"PolNeAR dev direct F1": percent(figures.Forms[news.Direct].F1()), "PolNeAR dev mixed F1": percent(figures.Forms[news.Mixed].F1()),
			"PolNeAR dev indirect F1": percent(figures.Forms[news.Indirect].F1()),
		}, err
	}
	return nil, nil
}

// percent is a share in percent, to a tenth.
func percent(share float64) float64 { return math.Round(1000*share) / 10 }

func tokens(_ context.Context, corpora string, _ models.Set, w io.Writer) error {
	articles, err := corpus.ReadPolNeAR(corpora, "dev")
	if err != nil {
		return err
	}
	silver, err := corpus.ReadSilver(filepath.Join(corpora, "polnear-silver", "dev.tsv.gz"))
	if err != nil {
		return err
	}
	figures := Tokens(articles, silver)
	return write(w, "token F1 %.2f, sentence F1 %.2f (PolNeAR dev, against CoreNLP)\n", 100*figures.Tokens.F1(), 100*figures.Sentences.F1())
}

func write(w io.Writer, format string, values ...any) error {
	if _, err := fmt.Fprintf(w, format, values...); err != nil {
		return fmt.Errorf("eval: %w", err)
	}
	return nil
}

func tagFigures(corpora string, set models.Set) (TagFigures, error) {
	_, tagger, err := analysis.LoadTagger(set)
	if err != nil {
		return TagFigures{}, err
	}
	documents, err := corpus.ReadCoNLLU(filepath.Join(corpora, "ud", "en_ewt-ud-dev.conllu.gz"))
	if err != nil {
		return TagFigures{}, err
	}
	return Tags(tagger, documents), nil
}

func tags(_ context.Context, corpora string, set models.Set, w io.Writer) error {
	figures, err := tagFigures(corpora, set)
	if err != nil {
		return err
	}
	return write(w, "XPOS accuracy on EWT dev: %.2f on gold tokens (%d), %.2f on our own tokens of the raw text (%d)\n",
		100*figures.Gold.Share(), figures.Gold.All, 100*figures.Raw.Share(), figures.Raw.All)
}

func times(ctx context.Context, corpora string, set models.Set, w io.Writer) error {
	analyser, err := analysis.Load(set)
	if err != nil {
		return err
	}
	return When(ctx, filepath.Join(corpora, "tempeval3"), analyser.Analyse, w)
}

// onStories measures a part of the line on the claim stories, given their gold statements.
func onStories(measure func(context.Context, string, func(string, news.Day) *text.Document, io.Writer) error) func(context.Context, string, models.Set, io.Writer) error {
	return func(ctx context.Context, corpora string, set models.Set, w io.Writer) error {
		analyser, err := analysis.Load(set)
		if err != nil {
			return err
		}
		return measure(ctx, filepath.Join(corpora, "claim-stories"), analyser.Analyse, w)
	}
}

// attributionFigures are those of the reader that the model serves: the careful one or the fast one.
func attributionFigures(ctx context.Context, corpora string, set models.Set, model string) (AttributionFigures, error) {
	analyser, err := analysis.Load(set)
	if err != nil {
		return AttributionFigures{}, err
	}
	var reader *statement.Reader
	if model == models.Careful {
		reader, err = statement.LoadCareful(set.Model(models.Careful))
	} else {
		reader, err = statement.Load(set.Model(models.Spotter), set.Model(models.Relater), analyser.Clusters)
	}
	if err != nil {
		return AttributionFigures{}, err
	}
	articles, err := corpus.ReadPolNeAR(corpora, "dev")
	if err != nil {
		return AttributionFigures{}, err
	}
	return Attributions(articles, func(a corpus.AttributedArticle) []news.Statement {
		if ctx.Err() != nil {
			return nil
		}
		return reader.Article(analyser.Analyse("", a.Published), analyser.Analyse(a.Text, a.Published)).Statements
	}), ctx.Err()
}

func attributions(model string) func(context.Context, string, models.Set, io.Writer) error {
	return func(ctx context.Context, corpora string, set models.Set, w io.Writer) error {
		figures, err := attributionFigures(ctx, corpora, set, model)
		if err != nil {
			return err
		}
		return figures.Print(w)
	}
}
