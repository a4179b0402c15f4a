package article

import (
	"net/url"
	"strings"
	"unicode/utf8"

	"gainsay/news"
)

// maxExcluded bounds the excluded lines that are kept of one page, for a page's frame may hold thousands.
const maxExcluded = 200

// compose makes the article of a page's lines and what it declares.
func compose(p page, hint Hint) (news.Article, error) {
	titles := append(nonEmpty(hint.Given.Title), p.meta.titles...)
	start := 0
	if !p.ordered {
		start = headStart(p.blocks)
	}
	h := readHead(p.blocks[start:], titlesWithout(titles, p.meta.publisher), p.ordered)
	kinds := map[int]news.ExcludedKind{}
	for i, kind := range h.kinds {
		kinds[start+i] = kind
	}
	original := ""
	if p.ordered {
		original = readOriginal(p.blocks, kinds)
		for i, b := range p.blocks {
			if kind, ok := loneAddress(b); ok && kinds[i] == "" {
				kinds[i] = kind
			}
		}
	}
	for i := start; i < len(p.blocks) && !p.blocks[i].in; i++ { // the picture between the headline and the text
		if b := p.blocks[i]; b.kind == caption && kinds[i] == "" {
			kinds[i], _ = furniture(b)
		}
	}
	a := describe(p, h, hint, original)
	body := a.sort(p.blocks, kinds)
	body = joinBroken(body)
	if len(body) == 0 {
		return news.Article{}, ErrEmpty
	}
	a.signatures(body)
	paragraphs := make([]string, len(body))
	for i, b := range body {
		paragraphs[i] = b.text
	}
	a.Text = strings.Join(paragraphs, "\n\n")
	a.Language = language(a.Text, p.meta.language)
	return a.Article, nil
}

// composed is an article in the making.
type composed struct{ news.Article }

// headStart is the first block of the head of an HTML page's article: the headline before the body, else some lines
// before it.
func headStart(blocks []block) int {
	body := 0
	for body < len(blocks) && !blocks[body].in {
		body++
	}
	start := max(0, body-headLines/2)
	for i := body; i >= 0 && i > body-headLines && i < len(blocks); i-- {
		if blocks[i].kind == heading && blocks[i].level == 1 {
			return i
		}
	}
	return start
}

// describe fills in what is known beside the text. What is given goes first, then what the page declares for machines,
// then what its head says to readers, then what was offered for pages that say nothing.
func describe(p page, h head, hint Hint, original string) composed {
	given, m, rest := hint.Given, p.meta, hint.Otherwise
	var a composed
	a.Publisher = first(given.Publisher, m.publisher, rest.Publisher)
	a.Title = first(given.Title, titleWithout(m.title, a.Publisher, m.titles), h.title, rest.Title)
	a.URL = first(given.URL, webLocation(hint.Location), m.url, rest.URL)
	a.CanonicalURL = first(absolute(m.canonical, first(a.URL, m.base)), original)
	a.Published = first(given.Published, m.published, h.credits.published, dayOfURL(first(a.CanonicalURL, a.URL)), rest.Published)
	a.Modified = first(m.modified, h.credits.modified)
	if a.Modified < a.Published {
		a.Modified = ""
	}
	names, agency := people(m.byline, a.Publisher)
	if len(names) == 0 {
		names, _ = people(h.credits.names, a.Publisher)
	}
	a.Byline, a.Agency = names, first(h.credits.agency, agency)
	return a
}

// webLocation is a location if it is a web address, else "".
func webLocation(location string) string {
	if u, err := url.Parse(location); err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || !utf8.ValidString(location) {
		return ""
	}
	return location
}

// sort parts the blocks into the body, which it returns, and the excluded lines.
func (a *composed) sort(blocks []block, kinds map[int]news.ExcludedKind) (body []block) {
	seen := map[string]bool{}
	announced := false // the line before announces other articles
	for i, b := range blocks {
		kind, known := kinds[i]
		switch {
		case known:
		case b.in:
			if announced && b.allLink() && len(b.text) < 200 {
				kind, known = news.ExcludedRelated, true
			} else if kind, known = furniture(b); !known {
				body = append(body, b)
				announced = false
				continue
			}
			announced = kind == news.ExcludedRelated
		case b.region:
			if kind, known = furniture(b); !known {
				kind = news.ExcludedOther
			}
		default:
			continue
		}
		if m := agencyRights.FindStringSubmatch(b.text); m != nil && b.kind != caption { // a picture's owner is not the text's
			a.Agency = first(a.Agency, signedName[m[1]])
		}
		if seen[b.text] || len(a.Excluded) == maxExcluded || key(b.text) == "" {
			continue
		}
		seen[b.text] = true
		a.Excluded = append(a.Excluded, news.Excluded{Kind: kind, Text: b.text})
	}
	return body
}

// signatures reads what the body itself says about its origin: the dateline of one of its first paragraphs, and an
// agency's sign-off at its end.
func (a *composed) signatures(body []block) {
	for _, b := range body[:min(len(body), 3)] {
		if b.kind == heading {
			continue
		}
		if place, agency := dateline(b.text); place != "" || agency != "" {
			a.Dateline = place
			a.Agency = first(a.Agency, agency)
			break
		}
	}
	last := body[len(body)-1].text
	if m := signOff.FindStringSubmatch(last[max(0, len(last)-80):]); m != nil {
		a.Agency = first(a.Agency, signedName[m[1]])
	}
}

// titlesWithout adds each title without the site's name at its end.
func titlesWithout(titles []string, publisher string) []string {
	all := titles
	for _, t := range titles {
		all = append(all, titleWithout(t, publisher, titles))
	}
	return all
}

// titleWithout takes the site's name off the end of a title: where what follows the last bar or dash is the publisher,
// or where what stands before it is another wording of the title.
func titleWithout(title, publisher string, others []string) string {
	for _, mark := range []string{" | ", " - ", " – ", " — ", " :: ", " · ", " • ", " « ", " // "} {
		at := strings.LastIndex(title, mark)
		if at <= 0 {
			continue
		}
		before, after := title[:at], title[at+len(mark):]
		if k := key(after); k != "" && k == key(publisher) {
			return before
		}
		for _, o := range others {
			if key(o) == key(before) {
				return before
			}
		}
	}
	return title
}
