package store

import (
	"context"
	"errors"
	"fmt"

	"gainsay/news"
)

// ErrOvertaken is a correction of what has changed since its maker looked.
var ErrOvertaken = errors.New("it has changed since you looked: look again")

// CorrectSeen is [Store.Correct] of a statement by somebody who has seen a revision of it. Where another one holds by now, nothing is done,
// and the error is ErrOvertaken, which says who was faster.
func (s *Store) CorrectSeen(ctx context.Context, c news.Correction, revision int64) (news.Correction, error) {
	return s.correct(ctx, c, revision)
}

// unchanged checks that a revision of a statement still holds; 0 stands for any.
func (m *correcting) unchanged(ctx context.Context, id string, revision int64) error {
	if revision == 0 {
		return nil
	}
	r, err := m.current(ctx, id)
	if err != nil || r.since == revision {
		return err
	}
	made, err := corrections(ctx, m.tx, aboutTarget, id)
	if err != nil {
		return err
	}
	if len(made) == 0 {
		return fmt.Errorf("%w (%s was read anew)", ErrOvertaken, id)
	}
	last := made[len(made)-1]
	if last.Undone != 0 {
		return fmt.Errorf("%w (what %s had said of %s was undone)", ErrOvertaken, last.By, id)
	}
	return fmt.Errorf("%w (%s %s %s)", ErrOvertaken, last.By, past[last.Kind], id)
}

// past says what was done to a statement.
var past = map[news.CorrectionKind]string{news.Accept: "accepted", news.Reject: "rejected", news.Correct: "corrected", news.Split: "parted"}
