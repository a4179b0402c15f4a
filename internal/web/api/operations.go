package api

import (
	"context"
	"encoding/json"
	"net/http"
	"sync"

	"gainsay/internal/web/access"
)

// What operations are about.
const (
	onStatements = "Statements"
	onDocuments  = "Documents"
	onClaims     = "Claims and stories"
	onSpeakers   = "Speakers"
	onReview     = "Review"
	onSearches   = "Saved searches"
	onExport     = "Exports and streams"
	onArchive    = "The archive"
)

// operations registers all that can be asked.
func (a *API) operations() {
	get(a, operation{id: "searchStatements", path: "/statements", tag: onStatements, summary: "Search statements", least: access.Public, gives: "Statements", ledger: true,
		about: "The latest first, those of one day in the order in which the archive got them. The parameters and q narrow the search together."}, searchStatements)
	get(a, operation{id: "getStatement", path: "/statements/{document}/{statement}", tag: onStatements, summary: "One statement", least: access.Public, gives: "Statement", found: true,
		about: "With its places in the text. Its ETag can be sent as If-Match with a correction."}, statement)
	get(a, operation{id: "getAnswers", path: "/statements/{document}/{statement}/answers", tag: onStatements, summary: "What answers a statement", least: access.Public, gives: "Statements", found: true, ledger: true}, statementAnswers)
	get(a, operation{id: "getHistory", path: "/statements/{document}/{statement}/history", tag: onStatements, summary: "What held of a statement", least: access.Reader, gives: "History", found: true, ledger: true,
		about: "As it was read, corrected and read again; the latest first."}, statementHistory)
	get(a, operation{id: "getEvidence", path: "/statements/{document}/{statement}/evidence", tag: onStatements, summary: "What the fields of a statement are read from", least: access.Reader, gives: "Explained", found: true, errors: []int{http.StatusServiceUnavailable},
		about: "As the archive's reader reads the article now; of what people have corrected it tells what the machine had read."}, statementEvidence)
	get(a, operation{id: "getProof", path: "/statements/{document}/{statement}/proof", tag: onStatements, summary: "Proof that a statement is in the log", least: access.Reader, gives: "Proof", found: true,
		about: "Checked without the archive by gainsay log check."}, a.statementProof)
	get(a, operation{id: "countStatements", path: "/facets", tag: onStatements, summary: "What a search finds, counted by what narrows it", least: access.Public, gives: "Facets", ledger: true,
		about: "By speaker, act, outlet, stance, review and day, of the latest four thousand that match."}, facets)
	get(a, operation{id: "getTally", path: "/tally", tag: onStatements, summary: "How much is new, contested, edited and not reviewed", least: access.Reader, gives: "Tally", ledger: true}, tally)

	get(a, operation{id: "listDocuments", path: "/documents", tag: onDocuments, summary: "All documents", least: access.Reader, gives: "Documents", about: "In the order of their capture."}, a.documentList)
	get(a, operation{id: "getDocument", path: "/documents/{document}", tag: onDocuments, summary: "One document", least: access.Public, gives: "Document", found: true}, document)
	get(a, operation{id: "getArticle", path: "/documents/{document}/article", tag: onDocuments, summary: "The article that was found in a document", least: access.Reader, gives: "Article", found: true}, documentArticle)
	get(a, operation{id: "getRecord", path: "/documents/{document}/record", tag: onDocuments, summary: "All that was read out of a document", least: access.Reader, gives: "Record", found: true,
		about: "As people have corrected it: what was rejected is not in it, what was accepted or corrected has the confidence 1."}, documentRecord)
	get(a, operation{id: "getVersions", path: "/documents/{document}/versions", tag: onDocuments, summary: "The versions of an article", least: access.Reader, gives: "Documents", found: true}, documentVersions)
	get(a, operation{id: "getEdits", path: "/documents/{document}/edits", tag: onDocuments, summary: "What became of the statements from version to version", least: access.Reader, gives: "Edits", found: true}, documentEdits)
	get(a, operation{id: "getCopies", path: "/documents/{document}/copies", tag: onDocuments, summary: "The documents that carry the same text", least: access.Reader, gives: "Documents", found: true}, documentCopies)
	get(a, operation{id: "getCaptures", path: "/documents/{document}/captures", tag: onDocuments, summary: "When and how a document was come by", least: access.Reader, gives: "Captures", found: true}, documentCaptures)
	get(a, operation{id: "getOriginal", path: "/documents/{document}/original", tag: onDocuments, summary: "The bytes as they were captured", least: access.Reader, media: "application/octet-stream", found: true,
		about: "Somebody else's bytes, whatever they are. Their digest is the document's sha256."}, documentOriginal)
	get(a, operation{id: "listRevisions", path: "/revisions", tag: onDocuments, summary: "Articles that were edited, and what became of their statements", least: access.Reader, gives: "Revisions", found: true,
		about: "The latest first; of each the statements that the edit changed, added or left out, in the words before and after. Those that it left as they were are under the document's edits."}, revisions)

	a.claimOperations()
	a.speakerOperations()

	get(a, operation{id: "listCorrections", path: "/corrections", tag: onReview, summary: "What people said about the record", least: access.Reader, gives: "Corrections", ledger: true}, a.corrections)
	a.schemas.named("StatementChange")
	change(a, operation{id: "correct", path: "/corrections", method: http.MethodPost, status: http.StatusCreated, tag: onReview, summary: "Correct the record", least: access.Reviewer, gives: "Correction", found: true, errors: []int{http.StatusPreconditionFailed},
		about: "Nothing is overwritten: what held before can still be seen, and to undo a correction is another one."}, a.correct)
	a.searchOperations()

	a.registerExport(operation{id: "export", path: "/export/{format}", tag: onExport, summary: "All that a search finds, as a file", least: access.Reader, media: "text/csv", found: true,
		about: "Whatever is found, whole. A file that breaks off ends the connection, not the file; what could not be written is counted in the trailer Gainsay-Left-Out. The formats:"})
	a.registerEvents(operation{id: "listen", path: "/events", tag: onExport, summary: "New statements while they come", least: access.Reader, media: "text/event-stream", found: true,
		about: "Server-sent events: an event “statement” with a Statement as data for each that was read, and again when it is corrected. Come back with Last-Event-ID and nothing is missed; " +
			"what came at once may be told twice."})

	get(a, operation{id: "listFeeds", path: "/feeds", tag: onArchive, summary: "The feeds that are watched", least: access.Reader, gives: "Feeds"}, a.feeds)
	get(a, operation{id: "getStatus", path: "/status", tag: onArchive, summary: "What the archive holds and what is still to be done", least: access.Reader, gives: "Status"}, a.status)
	get(a, operation{id: "getLogHead", path: "/log", tag: onArchive, summary: "The signed head of the log", least: access.Reader, gives: "Head",
		about: "Kept, it shows later whether anything was changed behind it. The key checks it and every proof."}, a.logHead)
	get(a, operation{id: "getDescription", path: "/openapi.json", tag: onArchive, summary: "This description", least: access.Public, media: "application/openapi+json"}, a.described31(false))
	get(a, operation{id: "getDescriptionYAML", path: "/openapi.yaml", tag: onArchive, summary: "This description as YAML", least: access.Public, media: "application/openapi+yaml"}, a.described31(true))
}

