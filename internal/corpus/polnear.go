package corpus

import (
	"path/filepath"

	"gainsay/news"
)

// Attribution is one gold attribution: byte spans into its article's text. A role that is absent has no spans; one that is
// interrupted has several, in text order.
type Attribution struct {
	Source, Cue, Content []news.Span
}

// AttributedArticle is an article of PolNeAR (Newell et al. 2018) with its attributions in text order.
type AttributedArticle struct {
	ID           string
	Publisher    string
	Title        string
	Published    news.Day
	Text         string
	Attributions []Attribution
}

// ReadPolNeAR reads one split ("train", "dev") of the folder polnear under corpora.
func ReadPolNeAR(corpora, split string) ([]AttributedArticle, error) {
	var articles []AttributedArticle
	err := eachLine(PolNeARFile(corpora, split), func(decode func(any) error) error {
		var raw struct {
			ID, Publisher, Title, Date, Text string
			Attributions                     []struct{ Source, Cue, Content [][2]int }
		}
		if err := decode(&raw); err != nil {
			return err
		}
		a := AttributedArticle{ID: raw.ID, Publisher: raw.Publisher, Title: raw.Title, Published: news.Day(raw.Date), Text: raw.Text}
		toByte := byteOffsets(raw.Text)
		for _, r := range raw.Attributions {
			a.Attributions = append(a.Attributions, Attribution{
				Source:  byteSpans(toByte, r.Source),
				Cue:     byteSpans(toByte, r.Cue),
				Content: byteSpans(toByte, r.Content),
			})
		}
		articles = append(articles, a)
		return nil
	})
	return articles, err
}

// PolNeARFile is the path of one split's file.
func PolNeARFile(corpora, split string) string {
	return filepath.Join(corpora, "polnear", split+".jsonl.gz")
}

// byteOffsets maps each code point offset of text, its end included, to its byte offset.
func byteOffsets(text string) []int {
	out := make([]int, 0, len(text)+1)
	for i := range text {
		out = append(out, i)
	}
	return append(out, len(text))
}

func byteSpans(toByte []int, spans [][2]int) []news.Span {
	var out []news.Span
	for _, s := range spans {
		out = append(out, news.Span{Start: toByte[s[0]], End: toByte[s[1]]})
	}
	return out
}
