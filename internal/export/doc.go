// Package export writes what leaves the archive: tables, feeds, citations, annotations, linked data, training data, and bundles of
// evidence that hold without the archive.
//
// In come nouns only (package news): statements as the archive keeps them, or documents with their records
// and originals, one after the other.
// Out goes one file of a format of [Formats]. All but feeds, citations and schema.org, whose number of statements has a limit, are
// written as the items come and hold one document at a time; a bundle holds the records of its one claim.
//
// Every format shows what people have said of a statement ("accepted", "rejected", "corrected"), and of the others that they are
// a "machine reading, not reviewed". The one exception is the contract of package record, which has no field for it: there
// the archive leaves out rejected statements and gives accepted and corrected ones the confidence 1. No format has a verdict, a
// rating or a ClaimReview.
//
// Words of articles are data: they are escaped as the format asks, never begin a formula of a spreadsheet, and links lead to
// addresses of the web (http, https) only. Places in texts leave as code points. What is written depends on the input alone, so
// that the same input gives the same bytes; a plain WARC is the exception, for each of its records has an id of its own.
//
// An item that cannot be written is left out and told at the end, as a [LeftOut]; an error that comes with the items ends the
// export.
//
// It may import news, internal/record, internal/warc, a writer of Parquet and golang.org/x/net.
package export
