// Package origin finds which documents carry the same text: an agency's story and its copies, whatever the headline, the
// cuts and the house style, and the later versions of one outlet's article.
//
// In come articles, one after the other ([Index.Add]); out come origins, each a text with the publications that carry it
// ([Index.Origins]), and which paragraphs of two documents differ ([Align]). Two documents are of one origin where a large
// part of what they say in their own words, not in quotation marks, is the same, run of five words by run of five words
// (Broder 1997, "On the resemblance and containment of documents"). Candidates come from an index of a sample of these runs,
// which looks at a bounded number of documents for each new one, so that the millionth costs about what the thousandth did.
//
// The Go libraries for MinHash and SimHash estimate how alike two whole documents are. Here half a text may be cut off, or
// another outlet's paragraphs be put in, and quotations are to count less: that takes the runs themselves. So this package
// has its own small index. What it keeps are rows of internal/recall, which may outlive the process. It imports news,
// internal/recall, golang.org/x/text for accents, and the standard library.
package origin
