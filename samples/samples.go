// Package samples is a set of sample articles that ships in the binary: an invented dispute between two invented states
// over a dam, told over six days by invented outlets. The demo reads them, and so do tests.
//
// Nothing comes in; out come the files as an outlet's readers would save them, in the order of their names, which is the
// order in which they were published. It imports the standard library only.
package samples

import (
	"embed"
	"path"
)

//go:embed articles
var folder embed.FS

// File is one saved article.
type File struct {
	Name    string // with its ending, without a folder
	Outlet  string // where it was saved from; "" where the article says so itself
	Content []byte
}

// outlets are those that their articles do not name.
var outlets = map[string]string{
	"1-wire-lakeland-observer.md":         "The Lakeland Observer",
	"2-copy-harbour-gazette.txt":          "Harbour Gazette",
	"4-first-version-sarn-valley-news.md": "Sarn Valley News",
	"5-later-version-sarn-valley-news.md": "Sarn Valley News",
	"6-operator-venn-courier.txt":         "The Venn Courier",
}

// All is the articles in the order of publication.
func All() ([]File, error) {
	entries, err := folder.ReadDir("articles")
	if err != nil {
		return nil, err
	}
	files := make([]File, len(entries))
	for i, entry := range entries {
		content, err := folder.ReadFile(path.Join("articles", entry.Name()))
		if err != nil {
			return nil, err
		}
		files[i] = File{Name: entry.Name(), Outlet: outlets[entry.Name()], Content: content}
	}
	return files, nil
}
