package export

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strings"
	"testing"

	"gainsay/internal/record"
	"gainsay/news"
)

func parsed[T any](t *testing.T, data []byte) (v T) {
	t.Helper()
	if err := json.Unmarshal(data, &v); err != nil {
		t.Fatalf("%v in %s", err, data)
	}
	return v
}

func TestJSONLIsTheContract(t *testing.T) {
	documents := sampleDocuments(t)
	documents[1].Record.Statements[0].Claim = "c77" // which the record has not
	id := "d14"
	var out bytes.Buffer
	if err := WriteJSONL(&out, broken(documents, &record.Failure{ID: &id, Reason: "no article"}), nil); err != nil {
		t.Fatal(err)
	}
	lines := bytes.Split(bytes.TrimSpace(out.Bytes()), []byte("\n"))
	if len(lines) != 3 {
		t.Fatalf("there are %d lines", len(lines))
	}
	if rec, err := record.Decode(lines[0]); err != nil || len(rec.Statements) != 3 {
		t.Errorf("the first record comes back with %d statements, %v", len(rec.Statements), err)
	}
	for i, want := range []string{"d13", "d14"} {
		_, err := record.Decode(lines[i+1])
		if failure, ok := errors.AsType[*record.Failure](err); !ok || *failure.ID != want {
			t.Errorf("line %d is %s", i+2, lines[i+1])
		}
	}
}

type collection struct {
	Total int
	First struct {
		Items []struct {
			ID     string
			Body   []map[string]any
			Target []struct {
				Source   string
				State    map[string]string
				Selector []struct {
					Type, Exact, Prefix, Suffix string
					Start, End                  int
					Part                        string `json:"gainsay:part"`
					SHA256                      string `json:"gainsay:textSha256"`
				}
			}
		}
	}
}

func TestAnnotationsSelectTheContent(t *testing.T) {
	documents := sampleDocuments(t)
	var out bytes.Buffer
	if err := WriteAnnotations(&out, items(documents), sampleOptions(t)); err != nil {
		t.Fatal(err)
	}
	all := parsed[collection](t, out.Bytes())
	if all.Total != 4 || len(all.First.Items) != 4 {
		t.Fatalf("there are %d of %d annotations", len(all.First.Items), all.Total)
	}
	for i, item := range all.First.Items {
		document := documents[i/3]
		statement := document.Record.Statements[i%3]
		if len(item.Target) != len(statement.Content) {
			t.Errorf("%s has %d targets for %d spans", item.ID, len(item.Target), len(statement.Content))
		}
		for n, target := range item.Target {
			quote, position := target.Selector[0], target.Selector[1]
			text := []rune(document.Record.Article.Body(news.Part(position.Part)))
			if quote.Exact != string(text[position.Start:position.End]) || quote.Exact != statement.Content[n].In(string(text)) {
				t.Errorf("%s selects %q and %q", item.ID, quote.Exact, string(text[position.Start:position.End]))
			}
			before, behind := string(text[max(0, position.Start-context):position.Start]), string(text[position.End:min(len(text), position.End+context)])
			if quote.Prefix != before || quote.Suffix != behind {
				t.Errorf("%s stands between %q and %q, not %q and %q", item.ID, quote.Prefix, quote.Suffix, before, behind)
			}
			if position.SHA256 != sum(string(text)) || target.State["gainsay:sha256"] != document.Head.SHA256 {
				t.Errorf("%s has other digests than its text and its original", item.ID)
			}
		}
	}
	if got := all.First.Items[0].Target[0]; got.Source != "https://elding-times.example/gates?a=1&b=2" || got.State["sourceDate"] != "2031-05-06T07:08:09Z" {
		t.Errorf("the first target is %+v", got)
	}
	if got := all.First.Items[3].Target[0].Source; got != "urn:gainsay:port-elding:d13" {
		t.Errorf("a document without an address of the web has the source %s", got)
	}
	if got := all.First.Items[1].Body[1]; got["gainsay:review"] != "accepted" || got["gainsay:cue"] != "told" {
		t.Errorf("the second statement is %v", got)
	}
}

func TestABrokenDocumentIsLeftOutOfAnnotations(t *testing.T) {
	documents := sampleDocuments(t)
	documents[0].Record.Statements[1].Content[0].End = 1 << 20
	var out bytes.Buffer
	err := WriteAnnotations(&out, items(documents), nil)
	if missing, ok := errors.AsType[*LeftOut](err); !ok || missing.Items != 1 || !errors.Is(err, record.ErrBroken) || !strings.Contains(err.Error(), "d12") {
		t.Errorf("it is told as %v", err)
	}
	if all := parsed[collection](t, out.Bytes()); all.Total != 1 {
		t.Errorf("%d annotations are left", all.Total)
	}
}

type graph struct {
	Nodes []map[string]any `json:"@graph"`
}

// ofType lists the nodes of one type.
func (g graph) ofType(name string) (all []map[string]any) {
	for _, node := range g.Nodes {
		if node["@type"] == name {
			all = append(all, node)
		}
	}
	return all
}