// claimOperations registers what is asked of claims, and of the stories and texts that articles share.
func (a *API) claimOperations() {
	get(a, operation{id: "listClaims", path: "/claims", tag: onClaims, summary: "Claims that more than one speaker or text speaks to", least: access.Public, gives: "Claims",
		about: "Those that somebody spoke to last first, whole back to the day until; of contested ones, those that somebody denied or doubted last."}, claims)
	get(a, operation{id: "getClaim", path: "/claims/{claim}", tag: onClaims, summary: "Who asserts, denies and doubts a claim", least: access.Public, gives: "Claim", found: true}, claim)
	get(a, operation{id: "listStories", path: "/stories", tag: onClaims, summary: "Stories", least: access.Public, gives: "Stories", about: "Those with the latest articles first."}, stories)
	get(a, operation{id: "getStory", path: "/stories/{story}", tag: onClaims, summary: "A story, and the documents that tell it", least: access.Public, gives: "StoryPage", found: true,
		about: "By day of publication. Its statements are found by searching with its id, its claims by listing claims with it."}, story)
	get(a, operation{id: "listOrigins", path: "/origins", tag: onClaims, summary: "Texts that more than one outlet carries", least: access.Reader, gives: "Origins", about: "Those that were published last first."}, origins)
	get(a, operation{id: "getOrigin", path: "/origins/{origin}", tag: onClaims, summary: "A text, and the documents that carry it", least: access.Reader, gives: "OriginPage", found: true, about: "By day of publication."}, origin)
	get(a, operation{id: "listOutlets", path: "/outlets", tag: onClaims, summary: "The names of all outlets", least: access.Public, gives: "Outlets"}, outlets)
}

// speakerOperations registers what is asked of speakers.
func (a *API) speakerOperations() {
	get(a, operation{id: "listSpeakers", path: "/speakers", tag: onSpeakers, summary: "Who has said something", least: access.Public, gives: "Speakers",
		about: "By name or by who spoke last: nobody is ranked."}, speakers)
	get(a, operation{id: "getSpeaker", path: "/speakers/{speaker}", tag: onSpeakers, summary: "What the archive holds on a speaker", least: access.Public, gives: "Speaker", found: true,
		about: "What he said is found by searching statements with his id."}, speaker)
	get(a, operation{id: "getMonths", path: "/speakers/{speaker}/months", tag: onSpeakers, summary: "What a speaker did in each month", least: access.Public, gives: "Months", found: true}, speakerMonths)
	get(a, operation{id: "getPositions", path: "/speakers/{speaker}/positions", tag: onSpeakers, summary: "What a speaker said towards each claim over time", least: access.Public, gives: "Positions", found: true,
		about: "Set side by side, without a word on what it means."}, speakerPositions)
	get(a, operation{id: "getParties", path: "/speakers/{speaker}/parties", tag: onSpeakers, summary: "Whom a speaker answers, and who answers him", least: access.Public, gives: "Parties", found: true}, speakerParties)
	get(a, operation{id: "completeName", path: "/names", tag: onSpeakers, summary: "Names of speakers that begin alike", least: access.Public, gives: "Names", ledger: true}, names)
}

// describe makes the document, once, when all operations are registered.
func (a *API) describe() func(yaml bool) ([]byte, error) {
	asJSON := sync.OnceValues(func() ([]byte, error) { return json.Marshal(a.huma.OpenAPI()) })
	asYAML := sync.OnceValues(func() ([]byte, error) { return a.huma.OpenAPI().YAML() })
	return func(yaml bool) ([]byte, error) {
		if yaml {
			return asYAML()
		}
		return asJSON()
	}
}

// described31 answers with the document.
func (a *API) described31(yaml bool) func(context.Context, *call, *struct{}) (*reply, error) {
	return func(context.Context, *call, *struct{}) (*reply, error) { return line(a.document(yaml)) }
}
