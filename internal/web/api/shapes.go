package api

import (
	"encoding/json"
	"reflect"
	"time"
)

// shapes are the types of answers besides those of [gainsay.Shapes], by the names under which the document has them. A tag shape names what a field
// of raw JSON is.
var shapes = map[string]reflect.Type{
	"Statements": reflect.TypeFor[statementList](), "History": reflect.TypeFor[historyList](), "Held": reflect.TypeFor[held](),
	"Proof": reflect.TypeFor[proofOf](), "Documents": reflect.TypeFor[documentList](), "Captures": reflect.TypeFor[captureList](),
	"Edits": reflect.TypeFor[editList](), "Names": reflect.TypeFor[nameList](), "Name": reflect.TypeFor[name](),
	"Outlets": reflect.TypeFor[outletList](), "Corrections": reflect.TypeFor[correctionList](), "Feeds": reflect.TypeFor[feedList](),
	"Feed": reflect.TypeFor[feed](), "Searches": reflect.TypeFor[searchList](), "Search": reflect.TypeFor[savedSearch](),
	"Delivery": reflect.TypeFor[delivery](), "Status": reflect.TypeFor[status](), "Jobs": reflect.TypeFor[jobCount](), "Head": reflect.TypeFor[logHead](),
	"Claims": reflect.TypeFor[claimList](), "Stories": reflect.TypeFor[storyList](), "StoryPage": reflect.TypeFor[storyPage](),
	"Origins": reflect.TypeFor[originList](), "OriginPage": reflect.TypeFor[originPage](), "Revisions": reflect.TypeFor[revisionList](),
	"Speakers": reflect.TypeFor[speakerList](), "Months": reflect.TypeFor[monthList](), "Positions": reflect.TypeFor[positionList](), "Parties": reflect.TypeFor[partyLists](),
}

type statementList struct {
	Statements []json.RawMessage `json:"statements" shape:"Statement"`
	Next       *string           `json:"next"`
}

type historyList struct {
	History []held `json:"history"` // the latest first
}

type held struct {
	Since     time.Time       `json:"since"`
	Statement json.RawMessage `json:"statement" shape:"Statement"`
}

type proofOf struct {
	Index      int64    `json:"index"`
	Entry      string   `json:"entry"`
	Path       []string `json:"path"`
	Checkpoint string   `json:"checkpoint"`
}

type documentList struct {
	Documents []json.RawMessage `json:"documents" shape:"Document"`
	Next      *string           `json:"next"`
}

type captureList struct {
	Captures []json.RawMessage `json:"captures" shape:"Capture"`
}

type editList struct {
	Edits []json.RawMessage `json:"edits" shape:"Edit"`
}

type nameList struct {
	Names []name `json:"names"`
}

type name struct {
	Name      string `json:"name"`
	Speaker   string `json:"speaker"` // id
	Documents int    `json:"documents"`
}

type outletList struct {
	Outlets []string `json:"outlets"`
}

type correctionList struct {
	Corrections []json.RawMessage `json:"corrections" shape:"Correction"`
}

type feedList struct {
	Feeds []feed `json:"feeds"`
}

type feed struct {
	ID      int64      `json:"id"`
	Address string     `json:"address"`
	Title   *string    `json:"title"`
	Added   time.Time  `json:"added"`
	Looked  *time.Time `json:"looked"`
	Next    *time.Time `json:"next"`
	Failure *string    `json:"failure"`
}

type status struct {
	Documents  map[string]int64 `json:"documents"` // by state
	Statements int64            `json:"statements"`
	Reviewed   int64            `json:"reviewed"`
	Speakers   int64            `json:"speakers"`
	Claims     int64            `json:"claims"`
	Captures   int64            `json:"captures"`
	Feeds      int64            `json:"feeds"`
	Entries    int64            `json:"log_entries"`
	Database   int64            `json:"database_bytes"`
	Originals  int64            `json:"original_bytes"`
	Jobs       []jobCount       `json:"jobs"`
}

type jobCount struct {
	Kind     string `json:"kind"`
	Waiting  int    `json:"waiting"`
	Later    int    `json:"later"`
	Running  int    `json:"running"`
	Retrying int    `json:"retrying"`
	Failed   int    `json:"failed"`
}

type logHead struct {
	Checkpoint string `json:"checkpoint"`
	Key        string `json:"key"`
}

// orNil is nil for "".
func orNil(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

func whenSet(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	return &t
}
