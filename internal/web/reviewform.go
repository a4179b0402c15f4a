package web

import (
	"fmt"
	"net/http"
	"regexp"
	"strings"

	"gainsay/news"
)

// filledIn is what the form of the review page changes in a statement: the fields that say something else than the statement. Words are looked
// for near where they stood.
func (s *Site) filledIn(r *http.Request, e *news.Entry, text string) (change news.StatementChange, err error) {
	st := &e.Statement
	value := func(name string) (string, bool) {
		list := r.PostForm[name]
		if len(list) == 0 {
			return "", false
		}
		return strings.TrimSpace(strings.ReplaceAll(list[0], "\r\n", "\n")), true
	}
	was := reviewItemOf(e, text)
	for _, part := range []struct {
		name, was string
		into      **[]news.Span
	}{{"source", was.SourceText, &change.Source}, {"cue", was.CueText, &change.Cue}, {"content", was.Content, &change.Content}} {
		words, ok := value(part.name)
		if !ok || words == strings.TrimSpace(part.was) {
			continue
		}
		spans, err := located(text, words, st.Content[0].Start)
		if err != nil {
			return change, fmt.Errorf("%s: %w", part.name, err)
		}
		*part.into = &spans
	}
	if given, ok := value("speaker"); ok && given != was.SpeakerField() {
		id, err := s.speakerOf(r, given)
		if err != nil {
			return change, err
		}
		change.Speaker = &id
	}
	if act, ok := value("act"); ok && act != string(st.Act) {
		change.Act = (*news.Act)(&act)
	}
	if claim, ok := value("claim"); ok && claim != st.Claim {
		change.Claim = &claim
	}
	if stance, ok := value("stance"); ok && stance != string(st.Stance) {
		change.Stance = (*news.Stance)(&stance)
	}
	from, ok := value("from")
	to, both := value("to")
	if ok && both && (news.Day(from) != was.SaidFrom || news.Day(to) != was.SaidTo) {
		change.Said = &news.Said{From: news.Day(from), To: news.Day(to)}
	}
	return change, nil
}

// SpeakerField is the speaker as the field has him: "Ilse Brandt (e3)"; "" for none.
func (i *reviewItem) SpeakerField() string {
	if i.Speaker == "" {
		return ""
	}
	return i.Speaker + " (" + strings.TrimPrefix(i.SpeakerLink, speakerLink("")) + ")"
}

var speakerID = regexp.MustCompile(`(?:^|\()(e[1-9h][0-9]*)\)?$`)

// speakerOf is the id of the speaker that a field names: by "Ilse Brandt (e3)", by "e3", or by a name that one speaker alone has; "" for none.
func (s *Site) speakerOf(r *http.Request, field string) (string, error) {
	if field == "" {
		return "", nil
	}
	if found := speakerID.FindStringSubmatch(field); found != nil {
		return found[1], nil
	}
	named, err := s.asked(r).Names(r.Context(), field, 50)
	if err != nil {
		return "", err
	}
	id := ""
	for _, n := range named {
		if !strings.EqualFold(n.Name, field) || n.Entity == id {
			continue
		}
		if id != "" {
			return "", fmt.Errorf("%w: several speakers are called %q: give one as %s (%s)", errRequest, field, n.Name, n.Entity)
		}
		id = n.Entity
	}
	if id == "" {
		return "", fmt.Errorf("%w: no speaker is called %q: take one of those that the field offers", errRequest, field)
	}
	return id, nil
}

// located finds words in a text, each part of them, as news.Words joins them, where it stands nearest to a byte and behind the part before.
func located(text, words string, near int) ([]news.Span, error) {
	spans := []news.Span{}
	if words == "" {
		return spans, nil
	}
	last := 0
	for part := range strings.SplitSeq(words, " … ") {
		best := -1
		for at := last; ; {
			next := strings.Index(text[at:], part)
			if next < 0 || part == "" {
				break
			}
			at += next
			if best < 0 || distance(at, near) < distance(best, near) {
				best = at
			}
			at += len(part)
		}
		if best < 0 {
			return nil, fmt.Errorf("%w: %q does not stand in the text: copy the words as they are there, and part those that stand apart by “ … ”", errRequest, part)
		}
		last = best + len(part)
		near = last
		spans = append(spans, news.Span{Start: best, End: last})
	}
	return spans, nil
}

func distance(a, b int) int { return max(a-b, b-a) }
