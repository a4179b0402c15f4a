// Package store keeps the archive: originals, the documents read off them, the ledger of statements with everything that was ever
// true of them, and the log that proves it.
//
// In come captures (bytes with what is known of them), records as a model read them, and corrections as people make them; out go
// documents, entries of the ledger, and the findings of [Store.Verify]. It knows neither models nor the web.
//
// # How it is kept
//
// There is one implementation over database/sql and a dialect for each database: SQLite in a folder, with the originals in files
// beside it, and PostgreSQL, with the originals in a table, for several machines. Statements of SQL are written once, with $1
// for both.
//
// A document goes from captured to read to linked. Reading is done by anybody, in any order; linking goes through the documents one by
// one in the order of their capture ([Store.Link]), so that the ledger does not depend on who read what when: an archive whose import
// was killed and begun again is equal to one whose import ran through.
//
// Whatever changes the ledger is an entry of the log first, and has a position there. A row of statements holds from one position to
// another; corrections, re-readings and later versions end it and begin another. So the ledger can be read as it stood at any
// time, and nothing is lost by a correction. Everything that belongs to one entry of the log is written in one transaction.
//
// It imports news, internal/record, internal/link, internal/edit, internal/search, internal/proof, the databases' drivers and
// a compressor.
package store
