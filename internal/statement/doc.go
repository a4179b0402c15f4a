// Package statement reads the statements of an article: who (source) is reported (cue) to say what (content), and what more
// is known of each.
//
// In comes an article's title and body, each a [text.Document] with tokens, quotations, tags, names and times; out come
// its [news.Statement]s and their speakers. Attributions are found after Pareti's pipeline (2015) of the cue first, then its
// arguments, in one of two ways. The fast one (reader.go) uses two linear-chain conditional random fields:
//
//   - the spotter (spot.go) labels each paragraph once and says how likely each token is to be part of a source, a cue
//     or a content of any attribution; its likely cues are the anchors;
//   - the relater (relate.go) labels, once for each anchor, the source, cue and content of that one attribution in a window
//     around it, and says how likely the anchor is a cue at all.
//
// The careful one (careful.go) has a neural network do both (package careful). Decoding (decode.go) and the confidence (calibrate.go) are
// common to them; what the linear models get wrong by habit is mended by rule (mend.go).
//
// The linear models see what a word looks like and what stands around it (view.go, features.go). Features, decoding and training
// (train.go, gold.go, example.go) live here together, so that training and reading cannot drift. Signed quotations and transcripts are
// read by rule (layout.go). Article (article.go) then puts the parts together: statements inside statements (package nest),
// speakers (coref), acts (act), days (said), channels and addressees (circumstance).
//
// It imports the packages below it, internal/analysis/cluster, coref, lemma and phrase, internal/linear, internal/text,
// news and the standard library.
package statement
