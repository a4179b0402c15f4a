package news

// Explanation is a record with what speaks for each field of its statements.
type Explanation struct {
	Record   Record
	Evidence [][]Evidence // of each statement of the record, in their order
}

// Evidence is what one field of a statement was read from. A field that the text leaves open has evidence only where
// there is something to say of it, with no Value.
type Evidence struct {
	Field      Field
	Value      string  // what the record has, for people to read; "" where it leaves the field open
	Why        string  // the model or the rule, in a few words
	Part       Part    // where Spans point, which may be another part than the statement's own
	Spans      []Span  // the words that it rests on; none where it rests on their lack
	Statement  string  // id of another statement that it was taken from or that it names; "" for none
	Confidence float64 // above 0 and up to 1: how often such evidence is right; 0 where nobody has counted
}

// Explained is one statement of an archive as a reader reads it now, with what it reads that from.
type Explained struct {
	Statement Statement  // as the machine reads it, without what people have corrected or linking has found
	Evidence  []Evidence // the statements that it names are the archive's, "s7"; "" where the archive has them not
	Models    string     // id of the model set that read it
}

// Field names what of a statement is explained.
type Field string

// The fields, in the order in which they are told.
const (
	FieldSource     Field = "source"
	FieldSpeaker    Field = "speaker" // the entity of the source
	FieldCue        Field = "cue"
	FieldContent    Field = "content"
	FieldForm       Field = "form"
	FieldAct        Field = "act"
	FieldSaid       Field = "said"
	FieldChannel    Field = "channel"
	FieldAddressee  Field = "addressee"
	FieldVia        Field = "via"
	FieldParent     Field = "parent"
	FieldClaim      Field = "claim"
	FieldStance     Field = "stance"
	FieldAnswers    Field = "answers"
	FieldConfidence Field = "confidence"
)

// Of gives a statement of the record with its evidence; ok is false where it has none of that id.
func (e *Explanation) Of(id string) (statement *Statement, evidence []Evidence, ok bool) {
	for i := range e.Record.Statements {
		if e.Record.Statements[i].ID == id {
			return &e.Record.Statements[i], e.Evidence[i], true
		}
	}
	return nil, nil, false
}
