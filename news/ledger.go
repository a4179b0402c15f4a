package news

import "time"

// Entry is a statement as the archive keeps it: with all that a reader has to know to cite it.
type Entry struct {
	ID        string    // "d12#s7": of the document, of the statement in it
	Statement Statement // ids of its entity, claim and answers hold in the whole archive
	Speaker   *Entity   // without mentions; nil where it is not known
	Source    string    // the words for the source, verbatim; "" where there are none
	Words     string    // of the content, verbatim; parts that something stands between are joined by " … "
	Claim     string    // the wording of its claim; "" where it has none
	Document  Head
	Copies    int  // other documents that carry the same text
	Answered  int  // statements that answer it
	Contested bool // somebody asserts its claim and somebody denies or doubts it
	Edited    bool // a later version of its article changed, added or left it out
	Review    Review
	Revision  int64     // tells what holds of it from what held before and after
	Since     time.Time // when the archive came to hold it so; zero outside a history
}

// Head is what is known of a document besides its text.
type Head struct {
	ID        string // "d12"
	Place     string // of the page or file that it is a version of
	Version   int    // of the article at that place, from 1
	Latest    bool   // no later version took its place
	Title     string
	Byline    []string
	Publisher string
	Agency    string
	URL       string // where it says that it lives, or else where it was captured
	Published Day
	Captured  time.Time // first, in UTC
	SHA256    string    // of the original bytes
	Origin    string    // id of the text that it carries, "o3"; "" while it is not linked
	Story     string    // id, "t5"
	Models    string    // id of the model set that read it; "" while it is not read
	State     DocumentState
	Failure   string // why it could not be read
}

// DocumentState is how far a document has come.
type DocumentState string

// The states of a document.
const (
	Captured DocumentState = "captured" // its original is kept, nothing is read yet
	Read     DocumentState = "read"     // its statements are known, but not what others they are tied to
	Linked   DocumentState = "linked"   // it is in the ledger
	Failed   DocumentState = "failed"
)

// Query asks for statements. What is empty asks for nothing in particular.
type Query struct {
	Text     string // words, "phrases", begin*; see package search
	Speaker  string // id of an entity, or words of its name
	Act      Act
	Stance   Stance
	Claim    string // id
	Story    string // id
	Outlet   string // publisher
	Origin   string // id
	Document string // id
	Review   Review
	Reviewed bool   // accepted or corrected by somebody
	About    string // id of an entity: what others say with one of its names in their words
	Since    Day    // said (or else published) on that day or later
	Until    Day    // or earlier
	// PublishedSince and PublishedUntil are days of publication, both included.
	PublishedSince, PublishedUntil Day
	Contested                      bool      // whose claim somebody asserts and somebody denies or doubts
	Edited                         bool      // what a later version of its article changed, added or left out
	AddedSince                     Day       // came into the ledger on that day, in UTC, or later
	AsOf                           time.Time // as the archive stood then; zero: as it stands
	Past                           bool      // also of versions that a later one took the place of, and what was rejected
	ByRelevance                    bool      // of the latest thousand that match, the best first; else the latest first
	ByDoubt                        bool      // the least certain first
	Unreviewed                     bool      // what nobody has accepted, rejected or corrected
	Limit                          int       // at most so many; 0: 50
	Cursor                         string    // what the page before gave; "" for the first
}

// Page is some of the entries that a query asks for, in a stable order.
type Page struct {
	Entries []Entry
	Next    string // cursor of the next page; "" behind the last
}

// Review is what people have said of a statement that a machine read.
type Review string

// The reviews; "" where nobody has looked at it.
const (
	Accepted  Review = "accepted"
	Rejected  Review = "rejected"
	Corrected Review = "corrected"
)

// Correction is what somebody said about the record. It is never changed; to undo one is another.
type Correction struct {
	ID      int64
	Time    time.Time // in UTC
	By      string    // who
	Kind    CorrectionKind
	Target  string           // id of a statement ("d12#s7"), an entity ("e3") or a claim ("c9"); of a correction ("5") for [Undo]
	Into    string           // for [Merge]: the id that target is from now on
	Members []string         // for [Split]: ids of statements that leave target for an entity or claim of their own
	Changed *StatementChange // for [Correct]
	Note    string
	Undone  int64 // id of the correction that undid this one; 0: none
}

// CorrectionKind says what a correction does.
type CorrectionKind string

// The kinds of correction.
const (
	Accept  CorrectionKind = "accept"
	Reject  CorrectionKind = "reject"
	Correct CorrectionKind = "correct"
	Merge   CorrectionKind = "merge"
	Split   CorrectionKind = "split"
	Undo    CorrectionKind = "undo"
)

// StatementChange is what a person changes in a statement; what is nil stays.
type StatementChange struct {
	Speaker *string // id of an entity; "" for none
	Source  *[]Span // bytes, like all spans; none takes the source away
	Cue     *[]Span
	Content *[]Span
	Act     *Act
	Said    *Said
	Claim   *string // id; "" for none
	Stance  *Stance
	Answers *[]Answer // ids with their document: "d12#s7"
}
