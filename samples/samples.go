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
	Content []byte
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
		files[i] = File{Name: entry.Name(), Content: content}
	}
	return files, nil
}
