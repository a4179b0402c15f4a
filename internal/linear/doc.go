// Package linear is the machinery of Gainsay's linear models: hashed features, a compact read-only weight table, the
// linear-chain conditional random field (Lafferty, McCallum, Pereira 2001) with its training, and the model file.
//
// A stage turns each token into a list of [Feature] hashes; a [Table] turns them into one score a label; a [Lattice]
// turns a sequence of scores into labels or posterior probabilities. What the features mean is the business of the
// package that makes them: it keeps them, its decoder and its training together. It imports the standard library only.
package linear
