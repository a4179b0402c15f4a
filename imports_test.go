package gainsay

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// order is the house from the ground up: a package imports only packages of the rows above its own, never one of its own
// row. A name that ends in /* stands for all packages below that folder. A + lets a package import other modules.
var order = [][]string{
	{"news"},
	{"models", "samples", "internal/text", "internal/linear", "internal/stream", "internal/wordpiece +", "internal/recall", "internal/warc +", "internal/proof +"},
	{"internal/encoder/kernel +"},
	{"internal/encoder"},
	{"internal/capture +", "internal/article/* +"},
	{"internal/article +"},
	{"internal/analysis/lemma", "internal/analysis/cluster", "internal/analysis/dateline"}, // what several stages look up in
	{"internal/analysis/form", "internal/meaning"},
	{"internal/analysis/*"}, // the stages, which never import each other
	{"internal/analysis"},
	{"internal/statement/*", "internal/stance"},
	{"internal/statement"},
	{"internal/claim", "internal/origin +", "internal/story"},
	{"internal/record", "internal/link", "internal/edit +", "internal/search +"},
	{"internal/store +"},
	{"internal/store/storetest"},
	{"internal/export +", "internal/jobs +", "internal/notify +"},
	{"internal/corpus +"},
	{"internal/train", "internal/story/generate"},
	{"internal/eval +"},
	{". +"},
	{"internal/web/access +", "internal/web/view", "internal/web/chart"},
	{"internal/web/access/openid +"},
	{"internal/web/events +", "internal/web/mcp +", "internal/web/metrics +"},
	{"internal/web/api +"},
	{"internal/web +"},
	{"cmd/gainsay +"},
}

// row is where a package stands in the order, and whether it may import other modules.
func row(pkg string) (row int, outside, found bool) {
	best := ""
	for i, packages := range order {
		for _, rule := range packages {
			name, mark, _ := strings.Cut(rule, " ")
			folder, wild := strings.CutSuffix(name, "*")
			if (name == pkg || wild && strings.HasPrefix(pkg, folder)) && len(name) > len(best) {
				best, row, outside, found = name, i, mark == "+", true
			}
		}
	}
	return row, outside, found
}

// sources parses the imports and comments of all files of the module, by package folder, tests aside.
func sources(t *testing.T) map[string][]*ast.File {
	t.Helper()
	packages := map[string][]*ast.File{}
	err := filepath.WalkDir(".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		base := entry.Name()
		if entry.IsDir() && (base == "testdata" || strings.HasPrefix(base, ".") && name != ".") {
			return fs.SkipDir
		}
		if entry.IsDir() && name != "." {
			// A module below this one, such as a generator of code, is no part of the house: it has its own imports.
			if _, err := os.Stat(filepath.Join(name, "go.mod")); err == nil {
				return fs.SkipDir
			}
		}
		if entry.IsDir() || !strings.HasSuffix(base, ".go") || strings.HasSuffix(base, "_test.go") {
			return nil
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ImportsOnly|parser.ParseComments)
		if err != nil {
			return err
		}
		folder := path.Dir(filepath.ToSlash(name))
		packages[folder] = append(packages[folder], file)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return packages
}

func TestImportsFollowTheOrder(t *testing.T) {
	for pkg, files := range sources(t) {
		mine, outside, found := row(pkg)
		if !found {
			t.Errorf("package %s has no place in the order: give it one in imports_test.go", pkg)
			continue
		}
		for _, file := range files {
			for _, spec := range file.Imports {
				name := strings.Trim(spec.Path.Value, `"`)
				if theirs, ok := strings.CutPrefix(name+"/", "gainsay/"); ok {
					their := strings.TrimSuffix(theirs, "/")
					if their == "" {
						their = "."
					}
					if theirs, _, _ := row(their); theirs >= mine {
						t.Errorf("package %s imports %s, which does not stand above it", pkg, their)
					}
					continue
				}
				first, _, _ := strings.Cut(name, "/")
				if strings.Contains(first, ".") && !outside {
					t.Errorf("package %s imports %s, but is to import the standard library only", pkg, name)
				}
			}
		}
	}
}

// TestPagesGoThroughThePublicAPI holds what serves pages and programs to the two public packages: whatever it shows, others can build too.
func TestPagesGoThroughThePublicAPI(t *testing.T) {
	for pkg, files := range sources(t) {
		if pkg != "internal/web" && !strings.HasPrefix(pkg, "internal/web/") {
			continue
		}
		for _, file := range files {
			for _, spec := range file.Imports {
				name := strings.Trim(spec.Path.Value, `"`)
				if strings.HasPrefix(name, "gainsay/") && name != "gainsay/news" && !strings.HasPrefix(name, "gainsay/internal/web/") {
					t.Errorf("package %s imports %s and not the public API", pkg, name)
				}
			}
		}
	}
}

func TestEveryPackageHasADocComment(t *testing.T) {
	for pkg, files := range sources(t) {
		documented := func(file *ast.File) bool { return file.Doc != nil && len(strings.Fields(file.Doc.Text())) >= 8 }
		if !slices.ContainsFunc(files, documented) {
			t.Errorf("package %s has no doc comment", pkg)
		}
	}
}
