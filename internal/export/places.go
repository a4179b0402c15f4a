package export

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"

	"gainsay/internal/record"
	"gainsay/news"
)

// places turns spans of one article into code points.
type places struct{ title, text *record.Offsets }

func placesOf(a *news.Article) places {
	return places{title: record.NewOffsets(a.Title), text: record.NewOffsets(a.Text)}
}

// points are spans as [start, end) in code points, never nil; an error where one does not lie in the text.
func (p places) points(part news.Part, spans []news.Span) ([][2]int, error) {
	offsets := p.text
	if part == news.InTitle {
		offsets = p.title
	}
	out := make([][2]int, len(spans))
	for i, span := range spans {
		start, before := offsets.CodePoint(span.Start)
		end, behind := offsets.CodePoint(span.End)
		if !before || !behind || start >= end {
			return nil, fmt.Errorf("%v is no place in the %s", span, part)
		}
		out[i] = [2]int{start, end}
	}
	return out, nil
}

// placer gives the places of documents. It holds the last one: the statements of a document mostly come together.
type placer struct {
	text     func(document string) (news.Article, error)
	document string
	places   places
}

// extent is where the content of an entry begins and ends, in code points; nil where the text cannot be had.
func (p *placer) extent(e *news.Entry) (start, end *int64, err error) {
	if p.text == nil || len(e.Statement.Content) == 0 {
		return nil, nil, nil
	}
	if e.Document.ID != p.document || p.places.text == nil {
		article, err := p.text(e.Document.ID)
		if err != nil {
			return nil, nil, fmt.Errorf("the text of %s: %w", e.Document.ID, err)
		}
		p.document, p.places = e.Document.ID, placesOf(&article)
	}
	points, err := p.places.points(e.Statement.Part, e.Statement.Content)
	if err != nil {
		return nil, nil, nil // the text is another one than the statement was read in: no place is better than a wrong one
	}
	first, last := int64(points[0][0]), int64(points[len(points)-1][1])
	return &first, &last, nil
}

// digest is the SHA-256 of a text as the contract gives it: in lower-case hex, of valid UTF-8.
func digest(text string) string {
	sum := sha256.Sum256([]byte(string([]rune(text))))
	return hex.EncodeToString(sum[:])
}

// fullID is an id that holds in the whole archive, of one that may hold in a document only.
func fullID(document, statement string) string {
	if strings.Contains(statement, "#") {
		return statement
	}
	return document + "#" + statement
}
