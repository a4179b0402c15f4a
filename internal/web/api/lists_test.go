package api_test

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"testing"
)

// TestListsInPages asks for lists at once and one by one.
func TestListsInPages(t *testing.T) {
	s := serve(t)
	for path, list := range map[string]string{"/claims?show=all": "claims", "/claims?show=contested": "claims", "/stories?": "stories", "/speakers?": "speakers", "/speakers?sort=latest": "speakers",
		"/origins?": "origins"} {
		whole := get[map[string]json.RawMessage](t, s, path+"&limit=200")
		var all, paged []json.RawMessage
		if err := json.Unmarshal(whole[list], &all); err != nil {
			t.Fatal(err)
		}
		next := path + "&limit=3"
		for next != "" {
			response, body := s.ask(t, http.MethodGet, next, nil)
			var page map[string]json.RawMessage
			var some []json.RawMessage
			var address string
			for _, err := range []error{json.Unmarshal(body, &page), json.Unmarshal(page[list], &some), json.Unmarshal(page["next"], &address)} {
				if err != nil {
					t.Fatalf("%s: %v\n%s", next, err, body)
				}
			}
			if link := response.Header.Get("Link"); address != "" && link != "<"+address+`>; rel="next"` {
				t.Errorf("%s: next is %s, Link %s", next, address, link)
			}
			paged = append(paged, some...)
			next = strings.TrimPrefix(address, "/api/v1")
		}
		if len(all) == 0 || !slices.EqualFunc(all, paged, func(a, b json.RawMessage) bool { return string(a) == string(b) }) {
			t.Errorf("%s: %d at once, %d in pages", path, len(all), len(paged))
		}
	}
}

func TestClaimsAsAskedFor(t *testing.T) {
	s := serve(t)
	type list struct{ Claims []struct{ Contested bool } }
	for _, one := range get[list](t, s, "/claims?show=contested").Claims {
		if !one.Contested {
			t.Error("a claim that nobody contests is among the contested ones")
		}
	}
	for _, one := range get[list](t, s, "/claims?show=unanswered").Claims {
		if one.Contested {
			t.Error("a contested claim is among those that nobody answers")
		}
	}
	if some := get[list](t, s, "/claims?q=zebra").Claims; len(some) != 0 {
		t.Errorf("%d claims of zebras", len(some))
	}
}

func TestRevisions(t *testing.T) {
	s := serve(t)
	const before = "Zoë Mill denies leak\n\n“Naïve”, said the owner. Jonas Ebert denied that water had reached the cellar.\n"
	s.add(t, "new.txt", "The Venn Courier", []byte(before))
	s.work(t)
	s.add(t, "new.txt", "The Venn Courier", []byte(strings.Replace(before, "had reached the cellar", "had ever reached the old cellar", 1)))
	s.work(t)
	type told struct {
		ID, Words string
		Speaker   *struct{ ID, Name string }
		Places    struct{ Content [][2]int }
	}
	list := get[struct {
		Revisions []struct {
			Before, After struct{ ID string }
			Statements    []struct {
				Kind          string
				Before, After *told
			}
		}
	}](t, s, "/revisions?outlet=The+Venn+Courier").Revisions
	if len(list) != 1 || len(list[0].Statements) != 1 || list[0].Statements[0].Before == nil || list[0].Statements[0].After == nil {
		t.Fatalf("%+v", list)
	}
	edit := list[0].Statements[0]
	if edit.Kind != "reworded" || edit.Before.Words != "that water had reached the cellar" || edit.After.Words != "that water had ever reached the old cellar" || edit.After.Speaker == nil {
		t.Errorf("%s: %+v %+v", edit.Kind, edit.Before, edit.After)
	}
	text := []rune(get[struct{ Text string }](t, s, "/documents/"+list[0].After.ID+"/article").Text)
	if place := edit.After.Places.Content[0]; string(text[place[0]:place[1]]) != edit.After.Words {
		t.Errorf("%v is %q", place, string(text[place[0]:place[1]]))
	}
	path := "/statements/" + strings.Replace(edit.After.ID, "#", "/", 1)
	if who := get[struct{ Speaker *struct{ ID, Name string } }](t, s, path).Speaker; who == nil || *who != *edit.After.Speaker {
		t.Errorf("%+v in the statement, %+v in the revision", who, edit.After.Speaker)
	}
	evidence := get[struct {
		Evidence []struct {
			Field, Part string
			Words       *string
			Spans       [][2]int
		}
	}](t, s, path+"/evidence").Evidence
	checked := 0
	for _, e := range evidence {
		if e.Part == "text" && len(e.Spans) == 1 {
			checked++
			if words := string(text[e.Spans[0][0]:e.Spans[0][1]]); e.Words == nil || *e.Words != words {
				t.Errorf("%s: %v is %q", e.Field, e.Spans, words)
			}
		}
	}
	if checked < 3 {
		t.Errorf("%d fields have evidence in the text", checked)
	}
}

