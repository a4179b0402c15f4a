package jobs

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/riverqueue/river"
)

// The errors of working.
var (
	ErrNoWork = errors.New("this queue was opened to insert jobs only")
	ErrStuck  = errors.New("work does not stop; the jobs in hand go back in a minute")
)

// How often queues are looked at. Where work waits, it is fetched as soon as a worker is free, but not faster than cooldown.
const (
	runPoll   = 500 * time.Millisecond
	drainPoll = 50 * time.Millisecond
	cooldown  = 2 * time.Millisecond
)

// Run works until ctx ends. Then jobs in hand may go on for [Options.StopAfter], after which they are cancelled and go back. The error
// is nil if all went so, and [ErrStuck] if some do not return.
func (q *Queue) Run(ctx context.Context) error {
	return q.run(ctx, runPoll, map[string]int{
		readQueue: q.options.Readers, suspectQueue: 1, linkQueue: 1, webQueue: q.options.Fetchers, rereadQueue: 1,
	}, func() error {
		<-ctx.Done()
		return nil
	})
}

// Drain reads and links until nothing of that is left to do now: no Read or Link job runs anywhere, and none waits but those that are to be
// tried again later than in some seconds. It calls progress, if that is not nil, now and then with how many jobs are left. Where
// ctx ends before, its error is returned and work stops as with Run.
func (q *Queue) Drain(ctx context.Context, progress func(waiting int)) error {
	return q.run(ctx, drainPoll, map[string]int{readQueue: q.options.Readers, suspectQueue: 1, linkQueue: 1}, func() error {
		for {
			left, err := q.left(ctx)
			if ctx.Err() != nil {
				return context.Cause(ctx)
			}
			if err != nil {
				return err
			}
			if progress != nil {
				progress(left)
			}
			if left == 0 {
				return nil
			}
			select {
			case <-ctx.Done():
			case <-time.After(drainPoll):
			}
		}
	})
}

// left is how many jobs of reading and linking there are to do now.
func (q *Queue) left(ctx context.Context) (n int, err error) {
	query := "SELECT count(*) FROM river_job WHERE queue IN ('" + readQueue + "', '" + suspectQueue + "', '" + linkQueue + "') AND " +
		"(state = 'running' OR state IN ('available', 'retryable', 'scheduled') AND scheduled_at <= " + q.dialect.soon + ")"
	err = q.db.QueryRowContext(ctx, query).Scan(&n)
	if err != nil {
		return 0, fmt.Errorf("counting jobs: %w", err)
	}
	return n, nil
}

// run works on queues, each with so many workers, until wait returns, and gives what that does.
func (q *Queue) run(ctx context.Context, poll time.Duration, workers map[string]int, wait func() error) (err error) {
	if q.work == nil {
		return ErrNoWork
	}
	alone, leave, err := q.options.Enter(ctx)
	if err != nil {
		return fmt.Errorf("beginning to work: %w", err)
	}
	defer func() { err = errors.Join(err, leave()) }()
	if alone {
		if err := q.rescue(ctx, -time.Second); err != nil { // even what was touched just now
			return err
		}
	}
	started, stop := context.WithCancel(context.WithoutCancel(ctx))
	defer stop()
	client, err := q.start(ctx, started, poll, workers)
	if err != nil {
		return err
	}
	alive, end := context.WithCancel(context.WithoutCancel(ctx))
	var touching sync.WaitGroup
	touching.Go(func() { q.keepAlive(alive) })
	defer touching.Wait()
	defer end()

	result := wait()
	stop()
	select {
	case <-client.Stopped():
		return result
	case <-time.After(q.options.StopAfter + q.options.StopAfter/2): // cancelled jobs get half as long to return
		return errors.Join(result, ErrStuck)
	}
}

// start makes a client and starts it. Where the database is busy for longer than river waits, it is tried again while ctx lasts.
func (q *Queue) start(ctx, started context.Context, poll time.Duration, workers map[string]int) (*river.Client[*sql.Tx], error) {
	queues := map[string]river.QueueConfig{}
	for name, n := range workers {
		queues[name] = river.QueueConfig{MaxWorkers: n}
	}
	config := &river.Config{
		Queues: queues, Workers: q.workers(), Logger: q.options.Log,
		// There is nothing to listen on: database/sql has no LISTEN, and in SQLite a listener polls too.
		PollOnly: true, FetchPollInterval: poll, FetchCooldown: cooldown,
		SoftStopTimeout:   q.options.StopAfter,
		JobTimeout:        time.Hour, // for no kind of ours, see worker
		JobStuckThreshold: q.options.DeadAfter / 6,
		JobStuckHandler: func(_ context.Context, stuck river.JobStuckHandlerParams) river.JobStuckHandlerResult {
			q.hand.drop(stuck.ID)
			return river.JobStuckHandlerResult{AddWorkerSlot: true}
		},
		CompletedJobRetentionPeriod: 5 * time.Minute,
		CancelledJobRetentionPeriod: 30 * 24 * time.Hour,
		DiscardedJobRetentionPeriod: 30 * 24 * time.Hour,
	}
	for {
		client, err := river.NewClient(q.dialect.driver, config)
		if err != nil {
			return nil, fmt.Errorf("the queue of jobs: %w", err)
		}
		if err = client.Start(started); err == nil {
			return client, nil
		}
		if ctx.Err() != nil || !errors.Is(err, context.DeadlineExceeded) {
			return nil, fmt.Errorf("starting to work on jobs: %w", err)
		}
		q.options.Log.Info("the database is busy; trying again", "error", err)
	}
}
