// Package htmldate stands in for github.com/markusmobius/go-htmldate, which go-trafilatura imports to guess the day of a
// page.
//
// Package article reads days itself and always hands go-trafilatura HtmlDateOverride, so the original would never run;
// but merely linking it loads the tables of 200 locales at start-up, which costs every run of the program 0.3 s and
// 78 MB. go.mod replaces it by these three names. What comes in is a page, what goes out is always an error. It imports
// the standard library and x/net/html only.
package htmldate

import (
	"errors"
	"time"

	"golang.org/x/net/html"
)

// ErrNotHere is what FromDocument always returns.
var ErrNotHere = errors.New("htmldate: days are read by package article")

// Options are those of the original that go-trafilatura names.
type Options struct {
	UseOriginalDate     bool
	SkipExtensiveSearch bool
	URL                 string
}

// Result is a day that was found, and whether one was.
type Result struct {
	DateTime time.Time
	HasTime  bool
}

// IsZero tells that no day was found.
func (r Result) IsZero() bool { return r.DateTime.IsZero() }

// FromDocument finds nothing: it returns ErrNotHere.
func FromDocument(*html.Node, Options) (Result, error) { return Result{}, ErrNotHere }
