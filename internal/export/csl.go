package export

import (
	"io"
	"strings"
	"time"

	"gainsay/news"
)

// citation is an item of CSL-JSON 1.0.2 (citationstyles.org), as Zotero reads it.
type citation struct {
	ID             string    `json:"id"`
	Type           string    `json:"type"`
	Title          string    `json:"title,omitempty"`
	Author         []cslName `json:"author,omitempty"`
	ContainerTitle string    `json:"container-title,omitempty"`
	Issued         *cslDate  `json:"issued,omitempty"`
	Accessed       *cslDate  `json:"accessed,omitempty"`
	URL            string    `json:"URL,omitempty"`
	Archive        string    `json:"archive,omitempty"`
	ArchiveID      string    `json:"archive_location,omitempty"`
	Note           string    `json:"note,omitempty"`
}

// cslName is a name as the byline has it: which part of it is the family's is not told there.
type cslName struct {
	Literal string `json:"literal"`
}

type cslDate struct {
	Parts [1][3]int `json:"date-parts"`
}

// WriteCSL writes a citation for each document of the statements, once, in the order in which they first come, as CSL-JSON. The note has its
// statements with speaker, words, review and id, and the digest of the original. More than [MostGathered] statements are ErrTooMany, and
// nothing is written.
func WriteCSL(w io.Writer, entries Entries, o *Options) error {
	all, err := gather(entries)
	if err != nil {
		return err
	}
	o = o.orDefault()
	var order []*news.Head
	notes := map[string][]string{}
	for i := range all {
		e := &all[i]
		if notes[e.Document.ID] == nil {
			order = append(order, &e.Document)
		}
		notes[e.Document.ID] = append(notes[e.Document.ID], quotation(e, o))
	}
	out := newJSONWriter(w)
	out.raw("[")
	for _, head := range order {
		out.item(citationOf(head, notes[head.ID], o))
	}
	out.raw("\n]\n")
	return out.end()
}

// quotation is a statement in a note: "Ida Falk denies: the gates were shut [urn:gainsay:d12:s7; machine reading, not reviewed]".
func quotation(e *news.Entry, o *Options) string {
	return speakerOf(e) + " " + verbOf(e.Statement.Act) + ": " + oneLine(e.Words) + " [" + o.urn(e.ID) + "; " + reviewOf(e.Review) + "]"
}

func citationOf(head *news.Head, notes []string, o *Options) citation {
	c := citation{ID: o.urn(head.ID), Type: "article-newspaper", Title: head.Title, ContainerTitle: head.Publisher, URL: webAddress(head.URL),
		Archive: o.Archive, ArchiveID: head.ID}
	for _, name := range list(head.Byline...) {
		c.Author = append(c.Author, cslName{name})
	}
	if t, ok := head.Published.Time(); ok {
		c.Issued = cslDateOf(t)
	}
	if !head.Captured.IsZero() {
		c.Accessed = cslDateOf(head.Captured.UTC())
	}
	if head.Agency != "" {
		notes = append(notes, "Agency: "+oneLine(head.Agency))
	}
	if head.SHA256 != "" {
		notes = append(notes, "SHA-256 of the original: "+head.SHA256)
	}
	c.Note = strings.Join(notes, "\n")
	return c
}

func cslDateOf(t time.Time) *cslDate {
	return &cslDate{Parts: [1][3]int{{t.Year(), int(t.Month()), t.Day()}}}
}
