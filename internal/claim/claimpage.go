package claim

import (
	"cmp"
	"slices"
	"strings"

	"gainsay/news"
)

// Page gathers what linked records hold on the claim with an id. Origin names for a document's id the text that it carries, so
// that copies count once; nil, or "" for a document: it is one of its own. Records without the claim may be among them; ok is
// false where none has it.
func Page(id string, records []news.Record, origin func(document string) string) (page news.ClaimPage, ok bool) {
	var voices []news.Voice
	origins := map[string]bool{}
	for i := range records {
		rec := &records[i]
		for _, c := range rec.Claims {
			if c.ID != id {
				continue
			}
			if !ok {
				page.Claim, ok = c, true
			}
			if of := originOf(rec.ID, origin); origins[of] {
				page.Copies++
			} else {
				origins[of] = true
			}
			voices = append(voices, voicesOf(id, rec)...)
		}
	}
	page.Origins = len(origins)
	gather(&page, voices, origin)
	return page, ok
}

// PageOf is [Page] of the entries of an archive on one claim, as it stood at the end of a day: what was said or published later, or on no
// known day, is left out; with "" nothing is. Their order does not matter. It is false where there are no entries.
func PageOf(entries []news.Entry, until news.Day) (page news.ClaimPage, ok bool) {
	if len(entries) == 0 {
		return page, false
	}
	entries = slices.Clone(entries)
	slices.SortFunc(entries, asKept)
	page.Claim = news.Claim{ID: entries[0].Statement.Claim, Text: entries[0].Claim}
	textOf := map[string]string{} // of documents, those that are in the page
	origin := func(document string) string { return textOf[document] }
	origins := map[string]bool{}
	var voices []news.Voice
	for i := range entries {
		v := voiceOf(&entries[i])
		if until != "" && (v.Day == "" || v.Day > until) {
			continue
		}
		voices = append(voices, v)
		if _, known := textOf[v.Document]; known {
			continue
		}
		textOf[v.Document] = entries[i].Document.Origin
		if of := originOf(v.Document, origin); origins[of] {
			page.Copies++
		} else {
			origins[of] = true
		}
	}
	page.Origins = len(origins)
	gather(&page, voices, origin)
	return page, true
}

// asKept orders entries as their documents were captured, those of one document as they were read.
func asKept(a, b news.Entry) int {
	return cmp.Or(cmp.Compare(len(a.Document.ID), len(b.Document.ID)), cmp.Compare(a.Document.ID, b.Document.ID),
		cmp.Compare(len(a.ID), len(b.ID)), cmp.Compare(a.ID, b.ID))
}

// voiceOf is an entry of an archive as a voice.
func voiceOf(e *news.Entry) news.Voice {
	s := &e.Statement
	v := news.Voice{Document: e.Document.ID, Statement: s.ID, Outlet: e.Document.Publisher, Day: dayOf(s, e.Document.Published), Stance: s.Stance,
		Name: e.Source, Words: e.Words, Review: e.Review, Answers: s.Answers}
	if e.Speaker != nil {
		v.Speaker, v.Name = e.Speaker.ID, e.Speaker.Name
	}
	return v
}

// dayOf is the day on which a statement was made, where the text settles it, or else that of publication.
func dayOf(s *news.Statement, published news.Day) news.Day {
	if s.Said != nil && s.Said.From != "" && s.Said.From == s.Said.To {
		return s.Said.From
	}
	return published
}

// gather puts what was said to a claim in order.
func gather(page *news.ClaimPage, voices []news.Voice, origin func(string) string) {
	slices.SortStableFunc(voices, earlier)
	page.Voices = once(voices, origin)
	if len(page.Voices) > 0 {
		page.FirstSeen = page.Voices[0]
	}
	page.Reply = firstReply(page.Voices)
	page.Courses = courses(page.Voices)
}

// originOf is the text that a document carries.
func originOf(document string, origin func(string) string) string {
	if origin != nil {
		if of := origin(document); of != "" {
			return "text " + of
		}
	}
	return "document " + document
}

