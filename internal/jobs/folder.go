package jobs

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/gofrs/flock"
)

// lockName is the file in a folder that whoever works there holds a lock on, which ends with the process however that ends.
const lockName = "work.lock"

// Folder is an [Options.Enter] for an archive in a folder, which all processes that work on it have to use. Whoever works holds a shared lock;
// who gets an exclusive one first is alone.
//
// The exclusive lock is let go before the shared one is taken, as no system turns the one into the other at a stroke. Somebody
// who gets an exclusive one in between is alone as well, rightly so: we hold no job yet.
func Folder(folder string) func(ctx context.Context) (alone bool, leave func() error, err error) {
	return func(ctx context.Context) (bool, func() error, error) {
		if err := os.MkdirAll(folder, 0o700); err != nil {
			return false, nil, err
		}
		lock := flock.New(filepath.Join(folder, lockName))
		alone, err := lock.TryLock()
		if err == nil && alone {
			err = lock.Unlock()
		}
		if err == nil {
			_, err = lock.TryRLockContext(ctx, 5*time.Millisecond)
		}
		if err != nil {
			return false, nil, fmt.Errorf("locking %s: %w", lock.Path(), err)
		}
		return alone, lock.Unlock, nil
	}
}
