// Package train makes the model files from the corpora: it maps corpus files to the Train functions of the stages, and says
// in each model's header which files it was made of.
//
// In comes the folder of the corpora; out come models, the same byte for byte each time. It may import the stages,
// internal/corpus, internal/linear, internal/text, news and the standard library.
package train
