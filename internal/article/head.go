package article

import (
	"strings"

	"gainsay/news"
)

// headLines is how many lines of an article's head are looked at.
const headLines = 14

// head is what the lines above the first paragraph say.
type head struct {
	title   string
	credits credits
	kinds   map[int]news.ExcludedKind // which blocks are lines of the head
}

// readHead reads the lines above an article's first paragraph: the title, the byline, the day, a credit for the picture,
// in any order after the title. titles are wordings of the title already known; where there are none, and the document
// begins with its article (ordered), the first heading or short line is the title.
func readHead(blocks []block, titles []string, ordered bool) head {
	h := head{kinds: map[int]news.ExcludedKind{}}
	known := map[string]bool{}
	for _, t := range titles {
		known[key(t)] = true
	}
	delete(known, "")
	seen := 0
	for i := 0; i < len(blocks) && seen < headLines; i++ {
		b := blocks[i]
		if b.kind == caption {
			continue
		}
		seen++
		if !h.line(i, b, blocks, known, ordered) && b.kind != heading && (sentenceEnd(b.text) && len(words(b.text)) > 7 || len(words(b.text)) > 40) {
			break // the first paragraph
		}
	}
	return h
}

// line takes one line of the head; false where it is none.
func (h *head) line(i int, b block, blocks []block, known map[string]bool, ordered bool) bool {
	if known[key(b.text)] {
		h.kinds[i] = news.ExcludedTitle
		h.title = first(h.title, b.text)
		return true
	}
	if c, ok := readByline(b.text, ordered); ok && b.kind != item {
		h.kinds[i] = news.ExcludedByline
		h.credits.names = append(h.credits.names, c.names...)
		h.credits.agency = first(h.credits.agency, c.agency)
		h.credits.published, h.credits.modified = first(h.credits.published, c.published), first(h.credits.modified, c.modified)
		return true
	}
	if published, modified, ok := dayLine(b.text); ok {
		h.kinds[i] = news.ExcludedDate
		h.credits.published, h.credits.modified = first(h.credits.published, published), first(h.credits.modified, modified)
		return true
	}
	if !ordered {
		return false
	}
	if h.title == "" && len(known) == 0 && titleLike(b, blocks[i+1:]) {
		h.kinds[i] = news.ExcludedTitle
		h.title = b.text
		return true
	}
	_, address := loneAddress(b)
	return address // sorted out with all others, but not the first paragraph
}

// titleLike tells a headline: a heading, or a line too short and too open-ended for a paragraph, with text to follow.
func titleLike(b block, rest []block) bool {
	if b.kind == heading {
		return true
	}
	if b.kind != paragraph || b.allLink() || runes(b.text) > 200 || len(rest) == 0 || len(words(b.text)) < 2 {
		return false
	}
	if bare := strings.TrimRight(b.text, `"'”’»)`); strings.HasSuffix(bare, ".") || strings.HasSuffix(bare, ":") || strings.HasSuffix(bare, ",") {
		return false
	}
	if _, ok := furniture(b); ok {
		return false
	}
	place, agency := dateline(b.text)
	return place == "" && agency == "" && !continues(b, rest[0])
}

// readOriginal finds the lines that say where the document came from: a label with an address, or a label with the
// address on the next line. It marks them and gives the address.
func readOriginal(blocks []block, kinds map[int]news.ExcludedKind) (canonical string) {
	for i, b := range blocks {
		m := originalLabel.FindStringSubmatch(b.text)
		if m == nil {
			continue
		}
		address := first(m[1], linkAddress(b))
		if address == "" && i+1 < len(blocks) {
			if address = linkAddress(blocks[i+1]); address != "" {
				kinds[i+1] = news.ExcludedOriginal
			}
		}
		if address == "" && !strings.Contains(strings.ToLower(b.text), "original") {
			continue // "Via", "Source": without an address, no such line
		}
		kinds[i] = news.ExcludedOriginal
		canonical = first(canonical, address)
	}
	return canonical
}

// linkAddress is the address that a line consists of, or that the whole line leads to.
func linkAddress(b block) string {
	if m := webAddress.FindStringSubmatch(b.text); m != nil {
		return m[1]
	}
	if b.allLink() && webAddress.MatchString(b.target) {
		return b.target
	}
	return ""
}
