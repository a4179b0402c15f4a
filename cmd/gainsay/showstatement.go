package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"gainsay/internal/analysis/token"
	"gainsay/internal/record"
	"gainsay/news"
)

// statement prints a statement with all that the archive knows of it.
func (v *viewer) statement(id string) (string, error) {
	e, err := v.archive.Statement(v.ctx, id)
	if err != nil {
		return "", err
	}
	article, err := v.archive.Article(v.ctx, e.Document.ID)
	if err != nil {
		return "", err
	}
	if v.program.asJSON {
		return string(record.EncodeEntry(&e, &article)), nil
	}
	var out strings.Builder
	shown := archived(&e, nil)
	if e.Statement.Cue != nil {
		shown.cue = news.Words(article.Body(e.Statement.Part), e.Statement.Cue.Spans)
	}
	v.screen.printEntry(&out, shown, margin{column: columnOf([]entry{shown})}, true)
	out.WriteByte('\n')
	v.screen.printPlaces(&out, &e, &article)
	for _, part := range []func(*strings.Builder, *news.Entry) error{v.chain, v.answers, v.answered, v.claimOf, v.corrections, v.history} {
		if err := part(&out, &e); err != nil {
			return "", err
		}
	}
	v.fact(&out, "article", e.Document.ID+" "+inBrief(&e.Document))
	if e.Document.URL != "" {
		v.fact(&out, "", e.Document.URL)
	}
	v.fact(&out, "captured", moment(e.Document.Captured)+" from "+e.Document.Place)
	v.fact(&out, "sha256", e.Document.SHA256)
	return out.String(), nil
}

// fact writes the name of a fact and the fact beside it.
func (v *viewer) fact(out *strings.Builder, name string, pieces ...string) {
	text := make([]piece, len(pieces))
	for i, p := range pieces {
		text[i] = piece{p, ""}
	}
	v.screen.labelled(out, margin{column: evidenceColumn}, piece{name, cyan}, evidenceColumn+2, text...)
}

// printPlaces writes the sentences that a statement stands in, with its content marked, and where its parts stand, in code points.
func (s screen) printPlaces(out *strings.Builder, e *news.Entry, article *news.Article) {
	text := article.Body(e.Statement.Part)
	name := "sentence"
	if e.Statement.Part == news.InTitle {
		name = "headline"
	}
	at := margin{column: evidenceColumn}
	s.labelled(out, at, piece{name, cyan}, evidenceColumn, marked(text, sentencesAround(text, &e.Statement), e.Statement.Content)...)
	places := record.NewOffsets(text)
	for _, part := range []struct {
		name  string
		spans []news.Span
	}{{"source", sourceSpans(&e.Statement)}, {"cue", cueSpans(&e.Statement)}, {"content", e.Statement.Content}} {
		for i, span := range part.spans {
			label := part.name
			if i > 0 {
				label = ""
			}
			start, _ := places.CodePoint(span.Start)
			end, _ := places.CodePoint(span.End)
			_, words, _ := around(text, span)
			s.labelled(out, at, piece{label, cyan}, evidenceColumn+2, piece{fmt.Sprintf("[%d,%d) ", start, end), dim}, piece{words, ""})
		}
	}
}

func sourceSpans(s *news.Statement) []news.Span {
	if s.Source == nil {
		return nil
	}
	return s.Source.Spans
}

func cueSpans(s *news.Statement) []news.Span {
	if s.Cue == nil {
		return nil
	}
	return s.Cue.Spans
}

// sentencesAround is the span from the first to the last sentence that a statement touches.
func sentencesAround(text string, s *news.Statement) news.Span {
	all := slices.Concat(sourceSpans(s), cueSpans(s), s.Content)
	touched := all[0]
	for _, span := range all {
		touched.Start, touched.End = min(touched.Start, span.Start), max(touched.End, span.End)
	}
	around := touched
	document := token.Split(text)
	for _, sentence := range document.Sentences {
		span := news.Span{Start: document.Tokens[sentence.Tokens.First].Span.Start, End: document.Tokens[sentence.Tokens.End-1].Span.End}
		if span.Overlaps(touched) {
			around.Start, around.End = min(around.Start, span.Start), max(around.End, span.End)
		}
	}
	return around
}

// marked is part of a text with some of it between » and «.
func marked(text string, part news.Span, spans []news.Span) []piece {
	var pieces []piece
	at := part.Start
	for _, span := range spans {
		pieces = append(pieces, piece{text[at:span.Start], dim}, piece{"»" + span.In(text) + "«", ""})
		at = span.End
	}
	return append(pieces, piece{text[at:part.End], dim})
}

// chain writes through whom a statement came: outlet, agency, who reports it, and its speaker.
func (v *viewer) chain(out *strings.Builder, e *news.Entry) error {
	links := []string{outletOf(&e.Document)}
	if e.Document.Agency != "" && e.Document.Agency != links[0] {
		links = append(links, e.Document.Agency)
	}
	var above []string
	for parent := e.Statement.Parent; parent != "" && len(above) < 20; {
		other, err := v.archive.Statement(v.ctx, e.Document.ID+"#"+parent)
		if err != nil {
			return err
		}
		above = append(above, archived(&other, nil).speaker()[0].text+" ("+parent+")")
		parent = other.Statement.Parent
	}
	slices.Reverse(above)
	links = append(links, above...)
	if e.Statement.Via != "" {
		links = append(links, e.Statement.Via)
	}
	who := archived(e, nil).speaker()[0].text
	if e.Speaker != nil {
		who += " (" + e.Speaker.ID + ")"
	}
	v.fact(out, "told by", strings.Join(append(links, who), " → "))
	return nil
}

// other is a statement that another one is tied to, in a few words.
func (v *viewer) other(out *strings.Builder, name string, relation news.Relation, e *news.Entry) {
	shown := archived(e, nil)
	v.fact(out, name, string(relation)+" "+shown.name()+": ", shown.words)
}

func (v *viewer) answers(out *strings.Builder, e *news.Entry) error {
	for _, answer := range e.Statement.Answers {
		other, err := v.archive.Statement(v.ctx, answer.Statement)
		if err != nil {
			return err
		}
		v.other(out, "answers", answer.Relation, &other)
	}
	return nil
}

func (v *viewer) answered(out *strings.Builder, e *news.Entry) error {
	others, err := v.archive.Answers(v.ctx, e.ID)
	for i := range others {
		for _, answer := range others[i].Statement.Answers {
			if answer.Statement == e.ID {
				v.other(out, "answered by", answer.Relation, &others[i])
			}
		}
	}
	return err
}

func (v *viewer) claimOf(out *strings.Builder, e *news.Entry) error {
	if e.Statement.Claim != "" {
		v.fact(out, "claim", e.Statement.Claim+" "+cmp.Or(verbOf(e.Statement.Stance), "passes it on")+": ", e.Claim)
	}
	return nil
}

func (v *viewer) corrections(out *strings.Builder, e *news.Entry) error {
	list, err := v.archive.Corrections(v.ctx, e.ID)
	for i := range list {
		v.fact(out, "review", correctionLine(&list[i]))
	}
	return err
}

// history writes what held of the statement before.
func (v *viewer) history(out *strings.Builder, e *news.Entry) error {
	list, err := v.archive.History(v.ctx, e.ID)
	last := ""
	for i := range list {
		shown := archived(&list[i], nil)
		line := shown.speaker()[0].text + " (" + shown.act() + "): " + shown.words
		if i > 0 && line != last {
			v.fact(out, "before", line)
		}
		last = line
	}
	return err
}
