package web_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"gainsay"
	"gainsay/internal/web"
	"gainsay/samples"
)

// The tests of this file and those that use it look at the pages in a real browser. GAINSAY_TEST_ALL makes it a failure that there
// is none; -shots FOLDER keeps a picture of every page.

// chromium is the browser's program; "" where there is none.
var chromium = sync.OnceValue(func() string {
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if found, err := exec.LookPath(name); err == nil {
			return found
		}
	}
	return ""
})

// browser starts a browser that ends with the test, and gives a context of chromedp with an empty window of 1280 by 800 points.
func browser(t *testing.T) context.Context {
	t.Helper()
	program := chromium()
	if program == "" {
		if os.Getenv("GAINSAY_TEST_ALL") != "" {
			t.Fatal("there is no Chromium, and GAINSAY_TEST_ALL says that no test may be skipped: install it")
		}
		t.Skip("there is no Chromium")
	}
	options := append([]chromedp.ExecAllocatorOption{}, chromedp.DefaultExecAllocatorOptions[:]...)
	options = append(options, chromedp.ExecPath(program), chromedp.UserDataDir(t.TempDir()), chromedp.WindowSize(1280, 800), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-component-update", true),
		chromedp.WSURLReadTimeout(time.Minute))
	ctx, cancel := context.WithTimeout(t.Context(), 8*time.Minute)
	t.Cleanup(cancel)
	ctx, stop := chromedp.NewExecAllocator(ctx, options...)
	t.Cleanup(stop)
	ctx, leave := chromedp.NewContext(ctx)
	t.Cleanup(leave)
	if err := chromedp.Do(ctx); err != nil {
		t.Fatal(err)
	}
	return ctx
}

// do runs steps of chromedp, for a minute at most.
func do(t *testing.T, ctx context.Context, steps ...chromedp.Action[chromedp.Void]) {
	t.Helper()
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	if err := chromedp.Do(ctx, steps...); err != nil {
		t.Fatal(err)
	}
}

// value runs an action that gives something, for a minute at most.
func value[T any](t *testing.T, ctx context.Context, action chromedp.Action[T]) T {
	t.Helper()
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	found, err := chromedp.Run(ctx, action)
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// sampleArchive is an archive with the sample articles, read once for all tests of the package and copied for each of them.
func sampleArchive(t *testing.T) *gainsay.Archive {
	t.Helper()
	template, err := sampleFolder()
	if err != nil {
		t.Fatal(err)
	}
	folder := filepath.Join(t.TempDir(), "archive")
	if err := os.CopyFS(folder, os.DirFS(template)); err != nil {
		t.Fatal(err)
	}
	return openArchive(t, folder)
}

// openArchive opens an archive that ends with the test.
func openArchive(t *testing.T, folder string) *gainsay.Archive {
	t.Helper()
	return openArchiveWith(t, folder, sampleReader)
}

// openArchiveWith is openArchive with a reader.
func openArchiveWith(t *testing.T, folder string, made func() (*gainsay.Reader, error)) *gainsay.Archive {
	t.Helper()
	reader, err := made()
	if err != nil {
		t.Fatal(err)
	}
	archive, err := gainsay.Open(t.Context(), folder, &gainsay.ArchiveOptions{Reader: reader})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = archive.Close() })
	return archive
}

var sampleReader = sync.OnceValues(func() (*gainsay.Reader, error) { return gainsay.NewReader(nil) })

// fastReader reads what is read for its form and not for what is found in it.
var fastReader = sync.OnceValues(func() (*gainsay.Reader, error) { return gainsay.NewReader(&gainsay.Options{Model: gainsay.Fast}) })

var sampleFolder = sync.OnceValues(func() (string, error) {
	folder, err := os.MkdirTemp("", "gainsay-web")
	if err != nil {
		return "", err
	}
	leftovers = append(leftovers, folder)
	reader, err := sampleReader()
	if err != nil {
		return "", err
	}
	archive, err := gainsay.Open(context.Background(), folder, &gainsay.ArchiveOptions{Reader: reader})
	if err != nil {
		return "", err
	}
	return folder, errors.Join(fillWithSamples(context.Background(), archive), archive.Close())
})

