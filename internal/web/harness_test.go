package web_test

import (
	"context"
	"flag"
	"io"
	"iter"
	"net/http"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"gainsay"
	"gainsay/news"
	"gainsay/samples"
)

var shots = flag.String("shots", "", "keep a picture of every page in this folder")

// sized gives the window a size; a narrow one is a phone.
func sized(width, height int64) chromedp.Action[chromedp.Void] {
	if width < 600 {
		return chromedp.EmulateViewport(width, height, chromedp.EmulateMobile, chromedp.EmulateTouch)
	}
	return chromedp.EmulateViewport(width, height)
}

// coloured lets the browser prefer light or dark.
func coloured(scheme string) chromedp.Action[chromedp.Void] {
	return func(ctx context.Context, target *chromedp.Target) (chromedp.Void, error) {
		_, err := cdp.Call(ctx, target, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
			Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}})
		return chromedp.Void{}, err
	}
}

func read(t *testing.T, response *http.Response) string {
	t.Helper()
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(body)
}

// captured is the sample articles as if they had just been saved.
func captured(files []samples.File) iter.Seq[gainsay.Captured] {
	return func(yield func(gainsay.Captured) bool) {
		for _, file := range files {
			c := gainsay.Captured{Source: gainsay.Source{Raw: file.Content, Location: file.Name, Otherwise: gainsay.Known{Publisher: file.Outlet}},
				Capture: news.Capture{Place: file.Name, Location: file.Name, Time: time.Date(2024, 5, 20, 9, 0, 0, 0, time.UTC)}}
			if !yield(c) {
				return
			}
		}
	}
}
