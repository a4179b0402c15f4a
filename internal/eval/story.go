package eval

import (
	"context"
	"fmt"
	"io"

	"gainsay/internal/analysis/coref"
	"gainsay/internal/corpus"
	"gainsay/internal/text"
	"gainsay/news"
)

// StorySpeakers prints how well the speakers of the claim stories are told, given their gold statements, within each
// document and over the documents of a story.
func StorySpeakers(ctx context.Context, dir string, analyse func(text string, published news.Day) *text.Document, w io.Writer) error {
	stories, err := corpus.ReadStories(dir)
	if err != nil {
		return err
	}
	speakers := map[string][]string{} // of each document's statements
	for _, story := range stories {
		resolutions := make([]coref.Resolution, len(story.Documents))
		outlines := make([]coref.Document, len(story.Documents))
		for i, document := range story.Documents {
			if err := ctx.Err(); err != nil {
				return err
			}
			resolutions[i] = resolveGold(document, story.Of(document.ID), analyse)
			outlines[i] = coref.Outline(&news.Record{Article: news.Article{Text: document.Text}, Entities: resolutions[i].Entities})
		}
		across := coref.Across(outlines)
		for i, document := range story.Documents {
			ids := make([]string, len(resolutions[i].Body))
			for s, link := range resolutions[i].Body {
				if link.Entity >= 0 {
					ids[s] = fmt.Sprint(across[i][link.Entity])
				}
			}
			speakers[story.ID+"/"+document.ID] = ids
		}
	}
	var figures SpeakerFigures
	for _, story := range stories {
		of, err := Speakers(ctx, []corpus.Story{story}, func(document corpus.StoryDocument, _ []corpus.StoryStatement) []string {
			return speakers[story.ID+"/"+document.ID]
		})
		if err != nil {
			return err
		}
		figures.Document.join(of.Document)
		figures.Story.join(of.Story)
	}
	return figures.Print(w)
}

// resolveGold tells who the sources of a document's gold statements are.
func resolveGold(document corpus.StoryDocument, statements []corpus.StoryStatement, analyse func(text string, published news.Day) *text.Document) coref.Resolution {
	d := analyse(document.Text, document.Published)
	sources := make([]coref.Source, len(statements))
	for i, s := range statements {
		sources[i] = coref.Source{Runs: tokensOf(d, s.Source), Content: tokensOf(d, s.Content), Direct: s.Form == news.Direct}
	}
	return coref.Resolve(d, sources, nil, nil)
}
