package web_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"gainsay/internal/web"
)

func TestAPIDocsInABrowser(t *testing.T) {
	ctx := browser(t)
	address := served(t, sampleArchive(t), web.Options{})
	looked(t, ctx, address+"/api/v1/docs", "apidocs")
}

// TestAPIIsMounted asks the API, /healthz and /metrics through the whole site.
func TestAPIIsMounted(t *testing.T) {
	archive := sampleArchive(t)
	address := served(t, archive, web.Options{Version: "1.2"})
	response, body := got(t, address+"/api/v1/statements?q=act:deny&limit=1")
	var page struct {
		Statements []struct{ Act string }
		Next       *string
	}
	if err := json.Unmarshal([]byte(body), &page); err != nil || response.StatusCode != http.StatusOK || len(page.Statements) != 1 || page.Statements[0].Act != "deny" || page.Next == nil {
		t.Fatalf("%s %v\n%s", response.Status, err, body)
	}
	if response, body := got(t, address+*page.Next); response.StatusCode != http.StatusOK {
		t.Errorf("next page: %s\n%s", response.Status, body)
	}
	if response, body := got(t, address+"/api/v1/nothing"); response.StatusCode != http.StatusNotFound || response.Header.Get("Content-Type") != "application/problem+json" {
		t.Errorf("%s %q\n%s", response.Status, response.Header, body)
	}
	if response, body := got(t, address+"/healthz"); response.StatusCode != http.StatusOK || !strings.Contains(body, `"ok"`) {
		t.Errorf("healthz: %s %s", response.Status, body)
	}
	if response, _ := got(t, address+"/?q=speaker:Brandt"); response.StatusCode != http.StatusOK {
		t.Error(response.Status)
	}
	response, body = got(t, address+"/metrics")
	for _, want := range []string{`gainsay_requests_total{route="GET /api/v1/statements",status="200"} 2`, `gainsay_requests_total{route="GET /{$}",status="200"} 1`,
		`gainsay_request_seconds_count{route="GET /api/v1/statements"} 2`, `gainsay_documents{state="linked"} `, "gainsay_statements ", "gainsay_log_entries ", "gainsay_open_streams 0",
		"gainsay_documents_read_total ", "go_goroutines "} {
		if !strings.Contains(body, want) {
			t.Errorf("metrics have no %q", want)
		}
	}
	if response.StatusCode != http.StatusOK || strings.Contains(body, "Brandt") {
		t.Errorf("%s\n%s", response.Status, body)
	}
	if err := archive.Close(); err != nil {
		t.Fatal(err)
	}
	if response, body := got(t, address+"/healthz"); response.StatusCode != http.StatusServiceUnavailable || !strings.Contains(body, `"reason"`) {
		t.Errorf("healthz without an archive: %s %s", response.Status, body)
	}
}
