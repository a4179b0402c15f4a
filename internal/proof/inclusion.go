package proof

import (
	"errors"
	"fmt"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// Inclusion is the proof that an entry is in a log. It needs nothing besides but the public key of the archive.
type Inclusion struct {
	Index      int64  // of the entry in the log, from 0
	Entry      []byte // to the byte; see [DecodeEntry]
	Path       []Hash // from the sibling of the leaf to the child of the root (RFC 6962, section 2.1.1)
	Checkpoint []byte // the head of the log, signed; it alone tells how many entries the log has
}

// ErrInclusion is a proof that proves nothing.
var ErrInclusion = errors.New("the entry is not at its place in the signed log: the entry, the proof or the archive was changed")

// Prove proves that the entry at index is in the log with the signed head, which need not be the latest. It gives no proof that
// [Inclusion.Verify] would not take. The errors are those of [Open], ErrSize for a place behind the head, and ErrInclusion.
func Prove(index int64, entry, checkpoint []byte, key note.Verifier, stored Hashes) (Inclusion, error) {
	head, err := Open(checkpoint, key)
	if err != nil {
		return Inclusion{}, err
	}
	if err := head.within(index); err != nil {
		return Inclusion{}, err
	}
	path, err := tlog.ProveRecord(head.Size, index, stored)
	if err != nil {
		return Inclusion{}, fmt.Errorf("proving entry %d: %w", index, err)
	}
	proof := Inclusion{Index: index, Entry: entry, Path: path, Checkpoint: checkpoint}
	if _, err := proof.Verify(key); err != nil {
		return Inclusion{}, err
	}
	return proof, nil
}

// Verify checks that the entry is in the log of the archive that the key is of, and gives the head that it was proved with. The
// errors are those of [Open], ErrSize for a place behind the head, and ErrInclusion.
func (p Inclusion) Verify(key note.Verifier) (Head, error) {
	head, err := Open(p.Checkpoint, key)
	if err != nil {
		return Head{}, err
	}
	if err := head.within(p.Index); err != nil {
		return Head{}, err
	}
	if tlog.CheckRecord(p.Path, head.Size, head.Root, p.Index, tlog.RecordHash(p.Entry)) != nil {
		return Head{}, fmt.Errorf("entry %d of %d: %w", p.Index, head.Size, ErrInclusion)
	}
	return head, nil
}

// within tells whether the log with this head has an entry at index.
func (h Head) within(index int64) error {
	if index < 0 || index >= h.Size {
		return fmt.Errorf("entry %d, counted from 0, of %d: %w", index, h.Size, ErrSize)
	}
	return nil
}
