package news

// ListQuery asks for some of a long list. What is empty asks for nothing in particular.
type ListQuery struct {
	Outlet   string // publisher, for lists of articles
	Reviewed bool   // only statements that somebody has accepted or corrected count, and what has none of them is left out
	Limit    int    // at most so many; 0: as many as a page has
	Cursor   string // what the page before gave; "" for the first
}

// ClaimQuery asks for claims that more than one speaker or text speaks to.
type ClaimQuery struct {
	ListQuery
	Text  string // words of a statement that speaks to it, as in a [Query]; not those of its headline
	Story string // id of a story that has such a statement
	Show  ClaimShow
}

// ClaimShow says which claims are asked for.
type ClaimShow string

// The claims that can be asked for.
const (
	ShowAll        ClaimShow = ""           // by the latest statement that takes a stance
	ShowContested  ClaimShow = "contested"  // somebody asserts it and somebody denies or doubts it; by the latest who does
	ShowUnanswered ClaimShow = "unanswered" // somebody asserts it and nobody denies or doubts it
)

// ClaimList is some of the claims that a query asks for.
type ClaimList struct {
	Claims []ClaimPage
	Next   string // cursor of what comes behind, which may turn out to be nothing; "" at the end
	Until  Day    // the list is whole back to this day; "" at the end
}

// StorySummary is a story as a list shows it. Earlier versions of articles do not count.
type StorySummary struct {
	ID         string
	Title      string // of the article that tells of it first
	Latest     string // title of the latest article
	From, To   Day    // of publication; "" where no day is known
	Articles   int
	Origins    int      // independent texts
	Outlets    []string // by name
	Statements int
	Speakers   []SpeakerCount // those with most statements first
	Days       []DayCount     // when its statements were said, by day
}

// SpeakerCount is how many statements of something somebody makes.
type SpeakerCount struct {
	ID, Name   string
	Statements int
}

// StoryList is some stories, those with the latest articles first.
type StoryList struct {
	Stories []StorySummary
	Next    string // as in [ClaimList]
}

// SpeakerQuery asks for speakers who have said something that stands.
type SpeakerQuery struct {
	ListQuery
	Prefix string     // of one of his names or of a word in it, whatever its case and accents
	Kind   EntityKind // "": all
	From   string     // by name: the letters to begin with
	Latest bool       // who spoke last comes first; else by name, and then sources without a name are left out
}

// SpeakerSummary is a speaker as a list shows him.
type SpeakerSummary struct {
	Speaker    Entity // without aliases and mentions
	Called     string // the name by which the query found him, where it is another
	Statements int    // that stand; [MostCounted] and one where they are more
	Latest     Day    // when he last said something
}

// MostCounted is how far the statements of a speaker are counted in a list.
const MostCounted = 250

// SpeakerList is some speakers.
type SpeakerList struct {
	Speakers []SpeakerSummary
	Next     string // as in [ClaimList]
}

// OriginSummary is a text and who carries it.
type OriginSummary struct {
	ID           string
	Agency       string               // the first that a publication credits; "" where none is named
	Publications []PublicationVersion // the first to be published first
}

// PublicationVersion is one outlet's article of an origin.
type PublicationVersion struct {
	Head       // of the version that speaks
	Versions   int
	Statements int // that stand
}

// OriginList is some texts, those that were published last first.
type OriginList struct {
	Origins []OriginSummary
	Next    string // as in [ClaimList]
}

// Revision is an article before and after an edit.
type Revision struct {
	Before, After Head
	Was, Is       Record
	Edit          Edit
	Marked        string // the words by which the outlet tells that the article was changed; "" where it does not
}

// RevisionList is some revisions, the latest first.
type RevisionList struct {
	Revisions []Revision
	Next      string // as in [ClaimList]
}

// Changes lists what the edit did to statements: all but those that were kept, or only read otherwise.
func (e *Edit) Changes() []StatementEdit {
	var list []StatementEdit
	for _, s := range e.Statements {
		if s.Kind != Kept && s.Kind != ReadOtherwise {
			list = append(list, s)
		}
	}
	return list
}
