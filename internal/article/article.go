package article

import (
	"errors"
	"fmt"
	"runtime/debug"
	"strings"
	"time"
	"unicode/utf8"

	"gainsay/news"
)

// MaxBytes is the largest document that is read: 32 MiB.
const MaxBytes = 32 << 20

// readTimeout is how long one document may take. A page of ordinary size takes a hundredth of a second.
const readTimeout = 10 * time.Second

// Why a document could not be read. Each is one line that says what to do; errors.Is tells them apart.
var (
	ErrTooLarge = errors.New("the document is larger than 32 MiB: split it, or save only its text")
	ErrEmpty    = errors.New("the document holds no readable text: check that the page was saved after it had loaded")
	ErrTooDeep  = errors.New("the page's tags are nested too deeply (over 512): save its text instead")
	ErrTooSlow  = errors.New("the page took too long to read: save its text instead")
	ErrBinary   = errors.New("the document is not text: save it as HTML, Markdown or plain text")
)

// Format is the form of a document.
type Format string

// The formats. Auto is told by the content.
const (
	Auto     Format = ""
	HTML     Format = "html"
	Markdown Format = "markdown"
	Text     Format = "text"
	MHTML    Format = "mhtml"
)

// Metadata is what somebody other than the document says about it. An empty field says nothing.
type Metadata struct {
	Title     string
	Publisher string
	URL       string
	Published news.Day
}

// Hint is what is known about a document beside its bytes. The zero Hint is a good one.
type Hint struct {
	Format      Format
	ContentType string // as declared by a server, with or without a charset
	Location    string // where it was captured: a URL, a path or "-"
	// Given goes before anything that the document says: who hands over a document with its day knows it (an input line
	// of the contract is such a case).
	Given Metadata
	// Otherwise is used only where neither Given nor the document says anything (a flag for a whole folder is such a
	// case).
	Otherwise Metadata
}

// Read finds the article in a document. It never panics: what a page does to a reader of its format comes back as an
// error for that document, one of this package's sentinels where one fits.
func Read(raw []byte, hint Hint) (news.Article, error) {
	if len(raw) > MaxBytes {
		return news.Article{}, ErrTooLarge
	}
	type outcome struct {
		article news.Article
		err     error
	}
	deadline := time.Now().Add(readTimeout)
	done := make(chan outcome, 1)
	go func() {
		var o outcome
		defer func() { done <- o }()
		defer recoverInto(&o.err)
		o.article, o.err = read(raw, hint, deadline)
	}()
	timer := time.NewTimer(time.Until(deadline))
	defer timer.Stop()
	select {
	case o := <-done:
		return o.article, o.err
	case <-timer.C:
		// The extractors cannot be stopped from outside; vote.go bounds the tree that they are given, so they do end.
		return news.Article{}, ErrTooSlow
	}
}

// recoverInto turns a panic of a third-party reader into an error, and leaves *err alone where there was none.
func recoverInto(err *error) {
	switch r := recover().(type) {
	case nil:
	case string:
		if strings.Contains(r, "open stack of elements") { // x/net/html's own limit
			*err = ErrTooDeep
			return
		}
		*err = fmt.Errorf("the document broke its reader (%s): save its text instead", r)
	default:
		*err = fmt.Errorf("the document broke its reader (%v at %s): save its text instead", r, firstFrame(debug.Stack()))
	}
}

// firstFrame is the first line of a stack trace outside the runtime, for a report.
func firstFrame(stack []byte) string {
	for line := range strings.SplitSeq(string(stack), "\n") {
		if s := strings.TrimSpace(line); strings.Contains(s, ".go:") && !strings.Contains(s, "/runtime/") && !strings.Contains(s, "article.go:") {
			return s
		}
	}
	return "unknown"
}

func read(raw []byte, hint Hint, deadline time.Time) (news.Article, error) {
	format := hint.Format
	if format == Auto {
		var err error
		if format, err = Detect(raw, hint.ContentType, hint.Location); err != nil {
			return news.Article{}, err
		}
	}
	var p page
	var err error
	switch format {
	case HTML:
		p, err = readHTML(decode(raw, hint.ContentType, true), deadline)
	case MHTML:
		p, err = readMHTML(raw, deadline)
	case Markdown:
		p, err = readMarkdown(decode(raw, hint.ContentType, false))
	case Text:
		p, err = readText(decode(raw, hint.ContentType, false))
	default:
		return news.Article{}, fmt.Errorf("unknown format %q: use html, markdown, text or mhtml", format)
	}
	if err != nil {
		return news.Article{}, err
	}
	return compose(p, hint)
}

// Literal is the article of a text that is taken as it is: Text equals text to the byte, nothing is looked for in it but
// its language, and all else is what is given. The only error is ErrTooLarge.
func Literal(text string, given Metadata) (news.Article, error) {
	if len(text) > MaxBytes {
		return news.Article{}, ErrTooLarge
	}
	return news.Article{
		Title: given.Title, Publisher: given.Publisher, URL: given.URL, Published: given.Published,
		Language: language(text, ""), Text: text,
	}, nil
}

// first is the first non-empty string.
func first[S ~string](choices ...S) S {
	for _, s := range choices {
		if s != "" {
			return s
		}
	}
	return ""
}

func words(s string) []string { return strings.Fields(s) }

func runes(s string) int { return utf8.RuneCountInString(s) }
