package web_test

import (
	"fmt"
	"math/rand/v2"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"gainsay"
	"gainsay/internal/store"
	"gainsay/internal/web"
	"gainsay/news"
)

// crowded is an archive in which a thousand voices speak to one claim, in a hundred articles: half of them deny it, and some of those answer
// somebody. It gives the claim's id.
func crowded(t *testing.T, archive *gainsay.Archive) string {
	t.Helper()
	random := rand.New(rand.NewPCG(1, 2))
	for document := range 100 {
		article, rec := crowdedArticle(random, document)
		kept, err := archive.Keep(t.Context(), []store.Found{{Raw: []byte(article.Text), Source: []byte("{}"), Article: &article,
			Capture: news.Capture{Place: article.URL, Location: article.URL, Time: time.Date(2031, 3, 1, 0, document, 0, 0, time.UTC)}}})
		if err != nil {
			t.Fatal(err)
		}
		rec.ID = fmt.Sprint("d", kept[0].Document)
		if err := archive.SaveReading(t.Context(), kept[0].Document, &rec); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := archive.Link(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	// Linking alone may take the articles for several matters.
	page, err := archive.Statements(t.Context(), news.Query{Limit: 1000})
	if err != nil || len(page.Entries) != 1000 {
		t.Fatal(len(page.Entries), err)
	}
	merged := map[string]bool{"c1": true}
	for _, e := range page.Entries {
		if claim := e.Statement.Claim; !merged[claim] {
			merged[claim] = true
			if _, err := archive.Correct(t.Context(), news.Correction{By: "ida", Kind: news.Merge, Target: claim, Into: "c1"}); err != nil {
				t.Fatal(err)
			}
		}
	}
	return "c1"
}

func crowdedArticle(random *rand.Rand, number int) (news.Article, news.Record) {
	var text strings.Builder
	rec := news.Record{Models: "hand-1", Claims: []news.Claim{{ID: "c1", Text: "the western gate of the Orlek dam was opened at midnight"}}}
	write := func(words string) news.Span {
		span := news.Span{Start: text.Len(), End: text.Len() + len(words)}
		text.WriteString(words)
		return span
	}
	for i := range 10 {
		for range 12 {
			write(fmt.Sprintf("w%s ", strings.Map(func(r rune) rune { return 'a' + (r-'0')%10 }, fmt.Sprint(random.IntN(1e9)))))
		}
		write(".\n\n")
		who := (number*10 + i) % 40
		name := fmt.Sprintf("Speaker %c%c", 'A'+rune(who/26), 'a'+rune(who%26))
		source := write(name)
		write(" ")
		stance, cue := news.Asserts, "said"
		if i%2 == 1 {
			stance, cue = news.Denies, "denied"
		}
		said := write(cue)
		write(" that ")
		content := write("the western gate of the Orlek dam was opened at midnight")
		write(".\n\n")
		s := news.Statement{ID: fmt.Sprint("s", i+1), Part: news.InText, Source: &news.Source{Spans: []news.Span{source}, Entity: fmt.Sprint("e", i+1)},
			Cue: &news.Cue{Spans: []news.Span{said}, Lemma: cue}, Content: []news.Span{content}, Form: news.Indirect, Act: news.Assert, Claim: "c1", Stance: stance, Confidence: 0.9}
		if stance == news.Denies {
			s.Act, s.Answers = news.Deny, []news.Answer{{Statement: fmt.Sprint("s", i), Relation: news.RelationDenies}}
		}
		rec.Entities = append(rec.Entities, news.Entity{ID: fmt.Sprint("e", i+1), Name: name, Kind: news.Person, Mentions: []news.Span{source}})
		rec.Statements = append(rec.Statements, s)
	}
	rec.Article = news.Article{Title: fmt.Sprint("Article ", number), Published: news.Day("2031-03-01").Add(number / 2), Publisher: fmt.Sprint("Outlet ", number%20), Language: "en",
		URL: fmt.Sprintf("https://example.org/%d", number), Text: text.String()}
	return rec.Article, rec
}

// TestManyVoices: a claim that a thousand voices speak to is drawn and listed on pages, in less time than anybody waits.
func TestManyVoices(t *testing.T) {
	archive := openArchive(t, t.TempDir())
	id := crowded(t, archive)
	ctx := browser(t)
	address := served(t, archive, web.Options{})
	started := time.Now()
	response, body := got(t, address+"/claim/"+id)
	took := time.Since(started)
	t.Logf("the page of %d bytes took %v", len(body), took)
	if response.StatusCode != http.StatusOK || !strings.Contains(body, "1,000 voices") || took > 3*time.Second {
		t.Errorf("%s in %v", response.Status, took)
	}
	if n := strings.Count(body, `<div class="voice">`); n != 200 {
		t.Errorf("%d voices on the first page", n)
	}
	if _, body = got(t, address+"/claim/"+id+"?page=5"); strings.Count(body, `<div class="voice">`) != 200 {
		t.Error("the last page is another")
	}
	do(t, ctx, sized(390, 844), chromedp.Navigate(address+"/claim/"+id), chromedp.WaitReady(chromedp.CSS("main")))
	fits(t, ctx)
	shot(t, ctx, "claim-crowded-390-light")
}
