package edit

import (
	"slices"

	"gainsay/internal/origin"
	"gainsay/news"
)

// Compare tells what became of the statements, the paragraphs and the headline of an article between two versions of it. The records
// are such as record.Check finds nothing wrong with. Statements come in the order of the version before, each that was added before the
// next one that stands in both; what stands in both is there once.
//
// Time and space grow with the length of the texts and the number of statements; in a paragraph of very many statements each is
// held against those near its place only.
func Compare(before, after *news.Record) news.Edit {
	edit := news.Edit{
		Before: before.ID, After: after.ID,
		Passages: origin.Align(before.Article.Text, after.Article.Text),
		Title:    headline(before.Article.Title) != headline(after.Article.Title),
	}
	here := placesOf(&before.Article, edit.Passages, func(p news.Passage) []news.Span { return p.Here })
	there := placesOf(&after.Article, edit.Passages, func(p news.Passage) []news.Span { return p.There })
	c := comparison{
		here: here, there: there,
		before: utterancesOf(before, here), after: utterancesOf(after, there),
		speakers: speakersOf(before, after),
		sameDay:  before.Article.Published == after.Article.Published,
		parents:  map[string]string{},
	}
	pairUp(c.before, c.after, rules(c.speakers.same))
	edit.Statements = c.statements()
	return edit
}

// comparison is two versions of an article while they are compared.
type comparison struct {
	here, there   *places
	before, after []*utterance
	speakers      speakers
	sameDay       bool              // both versions were published on the same day
	parents       map[string]string // ids of the statements after by those of the same before
}

// statements tells what became of each.
func (c *comparison) statements() []news.StatementEdit {
	for _, u := range c.before {
		if u.pair != nil {
			c.parents[u.ID] = u.pair.ID
		}
	}
	added := map[*utterance][]news.StatementEdit{} // by the statement of the version before that comes next; nil: none does
	var next *utterance
	for _, u := range slices.Backward(c.after) {
		if u.pair != nil {
			next = u.pair
			continue
		}
		kind := news.Added
		if u.standsIn(c.there, c.here) {
			kind = news.ReadOtherwise
		}
		added[next] = append(added[next], news.StatementEdit{Kind: kind, After: u.ID})
	}
	var out []news.StatementEdit
	flush := func(next *utterance) {
		for _, s := range slices.Backward(added[next]) {
			out = append(out, s)
		}
	}
	for _, u := range c.before {
		flush(u)
		out = append(out, c.became(u))
	}
	flush(nil)
	return out
}

// became tells what became of a statement of the version before.
func (c *comparison) became(u *utterance) news.StatementEdit {
	if u.pair == nil {
		if u.standsIn(c.here, c.there) {
			return news.StatementEdit{Kind: news.ReadOtherwise, Before: u.ID}
		}
		return news.StatementEdit{Kind: news.Gone, Before: u.ID}
	}
	out := news.StatementEdit{Before: u.ID, After: u.pair.ID, Changed: c.changed(u, u.pair)}
	switch same := c.speakers.same(u, u.pair); {
	case len(out.Changed) == 0:
		out.Kind = news.Kept
	case u.standsIn(c.here, c.there) && u.pair.standsIn(c.there, c.here):
		out.Kind = news.ReadOtherwise
	case !same:
		out.Kind = news.SpeakerChanged
	case u.quoted != u.pair.quoted:
		out.Kind = news.QuotationChanged
	default:
		out.Kind = news.Reworded
	}
	return out
}

// changed lists the fields in which two forms of one statement differ.
func (c *comparison) changed(before, after *utterance) []news.Field {
	var fields []news.Field
	differ := func(field news.Field, yes bool) {
		if yes {
			fields = append(fields, field)
		}
	}
	differ(news.FieldSource, before.source != after.source)
	differ(news.FieldSpeaker, !c.speakers.same(before, after))
	differ(news.FieldCue, before.cue != after.cue)
	differ(news.FieldContent, before.content != after.content || before.quoted != after.quoted && before.Form == after.Form)
	differ(news.FieldForm, before.Form != after.Form)
	differ(news.FieldAct, before.Act != after.Act)
	differ(news.FieldSaid, c.saidDiffers(before.Said, after.Said))
	differ(news.FieldChannel, spoken(before.Channel) != spoken(after.Channel))
	differ(news.FieldAddressee, spoken(before.Addressee) != spoken(after.Addressee))
	differ(news.FieldVia, spoken(before.Via) != spoken(after.Via))
	differ(news.FieldParent, (before.Parent == "") != (after.Parent == "") || c.parents[before.Parent] != after.Parent)
	return fields
}

// saidDiffers tells whether the words for the day differ, or else the days, if the day that they are counted from is the same.
func (c *comparison) saidDiffers(before, after *news.Said) bool {
	var b, a news.Said
	if before != nil {
		b = *before
	}
	if after != nil {
		a = *after
	}
	return spoken(b.Text) != spoken(a.Text) || c.sameDay && (b.From != a.From || b.To != a.To)
}
