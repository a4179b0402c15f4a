package samples

import (
	"slices"
	"strings"
	"testing"
)

func TestAll(t *testing.T) {
	files, err := All()
	if err != nil {
		t.Fatal(err)
	}
	for name := range outlets {
		if !slices.ContainsFunc(files, func(f File) bool { return f.Name == name }) {
			t.Errorf("%s has an outlet, but is no article", name)
		}
	}
	var endings []string
	for i, file := range files {
		if !strings.HasPrefix(file.Name, string(rune('1'+i))+"-") {
			t.Errorf("%s is not number %d", file.Name, i+1)
		}
		if words := len(strings.Fields(string(file.Content))); words < 200 {
			t.Errorf("%s has only %d words", file.Name, words)
		}
		endings = append(endings, file.Name[strings.LastIndexByte(file.Name, '.'):])
	}
	slices.Sort(endings)
	if got, want := slices.Compact(endings), []string{".html", ".md", ".txt"}; !slices.Equal(got, want) {
		t.Errorf("the formats are %v, not %v", got, want)
	}
}
