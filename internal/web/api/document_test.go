package api_test

import (
	"bytes"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/pb33f/libopenapi"
	validator "github.com/pb33f/libopenapi-validator"

	"gainsay/internal/web/api"
)

// one is a request that an operation is tried with.
type one struct {
	method, path string // below the API's root
	body         any
	status       int
	role         string // "": may everything
}

// tried has requests for every operation: such as go well, and such as do not.
var tried = map[string][]one{
	"GET /statements": {{path: "/statements"}, {path: "/statements?q=gate+act:deny&limit=3&sort=relevance"}, {path: "/statements?as_of=2024-05-15&past=true&since=2024-05-01"},
		{path: "/statements?q=act:foo", status: 400}, {path: "/statements?cursor=x", status: 400}, {path: "/statements?limit=0", status: 422}, {path: "/statements?nothing=1", status: 422},
		{path: "/statements?as_of=soon", status: 400}, {path: "/statements?q=act:deny&act=assert", status: 400}, {path: "/statements", role: "nobody", status: 401}, {path: "/statements?past=true", role: "public", status: 403}},
	"GET /statements/{document}/{statement}":         {{path: "/statements/d1/s1"}, {path: "/statements/d1/s999", status: 404}, {path: "/statements/x/s1", status: 422}},
	"GET /statements/{document}/{statement}/answers": {{path: "/statements/d1/s1/answers"}, {path: "/statements/d99/s1/answers", status: 404}},
	"GET /statements/{document}/{statement}/history": {{path: "/statements/d1/s1/history"}, {path: "/statements/d1/s1/history", role: "public", status: 401}, {path: "/statements/d99/s1/history", status: 404}},
	"GET /statements/{document}/{statement}/proof":   {{path: "/statements/d1/s1/proof"}, {path: "/statements/d99/s1/proof", status: 404}},
	"GET /documents":                     {{path: "/documents"}, {path: "/documents?limit=2&after=d1"}, {path: "/documents?after=1", status: 422}},
	"GET /documents/{document}":          {{path: "/documents/d1"}, {path: "/documents/d999", status: 404}},
	"GET /documents/{document}/article":  {{path: "/documents/d1/article"}, {path: "/documents/d999/article", status: 404}},
	"GET /documents/{document}/record":   {{path: "/documents/d1/record"}, {path: "/documents/d2/record"}, {path: "/documents/d999/record", status: 404}},
	"GET /documents/{document}/versions": {{path: "/documents/d1/versions"}, {path: "/documents/d999/versions", status: 404}},
	"GET /documents/{document}/edits":    {{path: "/documents/d1/edits"}, {path: "/documents/d999/edits", status: 404}},
	"GET /documents/{document}/copies":   {{path: "/documents/d1/copies"}, {path: "/documents/d999/copies", status: 404}},
	"GET /documents/{document}/captures": {{path: "/documents/d1/captures"}, {path: "/documents/d999/captures", status: 404}},
	"GET /documents/{document}/original": {{path: "/documents/d1/original"}, {path: "/documents/d1/original", role: "public", status: 401}, {path: "/documents/d999/original", status: 404}},
	"GET /claims/{claim}":                {{path: "/claims/c1"}, {path: "/claims/c99999", status: 404}},
	"GET /speakers/{speaker}":            {{path: "/speakers/e1"}, {path: "/speakers/e99999", status: 404}},
	"GET /names":                         {{path: "/names?prefix=bra"}, {path: "/names?limit=1000", status: 422}},
	"GET /outlets":                       {{path: "/outlets"}},
	"GET /stories/{story}":               {{path: "/stories/t1"}, {path: "/stories/t99999", status: 404}},
	"GET /origins/{origin}":              {{path: "/origins/o1"}, {path: "/origins/o99999", status: 404}},
	"GET /corrections":                   {{path: "/corrections"}, {path: "/corrections?target=d1%23s2"}},
	"POST /corrections": {{body: map[string]any{"kind": "accept", "target": "d1#s2"}, status: 201},
		{body: map[string]any{"kind": "correct", "target": "d1#s3", "changed": map[string]any{"act": "deny", "content": [][2]int{{0, 4}}}, "note": "it says so"}, status: 201},
		{body: map[string]any{"kind": "correct", "target": "d1#s3", "changed": map[string]any{"content": [][2]int{{0, 1 << 30}}}}, status: 400},
		{body: map[string]any{"kind": "correct", "target": "d1#s3", "changed": map[string]any{"act": "foo"}}, status: 422},
		{body: map[string]any{"kind": "correct", "target": "d1#s4", "changed": map[string]any{"content": [][2]int{{3, 1}}}}, status: 400},
		{body: map[string]any{"kind": "accept", "target": "d999#s1"}, status: 404}, {body: map[string]any{"kind": "judge", "target": "d1#s1"}, status: 422},
		{body: map[string]any{"kind": "accept", "target": "d1#s1"}, role: "reader", status: 401}},
	"GET /export/{format}": {{path: "/export/csv"}, {path: "/export/jsonl?q=gate"}, {path: "/export/parquet"}, {path: "/export/annotations"}, {path: "/export/schema"},
		{path: "/export/csl"}, {path: "/export/rss"}, {path: "/export/atom"}, {path: "/export/jsonfeed"}, {path: "/export/warc"}, {path: "/export/wacz"}, {path: "/export/training"},
		{path: "/export/bundle?claim=c1"}, {path: "/export/bundle", status: 400}, {path: "/export/pdf", status: 422}, {path: "/export/csv?q=act:foo", status: 400},
		{path: "/export/csv?saved=warnings"}, {path: "/export/csv?saved=nothing", status: 404}, {path: "/export/csv?saved=warnings&q=gate", status: 400},
		{path: "/export/csv", role: "public", status: 401}},
	"GET /events":   {{path: "/events?after=x", status: 422}, {path: "/events?q=act:foo", status: 400}}, // what goes well does not end: see TestEvents
	"GET /feeds":    {{path: "/feeds"}},
	"GET /searches": {{path: "/searches"}, {path: "/searches", role: "reader"}, {path: "/searches", role: "public", status: 401}},
	"POST /searches": {{body: map[string]any{"name": "denials", "query": "act:deny"}, status: 201}, {body: map[string]any{"name": "denials", "query": "act:warn"}, status: 409},
		{body: map[string]any{"name": "bad", "query": "act:foo"}, status: 400}, {body: map[string]any{"name": " ", "query": "gate"}, status: 400},
		{body: map[string]any{"name": "none", "query": " "}, status: 400}, {body: map[string]any{"name": "denials"}, status: 422},
		{body: map[string]any{"name": "more", "query": "gate"}, role: "reader", status: 401}},
	"POST /searches/delivery": {{body: map[string]any{"name": "gates", "webhook": "https://desk.example/hook", "email": "desk@paper.example"}},
		{body: map[string]any{"name": "gates", "email": ""}}, {body: map[string]any{"name": "gates", "email": "nobody"}, status: 400},
		{body: map[string]any{"name": "nothing", "email": "desk@paper.example"}, status: 404}, {body: map[string]any{"name": "gates", "email": ""}, role: "reader", status: 401}},
	"DELETE /searches": {{path: "/searches?name=gates", role: "reader", status: 401}, {path: "/searches?name=gates", status: 204}, {path: "/searches?name=gates", status: 404}, {status: 422}},
	"GET /claims": {{path: "/claims"}, {path: "/claims?show=contested&q=gate&limit=1"}, {path: "/claims?show=unanswered&story=t1"}, {path: "/claims", role: "public"},
		{path: "/claims?show=true", status: 422}, {path: "/claims?cursor=x", status: 400}, {path: "/claims?story=t99999"}},
	"GET /stories":   {{path: "/stories?limit=2"}, {path: "/stories?cursor=x", status: 400}, {path: "/stories", role: "nobody", status: 401}},
	"GET /origins":   {{path: "/origins?limit=1"}, {path: "/origins?cursor=x", status: 400}, {path: "/origins", role: "public", status: 401}},
	"GET /revisions": {{path: "/revisions"}, {path: "/revisions?outlet=The+Venn+Courier"}, {path: "/revisions?outlet=Nobody", status: 404}, {path: "/revisions?cursor=x", status: 400}, {path: "/revisions", role: "public", status: 401}},
	"GET /speakers": {{path: "/speakers"}, {path: "/speakers?q=bra&kind=person"}, {path: "/speakers?sort=latest&limit=2"}, {path: "/speakers?kind=unnamed"}, {path: "/speakers?from=m"},
		{path: "/speakers?sort=most", status: 422}, {path: "/speakers?cursor=x", status: 400}},
	"GET /speakers/{speaker}/months":    {{path: "/speakers/e1/months"}, {path: "/speakers/e99999/months", status: 404}},
	"GET /speakers/{speaker}/positions": {{path: "/speakers/e1/positions"}, {path: "/speakers/e99999/positions", status: 404}},
	"GET /speakers/{speaker}/parties":   {{path: "/speakers/e1/parties"}, {path: "/speakers/e99999/parties", status: 404}},
	"GET /facets":                       {{path: "/facets"}, {path: "/facets?q=gate&act=deny"}, {path: "/facets?q=act:foo", status: 400}, {path: "/facets?speaker=e99999"}},
	"GET /tally":                        {{path: "/tally?since=2024-05-20"}, {path: "/tally", status: 422}, {path: "/tally?since=today", status: 422}, {path: "/tally?since=2024-05-20", role: "public", status: 401}},
	"GET /statements/{document}/{statement}/evidence": {{path: "/statements/d1/s1/evidence"}, {path: "/statements/d1/s999/evidence", status: 404},
		{path: "/statements/d1/s1/evidence", role: "public", status: 401}},
	"GET /status":       {{path: "/status"}},
	"GET /log":          {{path: "/log"}},
	"GET /openapi.json": {{path: "/openapi.json"}},
	"GET /openapi.yaml": {{path: "/openapi.yaml"}},
}