func TestStoryAndOrigin(t *testing.T) {
	s := serve(t)
	type documents []struct{ ID, Story, Origin string }
	story := get[struct {
		Story struct {
			ID       string
			Articles int
		}
		Documents documents
	}](t, s, "/stories/t1")
	if story.Story.ID != "t1" || story.Story.Articles == 0 || len(story.Documents) < story.Story.Articles || story.Documents[0].Story != "t1" {
		t.Errorf("%+v", story)
	}
	listed := get[struct{ Origins []struct{ ID string } }](t, s, "/origins").Origins
	origin := get[struct {
		Origin struct {
			ID           string
			Publications []struct{ Document struct{ ID string } }
		}
		Documents documents
	}](t, s, "/origins/"+listed[0].ID)
	if origin.Origin.ID != listed[0].ID || len(origin.Origin.Publications) < 2 || len(origin.Documents) < 2 {
		t.Errorf("%+v", origin)
	}
}

func TestFacetsCountWhatIsFound(t *testing.T) {
	s := serve(t)
	found := len(get[statements](t, s, "/statements?q=act:deny&limit=1000").Statements)
	facets := get[struct {
		Counted  int
		Acts     []struct{ Value string }
		Speakers []struct {
			Value      string
			Statements int
		}
	}](t, s, "/facets?q=act:deny")
	if facets.Counted != found || len(facets.Acts) != 1 || facets.Acts[0].Value != "deny" || len(facets.Speakers) == 0 {
		t.Fatalf("%d found, %+v", found, facets)
	}
	first := facets.Speakers[0]
	if n := len(get[statements](t, s, "/statements?act=deny&limit=1000&speaker="+first.Value).Statements); n != first.Statements {
		t.Errorf("%d of the speaker, %d by facet", n, first.Statements)
	}
}

func TestSavedSearches(t *testing.T) {
	s := serve(t)
	if response, body := s.ask(t, http.MethodPost, "/searches", map[string]any{"name": " denials ", "query": "act:deny"}); response.StatusCode != http.StatusCreated {
		t.Fatalf("%s\n%s", response.Status, body)
	}
	response, body := s.ask(t, http.MethodPost, "/searches/delivery", map[string]any{"name": "denials", "webhook": "https://desk.example/hook"})
	if response.StatusCode != http.StatusOK || !strings.Contains(string(body), `"webhook":{"to":"https://desk.example/hook"`) || strings.Contains(string(body), `"secret":null`) {
		t.Errorf("%s\n%s", response.Status, body)
	}
	if _, body := s.ask(t, http.MethodPost, "/searches/delivery", map[string]any{"name": "denials", "email": "desk@paper.example"}); !strings.Contains(string(body), "desk.example/hook") {
		t.Errorf("what was left out has changed: %s", body)
	}
	if _, body := s.ask(t, http.MethodGet, "/searches", nil, "Test-Role", "reader"); !strings.Contains(string(body), `"webhook":{"to":null,"failure":null}`) || !strings.Contains(string(body), `"secret":null`) {
		t.Errorf("a reader sees %s", body)
	}
	_, saved := s.ask(t, http.MethodGet, "/export/jsonl?saved=denials", nil)
	if _, asked := s.ask(t, http.MethodGet, "/export/jsonl?q=act:deny", nil); string(saved) != string(asked) || len(saved) == 0 {
		t.Errorf("%d bytes by name, %d by query", len(saved), len(asked))
	}
	if response, body := s.ask(t, http.MethodDelete, "/searches?name=denials", nil); response.StatusCode != http.StatusNoContent || len(body) != 0 {
		t.Errorf("%s %s", response.Status, body)
	}
	if _, body := s.ask(t, http.MethodGet, "/searches", nil); strings.Contains(string(body), "denials") {
		t.Errorf("removed, and there: %s", body)
	}
}

// TestOperationsTellOfBodies holds what people are told of an operation that changes something.
func TestOperationsTellOfBodies(t *testing.T) {
	for _, o := range serve(t).api.Operations() {
		switch name := o.Method + " " + strings.TrimPrefix(o.Path, "/api/v1"); name {
		case "POST /searches":
			if len(o.Parameters) != 2 || o.Parameters[0].Name != "name" || o.Parameters[0].In != "body" || !o.Parameters[0].Required || o.Parameters[1].About == "" {
				t.Errorf("%s: %+v", name, o.Parameters)
			}
		case "DELETE /searches":
			if len(o.Gives) != 0 || len(o.Parameters) != 1 || o.Parameters[0].In != "query" {
				t.Errorf("%s: %+v, gives %q", name, o.Parameters, o.Gives)
			}
		}
	}
}

// TestPublicLists shows the public what people have reviewed, and nothing else.
func TestPublicLists(t *testing.T) {
	s := serve(t)
	asPublic := func(path string) string {
		t.Helper()
		response, body := s.ask(t, http.MethodGet, path, nil, "Test-Role", "public")
		if response.StatusCode != http.StatusOK {
			t.Fatalf("%s: %s\n%s", path, response.Status, body)
		}
		return string(body)
	}
	for path, empty := range map[string]string{"/claims": `"claims":[]`, "/stories": `"stories":[]`, "/speakers": `"speakers":[]`, "/facets": `"counted":0`} {
		if body := asPublic(path); !strings.Contains(body, empty) {
			t.Errorf("%s, and nothing is reviewed: %.300s", path, body)
		}
	}
	if response, body := s.ask(t, http.MethodPost, "/corrections", map[string]any{"kind": "accept", "target": "d1#s2"}); response.StatusCode != http.StatusCreated {
		t.Fatalf("%s\n%s", response.Status, body)
	}
	if body := asPublic("/facets"); !strings.Contains(body, `"counted":1,`) {
		t.Errorf("one is reviewed: %.300s", body)
	}
}
