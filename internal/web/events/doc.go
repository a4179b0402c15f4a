// Package events tells clients what is new in the ledger, while it comes, as server-sent events (the HTML standard, section 9.2).
//
// In come an archive and requests, out go streams. One [Hub] for each process looks at the length of the archive's log and reads what is new
// once, whoever wrote it; each stream goes through what the hub remembers at its own pace, and whoever falls behind that reads from the archive.
// So a slow client costs the memory of its connection, and nobody else anything. It imports the public packages gainsay and gainsay/news.
package events
