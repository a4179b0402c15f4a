package gainsay

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	lru "github.com/hashicorp/golang-lru/v2"

	"gainsay/news"
)

// ErrUnexplained is a statement that the archive's reader does not find where the archive has it: another one read it.
var ErrUnexplained = errors.New("the reader of this archive does not read this statement: another one did")

// How many documents are kept explained, and how long a reading may take that explains one.
const (
	mostExplained    = 16
	longestExplained = 30 * time.Second
)

// Explain tells what the fields of a statement are read from, as the archive's reader reads its article now: the words, the model or the
// rule, and how sure that is. It reads one article at a time, and keeps the last ones. Of a statement that people have corrected it explains
// what a machine had read. The errors are ErrNoReader, ErrUnexplained and those of [Archive.Statement].
func (a *Archive) Explain(ctx context.Context, id string) (news.Explained, error) {
	if a.reader == nil {
		return news.Explained{}, ErrNoReader
	}
	entry, err := a.machines(ctx, id)
	if err != nil {
		return news.Explained{}, err
	}
	document := entry.Document.ID
	found, err := a.explain.once(ctx, document, func(ctx context.Context) (news.Explanation, error) {
		article, err := a.Article(ctx, document)
		if err != nil {
			return news.Explanation{}, err
		}
		return a.reader.explainArticle(ctx, document, article)
	})
	if err != nil {
		return news.Explained{}, err
	}
	i := likest(found.Record.Statements, &entry.Statement)
	if i < 0 {
		return news.Explained{}, fmt.Errorf("statement %s: %w", id, ErrUnexplained)
	}
	rec, err := a.Record(ctx, document)
	if err != nil {
		return news.Explained{}, err
	}
	return explainedAs(&found, i, names(&found.Record, rec.Statements)), nil
}

// machines is a statement as a machine read it last, before people said anything about it.
func (a *Archive) machines(ctx context.Context, id string) (news.Entry, error) {
	entry, err := a.Statement(ctx, id)
	if err != nil || entry.Review == "" {
		return entry, err
	}
	held, err := a.History(ctx, id)
	for i := range held {
		if held[i].Review == "" {
			return held[i], err
		}
	}
	return entry, err
}

// likest is which of some statements lies on most of the words of another: at least on half of the shorter one's content; -1 where none does.
func likest(statements []news.Statement, of *news.Statement) int {
	best, most := -1, 0.0
	for i := range statements {
		s := &statements[i]
		if s.Part != of.Part {
			continue
		}
		shared, shorter, longer := 0, length(s.Content), length(of.Content)
		for _, x := range s.Content {
			for _, y := range of.Content {
				shared += max(0, min(x.End, y.End)-max(x.Start, y.Start))
			}
		}
		if shorter > longer {
			shorter, longer = longer, shorter
		}
		if share := float64(shared) / float64(longer); 2*shared >= shorter && share > most {
			best, most = i, share
		}
	}
	return best
}

func length(spans []news.Span) (n int) {
	for _, s := range spans {
		n += s.Len()
	}
	return n
}

// names gives what the archive calls the statements of a reading, where it has them.
func names(read *news.Record, held []news.Statement) map[string]string {
	names := map[string]string{}
	for i := range read.Statements {
		if j := likest(held, &read.Statements[i]); j >= 0 {
			names[read.Statements[i].ID] = held[j].ID
		}
	}
	return names
}

// explainedAs takes one statement out of an explanation, with the names that the archive has for those it names.
func explainedAs(found *news.Explanation, i int, names map[string]string) news.Explained {
	out := news.Explained{Statement: found.Record.Statements[i], Models: found.Record.Models}
	out.Statement.ID, out.Statement.Parent = names[out.Statement.ID], names[out.Statement.Parent]
	out.Statement.Answers = nil // what it answers in its own document, by names that are not the archive's
	for _, e := range found.Evidence[i] {
		switch e.Field {
		case news.FieldParent:
			e.Value = names[e.Value]
		case news.FieldAnswers: // "denies s11"
			if relation, name, ok := strings.Cut(e.Value, " "); ok {
				e.Value = strings.TrimSpace(relation + " " + names[name])
			}
		}
		e.Statement = names[e.Statement]
		out.Evidence = append(out.Evidence, e)
	}
	return out
}

// explainer keeps the explanations of the documents that were asked about last, and lets one be made at a time.
type explainer struct {
	turn chan struct{}
	kept *lru.Cache[string, news.Explanation] // by document
}

func newExplainer() (*explainer, error) {
	kept, err := lru.New[string, news.Explanation](mostExplained)
	return &explainer{make(chan struct{}, 1), kept}, err
}

// once gives the explanation of a document, which it makes where it is not kept.
func (e *explainer) once(ctx context.Context, document string, explain func(context.Context) (news.Explanation, error)) (news.Explanation, error) {
	if found, ok := e.kept.Get(document); ok {
		return found, nil
	}
	select {
	case e.turn <- struct{}{}:
		defer func() { <-e.turn }()
	case <-ctx.Done():
		return news.Explanation{}, context.Cause(ctx)
	}
	if found, ok := e.kept.Get(document); ok {
		return found, nil // somebody made it meanwhile
	}
	ctx, cancel := context.WithTimeout(ctx, longestExplained)
	defer cancel()
	found, err := explain(ctx)
	if err == nil {
		e.kept.Add(document, found)
	}
	return found, err
}
