package news

// Edit is what became of the statements of an article from one version of it to the next.
type Edit struct {
	Before, After string // ids of the two records
	Statements    []StatementEdit
	Passages      []Passage // paragraphs of the body before (Here) and after (There)
	Title         bool      // the headline changed
}

// StatementEdit is what became of one statement. A statement is never tied to another one that merely looks like it.
type StatementEdit struct {
	Kind          EditKind
	Before, After string  // ids within the two records; "" where it stands, or was read, in the other only
	Changed       []Field // for those that stand in both and are not kept: what differs
}

// EditKind is what became of a statement.
type EditKind string

// The kinds of edit.
const (
	Kept             EditKind = "kept" // nothing that is more than spelling of marks and spaces
	Added            EditKind = "added"
	Gone             EditKind = "gone"
	Reworded         EditKind = "reworded"          // the outlet's own words for it, or what follows from them: act, day
	SpeakerChanged   EditKind = "speaker changed"   // the same words from somebody else's mouth
	QuotationChanged EditKind = "quotation changed" // what stands in quotation marks
	// ReadOtherwise is no edit of the outlet's: the same sentences stand in both versions, but the reader took them otherwise, or for
	// a statement in the one only.
	ReadOtherwise EditKind = "read otherwise"
)