// fillWithSamples adds the sample articles to an archive and reads them.
func fillWithSamples(ctx context.Context, archive *gainsay.Archive) error {
	articles, err := samples.All()
	if err != nil {
		return err
	}
	for kept, err := range archive.Add(ctx, captured(articles)) {
		if err := errors.Join(err, kept.Err); err != nil {
			return err
		}
	}
	_, err = archive.Work(ctx, nil)
	return err
}

var leftovers []string

func TestMain(m *testing.M) {
	code := m.Run()
	for _, folder := range leftovers {
		_ = os.RemoveAll(folder) // what stays is in the temporary folder
	}
	os.Exit(code)
}

// served serves the pages over an archive until the test ends, and gives their address.
func served(t *testing.T, archive *gainsay.Archive, options web.Options) string {
	t.Helper()
	if options.Access.Person == "" {
		options.Access.Person = "you"
	}
	site, err := web.New(t.Context(), archive, options)
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(site.Handler())
	t.Cleanup(site.Wait)
	t.Cleanup(server.Close)
	return server.URL
}

// got is the answer to a GET.
func got(t *testing.T, address string) (*http.Response, string) {
	t.Helper()
	response, err := http.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	return response, read(t, response)
}

var axe = sync.OnceValues(func() ([]byte, error) { return os.ReadFile("testdata/axe.min.js") })

// accessible fails the test where axe (https://github.com/dequelabs/axe-core) has a serious or critical finding about the page that the
// browser shows.
func accessible(t *testing.T, ctx context.Context) {
	t.Helper()
	script, err := axe()
	if err != nil {
		t.Fatal(err)
	}
	value(t, ctx, chromedp.Evaluate[int](string(script)+";0"))
	found := value(t, ctx, chromedp.Evaluate[string](`axe.run({resultTypes: ["violations"]}).then(r => JSON.stringify(r.violations))`, chromedp.EvalAwaitPromise))
	var violations []struct {
		ID, Impact, Help string
		Nodes            []struct{ HTML, FailureSummary string }
	}
	if err := json.Unmarshal([]byte(found), &violations); err != nil {
		t.Fatal(err)
	}
	for _, v := range violations {
		if v.Impact != "serious" && v.Impact != "critical" {
			continue
		}
		for _, n := range v.Nodes {
			t.Errorf("axe: %s (%s): %s\n%.300s\n%s", v.ID, v.Impact, v.Help, n.HTML, n.FailureSummary)
		}
	}
}

// fits fails the test where the page is wider than the window.
func fits(t *testing.T, ctx context.Context) {
	t.Helper()
	over := value(t, ctx, chromedp.Evaluate[string](`(() => {
		const wide = document.documentElement.clientWidth;
		if (document.documentElement.scrollWidth <= wide) return "";
		const guilty = [...document.querySelectorAll("main *")].filter(e => e.getBoundingClientRect().right > wide + 1);
		return document.documentElement.scrollWidth + " > " + wide + ": " + guilty.slice(0, 5).map(e => e.outerHTML.slice(0, 120)).join(" | ");
	})()`))
	if over != "" {
		t.Errorf("the page is wider than the window: %s", over)
	}
}

// shot keeps a picture of the whole page under a name where -shots asks for it.
func shot(t *testing.T, ctx context.Context, name string) {
	t.Helper()
	if *shots == "" {
		return
	}
	picture := value(t, ctx, chromedp.FullScreenshot(100))
	if err := os.WriteFile(filepath.Join(*shots, name+".png"), picture, 0o644); err != nil {
		t.Fatal(err)
	}
}

// looked opens a page at both sizes, light and dark, holds it against axe and the window's width, and keeps pictures of it.
func looked(t *testing.T, ctx context.Context, address, name string) {
	t.Helper()
	for _, size := range []struct{ width, height int64 }{{1280, 800}, {390, 844}} {
		for _, scheme := range []string{"light", "dark"} {
			do(t, ctx, sized(size.width, size.height), coloured(scheme), chromedp.Navigate(address), chromedp.WaitReady(chromedp.CSS("main")))
			fits(t, ctx)
			accessible(t, ctx)
			shot(t, ctx, fmt.Sprintf("%s-%d-%s", strings.ReplaceAll(name, "/", "-"), size.width, scheme))
		}
	}
	do(t, ctx, sized(1280, 800), coloured("light"))
}
