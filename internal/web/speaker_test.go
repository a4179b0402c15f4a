package web_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"gainsay"
	"gainsay/internal/web"
	"gainsay/news"
)

// called is the id of a speaker of the samples.
func called(t *testing.T, archive *gainsay.Archive, name string) string {
	t.Helper()
	found, err := archive.Statements(t.Context(), news.Query{Speaker: name})
	if err != nil || len(found.Entries) == 0 || found.Entries[0].Speaker == nil {
		t.Fatalf("nobody is called %s: %v", name, err)
	}
	return found.Entries[0].Speaker.ID
}

// later are two documents of later months, in which Ilse Brandt speaks again.
func later(t *testing.T, archive *gainsay.Archive) {
	t.Helper()
	var documents []gainsay.Captured
	for _, d := range []struct{ place, day, text string }{
		{"venn-courier/july", "2024-07-02", "VENN – Energy Minister Ilse Brandt said on Tuesday that the gates were open. \"We opened the gates,\" Brandt said.\n\n" +
			"Pavel Dornic said that Ilse Brandt had waited for too long.\n"},
		{"venn-courier/september", "2024-09-10", "VENN – Energy Minister Ilse Brandt denied on Tuesday that the gates were open. She demanded an inquiry.\n"},
	} {
		documents = append(documents, gainsay.Captured{Source: gainsay.Source{Raw: []byte(d.text), Location: d.place, ContentType: "text/plain",
			Given: gainsay.Known{Title: "The gates at Orlek", Publisher: "The Venn Courier", Published: news.Day(d.day)}},
			Capture: news.Capture{Place: d.place, Location: d.place, Time: time.Date(2024, 9, 11, 9, 0, 0, 0, time.UTC)}})
	}
	for kept, err := range archive.Add(t.Context(), slices.Values(documents)) {
		if err != nil || kept.Err != nil {
			t.Fatal(err, kept.Err)
		}
	}
	if _, err := archive.Work(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
}

func TestSpeakerPages(t *testing.T) {
	archive := sampleArchive(t)
	later(t, archive)
	address := served(t, archive, web.Options{})
	brandt := "/speaker/" + called(t, archive, "Ilse Brandt")
	unnamed := "/speaker/" + called(t, archive, "senior Moravelli official")
	for _, test := range []struct {
		path, want, not string
	}{
		{brandt, "Energy Minister", "a source that the text leaves unnamed"},
		{brandt, "2024-09: ", ""},
		{brandt + "?act=deny", `name="act" value="deny"`, `says</span></p>`},
		{brandt + "?since=2024-07-01&until=2024-07-31", "We opened the gates", "television"},
		{brandt + "?words=nothing-like-it", "Nothing like this", "<article"},
		{brandt + "?outlet=The+Venn+Courier", "The Venn Courier", "Tarsk Daily Post</a>"},
		{brandt + "?show=about", "had waited for too long", `class="speaker" href="` + brandt + `"`},
		{brandt + "?show=positions", "Different stances on one claim", ""},
		{brandt + "?show=answers", "Is answered by", ""},
		{brandt + "?show=names", "What people said about this entry", ""},
		{unnamed, "a source that the text leaves unnamed", "Said about"},
	} {
		response, body := got(t, address+test.path)
		if response.StatusCode != http.StatusOK || !strings.Contains(body, test.want) {
			t.Errorf("%s: %s, without %q", test.path, response.Status, test.want)
		}
		if test.not != "" && strings.Contains(body, test.not) {
			t.Errorf("%s: with %q", test.path, test.not)
		}
	}
	for path, status := range map[string]int{"/speaker/e9999": 404, "/speaker/x": 404, brandt + "?act=lie": 400, brandt + "?after=x": 400, brandt + "?since=2024-13-01": 400} {
		if response, _ := got(t, address+path); response.StatusCode != status {
			t.Errorf("%s: %s", path, response.Status)
		}
	}
}

func TestSpeakerInABrowser(t *testing.T) {
	ctx := browser(t)
	archive := sampleArchive(t)
	later(t, archive)
	address := served(t, archive, web.Options{})
	brandt, other := called(t, archive, "Ilse Brandt"), called(t, archive, "Oskar Lindauer")
	page := address + "/speaker/" + brandt
	for name, show := range map[string]string{"speaker": "", "speaker-about": "?show=about", "speaker-positions": "?show=positions", "speaker-answers": "?show=answers",
		"speaker-names": "?show=names&find=Oskar", "speaker-split": "?show=split"} {
		looked(t, ctx, page+show, name)
	}
	looked(t, ctx, address+"/speaker/"+called(t, archive, "senior Moravelli official"), "speaker-unnamed")

	heading := chromedp.TextContent(chromedp.CSS("h1"))
	do(t, ctx, chromedp.Navigate(page+"?show=names"), chromedp.SendKeys(chromedp.CSS("#find"), "Oskar L\r"), chromedp.WaitReady(chromedp.CSS(`.candidates input[value="`+other+`"]`)),
		chromedp.Click(chromedp.CSS(".candidates li:first-child button")), chromedp.WaitVisible(chromedp.CSS(".notice")))
	if notice := value(t, ctx, chromedp.TextContent(chromedp.CSS(".notice"))); !strings.Contains(notice, "one from now on") {
		t.Errorf("it says %q", notice)
	}
	do(t, ctx, chromedp.Navigate(address+"/speaker/"+other), chromedp.WaitReady(chromedp.CSS("main")))
	if at, who := value(t, ctx, chromedp.Location()), value(t, ctx, heading); !strings.HasSuffix(at, "/speaker/"+brandt) || !strings.Contains(who, "Ilse Brandt") {
		t.Errorf("the other is found at %s, as %q", at, who)
	}
	do(t, ctx, chromedp.Navigate(page+"?show=names"), chromedp.WaitReady(chromedp.CSS("main")))
	if history := value(t, ctx, chromedp.TextContent(chromedp.CSS(".history"))); !strings.Contains(history, "you: is the same as Oskar Lindauer") {
		t.Errorf("history %q", history)
	}
	shot(t, ctx, "speaker-merged")
	do(t, ctx, chromedp.Click(chromedp.CSS(".history li:first-child button")), chromedp.WaitVisible(chromedp.CSS(".history .undone")))
	do(t, ctx, chromedp.Navigate(address+"/speaker/"+other), chromedp.WaitReady(chromedp.CSS("main")))
	if who := value(t, ctx, heading); !strings.Contains(who, "Oskar Lindauer") {
		t.Errorf("undone, and still %q", who)
	}
}

// TestSpeakerParted takes a statement off a speaker, finds it under another, and takes that back.
func TestSpeakerParted(t *testing.T) {
	ctx := browser(t)
	archive := sampleArchive(t)
	address := served(t, archive, web.Options{})
	brandt := called(t, archive, "Ilse Brandt")
	page := address + "/speaker/" + brandt
	do(t, ctx, chromedp.Navigate(page+"?show=split"), chromedp.WaitReady(chromedp.CSS("main")))
	rows := value(t, ctx, chromedp.Evaluate[int](`document.querySelectorAll(".choice").length`))
	do(t, ctx, chromedp.Click(chromedp.CSS(".choice input")), chromedp.Click(chromedp.CSS(".splitting button")), chromedp.WaitVisible(chromedp.CSS(".history a")))
	do(t, ctx, chromedp.Click(chromedp.CSS(".history a")), chromedp.WaitVisible(chromedp.CSS(".person")), chromedp.WaitVisible(chromedp.CSS(".statement")))
	if at := value(t, ctx, chromedp.Location()); !strings.Contains(at, "/speaker/eh") {
		t.Errorf("who is parted is at %s", at)
	}
	if n := value(t, ctx, chromedp.Evaluate[int](`document.querySelectorAll(".statement").length`)); n != 1 {
		t.Errorf("with %d statements", n)
	}
	do(t, ctx, chromedp.Navigate(page+"?show=names"), chromedp.Click(chromedp.CSS(".history li:first-child button")), chromedp.WaitVisible(chromedp.CSS(".history .undone")))
	do(t, ctx, chromedp.Navigate(page+"?show=split"), chromedp.WaitReady(chromedp.CSS("main")))
	if n := value(t, ctx, chromedp.Evaluate[int](`document.querySelectorAll(".choice").length`)); n != rows {
		t.Errorf("undone: %d statements, %d before", n, rows)
	}
}
