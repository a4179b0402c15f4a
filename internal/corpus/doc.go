// Package corpus reads the gold data that models are trained on and measured against, each format as it was published.
//
// In come files, gzipped or not; out come plain records whose offsets are documented with each type. The readers know
// nothing of models. The package imports news, internal/text and the standard library.
package corpus
