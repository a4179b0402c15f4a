package web_test

import (
	"context"
	"flag"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	permission "github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"gainsay"
	"gainsay/internal/web"
	"gainsay/news"
)

var updateDrawing = flag.Bool("update-drawing", false, "write the drawing of the sample dispute anew")

func TestExchangeLooks(t *testing.T) {
	ctx := browser(t)
	address := served(t, sampleArchive(t), web.Options{})
	looked(t, ctx, address+"/claim/c1", "claim")
	looked(t, ctx, address+"/claim/c1?until=2024-05-13", "claim-as-of")
	looked(t, ctx, address+"/claim/c44", "claim-small")
	looked(t, ctx, address+"/statement/d6/s10?why=1", "statement")
	looked(t, ctx, address+"/statement/d5/s1", "statement-headline")
}

// TestDrawingOfTheSampleDispute holds the drawing of the samples' main claim against the one that was looked at.
func TestDrawingOfTheSampleDispute(t *testing.T) {
	_, body := got(t, served(t, sampleArchive(t), web.Options{})+"/claim/c1")
	start, end := strings.Index(body, "<svg class=\"chart\""), strings.Index(body, "</svg>\n</div>")
	if start < 0 || end < start {
		t.Fatalf("there is no drawing in\n%s", body)
	}
	drawing := body[start:end] + "</svg>\n"
	const golden = "testdata/claim.svg"
	if *updateDrawing {
		if err := os.WriteFile(golden, []byte(drawing), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if drawing != string(want) {
		t.Errorf("the drawing is another than %s; if it is as good, run with -update-drawing:\n%s", golden, drawing)
	}
}

func TestClaimPage(t *testing.T) {
	archive := sampleArchive(t)
	address := served(t, archive, web.Options{})
	for _, test := range []struct {
		path   string
		status int
		has    []string
		hasNot []string
	}{
		{"/claim/c1", 200, []string{"4 independent texts", "&#43;2 copies", "after 1 day", "12 voices", "/api/v1/export/bundle?q=claim%3Ac1"}, []string{"unanswered"}},
		{"/claim/c1?until=2024-05-14", 200, []string{"As it stood at the end of 2024-05-14", "6 voices"}, []string{"Lucia Ferrand</a>", "after 1 day"}},
		{"/claim/c1?until=2024-05-01", 200, []string{"Nobody had spoken to it yet"}, []string{"<svg class=\"chart\""}},
		{"/claim/c44", 200, []string{"<strong class=\"unanswered\">unanswered</strong>", "passes it on"}, nil},
		{"/claim/c1?until=yesterday", 400, []string{"YYYY-MM-DD"}, nil},
		{"/claim/c1?day=9", 400, []string{"from 0 to 3"}, nil},
		{"/claim/c1?page=2", 400, []string{"from 1 to 1"}, nil},
		{"/claim/c9999", 404, nil, nil},
		{"/claim/d1", 404, nil, nil},
		{"/statement/d1/s999", 404, nil, nil},
		{"/statement/d999/s1", 404, nil, nil},
		{"/statement/e1/s1", 404, nil, nil},
	} {
		response, body := got(t, address+test.path)
		if response.StatusCode != test.status {
			t.Errorf("%s: %s", test.path, response.Status)
		}
		for _, text := range test.has {
			if !strings.Contains(body, text) {
				t.Errorf("%s has not %q", test.path, text)
			}
		}
		for _, text := range test.hasNot {
			if strings.Contains(body, text) {
				t.Errorf("%s has %q", test.path, text)
			}
		}
	}
	if response, _ := got(t, address+"/claim/c1?day=1"); response.Request.URL.RequestURI() != "/claim/c1?until=2024-05-14" {
		t.Errorf("the slider leads to %s", response.Request.URL)
	}
	if response, _ := got(t, address+"/claim/c1?day=3"); response.Request.URL.RequestURI() != "/claim/c1" {
		t.Errorf("the end of the slider leads to %s", response.Request.URL)
	}
}

// submitted sends a form and follows it to the page that it leads to.
func submitted(t *testing.T, address string, form url.Values) (*http.Response, string) {
	t.Helper()
	response, err := http.PostForm(address, form)
	if err != nil {
		t.Fatal(err)
	}
	return response, read(t, response)
}

// TestMergedClaimLeadsToTheOther: by the address of the other, and back again when that is undone.
func TestMergedClaimLeadsToTheOther(t *testing.T) {
	archive := sampleArchive(t)
	address := served(t, archive, web.Options{})
	response, body := submitted(t, address+"/corrections", url.Values{"kind": {"merge"}, "target": {"c44"}, "into": {address + "/claim/c1?q=x#voices"}, "back": {"/claim/c44"}})
	if response.Request.URL.Path != "/claim/c1" || !strings.Contains(body, "Merged") || !strings.Contains(body, "15 voices") {
		t.Fatalf("%s\n%s", response.Request.URL, body)
	}
	response, body = submitted(t, address+"/corrections", url.Values{"kind": {"undo"}, "target": {"1"}, "back": {"/claim/c44"}})
	if response.Request.URL.Path != "/claim/c44" || !strings.Contains(body, "3 voices") {
		t.Errorf("%s\n%s", response.Request.URL, body)
	}
}

// TestNotTheSameClaim parts a voice from a claim.
func TestNotTheSameClaim(t *testing.T) {
	archive := sampleArchive(t)
	address := served(t, archive, web.Options{})
	_, body := submitted(t, address+"/corrections", url.Values{"kind": {"split"}, "target": {"c1"}, "members": {"d7#s3"}, "back": {"/claim/c1"}})
	if !strings.Contains(body, "11 voices") || !strings.Contains(body, "Parted.") {
		t.Errorf("%s", body)
	}
	if e, err := archive.Statement(t.Context(), "d7#s3"); err != nil || e.Statement.Claim == "c1" {
		t.Errorf("%v, %+v", err, e.Statement)
	}
}

// TestReviewedAnswersAndChangedStances: what somebody has looked at is told from what a machine suggests, and who takes another stance than before
// is shown with both.
func TestReviewedAnswersAndChangedStances(t *testing.T) {
	archive := sampleArchive(t)
	address := served(t, archive, web.Options{})
	if _, body := got(t, address+"/claim/c1"); strings.Contains(body, `<g class="arrow denies reviewed">`) || strings.Contains(body, "Different stances") {
		t.Error("a machine's suggestion is shown as reviewed, or a stance as changed")
	}
	asserts := news.Asserts
	for _, c := range []news.Correction{{Kind: news.Accept, Target: "d6#s10"}, {Kind: news.Correct, Target: "d7#s9", Changed: &news.StatementChange{Stance: &asserts}}} {
		c.By = "ida"
		if _, err := archive.Correct(t.Context(), c); err != nil {
			t.Fatal(err)
		}
	}
	_, body := got(t, address+"/claim/c1")
	for _, text := range []string{`<g class="arrow denies reviewed">`, `<g class="arrow denies suggested">`, "Different stances over time", `2024-05-13 · <span class="stance-denies">denies</span>`, `2024-05-16 · <span class="stance-asserts">asserts</span>`} {
		if !strings.Contains(body, text) {
			t.Errorf("the page has not %q", text)
		}
	}
	ctx := browser(t)
	looked(t, ctx, address+"/claim/c1", "claim-changed")
	looked(t, ctx, address+"/statement/d7/s9", "statement-corrected")
}

func TestStatementPage(t *testing.T) {
	archive := sampleArchive(t)
	address := served(t, archive, web.Options{})
	_, body := got(t, address+"/statement/d6/s11")
	for _, text := range []string{"It is answered by", "Marta Ruland", "reports it (s10)", "characters 720–762", "8c12f4e8a527629e61e7c0b1db259f8ca58b2ecbddc813999ce581a792a1ab2b", "/claim/c1", "/statement/d6/s10", "Nobody has reviewed it"} {
		if !strings.Contains(body, text) {
			t.Errorf("the page has not %q", text)
		}
	}
	if strings.Contains(body, "read so by the attribution models") {
		t.Error("evidence is shown to whom does not ask for it")
	}
	_, body = submitted(t, address+"/corrections", url.Values{"kind": {"reject"}, "target": {"d6#s11"}, "back": {"/statement/d6/s11"}, "note": {"an aside"}})
	for _, text := range []string{"Somebody rejected this statement", "an aside", ">Undo<", "<b>rejected</b>"} {
		if !strings.Contains(body, text) {
			t.Errorf("the page of a rejected statement has not %q", text)
		}
	}
	if _, body = got(t, address+"/claim/c1"); !strings.Contains(body, "11 voices") {
		t.Error("a rejected statement is still a voice of its claim")
	}
}

// TestEvidenceWithoutAReader: an archive that is only looked at says why it cannot tell.
func TestEvidenceWithoutAReader(t *testing.T) {
	template, err := sampleFolder()
	if err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	if err := os.CopyFS(folder+"/archive", os.DirFS(template)); err != nil {
		t.Fatal(err)
	}
	archive, err := gainsay.Open(t.Context(), folder+"/archive", nil)
	if err != nil {
		t.Fatal(err)
	}
	defer archive.Close()
	response, body := got(t, served(t, archive, web.Options{})+"/statement/d6/s10?why=1")
	if response.StatusCode != 200 || !strings.Contains(body, "opened to be looked at only") {
		t.Errorf("%s\n%s", response.Status, body)
	}
}

// TestProofIsHandedOut: what the page links to is a proof that the statement is in the log.
func TestProofIsHandedOut(t *testing.T) {
	archive := sampleArchive(t)
	response, body := got(t, served(t, archive, web.Options{})+"/statement/d6/s10/proof")
	if response.StatusCode != 200 || !strings.HasPrefix(body, "c2sp.org/tlog-proof@v1\n") || !strings.Contains(response.Header.Get("Content-Disposition"), `"d6-s10.tlog-proof"`) {
		t.Errorf("%s %v\n%s", response.Status, response.Header, body)
	}
}

// TestCitation: what is copied names all that is needed to find the words again, and Markdown takes no mark of theirs for its own.
func TestCitation(t *testing.T) {
	address := served(t, sampleArchive(t), web.Options{})
	_, body := got(t, address+"/statement/d7/s4")
	fields := regexp.MustCompile(`(?s)<textarea id="cite-(plain|markdown)"[^>]*>(.*?)</textarea>`).FindAllStringSubmatch(body, -1)
	if len(fields) != 2 {
		t.Fatalf("%d citations", len(fields))
	}
	for _, field := range fields {
		for _, text := range []string{"Lucia Ferrand", "One gate, partly open, for about an hour would fit what the gauges show", "The Lakeland Observer", "2024-05-16",
			"https://lakeland-observer.example/2024/05/16/engineers-doubt-both-accounts", "captured 2024-05-20 09:00 UTC", "SHA-256 49790f58a0a59651", "d7", address + "/statement/d7/s4", "to a news conference"} {
			if !strings.Contains(field[2], text) {
				t.Errorf("%s has not %q:\n%s", field[1], text, field[2])
			}
		}
	}
}

// TestFollowADenial goes from a denial to its claim, to what it denies, and back, with clicks alone.
func TestFollowADenial(t *testing.T) {
	ctx := browser(t)
	address := served(t, sampleArchive(t), web.Options{})
	text := func(selector string) string {
		return value(t, ctx, chromedp.Evaluate[string](fmt.Sprintf(`document.querySelector(%q)?.textContent.trim() ?? ""`, selector)))
	}
	follow := func(selector, path string) {
		t.Helper()
		value(t, ctx, chromedp.Evaluate[int](fmt.Sprintf(`document.querySelector(%q).dispatchEvent(new MouseEvent("click", {bubbles: true, cancelable: true})), 0`, selector)))
		leadsTo(t, ctx, path)
	}
	do(t, ctx, chromedp.Navigate(address+"/statement/d6/s10"), chromedp.WaitReady(chromedp.CSS("main")))
	follow(`#answers .card a`, "/claim/c1")
	if got := text("h1"); !strings.HasPrefix(got, "the Orlek Dam had been opened") {
		t.Errorf("the claim is %q", got)
	}
	follow(`.wide-chart a.mark[href="/statement/d6/s11"]`, "/statement/d6/s11")
	if got := text("h1"); got != "that the gates had been serviced in secret" {
		t.Errorf("what is denied is %q", got)
	}
	follow(`.answer-list a[href="/statement/d6/s10"]`, "/statement/d6/s10")
}

// leadsTo waits until the browser shows a page.
func leadsTo(t *testing.T, ctx context.Context, path string) {
	t.Helper()
	comesTrue(t, ctx, fmt.Sprintf(`location.pathname + location.search === %q && document.readyState === "complete"`, path))
}

// comesTrue waits until an expression is true in the page.
func comesTrue(t *testing.T, ctx context.Context, expression string) {
	t.Helper()
	for range 200 {
		if value(t, ctx, chromedp.Evaluate[bool](expression)) {
			return
		}
		time.Sleep(25 * time.Millisecond)
	}
	t.Fatalf("it is not so after five seconds: %s", expression)
}

// TestSlider moves the slider of a claim with the keyboard: what had been said, the address and the button without a script.
func TestSlider(t *testing.T) {
	ctx := browser(t)
	address := served(t, sampleArchive(t), web.Options{})
	do(t, ctx, chromedp.Navigate(address+"/claim/c1"), chromedp.WaitReady(chromedp.CSS("main")))
	value(t, ctx, chromedp.Evaluate[int](`document.querySelector("#day").focus(), 0`))
	do(t, ctx, chromedp.KeyEvent(kb.ArrowLeft)) // left
	comesTrue(t, ctx, `location.search === "?until=2024-05-15" && document.querySelector("#as-of").textContent.includes("As it stood at the end of 2024-05-15")`)
	if !value(t, ctx, chromedp.Evaluate[bool](`document.activeElement.id === "day" && document.querySelector("output").textContent === "2024-05-15" && document.querySelectorAll(".wide-chart .mark").length === 10`)) {
		t.Error("the slider lost the focus, or the drawing is not as of that day")
	}
	do(t, ctx, chromedp.KeyEvent(kb.ArrowRight)) // right
	comesTrue(t, ctx, `location.search === "" && document.querySelectorAll(".wide-chart .mark").length === 12`)
}

// TestEvidenceIsFetched: what a statement was read from comes into the page without leaving it.
func TestEvidenceIsFetched(t *testing.T) {
	ctx := browser(t)
	address := served(t, sampleArchive(t), web.Options{})
	do(t, ctx, chromedp.Navigate(address+"/statement/d6/s10"), chromedp.WaitReady(chromedp.CSS("#why a")), chromedp.Click(chromedp.CSS("#why a")))
	comesTrue(t, ctx, `document.querySelector("#why .evidence")?.textContent.includes("a claim is called false") ?? false`)
	if !value(t, ctx, chromedp.Evaluate[bool](`location.search === ""`)) {
		t.Error("the page was left")
	}
}

// TestCopyCitation copies a citation and looks what was copied.
func TestCopyCitation(t *testing.T) {
	ctx := browser(t)
	address := served(t, sampleArchive(t), web.Options{})
	do(t, ctx, clipboardAllowed(address), chromedp.Navigate(address+"/statement/d7/s4"), chromedp.WaitReady(chromedp.CSS("main")),
		chromedp.Click(chromedp.CSS(`button[data-copy="cite-plain"]`)))
	comesTrue(t, ctx, `document.querySelector('button[data-copy="cite-plain"]').textContent === "Copied"`)
	copied := value(t, ctx, chromedp.Evaluate[string](`navigator.clipboard.readText()`, chromedp.EvalAwaitPromise))
	if !strings.HasPrefix(copied, "Lucia Ferrand") || !strings.Contains(copied, "d7#s4") {
		t.Errorf("copied %q", copied)
	}
}

// clipboardAllowed lets the pages of an address read and write the clipboard.
func clipboardAllowed(address string) chromedp.Action[chromedp.Void] {
	return func(ctx context.Context, _ *chromedp.Target) (chromedp.Void, error) {
		for _, name := range []string{"clipboard-read", "clipboard-write"} {
			_, err := cdp.Call(ctx, chromedp.FromContext(ctx).Browser, permission.SetPermission, permission.SetPermissionParams{Origin: address,
				Permission: &permission.PermissionDescriptor{Name: name}, Setting: permission.PermissionSettingGranted})
			if err != nil {
				return chromedp.Void{}, err
			}
		}
		return chromedp.Void{}, nil
	}
}
