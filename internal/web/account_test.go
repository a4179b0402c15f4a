package web_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

var (
	scripts = regexp.MustCompile(`(?s)<(script|style)\b.*?</(script|style)>`)
	tags    = regexp.MustCompile(`<[^>]*>`)
)

// plainText is what a page shows, in one line.
func plainText(page string) string {
	text := tags.ReplaceAllString(scripts.ReplaceAllString(page, ""), "")
	text = strings.NewReplacer("&#34;", `"`, "&#39;", "'", "&amp;", "&", "&lt;", "<", "&gt;", ">").Replace(text)
	return strings.Join(strings.Fields(text), " ") + "\n"
}

// browserPages logs in as the admin, makes an account and an access key, and looks at each page on the way.
func browserPages(t *testing.T, address string) {
	t.Helper()
	ctx := browser(t)
	looked(t, ctx, address+"/login?back=/account", "login")
	logIn := func(password string) {
		t.Helper()
		do(t, ctx, chromedp.SetValue(chromedp.CSS("#name"), "admin"), chromedp.SetValue(chromedp.CSS("#password"), password),
			chromedp.Click(chromedp.CSS(".entry button.primary")), chromedp.WaitReady(chromedp.CSS("main h1")))
	}
	do(t, ctx, chromedp.Navigate(address+"/login?back=/account"))
	logIn("wrong")
	do(t, ctx, chromedp.WaitVisible(chromedp.CSS(".notice.bad")))
	shot(t, ctx, "login-wrong")
	accessible(t, ctx)
	logIn(testPassword)
	do(t, ctx, chromedp.WaitVisible(chromedp.CSS(".keys")))
	looked(t, ctx, address+"/account", "account")
	looked(t, ctx, address+"/accounts", "accounts")
	looked(t, ctx, address+"/accounts/remove?name=reader", "account-remove")
	do(t, ctx, chromedp.Navigate(address+"/account"), chromedp.SetValue(chromedp.CSS("#key"), "script"), chromedp.Click(chromedp.CSS(`form[action="/account/keys"] button`)),
		chromedp.WaitVisible(chromedp.CSS("#secret")))
	accessible(t, ctx)
	fits(t, ctx)
	shot(t, ctx, "account-key")
	do(t, ctx, chromedp.Click(chromedp.CSS(`form[action="/logout"] button`)), chromedp.WaitVisible(chromedp.CSS("#password")))
}
