// Package warc reads and writes web archives: WARC files (WARC/1.1, ISO 28500:2017, and its forerunner 1.0), plain or
// gzipped, and WACZ files (Web Archive Collection Zipped 1.1.1 of Webrecorder), which pack WARC files with an index, a list
// of pages and the hashes of it all.
//
// In come the bytes of an archive, out come its records one after the other ([Reader], [ReadWACZ]); or in come captures of
// the web, out comes an archive ([Writer], [WACZWriter]). A reader streams: it holds one header and two buffers, never a
// block. What is broken is told as a [Broken] with its place, and reading goes on behind it. What a record means is the
// caller's business: `response` and `resource` carry documents, `revisit` says that a document was found unchanged, and
// the rest is about the crawl. Segmented records (`continuation`) are handed on as they are.
//
// It imports package news and the standard library only. The nested module in folder check holds it against two other
// implementations, in both directions.
package warc
