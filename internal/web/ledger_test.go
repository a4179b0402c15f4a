package web_test

import (
	"strings"
	"testing"

	"gainsay/internal/web"
)

func TestLedgerInABrowser(t *testing.T) {
	ctx := browser(t)
	address := served(t, sampleArchive(t), web.Options{})
	looked(t, ctx, address+"/", "ledger")
}

func TestLedger(t *testing.T) {
	address := served(t, sampleArchive(t), web.Options{})
	response, body := got(t, address+"/?q=act:deny")
	if response.StatusCode != 200 || !strings.Contains(body, "denies") {
		t.Errorf("%s\n%s", response.Status, body)
	}
	if response, body := got(t, address+"/?q=act:foo"); response.StatusCode != 400 || !strings.Contains(body, "act:foo") {
		t.Errorf("%s\n%s", response.Status, body)
	}
}
