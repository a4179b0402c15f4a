package web_test

import (
	"errors"
	"fmt"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"gainsay"
	"gainsay/news"
)

// TestReviewSelecting: what is selected is what is kept, whatever it is made of.
func TestReviewSelecting(t *testing.T) {
	ctx := browser(t)
	archive := openArchive(t, t.TempDir())
	text := "Flood 🌊🌊 news 𝔊𝔞𝔱𝔢 from the valley.\n\nEnergy Minister Ilse Brandt said on Monday that the 👩‍🚒 cafe\u0301 gate “שלום עולם” 𝔪𝔬𝔳𝔢𝔡 at night 🌊 and held.\n\nMore 🌊 followed."
	for kept, err := range archive.Add(t.Context(), func(yield func(gainsay.Captured) bool) {
		yield(gainsay.Captured{Source: gainsay.Source{Raw: []byte(text), Location: "signs.txt", Otherwise: gainsay.Known{Title: "Signs", Published: "2024-05-20", Publisher: "The Venn Courier"}},
			Capture: news.Capture{Place: "signs.txt", Location: "signs.txt", Time: time.Date(2024, 5, 20, 9, 0, 0, 0, time.UTC)}})
	}) {
		if err := errors.Join(err, kept.Err); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := archive.Work(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	queue := doubted(t, archive)
	if len(queue) == 0 {
		t.Fatal("nothing is read out of the text")
	}
	id := queue[0].ID
	site := reviewed(t, archive)
	before := int64(0)
	saved := func() { // once more
		t.Helper()
		for start := time.Now(); site.posts.Load() == before; time.Sleep(10 * time.Millisecond) {
			if time.Since(start) > 10*time.Second {
				t.Fatal("nothing was saved")
			}
		}
		before = site.posts.Load()
		eventually(t, ctx, allSaved)
	}
	for _, words := range []string{"👩‍🚒", "cafe\u0301 gate", "שלום", "gate “שלום עולם” 𝔪𝔬𝔳𝔢𝔡", "🌊🌊 news 𝔊𝔞𝔱𝔢", "🌊 and held.\n\nMore 🌊", "Flood"} {
		opened(t, ctx, site.address+"/review?at="+url.QueryEscape(id))
		press(t, ctx, "e")
		value(t, ctx, chromedp.Evaluate[int](fmt.Sprintf(`(() => {
			const passage = document.querySelector(".panel:not([hidden]) .passage"), walker = document.createTreeWalker(passage, NodeFilter.SHOW_TEXT);
			const from = passage.textContent.indexOf(%[1]q), to = from + %[1]q.length, range = document.createRange();
			for (let at = 0, node; node = walker.nextNode(); at += node.length) {
				if (at <= from && from < at + node.length) range.setStart(node, from - at);
				if (at < to && to <= at + node.length) range.setEnd(node, to - at);
			}
			getSelection().removeAllRanges();
			getSelection().addRange(range);
			return from;
		})()`, words)))
		press(t, ctx, "3")
		press(t, ctx, kb.Enter)
		saved()
		if e := statement(t, archive, id); e.Words != words || e.Review != news.Corrected {
			t.Errorf("selected %q\nkept     %q", words, e.Words)
		}
	}
	do(t, ctx, sized(390, 844)) // by touch
	opened(t, ctx, site.address+"/review?at="+url.QueryEscape(id))
	tap := func(what string) { // once the page has come to rest
		t.Helper()
		what = ".panel:not([hidden]) " + what
		value(t, ctx, chromedp.Evaluate[bool](fmt.Sprintf(`document.querySelector(%q).scrollIntoView({block: "center", behavior: "instant"}), true`, what)))
		do(t, ctx, chromedp.Tap(chromedp.CSS(what)))
	}
	tap("[data-do=edit]")
	eventually(t, ctx, `document.querySelector("details[open]")`)
	value(t, ctx, chromedp.Evaluate[bool](`getSelection().selectAllChildren(document.querySelector(".panel:not([hidden]) .passage .content")), true`))
	tap("[data-part=cue]")
	tap(".edit .primary")
	saved()
	if e := statement(t, archive, id); e.Statement.Cue == nil || e.Statement.Cue.Lemma != "flood" {
		t.Errorf("by touch: %+v", e.Statement.Cue)
	}
	do(t, ctx, sized(1280, 800))
	opened(t, ctx, site.address+"/review?at="+url.QueryEscape(id))
	press(t, ctx, "e")
	press(t, ctx, "1")
	do(t, ctx, chromedp.DoubleClick(chromedp.CSS(".panel:not([hidden]) .passage .content")))
	eventually(t, ctx, `document.querySelector(".panel:not([hidden]) .passage .source").textContent.length > 0`)
	press(t, ctx, kb.Delete)
	press(t, ctx, "Flood") // nothing can be typed into the words
	press(t, ctx, "2")
	press(t, ctx, kb.Delete)
	press(t, ctx, kb.Enter)
	saved()
	if e := statement(t, archive, id); e.Source != "" || e.Statement.Cue != nil || e.Words != "Flood" {
		t.Errorf("taken away: %+v", e)
	}
}

// TestReviewEditing: the fields of the form, with the script and without.
func TestReviewEditing(t *testing.T) {
	ctx := browser(t)
	archive := sampleArchive(t)
	site := reviewed(t, archive)
	queue := doubted(t, archive)
	opened(t, ctx, site.address+"/review")
	press(t, ctx, "e")
	press(t, ctx, kb.Enter)
	eventually(t, ctx, `document.querySelector(".panel:not([hidden]) .wrong").textContent.startsWith("Nothing is changed")`)
	press(t, ctx, kb.Escape)
	eventually(t, ctx, `!document.querySelector("details[open]")`)
	press(t, ctx, "e")
	do(t, ctx, chromedp.SetValue(chromedp.CSS(".panel:not([hidden]) [name=speaker]"), "Marta Ruland"), chromedp.SetValue(chromedp.CSS(".panel:not([hidden]) [name=act]"), "warn"),
		chromedp.Focus(chromedp.CSS(".panel:not([hidden]) [name=note]")))
	press(t, ctx, "she speaks")
	press(t, ctx, kb.Enter)
	eventually(t, ctx, shownID+" !== "+fmt.Sprintf("%q", queue[0].ID)+" && "+allSaved)
	e := statement(t, archive, queue[0].ID)
	if e.Speaker == nil || e.Speaker.Name != "Marta Ruland" || e.Statement.Act != news.Warn || e.Review != news.Corrected {
		t.Errorf("%+v", e)
	}
	if made, err := archive.Corrections(t.Context(), e.ID); err != nil || len(made) != 1 || made[0].Note != "she speaks" || made[0].By != "you" {
		t.Errorf("%+v, %v", made, err)
	}
	if line := value(t, ctx, chromedp.Evaluate[string](`document.querySelector("li .whom").textContent`)); !strings.HasPrefix(line, "Marta Ruland") {
		t.Errorf("shown as %q", line)
	}
}

// TestListKeys: the keys of the review page on a list of statements.
func TestListKeys(t *testing.T) {
	ctx := browser(t)
	archive := sampleArchive(t)
	site := reviewed(t, archive)
	found, err := archive.Statements(t.Context(), news.Query{})
	if err != nil {
		t.Fatal(err)
	}
	first, second := found.Entries[0], found.Entries[1]
	do(t, ctx, chromedp.Navigate(site.address+"/"), chromedp.WaitReady(chromedp.CSS(".statement")))
	for _, name := range []string{"keys", "list"} {
		value(t, ctx, chromedp.Evaluate[bool](fmt.Sprintf(`new Promise(done => { const s = document.createElement("script"); s.src = "/static/%s.js"; s.onload = () => done(true); document.head.append(s); })`, name),
			chromedp.EvalAwaitPromise))
	}
	became := func(e news.Entry, text string) {
		t.Helper()
		eventually(t, ctx, fmt.Sprintf(`document.querySelector('[data-statement="%s"] .became')?.textContent === %q`, e.ID, text))
	}
	press(t, ctx, "j")
	press(t, ctx, "a")
	became(first, "accepted")
	press(t, ctx, "j")
	press(t, ctx, "x")
	became(second, "rejected")
	if a, x := statement(t, archive, first.ID), statement(t, archive, second.ID); a.Review != news.Accepted || x.Review != news.Rejected {
		t.Errorf("%q, %q", a.Review, x.Review)
	}
	press(t, ctx, "u")
	became(second, "undone")
	press(t, ctx, "k")
	press(t, ctx, "s")
	became(first, "★ starred")
	site.failing.Store(true)
	press(t, ctx, "x")
	became(first, "not saved: the disk is full")
	accessible(t, ctx)
	press(t, ctx, "o")
	eventually(t, ctx, fmt.Sprintf(`location.pathname === "/statement/%s"`, strings.Replace(first.ID, "#", "/", 1)))
}
