package store

import (
	"context"

	"gainsay/news"
)

// Position is how many entries the log has. Whatever changes the ledger makes it greater.
func (s *Store) Position(ctx context.Context) (int64, error) {
	position, err := counter(ctx, s.db, "log")
	return position, s.known(err)
}

// Arrived is a statement as it came into the ledger.
type Arrived struct {
	news.Entry
	Position int64 // how many entries the log had with the one that it came in with
}

// After lists what came into the ledger, as it is shown when nothing in particular is asked for, since the log had so many entries: statements
// that were read, and those that somebody corrected or accepted, in the order in which that happened. It lists about as many as are wanted, but what
// came in with one entry of the log never in part, and tells up to which length of the log that is all: ask for what comes after that next.
func (s *Store) After(ctx context.Context, position int64, most int) (arrived []Arrived, upTo int64, err error) {
	if upTo, err = s.Position(ctx); err != nil || upTo <= position {
		return nil, upTo, err
	}
	const standing = "JOIN documents d ON d.id = s.document WHERE s.until IS NULL AND d.replaced IS NULL AND s.review <> 'rejected' AND "
	list, err := rows(ctx, s.db, standing+"s.since >= $1 AND s.since < $2 ORDER BY s.since, s.key LIMIT $3", position, upTo, most+1)
	if err != nil {
		return nil, 0, s.known(err)
	}
	if len(list) > most {
		first, next := list[0].since, list[most].since
		if upTo = next; first == next { // more than are wanted came in at once
			upTo = first + 1
			if list, err = rows(ctx, s.db, standing+"s.since = $1 ORDER BY s.key", first); err != nil {
				return nil, 0, s.known(err)
			}
		}
		for len(list) > 0 && list[len(list)-1].since >= upTo {
			list = list[:len(list)-1]
		}
	}
	entries, err := s.entriesOf(ctx, list, -1)
	for i := range entries {
		arrived = append(arrived, Arrived{entries[i], list[i].since + 1})
	}
	return arrived, upTo, err
}