// voicesOf lists the statements of a record on a claim.
func voicesOf(id string, rec *news.Record) (voices []news.Voice) {
	names := make(map[string]string, len(rec.Entities))
	for _, e := range rec.Entities {
		names[e.ID] = e.Name
	}
	for i := range rec.Statements {
		s := &rec.Statements[i]
		if s.Claim != id {
			continue
		}
		text := rec.Article.Body(s.Part)
		v := news.Voice{Document: rec.ID, Statement: s.ID, Outlet: rec.Article.Publisher, Day: dayOf(s, rec.Article.Published), Stance: s.Stance, Words: news.Words(text, s.Content)}
		for _, a := range s.Answers {
			if !strings.Contains(a.Statement, "#") {
				a.Statement = rec.ID + "#" + a.Statement
			}
			v.Answers = append(v.Answers, a)
		}
		if s.Source != nil {
			v.Speaker, v.Name = s.Source.Entity, names[s.Source.Entity]
			if v.Name == "" {
				v.Name = news.Words(text, s.Source.Spans)
			}
		}
		voices = append(voices, v)
	}
	return voices
}

// earlier orders voices by day, those of unknown day last.
func earlier(a, b news.Voice) int {
	if (a.Day == "") != (b.Day == "") {
		return cmp.Compare(b.Day, a.Day)
	}
	return cmp.Compare(a.Day, b.Day)
}

// sameWords takes the house style out of words.
var sameWords = strings.NewReplacer("“", `"`, "”", `"`, "‘", "'", "’", "'", "–", "-", "—", "-")

// once joins the voices that copies of one text repeat: those of the same stance and the same words.
func once(voices []news.Voice, origin func(string) string) []news.Voice {
	at := map[string]int{}
	var list []news.Voice
	for _, v := range voices {
		key := strings.Join([]string{originOf(v.Document, origin), string(v.Stance), v.Speaker, sameWords.Replace(strings.ToLower(v.Words))}, "\x00")
		k, known := at[key]
		if known && list[k].Document != v.Document {
			list[k].Copies++
			list[k].Also = append(list[k].Also, v.ID())
			list[k].Answers = slices.Concat(list[k].Answers, v.Answers)
			continue
		}
		at[key] = len(list)
		list = append(list, v)
	}
	return list
}

// firstReply finds the first who denies or doubts what somebody else asserted on an earlier day or earlier on the same, and the one
// who put it forward first.
func firstReply(voices []news.Voice) *news.Reply {
	var first, other *news.Voice // who put it forward first, and the first else
	for i := range voices {
		v := &voices[i]
		switch day, known := v.Day.Time(); {
		case !known:
		case v.Stance == news.Asserts && first == nil:
			first = v
		case v.Stance == news.Asserts && other == nil && v.Speaker != first.Speaker:
			other = v
		case v.Stance == news.Denies || v.Stance == news.Doubts:
			for _, to := range []*news.Voice{first, other} {
				if to != nil && (to.Speaker != v.Speaker || v.Speaker == "") {
					since, _ := to.Day.Time()
					return &news.Reply{To: *to, By: *v, Days: int(day.Sub(since).Hours() / 24)}
				}
			}
		}
	}
	return nil
}

// courses lists what each known speaker said who took a stance on several occasions.
func courses(voices []news.Voice) []news.Course {
	at := map[string]int{}
	var list []news.Course
	for _, v := range voices {
		if v.Speaker == "" || v.Stance == "" {
			continue
		}
		k, known := at[v.Speaker]
		if !known {
			k = len(list)
			at[v.Speaker] = k
			list = append(list, news.Course{Speaker: v.Speaker, Name: v.Name})
		}
		c := &list[k]
		if n := len(c.Voices); n > 0 && c.Voices[n-1].Stance != v.Stance && v.Day > c.Voices[n-1].Day {
			c.Changes = append(c.Changes, news.Change{Before: c.Voices[n-1], After: v})
		}
		c.Voices = append(c.Voices, v)
	}
	return slices.DeleteFunc(list, func(c news.Course) bool { return len(c.Voices) < 2 })
}
