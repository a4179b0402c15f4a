package news

// Facets counts what a query matches by what narrows it further, for each the most frequent values first.
type Facets struct {
	Counted  int  // how many statements were counted: of those that match, the latest
	More     bool // there are more than were counted
	Speakers []Facet
	Acts     []Facet
	Outlets  []Facet
	Stances  []Facet
	Reviews  []Facet    // "" where nobody has looked at it
	Days     []DayCount // in their order, those without statements left out; of the whole archive where the query asks for everything
}

// Facet is a value of a filter, and how many statements have it.
type Facet struct {
	Value      string // as the filter takes it: the id of a speaker, the name of an outlet
	Name       string // for people; the same as Value but for speakers
	Statements int
}

// DayCount counts the statements of a day.
type DayCount struct {
	Day        Day
	Statements int
}

// Tally counts what somebody who looks at the ledger asks for first.
type Tally struct {
	New        int64 // statements that came into the ledger on the day that is asked for, or later
	MoreNew    bool  // there are more than were counted
	Contested  int64 // claims that somebody asserts and somebody denies or doubts
	Edited     int64 // statements that a later version of their article changed, added or left out
	Unreviewed int64 // statements that stand and nobody has looked at
}
