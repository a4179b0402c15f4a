package news

// Origin is one text and the publications that carry it: an agency's story with its copies, or an article of one outlet.
type Origin struct {
	ID           string
	Agency       string        // the agency that its publications credit; "" where none is named
	Publications []Publication // the original first, then by day
}

// Publication is one outlet's article of an origin.
type Publication struct {
	Outlet    string   // "" where it is not known
	Documents []string // ids of the records of its versions, by day
}

// Copies is how many publications carry the origin's text besides the original.
func (o *Origin) Copies() int { return len(o.Publications) - 1 }

// Story is what several documents tell of: one event, or one matter as it goes on.
type Story struct {
	ID        string
	Documents []string // ids of records, by day
}

// Passage is paragraphs of one text and what became of them in another: one paragraph in each as a rule, several where
// paragraphs were joined or parted.
type Passage struct {
	Kind        PassageKind
	Here, There []Span // paragraphs of the one text and of the other, in text order
}

// PassageKind tells how a passage differs between two texts.
type PassageKind string

// The kinds of passage. One that differs in spelling, quotation marks and the like only is the same.
const (
	PassageSame    PassageKind = "same"
	PassageChanged PassageKind = "changed"
	PassageHere    PassageKind = "here"  // stands in the one text only
	PassageThere   PassageKind = "there" // stands in the other only
)
