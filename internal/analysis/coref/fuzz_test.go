package coref

import (
	"math/rand/v2"
	"strings"
	"testing"

	"gainsay/internal/text"
	"gainsay/news"
)

var fuzzWords = []string{"the/DT", "a/DT", "Ana/NNP", "Reyl/NNP", "Mr./NNP", "Harbour/NNP", "Ministry/NNP", "ministry/NN", "'s/POS", "he/PRP", "It/PRP",
	"they/PRP", "I/PRP", "who/WP", "its/PRP$", "said/VBD", "told/VBD", ",/,", "./.", "and/CC", "of/IN", "by/IN", "(/-LRB-", ")/-RRB-", "“/``", "”/''",
	"officials/NNS", "report/NN", "spokeswoman/NN", "Norway/NNP", "Oslo/NNP", "Norwegian/JJ", "HM/NNP", "45/CD", "Western/JJ", "countries/NNS", "-/HYPH", "é/NN",
	"himself/PRP", "former/JJ", "to/TO", "newspaper/NN", "government/NN"}

// random makes a document and sources out of a seed: any words, with names, sentences, quotations and runs anywhere.
func random(seed uint64, length int) (*text.Document, []Source) {
	r := rand.New(rand.NewPCG(seed, 7))
	d := &text.Document{}
	var b strings.Builder
	sentence, paragraph := 0, 0
	for range length {
		form, tag, _ := strings.Cut(fuzzWords[r.IntN(len(fuzzWords))], "/")
		if r.IntN(8) == 0 {
			sentence++
			paragraph += r.IntN(2)
		}
		b.WriteByte(' ')
		d.Tokens = append(d.Tokens, text.Token{Span: news.Span{Start: b.Len(), End: b.Len() + len(form)}, Tag: tag, Sentence: sentence,
			Paragraph: paragraph, Quotation: r.IntN(3) - 1})
		b.WriteString(form)
	}
	d.Text = b.String()
	kinds := []text.MentionKind{text.PersonName, text.OrganisationName, text.PlaceName, text.OtherName}
	run := func() text.Range {
		first := r.IntN(length + 1)
		return text.Range{First: first, End: first + r.IntN(9)}
	}
	for range length / 6 {
		d.Mentions = append(d.Mentions, text.Mention{Tokens: run(), Kind: kinds[r.IntN(4)]})
	}
	var sources []Source
	for range length / 8 {
		sources = append(sources, Source{Runs: []text.Range{run(), run()}[:r.IntN(3)], Content: []text.Range{run()}, Direct: r.IntN(2) == 0})
	}
	return d, sources
}

func FuzzResolve(f *testing.F) {
	for seed := range uint64(50) {
		f.Add(seed, uint16(seed*3))
	}
	f.Fuzz(func(t *testing.T, seed uint64, length uint16) {
		d, sources := random(seed, int(length%300))
		title, titled := random(seed+1, int(length%20))
		r := Resolve(d, sources, title, titled)
		if len(r.Body) != len(sources) || len(r.Title) != len(titled) {
			t.Fatalf("%d links of %d sources, %d of %d in the title", len(r.Body), len(sources), len(r.Title), len(titled))
		}
		check(t, d, r)
	})
}

// BenchmarkResolve reads a report of ordinary make-up: a name or a role every few words, a source every twenty-five.
func BenchmarkResolve(b *testing.B) {
	const report = `{ [ORG Harbour/NNP Ministry/NNP ] spokeswoman/NN [PER Ana/NNP Reyl/NNP ] } said/VBD on/IN Monday/NNP that/IN the/DT new/JJ pier/NN would/MD
		open/VB in/IN spring/NN and/CC that/IN no/DT more/JJR ships/NNS would/MD wait/VB outside/IN the/DT port/NN of/IN [LOC Oslo/NNP ] ./. |
		{ She/PRP } added/VBD that/IN the/DT company/NN had/VBD paid/VBN for/IN the/DT work/NN last/JJ year/NN ./. || { [ORG Quay/NNP Board/NNP ] officials/NNS }
		denied/VBD the/DT claim/NN on/IN Tuesday/NNP and/CC called/VBD it/PRP a/DT matter/NN for/IN the/DT courts/NNS ,/, which/WDT will/MD hear/VB it/PRP
		soon/RB ./. | [PER Tom/NNP Ames/NNP ] ,/, the/DT mayor/NN of/IN the/DT town/NN ,/, did/VBD not/RB reply/VB to/IN a/DT letter/NN ./. || `
	d, sources := written(b, strings.Repeat(report, 6))
	for b.Loop() {
		Resolve(d, sources, nil, nil)
	}
	b.ReportMetric(float64(b.N)*float64(len(d.Tokens))/b.Elapsed().Seconds(), "tokens/s")
}

// BenchmarkResolveLong reads a text as long as a book, of random words: the time for a token must not grow with the length.
func BenchmarkResolveLong(b *testing.B) {
	d, sources := random(1, 200_000)
	for i := range sources {
		for k := range sources[i].Content {
			sources[i].Content[k].End = sources[i].Content[k].First + 20
		}
	}
	for b.Loop() {
		Resolve(d, sources, nil, nil)
	}
	b.ReportMetric(float64(b.N)*float64(len(d.Tokens))/b.Elapsed().Seconds(), "tokens/s")
}

func FuzzAcross(f *testing.F) {
	f.Add("Ana Reyl\nReyl\nNorwegian army\nQSB\n\n.\nal-\nthe\nObama administration", "In Overton, Ana Reyl of the Quay Hotel")
	f.Add("’s office\n\xff’s\nQ.\n- -\nÉ", "\xff É\xcc")
	kinds := []news.EntityKind{news.Person, news.Organisation, news.State, news.Group, news.Unnamed}
	f.Fuzz(func(t *testing.T, names, words string) {
		var documents []Document
		for i, name := range strings.Split(names, "\n")[:min(40, strings.Count(names, "\n")+1)] {
			var all []news.Entity
			for k := range 3 {
				all = append(all, news.Entity{Name: name, Kind: kinds[(i+k)%len(kinds)], Aliases: strings.Fields(name)})
			}
			documents = append(documents, outline(words, all...))
		}
		for d, numbers := range append(Across(documents), oneByOne(documents)...) {
			seen := map[int]bool{}
			for _, n := range numbers {
				if n < 0 || seen[n] {
					t.Errorf("document %d: %v", d, numbers)
				}
				seen[n] = true
			}
		}
	})
}
