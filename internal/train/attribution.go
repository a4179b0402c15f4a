package train

import (
	"context"

	"gainsay/internal/analysis"
	"gainsay/internal/corpus"
	"gainsay/internal/linear"
	"gainsay/internal/statement"
)

// Attributions trains the spotter and the relater on PolNeAR's training articles, as the analyser sees them.
func Attributions(ctx context.Context, corpora string, analyser *analysis.Analyser, log func(string, ...any)) (spotter, relater *linear.Model, err error) {
	source, err := Source("PolNeAR train", "annotation: none stated; texts: the publishers'", corpus.PolNeARFile(corpora, "train"))
	if err != nil {
		return nil, nil, err
	}
	articles, err := corpus.ReadPolNeAR(corpora, "train")
	if err != nil {
		return nil, nil, err
	}
	options := statement.DefaultTrainOptions()
	options.Clusters = analyser.Clusters.Of
	options.Trained = []linear.Corpus{source}
	options.Command = "gainsay train " + statement.SpotterStage + " " + statement.RelaterStage
	options.Log = log
	return statement.Train(ctx, Gold(articles, analyser), options)
}

// Gold analyses annotated articles for statement.Train.
func Gold(articles []corpus.AttributedArticle, analyser *analysis.Analyser) []statement.Gold {
	list := make([]statement.Gold, len(articles))
	for i, a := range articles {
		list[i].Document = analyser.Analyse(a.Text, a.Published)
		for _, x := range a.Attributions {
			list[i].Attributions = append(list[i].Attributions, statement.GoldAttribution(x))
		}
	}
	return list
}
