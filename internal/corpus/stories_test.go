package corpus

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"gainsay/news"
)

const smallStory = `{"story": "A dispute over a bridge", "sources": "invented",
 "docs": [{"id": "a", "outlet": "The Orla Post", "published": "2023-05-10", "title": "Bridge", "text": "“Größe!” Mayor Orla said.\n\nHe denied it.", "complete": true, "origin": "o1"}],
 "entities": [{"id": "orla", "name": "Mayor Orla", "kind": "person", "aliases": ["He"], "role": "mayor"}],
 "claims": [{"id": "c1", "proposition": "The bridge is too big."}],
 "statements": [
  {"id": "a.2", "doc": "a", "source": "orla", "source_spans": [[27, 29]], "cue_spans": [[30, 36]], "content_spans": [[37, 39]], "form": "indirect",
   "act": "deny", "claim": "c1", "stance": "denies", "answers": ["a.1"], "said_on": null, "channel": null, "addressee": null, "via": "a radio", "nested_in": null},
  {"id": "a.1", "doc": "a", "source": null, "source_spans": [[9, 19]], "cue_spans": [[20, 24]], "content_spans": [[0, 8]], "form": "direct",
   "act": "assert", "claim": null, "stance": "null", "answers": [], "said_on": "2023-05", "channel": "on air", "addressee": "all", "via": null, "nested_in": "a.2"}]}`

func writeStory(t *testing.T, name, content string) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return dir
}

func TestReadStoriesGivesByteSpansAndAllFields(t *testing.T) {
	stories, err := ReadStories(writeStory(t, "bridge.json", smallStory))
	if err != nil || len(stories) != 1 {
		t.Fatalf("%d stories, error %v", len(stories), err)
	}
	story := stories[0]
	document, ok := story.Document("a")
	if !ok || story.ID != "bridge" || !document.Complete || document.Origin != "o1" || document.Published != "2023-05-10" {
		t.Fatalf("document %+v of story %q", document, story.ID)
	}
	statements := story.Of("a")
	if len(statements) != 2 || statements[0].ID != "a.1" {
		t.Fatalf("statements out of order: %+v", statements)
	}
	first, second := statements[0], statements[1]
	if got := news.Words(document.Text, first.Content); got != "“Größe!”" {
		t.Errorf("content %q", got)
	}
	if got := news.Words(document.Text, second.Cue); got != "denied" {
		t.Errorf("cue %q", got)
	}
	if first.Stance != "" || first.Entity != "" || first.SaidOn != "2023-05" || first.Parent != "a.2" || first.Channel != "on air" || first.Addressee != "all" {
		t.Errorf("fields of the first: %+v", first)
	}
	if second.Stance != news.Denies || second.Act != news.Deny || second.Via != "a radio" || second.Answers[0] != "a.1" || second.Entity != "orla" {
		t.Errorf("fields of the second: %+v", second)
	}
}

func TestReadStoriesRefusesWhatIsBroken(t *testing.T) {
	for name, content := range map[string]string{
		"no JSON":       "{",
		"span outside":  `{"docs": [{"id": "a", "text": "abc"}], "statements": [{"id": "s", "doc": "a", "cue_spans": [[2, 4]]}]}`,
		"empty span":    `{"docs": [{"id": "a", "text": "abc"}], "statements": [{"id": "s", "doc": "a", "cue_spans": [[2, 2]]}]}`,
		"lost document": `{"docs": [], "statements": [{"id": "s", "doc": "a"}]}`,
	} {
		if _, err := ReadStories(writeStory(t, "x.json", content)); !errors.Is(err, ErrFormat) {
			t.Errorf("%s: error %v", name, err)
		}
	}
	if _, err := ReadStories(t.TempDir()); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("empty folder: error %v", err)
	}
}
