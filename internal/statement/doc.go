// Package statement reads attributions: who (source) is reported (cue) to say what (content).
//
// In comes a [text.Document] with tokens, quotations, tags and names; out come its [news.Statement]s with their spans,
// form, lemma of the cue and confidence. Two linear-chain conditional random fields do the work, after Pareti's pipeline
// (2015) of cue first, then its arguments:
//
//   - the spotter (spot.go) labels each paragraph once and says how likely each token is to be part of a source, a cue
//     or a content of any attribution; its likely cues are the anchors;
//   - the relater (relate.go) labels, once for each anchor, the source, cue and content of that one attribution in a
//     window around it, and says how likely the anchor is a cue at all.
//
// Both see what a word looks like (view.go), the phrases around it (phrase.go) and the quotation it stands in. Features,
// decoding and training live here together, so that training and reading cannot drift. It imports internal/text,
// internal/linear, internal/analysis/lemma, internal/analysis/cluster, models, news and the standard library.
package statement
