// Package proof is the arithmetic of a log that proves itself: nothing in it can be changed, cut or slipped in without every
// signed head of it showing that. In come entries, and the hashes of the tree over them by way of [Hashes]; out go the hashes
// to store for new entries, signed heads, and proofs that an entry is in the log and that a later head extends an earlier one.
// It keeps nothing and knows no database. It may import golang.org/x/mod.
//
// The log is the Merkle tree of RFC 6962 with SHA-256, its hashes numbered as in golang.org/x/mod/sumdb/tlog. A head is signed
// as a checkpoint (https://c2sp.org/tlog-checkpoint), with Ed25519 (https://c2sp.org/signed-note); a proof is handed on as
// JSON or as a https://c2sp.org/tlog-proof that carries its entry.
//
// What a head cannot prove: that the archive shows everybody the same log. Whoever keeps a head can see later whether the log
// was rewritten since, with [VerifyConsistency]. The time of a head or an entry is what the archive says it is.
package proof
