package news

// Record is all that was read out of one article.
type Record struct {
	ID         string
	Article    Article
	Entities   []Entity
	Times      []Time
	Statements []Statement
	Claims     []Claim
	Models     string // id of the model set that read it
}

// Entity is one speaker: a person, organisation, state or group, or a source that the text leaves unnamed.
type Entity struct {
	ID       string
	Name     string
	Kind     EntityKind
	Role     string // e.g. "Harbour Ministry spokeswoman"
	Aliases  []string
	Mentions []Span // into Article.Text, in text order
}

// EntityKind says what sort of speaker an entity is.
type EntityKind string

// The kinds of entity.
const (
	Person       EntityKind = "person"
	Organisation EntityKind = "organisation"
	State        EntityKind = "state"
	Group        EntityKind = "group"
	Unnamed      EntityKind = "unnamed"
)

// Time is a TIMEX3 expression (ISO 24617-1): its place, type and normalised value.
type Time struct {
	Span  Span
	Type  TimeType
	Value string // ISO 8601 as TIMEX3 extends it; "" where the text does not settle it
}

// TimeType is the TIMEX3 type.
type TimeType string

// The TIMEX3 types.
const (
	Date      TimeType = "DATE"
	TimeOfDay TimeType = "TIME"
	Duration  TimeType = "DURATION"
	Set       TimeType = "SET"
)

// Claim is a proposition that statements assert, deny or doubt.
type Claim struct {
	ID   string
	Text string // verbatim, from the statement that words it best
}

// Statement is one attribution: somebody (source) is reported (cue) to say something (content).
type Statement struct {
	ID         string
	Part       Part    // where its spans point
	Source     *Source // nil where the text names none
	Cue        *Cue    // nil where a quotation stands without one
	Content    []Span  // at least one; several where source and cue interrupt it
	Form       Form
	Act        Act
	Said       *Said
	Channel    string // "in a statement", "on television"
	Addressee  string // "reporters"
	Via        string // through whom the source's words came
	Parent     string // id of the statement inside whose content this one is reported
	Claim      string // id, or ""
	Stance     Stance
	Answers    []Answer
	Confidence float64 // 0 to 1
}

// Source is who said it.
type Source struct {
	Spans  []Span
	Entity string // id, or "" where it was not resolved
}

// Cue is the words that report the saying.
type Cue struct {
	Spans []Span
	Lemma string
}

// Part is the text that a statement's spans point into.
type Part string

// The parts of an article that hold statements.
const (
	InText  Part = "text"
	InTitle Part = "title"
)

// Form says how much of the content stands in quotation marks.
type Form string

// The forms of quotation: all of it, none of it, some of it.
const (
	Direct   Form = "direct"
	Indirect Form = "indirect"
	Mixed    Form = "mixed"
)

// Act is what the speaker does by saying it.
type Act string

// The acts.
const (
	Assert   Act = "assert"
	Deny     Act = "deny"
	Accuse   Act = "accuse"
	Demand   Act = "demand"
	Promise  Act = "promise"
	Warn     Act = "warn"
	Confirm  Act = "confirm"
	Question Act = "question"
	Decline  Act = "decline"
	OtherAct Act = "other"
)

// Said is when it was said: an interval of days, both ends included; an end that the text leaves open is "".
type Said struct {
	From, To Day
	Text     string // the words that give it, e.g. "on Monday"; "" where the tense and the dateline do
}

// Stance is the source's stance towards a claim's wording; "" where it takes none.
type Stance string

// The stances.
const (
	Asserts Stance = "asserts"
	Denies  Stance = "denies"
	Doubts  Stance = "doubts"
)

// Answer ties a statement to the one that it answers.
type Answer struct {
	Statement string // a statement id, or "document#id" across documents
	Relation  Relation
}

// Relation is how one statement answers another.
type Relation string

// The relations.
const (
	RelationDenies   Relation = "denies"
	RelationDoubts   Relation = "doubts"
	RelationConfirms Relation = "confirms"
	RelationRepeats  Relation = "repeats"
)
