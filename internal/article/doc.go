// Package article turns the raw bytes of one captured document into a [news.Article]: its body, and what the document
// says about itself.
//
// In come bytes (HTML, Markdown, plain text or a saved MHTML page, told apart by content) and a [Hint]. Out comes the
// article: the body as paragraphs parted by one blank line, and every line that stood among them without being part of
// the article in Excluded, with the reason. [Read] cleans; [Literal] takes a text as it is, to the byte.
//
// All formats meet in a list of blocks (block.go). Which blocks of an HTML page are its body is voted on by two kept
// extractors (vote.go); what stands at the head of an article (head.go), what never belongs to one (furniture.go) and
// what a stray blank line broke (join.go) is then the same work for every format (compose.go).
//
// The package imports news, the standard library and the readers of outside formats. It keeps no state, writes no log
// and never touches the network.
package article