// TestDocument asks for all that the document has, holds the answers against it, and the document against what is served.
func TestDocument(t *testing.T) {
	s := serve(t)
	for name, query := range map[string]string{"gates": "gate", "warnings": "act:warn"} {
		if err := s.archive.SaveSearch(t.Context(), name, query); err != nil {
			t.Fatal(err)
		}
	}
	_, text := s.ask(t, http.MethodGet, "/openapi.json", nil)
	document, err := libopenapi.NewDocument(text)
	if err != nil {
		t.Fatal(err)
	}
	check, errs := validator.NewValidator(document)
	for _, err := range errs {
		t.Fatal(err)
	}
	if ok, errs := check.ValidateDocument(); !ok {
		for _, err := range errs {
			t.Errorf("the document: %v", err)
		}
	}
	for _, listed := range s.api.Operations() {
		name := listed.Method + " " + strings.TrimPrefix(listed.Path, api.Root)
		requests := tried[name]
		if len(requests) == 0 {
			t.Errorf("%s is not tried", name)
		}
		for _, request := range requests {
			request.method = listed.Method
			if request.path == "" {
				request.path = strings.TrimPrefix(listed.Path, api.Root)
			}
			t.Run(request.method+" "+request.path+" "+request.role, func(t *testing.T) { s.try(t, check, request) })
		}
	}
	model, err := document.BuildV3Model()
	if err != nil {
		t.Fatal(err)
	}
	var documented []string
	for path, item := range model.Model.Paths.PathItems.FromOldest() {
		for method := range item.GetOperations().FromOldest() {
			documented = append(documented, strings.ToUpper(method)+" "+api.Root+path)
		}
	}
	served := s.api.Patterns()
	slices.Sort(documented)
	slices.Sort(served)
	if !slices.Equal(documented, served) {
		t.Errorf("documented %q\nserved     %q", documented, served)
	}
	for name := range tried {
		method, path, _ := strings.Cut(name, " ")
		if !slices.Contains(served, method+" "+api.Root+path) {
			t.Errorf("%s is tried and not served", name)
		}
	}
}

