package news

// MonthCount is how many statements of a speaker do something in a calendar month, by the day they were said or else published.
type MonthCount struct {
	Month      string // YYYY-MM
	Act        Act
	Statements int
}

// Position is what one speaker said towards one claim over time: what is set side by side, without a word on what it means.
type Position struct {
	Claim  Claim
	Course Course
}

// Party is somebody whom a speaker answers, or who answers him.
type Party struct {
	Speaker    Entity // without aliases and mentions
	Relation   Relation
	Statements int // that answer
}
