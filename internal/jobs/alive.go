package jobs

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"maps"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/riverqueue/river/riverdriver"
	"github.com/riverqueue/river/rivertype"
)

// inHand is the jobs that this process does right now.
type inHand struct {
	mu  sync.Mutex
	ids map[int64]bool
}

// take notes a job until put is called.
func (h *inHand) take(id int64) (put func()) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.ids == nil {
		h.ids = map[int64]bool{}
	}
	h.ids[id] = true
	return func() { h.drop(id) }
}

func (h *inHand) drop(id int64) {
	h.mu.Lock()
	defer h.mu.Unlock()
	delete(h.ids, id)
}

func (h *inHand) list() []int64 {
	h.mu.Lock()
	defer h.mu.Unlock()
	return slices.Collect(maps.Keys(h.ids))
}

// keepAlive touches the jobs in hand and lets go back what nobody touched, until ctx ends.
func (q *Queue) keepAlive(ctx context.Context) {
	ticker := time.NewTicker(q.options.Touch)
	defer ticker.Stop()
	// Times are those of the wall clock (Round), which goes on while a machine sleeps.
	touched, patience := time.Now().Round(0), time.Time{}
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
		if time.Now().Round(0).Sub(touched) > q.options.DeadAfter/2 {
			// The database or the machine was away for long, so others could not touch theirs either: they are given time to.
			patience = time.Now().Round(0).Add(q.options.DeadAfter)
		}
		if err := q.touch(ctx); err != nil {
			q.options.Log.Warn("jobs in hand could not be touched", "error", err)
			continue
		}
		touched = time.Now().Round(0)
		if touched.Before(patience) {
			continue
		}
		if err := q.rescue(ctx, q.options.DeadAfter); err != nil && ctx.Err() == nil {
			q.options.Log.Warn("jobs of dead processes could not be put back", "error", err)
		}
	}
}

// touch tells whoever looks that the jobs in hand are being done: river keeps the time of an attempt, which is all that anybody goes by.
func (q *Queue) touch(ctx context.Context) error {
	ids := q.hand.list()
	if len(ids) == 0 {
		return nil
	}
	var list []string
	for _, id := range ids {
		list = append(list, strconv.FormatInt(id, 10))
	}
	_, err := q.db.ExecContext(ctx, "UPDATE river_job SET attempted_at = "+q.dialect.now+
		" WHERE state = 'running' AND id IN ("+strings.Join(list, ",")+")")
	return err
}

// rescue puts back the running jobs that nobody has touched for so long, those in hand aside. Each is tried again later with each death, and
// has failed after as many as it has attempts.
func (q *Queue) rescue(ctx context.Context, untouched time.Duration) error {
	now, err := q.clock(ctx)
	if err != nil {
		return err
	}
	const most = 500
	executor, horizon, last := q.dialect.driver.GetExecutor(), now.Add(-untouched), int64(0)
	for {
		lost, err := executor.JobGetStuck(ctx, &riverdriver.JobGetStuckParams{AfterID: last, Max: most, StuckHorizon: horizon})
		if err != nil {
			return fmt.Errorf("looking for lost jobs: %w", err)
		}
		mine := q.hand.list()
		params := &riverdriver.JobRescueManyParams{StuckHorizon: horizon}
		for _, job := range lost {
			last = job.ID
			if !slices.Contains(mine, job.ID) {
				q.putBack(params, job, now)
			}
		}
		if len(params.ID) > 0 {
			// What somebody else put back or touched in the meantime is left alone.
			if _, err := executor.JobRescueMany(ctx, params); err != nil {
				return fmt.Errorf("putting back lost jobs: %w", err)
			}
		}
		if len(lost) < most {
			return nil
		}
	}
}

// putBack adds a lost job to those to be put back. It is available and not retryable, since that waits for river's scheduler, which may
// have died with the job.
func (q *Queue) putBack(params *riverdriver.JobRescueManyParams, job *rivertype.JobRow, now time.Time) {
	what, _ := json.Marshal(rivertype.AttemptError{At: now, Attempt: job.Attempt, Error: "the process that did it died, or it heeded no end"})
	state, at, finalized := rivertype.JobStateAvailable, now, (*time.Time)(nil)
	switch {
	case job.Attempt >= job.MaxAttempts:
		state, at, finalized = rivertype.JobStateDiscarded, job.ScheduledAt, &now
	case job.Attempt > 1:
		at = now.Add(time.Until(nextRetry(job)))
	}
	params.ID = append(params.ID, job.ID)
	params.Error = append(params.Error, what)
	params.FinalizedAt = append(params.FinalizedAt, finalized)
	params.ScheduledAt = append(params.ScheduledAt, at)
	params.State = append(params.State, string(state))
	q.options.Log.Info("a lost job goes back", slog.Int64("job", job.ID), slog.String("kind", job.Kind), slog.String("state", string(state)))
}

// clock is the time by the clock that attempts are kept by: that of the server, or of this machine.
func (q *Queue) clock(ctx context.Context) (now time.Time, err error) {
	if !q.dialect.server {
		return time.Now(), nil
	}
	if err := q.db.QueryRowContext(ctx, "SELECT now()").Scan(&now); err != nil {
		return time.Time{}, fmt.Errorf("asking for the time: %w", err)
	}
	return now, nil
}