func (s *server) try(t *testing.T, check validator.Validator, request one) {
	var header []string
	if request.role != "" {
		header = []string{"Test-Role", request.role}
	}
	want := request.status
	if want == 0 {
		want = http.StatusOK
	}
	asked := s.request(t, request.method, request.path, request.body, header...)
	response, err := http.DefaultClient.Do(asked)
	if err != nil {
		t.Fatal(err)
	}
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	if response.StatusCode != want {
		t.Errorf("%s, want %d\n%.600s", response.Status, want, body)
	}
	if want >= 400 && (response.Header.Get("Content-Type") != "application/problem+json" || !strings.Contains(string(body), `"detail":"`)) {
		t.Errorf("no problem: %q\n%.600s", response.Header, body)
	}
	if want == http.StatusUnauthorized && response.Header.Get("WWW-Authenticate") == "" {
		t.Error("it does not say how to tell who one is")
	}
	if media := response.Header.Get("Content-Type"); want < 400 && media != "application/json" && media != "application/problem+json" {
		return // the validator reads JSON
	}
	response.Body = io.NopCloser(bytes.NewReader(body))
	asked = s.request(t, request.method, request.path, request.body) // its body is read
	if ok, errs := check.ValidateHttpResponse(asked, response); !ok {
		for _, err := range errs {
			t.Errorf("%v\n%s", err, err.Reason)
			for _, schema := range err.SchemaValidationErrors {
				t.Errorf("%+v", schema.Reason)
			}
		}
		t.Logf("%.1500s", body)
	}
}
