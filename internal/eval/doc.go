// Package eval compares what the stages find with gold data, and prints the figures.
//
// In come gold documents and stages; out come counts. It may import the stages, internal/corpus, internal/train
// for how gold files are read as training data, internal/text, news and the standard library, and never trains anything.
package eval
