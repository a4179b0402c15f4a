// Package gainsay reads news articles and keeps the record of who said what: each statement with its source, its cue and
// its content as places in the text, and with the day, the channel and the claim where the text gives them. It rates no
// truth and invents no word; what the text leaves open stays open.
//
//	reader, err := gainsay.NewReader(nil) // nil: the embedded models
//	…
//	record, err := reader.Read(ctx, gainsay.Source{ID: "1", Raw: page})
//	for _, s := range record.Statements {
//		fmt.Println(s.Act, news.Words(record.Article.Text, s.Content))
//	}
//
// # A tour
//
// The code is a line that one article goes down. Follow `gainsay read page.html` through it.
//
// Run (cmd/gainsay/main.go) makes a command of the arguments; the verb's file is cmd/gainsay/read.go. There locate
// (inputs.go) turns arguments into places and [Capture] (capture.go) turns a place into a [Source]: bytes with what is
// known of them. Files, streams and the web are the business of internal/capture; it looks at no content.
//
// [Reader.Read] (flow.go) is the whole line on one screen.
//
// 1. article.Read (internal/article/article.go) tells the format by content and finds the article: its body, its title,
// byline, agency and dates, and every line that stood among the paragraphs without belonging there, kept with the reason.
// article.Literal takes a text as it is. Out comes a [gainsay/news.Article]. From here on the text never changes: whatever
// is found is a span of bytes in it.
//
// readText (blocks.go) takes the next two steps, for a very long text piece by piece.
//
// 2. Analyser.Analyse (internal/analysis/analysis.go) runs the stages over the title and over the body, each of which adds
// one layer to a text.Document (internal/text/text.go): tokens, sentences and paragraphs (internal/analysis/token),
// quotations (quotation), parts of speech (tag), names (entity), times (when). The stages never import each other.
//
// 3. Reader.Article (internal/statement/article.go) makes statements of the two. A model spots likely cues and tells for each cue its
// source and content: a neural network (careful.go there, internal/statement/careful, on the layers of internal/encoder) or, with
// --reader fast, two linear ones (spot.go, relate.go). nest finds what is reported inside a content. Package
// coref (internal/analysis/coref) tells which sources are one speaker, act what is done by saying it, said when, and
// circumstance how, to whom and through whom.
//
// 4. claim.Within (internal/claim/within.go) groups the statements by what they claim, and ties denials to what they deny.
//
// 5. record.Check (internal/record/check.go) holds the result, a [gainsay/news.Record], against the rules of the format.
//
// Back in read.go, printRecord (cmd/gainsay/ledger.go) lays the record out for a person, or [Encode] (internal/record)
// writes it as a line of JSON; only there do byte spans become code points.
//
// `gainsay read --why s7` goes the same way by [Reader.Explain] (explain.go): each piece, while its layers are still there, tells
// what the fields of its statements were read from (internal/statement/evidence.go). Plain reading tells nobody and pays nothing.
//
// `gainsay extract` goes the same way, document by document: [Reader.Extract] (extract.go) hands the lines of a stream to
// all cores and keeps their order (internal/stream). With --link, [Reader.ExtractLinked] (link.go) holds the records back in a
// temporary file until the last one is read, lets coref.Across (internal/analysis/coref/across.go) tell which of their speakers are
// one, and gives the ids that hold in all of them.
//
// Several articles are one exchange: [Exchange] (exchange.go) gives their records common ids in the same way, finds with a [Grouper]
// which of them carry one text, and lets claim.Page (internal/claim/claimpage.go) gather who says what to each claim;
// printExchange (cmd/gainsay/exchange.go) lays that out.
//
// [Grouper] (grouper.go) looks at articles one after the other without their statements: which carry the same text
// (internal/origin), and which tell of the same event (internal/story).
//
// # The archive
//
// `gainsay add page.html` (cmd/gainsay/add.go) keeps what it reads. [Collector.Gather] (gather.go) turns places into documents with how
// they were come by: pages, what feeds, sitemaps and web archives lead to (internal/capture, internal/warc). [Archive.Add] (keep.go)
// takes the article off each and hands it to internal/store, which tells a new page from a new version and from nothing new
// (internal/edit). [Archive.Work] (work.go) reads what nobody has read, on all cores and in any order; then Store.Link
// (internal/store/ledger.go) takes the readings into the ledger one by one in the order of their capture, with what internal/link tells: who is
// whom, which claims are one, who answers whom, which text is a copy. What linking remembers of all documents before lies in rows of the
// database (internal/recall), so that it goes on in another process and costs the same however many there are.
//
// [Archive.Run] (run.go) does the same for good, as durable jobs (internal/jobs), and polls feeds and looks at pages again. [Archive.Export]
// (export.go) lets everything out again (internal/export). A search goes to both databases as terms that internal/search makes. The log
// that proves it all is internal/store/log.go over internal/proof.
//
// # The pages
//
// `gainsay serve` (cmd/gainsay/serve.go) shows an archive. A request goes through
// the guard of internal/web/access, which tells who comes, to the one row of
// internal/web/routes.go that it is for; that page's function asks the archive and
// makes plain values, and render.go makes HTML of them with the template of the
// same name. What the public is shown, where a site has one, is decided in
// internal/web/view: no page, no operation of the API (internal/web/api) and no tool of
// the Model Context Protocol (internal/web/mcp) has another way to the archive.
// All of them use this package and news only.
//
// What somebody drops on the start page goes the way of gainsay add: web/adding.go,
// Collector.Gather, Archive.Add, Archive.ReadNow. What people decide there, the queue of
// review among them, is Store.Correct as for gainsay review. What is new in the
// ledger (Store.After) goes to open streams by internal/web/events, held against each
// one's query by Filter, and to webhooks and mail by Archive.Run (tell.go,
// internal/notify).
//
// Lists by what was said last are made by walking the ledger from its end
// (internal/store/claims.go), so that a page costs the same however rare what it
// asks for is; counts are taken of the latest statements (internal/store/facets.go).
//
// # Where models come from
//
// `gainsay train` (internal/train) reads gold data (internal/corpus) and writes the model files that package models
// embeds; `gainsay eval` (internal/eval) measures each stage. A stage's features, decoding and training live in one
// package, on the linear models of internal/linear, so that they cannot drift apart. The neural network is trained in PyTorch, on examples
// that the Go code makes (training/careful).
//
// # What holds the house together
//
// The order in which packages may import each other stands in imports_test.go. Nouns live in package news, which imports
// nothing but the standard library; package record alone knows the format of records. The record of the sample articles (package samples) is kept
// in cmd/gainsay/testdata, so that a change of what is read shows as a difference to be looked at.
package gainsay
