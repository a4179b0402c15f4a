// Package careful is the neural model of attributions: an encoder of the BERT kind (all-MiniLM-L6-v2, fine-tuned) over word
// pieces, which tells each word's role, and a small one on top of it that looks at a window once for each likely cue and tells
// the roles that the words around it play in that one attribution.
//
// A text.Document with tokens, tags and names comes in, and for each word where it stands towards quotations and boundaries; the
// logarithms of probabilities of labels go out. What is decoded from them is package statement's business. The weights are trained
// by the scripts in training/careful, on examples that this package's code makes (see Example), so that what is trained on and what
// is read are the same. It imports internal/encoder, internal/linear, internal/text, internal/wordpiece and the standard library.
package careful
