package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"gainsay/internal/capture"
)

// documentEndings are the names that are read out of a folder; a file named by itself is read whatever its name.
var documentEndings = []string{".html", ".htm", ".xhtml", ".md", ".markdown", ".txt", ".text", ".mht", ".mhtml"}

// The ways in which an argument leads nowhere.
var (
	errNoSuchFile  = errors.New("there is no such file; give a file, a folder, a pattern in quotes, an http(s) address or - for standard input")
	errEmptyFolder = errors.New("the folder holds no document (" + strings.Join(documentEndings, " ") + ")")
)

// locate turns one argument into the places of documents: a folder into the files in and below it, a pattern into the
// files that match it, in the order of their names; an address, "-" or a file into itself.
func locate(argument string) ([]string, error) {
	if argument == "-" || capture.IsAddress(argument) {
		return []string{argument}, nil
	}
	info, err := os.Stat(argument)
	switch {
	case err == nil && info.IsDir():
		return folder(argument)
	case err == nil:
		return []string{argument}, nil
	case !errors.Is(err, fs.ErrNotExist):
		return nil, errors.Unwrap(err)
	}
	matches, err := filepath.Glob(argument)
	if err != nil {
		return nil, fmt.Errorf("the pattern cannot be read: %w", err)
	}
	if len(matches) == 0 {
		return nil, errNoSuchFile
	}
	var all []string
	for _, match := range matches {
		if info, err := os.Stat(match); err == nil && info.IsDir() {
			continue
		}
		all = append(all, match)
	}
	return all, nil
}

// folder lists the documents in and below a folder. Hidden files and folders are left out.
func folder(root string) ([]string, error) {
	var all []string
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		hidden := path != root && strings.HasPrefix(entry.Name(), ".")
		switch {
		case err != nil:
			return err
		case entry.IsDir() && hidden:
			return fs.SkipDir
		case !entry.IsDir() && !hidden && slices.Contains(documentEndings, strings.ToLower(filepath.Ext(path))):
			all = append(all, path)
		}
		return nil
	})
	if err == nil && len(all) == 0 {
		err = errEmptyFolder
	}
	return all, err
}
