package news

// Article is what was read off one captured document: its body and what is known about it. A field that the document
// does not give is empty.
type Article struct {
	Title        string
	Byline       []string // names of people, without "By"
	Agency       string   // the wire service that the byline, dateline or credit names
	Publisher    string
	Published    Day
	Modified     Day
	Dateline     string // the place a wire story was filed from, e.g. "GENEVA"
	URL          string // where it was captured
	CanonicalURL string // where it says that it lives
	Language     string // ISO 639-1 code of the text
	Text         string // the body; paragraphs are parted by blank lines unless the input was literal text
	Excluded     []Excluded
}

// Excluded is a line that stood in the page's text but is not part of the article.
type Excluded struct {
	Kind ExcludedKind
	Text string
}

// ExcludedKind says why a line was left out of the body.
type ExcludedKind string

// The kinds of excluded line.
const (
	ExcludedRelated  ExcludedKind = "related"  // a link to another article
	ExcludedCaption  ExcludedKind = "caption"  // the text under a picture
	ExcludedCredit   ExcludedKind = "credit"   // a photographer, agency or picture source
	ExcludedPromo    ExcludedKind = "promo"    // newsletter, app, subscription, sharing
	ExcludedByline   ExcludedKind = "byline"   // the line that names the authors
	ExcludedDate     ExcludedKind = "date"     // the line that gives the day
	ExcludedTitle    ExcludedKind = "title"    // the headline repeated
	ExcludedOriginal ExcludedKind = "original" // "Original url: …"
	ExcludedOther    ExcludedKind = "other"
)
