package proof

import (
	"errors"
	"fmt"

	"golang.org/x/mod/sumdb/tlog"
)

// ErrRewritten is a later head that does not extend an earlier one.
var ErrRewritten = errors.New("the log does not go on from the earlier head: entries were changed or cut, or it is another log")

// ProveConsistency proves that the log with the head later begins with all entries of the log with the head earlier. It gives no
// proof that [VerifyConsistency] would not take: where entries were changed or cut, the error is ErrRewritten.
func ProveConsistency(earlier, later Head, stored Hashes) (path []Hash, err error) {
	if err := inOrder(earlier, later); err != nil {
		return nil, err
	}
	if earlier.Size > 0 {
		path, err = tlog.ProveTree(later.Size, earlier.Size, stored)
		if err != nil {
			return nil, fmt.Errorf("proving that %d entries go on from %d: %w", later.Size, earlier.Size, err)
		}
	}
	if err := VerifyConsistency(earlier, later, path); err != nil {
		return nil, err
	}
	return path, nil
}

// VerifyConsistency checks that the log with the head later begins with all entries of the log with the head earlier, given the
// proof (RFC 6962, section 2.1.2). Both heads must be trusted to be what the archive signed, which [Open] sees to: the path
// does not hold the sizes fast. The errors are ErrSize and ErrRewritten.
func VerifyConsistency(earlier, later Head, path []Hash) error {
	if err := inOrder(earlier, later); err != nil {
		return err
	}
	var err error
	if earlier.Size == 0 {
		err = extendsNothing(earlier, later, path)
	} else {
		err = tlog.CheckTree(path, later.Size, later.Root, earlier.Size, earlier.Root)
	}
	if err != nil {
		return fmt.Errorf("from %d entries to %d: %w", earlier.Size, later.Size, ErrRewritten)
	}
	return nil
}

// extendsNothing does what RFC 6962 has no proof for: every log goes on from the empty one, whose root is known.
func extendsNothing(earlier, later Head, path []Hash) error {
	empty, err := tlog.TreeHash(0, nil)
	if err == nil && (earlier.Root != empty || len(path) > 0 || later.Size == 0 && later.Root != empty) {
		err = ErrRewritten
	}
	return err
}

func inOrder(earlier, later Head) error {
	switch {
	case earlier.Size < 0 || earlier.Size > MaxSize || later.Size < 0 || later.Size > MaxSize:
		return fmt.Errorf("from %d entries to %d: %w", earlier.Size, later.Size, ErrSize)
	case earlier.Size > later.Size:
		return fmt.Errorf("it had %d entries and has %d: %w", earlier.Size, later.Size, ErrRewritten)
	}
	return nil
}
