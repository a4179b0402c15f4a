// Command generate makes the list of frequent words that package story embeds, from the folder of the corpora:
//
//	go run ./internal/story/generate CORPORA > internal/story/frequent.txt
//
// In come the articles of PolNeAR (train), Wikinews, TimeBank and AQUAINT, each of the three counting as much as the others; out
// comes the list. It imports internal/corpus and internal/story.
package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"gainsay/internal/corpus"
	"gainsay/internal/story"
)

func main() {
	list, err := run(os.Args[1:])
	if err != nil {
		fmt.Fprintln(os.Stderr, "generate:", err)
		os.Exit(1)
	}
	fmt.Print(list)
}

func run(args []string) (string, error) {
	if len(args) != 1 {
		return "", errors.New("give the folder of the corpora")
	}
	corpora := args[0]
	var political, wiki, wire []string
	articles, err := corpus.ReadPolNeAR(corpora, "train")
	if err != nil {
		return "", err
	}
	for _, a := range articles {
		political = append(political, a.Text)
	}
	events, err := corpus.ReadEvents(corpora, "wikinews-2019-2020")
	if err != nil {
		return "", err
	}
	for _, a := range events {
		wiki = append(wiki, a.Text)
	}
	files, err := corpus.TimeMLFiles(filepath.Join(corpora, "tempeval3"))
	if err != nil {
		return "", err
	}
	for _, file := range files {
		document, err := corpus.ReadTimeML(file)
		if err != nil {
			return "", err
		}
		wire = append(wire, document.Text)
	}
	return story.Frequent([][]string{political, wiki, wire}), nil
}
