// Package encoder runs the layers of transformers of the kind of BERT, on one core, in float32. In go the arrays of a model
// file's payload and, for each text, the sum of its pieces' embeddings; out come vectors that have the context in them. It
// imports internal/linear, for its errors, and internal/encoder/kernel, which has the loops.
//
// A payload is a list of named arrays, all numbers little-endian: four bytes for the length of a list in JSON, the list,
// and the arrays' bytes one after the other, in the list's order and without padding.
//
//	[{"name": "words", "type": "int8", "shape": [30522, 384]}, …]
//
// A shape has one or two dimensions. The types are float32, float16 and, with two dimensions only, int8: a float32 for each
// row, by which the row is to be multiplied, and then the rows.
//
// A [Scratch] belongs to one reading at a time; everything else is safe for concurrent use.
package encoder
