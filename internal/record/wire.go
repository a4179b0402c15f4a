package record

import (
	"crypto/sha256"
	"encoding/hex"

	"gainsay/news"
)

// The shapes of a record line, with the keys in the order that the contract gives them. A pointer is null where the field
// does not apply; no slice may be nil.

type line struct {
	ID         string          `json:"id"`
	Document   documentLine    `json:"document"`
	Entities   []entityLine    `json:"entities"`
	Times      []timeLine      `json:"times"`
	Statements []statementLine `json:"statements"`
	Claims     []claimLine     `json:"claims"`
	Models     string          `json:"models"`
}

type documentLine struct {
	Title        *string        `json:"title"`
	Byline       []string       `json:"byline"`
	Agency       *string        `json:"agency"`
	Publisher    *string        `json:"publisher"`
	Published    *string        `json:"published"`
	Dateline     *string        `json:"dateline"`
	URL          *string        `json:"url"`
	CanonicalURL *string        `json:"canonical_url"`
	Language     *string        `json:"language"`
	Text         string         `json:"text"`
	SHA256       string         `json:"sha256"`
	Excluded     []excludedLine `json:"excluded"`
}

type excludedLine struct {
	Kind string `json:"kind"`
	Text string `json:"text"`
}

type entityLine struct {
	ID       string   `json:"id"`
	Name     string   `json:"name"`
	Kind     string   `json:"kind"`
	Role     *string  `json:"role"`
	Aliases  []string `json:"aliases"`
	Mentions [][2]int `json:"mentions"`
}

type timeLine struct {
	Span  [2]int  `json:"span"`
	Type  string  `json:"type"`
	Value *string `json:"value"`
}

type statementLine struct {
	ID         string       `json:"id"`
	Part       string       `json:"part"`
	Source     *sourceLine  `json:"source"`
	Cue        *cueLine     `json:"cue"`
	Content    contentLine  `json:"content"`
	Form       string       `json:"form"`
	Act        string       `json:"act"`
	Said       *saidLine    `json:"said"`
	Channel    *string      `json:"channel"`
	Addressee  *string      `json:"addressee"`
	Via        *string      `json:"via"`
	Parent     *string      `json:"parent"`
	Claim      *string      `json:"claim"`
	Stance     *string      `json:"stance"`
	Answers    []answerLine `json:"answers"`
	Confidence float64      `json:"confidence"`
}

type sourceLine struct {
	Spans  [][2]int `json:"spans"`
	Entity *string  `json:"entity"`
}

type cueLine struct {
	Spans [][2]int `json:"spans"`
	Lemma string   `json:"lemma"`
}

type contentLine struct {
	Spans [][2]int `json:"spans"`
}

type saidLine struct {
	From *string `json:"from"`
	To   *string `json:"to"`
	Text *string `json:"text"`
}

type answerLine struct {
	Statement string `json:"statement"`
	Relation  string `json:"relation"`
}

type claimLine struct {
	ID   string `json:"id"`
	Text string `json:"text"`
}

type failureLine struct {
	ID    *string `json:"id"`
	Error string  `json:"error"`
}

// nullable is nil for "".
func nullable[S ~string](s S) *string {
	if s == "" {
		return nil
	}
	plain := string(s)
	return &plain
}

// given is "" for nil.
func given[S ~string](s *string) S {
	if s == nil {
		return ""
	}
	return S(*s)
}

// filled leaves out empty strings, and is never nil.
func filled(all []string) []string {
	kept := make([]string, 0, len(all))
	for _, s := range all {
		if s != "" {
			kept = append(kept, s)
		}
	}
	return kept
}

// digest is the hex SHA-256 of a text as a record line writes it.
func digest(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}

// offsetsOf picks the text that a statement's spans point into.
func (c *codec) offsetsOf(part news.Part) *Offsets {
	if part == news.InTitle {
		return c.title
	}
	return c.text
}

// codec holds the offset tables of one document.
type codec struct{ title, text *Offsets }