func TestSchema(t *testing.T) {
	entries := sampleEntries(t)
	entries = append(entries, entries[0])
	rejected := &entries[len(entries)-1]
	rejected.ID, rejected.Review, rejected.Statement.Claim, rejected.Claim = "d12#s9", news.Rejected, "c10", "nobody claims this"
	for _, whole := range []bool{true, false} {
		var out bytes.Buffer
		if err := WriteSchema(&out, items(entries), &Options{WholeClaims: whole}); err != nil {
			t.Fatal(err)
		}
		g := parsed[graph](t, out.Bytes())
		claims, quotations := g.ofType("Claim"), g.ofType("Quotation")
		if len(quotations) != 5 || len(g.ofType("NewsArticle")) != 2 || len(claims) != 1 {
			t.Fatalf("the graph is %v", g)
		}
		first, told := claims[0]["firstAppearance"].(map[string]any)
		if told != whole || told && first["@id"] != "urn:gainsay:d13" {
			t.Errorf("with whole claims %v the first appearance is %v", whole, first)
		}
		if appearances := claims[0]["appearance"].([]any); len(appearances) != 2 {
			t.Errorf("the claim appears in %v", appearances)
		}
		person, unnamed := quotations[0]["creator"].(map[string]any), quotations[2]["creator"].(map[string]any)
		if person["@type"] != "Person" || person["jobTitle"] != "harbour chief" || unnamed["@type"] != "Thing" || quotations[4]["creativeWorkStatus"] != "rejected" {
			t.Errorf("speakers are %v and %v", person, unnamed)
		}
	}
}

func TestAgents(t *testing.T) {
	for kind, want := range map[news.EntityKind]string{news.Person: "Person", news.Organisation: "Organization", news.State: "GovernmentOrganization", news.Group: "Organization", news.Unnamed: "Thing"} {
		if got := agentOf(&news.Entity{Kind: kind, Name: "x"}); got.Type != want {
			t.Errorf("a %s is a %s", kind, got.Type)
		}
	}
}

func TestCSLHasEachDocumentOnce(t *testing.T) {
	entries := sampleEntries(t)
	entries = append(entries, entries[0])
	var out bytes.Buffer
	if err := WriteCSL(&out, items(entries), sampleOptions(t)); err != nil {
		t.Fatal(err)
	}
	all := parsed[[]map[string]any](t, out.Bytes())
	if len(all) != 2 {
		t.Fatalf("there are %d citations", len(all))
	}
	note := all[0]["note"].(string)
	if strings.Count(note, "\n") != 5 || !strings.Contains(note, "[urn:gainsay:port-elding:d12:s2; accepted]") || all[0]["type"] != "article-newspaper" {
		t.Errorf("the first citation is %v", all[0])
	}
	if _, has := all[1]["URL"]; has {
		t.Errorf("the second has the address %v", all[1]["URL"])
	}
}

func TestTooManyForOneFile(t *testing.T) {
	endless := func(yield func(news.Entry, error) bool) {
		for yield(news.Entry{}, nil) {
		}
	}
	for name, write := range map[string]func(io.Writer, Entries, *Options) error{"csl": WriteCSL, "schema": WriteSchema} {
		var out bytes.Buffer
		if err := write(&out, endless, nil); !errors.Is(err, ErrTooMany) || out.Len() > 0 {
			t.Errorf("%s gives %v behind %d bytes", name, err, out.Len())
		}
	}
}

func TestTraining(t *testing.T) {
	decisions := sampleDecisions(t)
	misplaced := decisions[0]
	misplaced.Article.Text = "short"
	var out bytes.Buffer
	err := WriteTraining(&out, items(append(decisions, misplaced)), nil)
	if missing, ok := errors.AsType[*LeftOut](err); !ok || missing.Items != 1 || !strings.Contains(err.Error(), "d12#s2") {
		t.Errorf("a statement outside of its text is told as %v", err)
	}
	lines := bytes.Split(bytes.TrimSpace(out.Bytes()), []byte("\n"))
	if len(lines) != 3 {
		t.Fatalf("there are %d lines", len(lines))
	}
	accepted, rejected, corrected := parsed[decisionLine](t, lines[0]), parsed[decisionLine](t, lines[1]), parsed[decisionLine](t, lines[2])
	if rejected.Made != nil || rejected.Read == nil || rejected.Decision != "reject" || rejected.Note != "it is <no> content" {
		t.Errorf("the rejected one is %+v", rejected)
	}
	if corrected.Read.Act != "deny" || corrected.Made.Act != "assert" || corrected.By != "Tove" || corrected.Made.Review != "corrected" {
		t.Errorf("the corrected one is %+v", corrected)
	}
	if accepted.TextSHA256 != sum(timesText) || accepted.Models != "m1" || accepted.Time != "2031-05-07T08:00:00Z" {
		t.Errorf("the accepted one is %+v", accepted)
	}
	text := []rune(timesText)
	if p := accepted.Read.Content[0]; string(text[p[0]:p[1]]) != "The gates stood open all night" {
		t.Errorf("its content is at %v", p)
	}
	if bytes.Contains(out.Bytes(), []byte("stood open")) {
		t.Error("the text is in it")
	}
}
