package jobs

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riversqlite"
	"github.com/riverqueue/river/rivertype"
)

// Work is what the jobs are about. Each method is called by several goroutines at once, but Link and Reread by one in each process.
// A context that ends is to be heeded: the job goes back then. See the package for what errors do.
type Work interface {
	Read(ctx context.Context, documents []int64) error
	Link(ctx context.Context) error
	Fetch(ctx context.Context, address, through string) error
	Poll(ctx context.Context, feed int64) (next time.Time, err error)      // zero: never again
	Recheck(ctx context.Context, place string) (next time.Time, err error) // zero: never again
	Reread(ctx context.Context) (more bool, err error)
	Tell(ctx context.Context, search, channel string) (next time.Time, err error) // zero: never again
}

// ErrGiveUp is wrapped by an error of work that another attempt would not mend.
var ErrGiveUp = errors.New("there is no use in trying again")

// timeouts are how long a job of each kind may take; then its context ends, and it counts as failed.
func timeouts() map[string]time.Duration {
	return map[string]time.Duration{
		KindRead:    10 * time.Minute,
		KindLink:    time.Hour,
		KindFetch:   5 * time.Minute,
		KindFeed:    5 * time.Minute,
		KindRecheck: 5 * time.Minute,
		KindReread:  time.Hour,
		KindTell:    5 * time.Minute,
	}
}

// mostLinkPause is how long a Link job that failed waits at most, since all that is read meanwhile waits with it.
const mostLinkPause = time.Minute

// worker does the jobs of one kind.
type worker[T Job] struct {
	river.WorkerDefaults[T]
	queue *Queue
	do    func(ctx context.Context, job *river.Job[T]) error
}

func (w worker[T]) Work(ctx context.Context, job *river.Job[T]) error {
	defer w.queue.hand.take(job.ID)()
	if err := job.Args.check(); err != nil {
		return river.JobCancel(err)
	}
	return outcome(ctx, w.do(ctx, job))
}

func (w worker[T]) Timeout(job *river.Job[T]) time.Duration { return w.queue.timeouts[job.Kind] }

func (w worker[T]) NextRetry(job *river.Job[T]) time.Time {
	return nextRetry(job.JobRow)
}

// nextRetry is when a job that failed, or whose process died, is tried again.
func nextRetry(job *rivertype.JobRow) time.Time {
	next := new(river.DefaultClientRetryPolicy).NextRetry(job)
	if most := time.Now().Add(mostLinkPause); job.Kind == KindLink && next.After(most) {
		return most
	}
	return next
}

// outcome words an error of work for river.
func outcome(ctx context.Context, err error) error {
	var wait interface{ RetryAfter() time.Duration }
	switch {
	case err == nil:
		return nil
	case errors.Is(ctx.Err(), context.Canceled):
		return fmt.Errorf("%w: %w", context.Canceled, err) // work is to stop: the job goes back, whatever its error is
	case errors.Is(err, ErrGiveUp):
		return river.JobCancel(err)
	case errors.As(err, &wait) && wait.RetryAfter() > 0:
		return river.JobSnooze(wait.RetryAfter())
	}
	return err
}

// workers are those of all kinds.
func (q *Queue) workers() *river.Workers {
	all := river.NewWorkers()
	add(all, q, q.read)
	add(all, q, func(ctx context.Context, _ *river.Job[Link]) error { return q.work.Link(ctx) })
	add(all, q, func(ctx context.Context, job *river.Job[Fetch]) error {
		return q.work.Fetch(ctx, job.Args.Address, job.Args.Through)
	})
	add(all, q, func(ctx context.Context, job *river.Job[Feed]) error {
		next, err := q.work.Poll(ctx, job.Args.Number)
		return comeBack(ctx, q, job, err, !next.IsZero(), Feed{Number: job.Args.Number, At: next})
	})
	add(all, q, func(ctx context.Context, job *river.Job[Recheck]) error {
		next, err := q.work.Recheck(ctx, job.Args.Place)
		return comeBack(ctx, q, job, err, !next.IsZero(), Recheck{Place: job.Args.Place, At: next})
	})
	add(all, q, func(ctx context.Context, job *river.Job[Reread]) error {
		more, err := q.work.Reread(ctx)
		return comeBack(ctx, q, job, err, more, Reread{})
	})
	add(all, q, func(ctx context.Context, job *river.Job[Tell]) error {
		next, err := q.work.Tell(ctx, job.Args.Search, job.Args.Channel)
		return comeBack(ctx, q, job, err, !next.IsZero(), Tell{Search: job.Args.Search, Channel: job.Args.Channel, At: next})
	})
	return all
}

func add[T Job](all *river.Workers, q *Queue, do func(context.Context, *river.Job[T]) error) {
	river.AddWorker(all, worker[T]{queue: q, do: do})
}

// read reads documents and wants a Link job. That is inserted before the Read job is done, so that none can go missing; where one waits
// already, it will see what was read.
//
// A job that was tried before becomes one for each of its documents, which run one at a time and are done once they are: whichever kills its
// process cannot have others killed with it again and again until they have failed too.
func (q *Queue) read(ctx context.Context, job *river.Job[Read]) error {
	if job.Queue == readQueue && job.Attempt > 1 {
		singles := make([]Job, len(job.Args.Documents))
		for i, document := range job.Args.Documents {
			singles[i] = Read{Documents: []int64{document}}
		}
		return finish(ctx, q, job, suspectQueue, singles...)
	}
	if err := q.work.Read(ctx, job.Args.Documents); err != nil {
		return err
	}
	if job.Queue == suspectQueue {
		return finish(ctx, q, job, linkQueue, Link{})
	}
	ctx = context.WithoutCancel(ctx)
	query := "SELECT count(*) FROM river_job WHERE queue = '" + linkQueue + "' AND state IN ('available', 'scheduled', 'retryable')"
	var waiting int
	err := q.db.QueryRowContext(ctx, query).Scan(&waiting)
	if err != nil || waiting > 0 {
		return err
	}
	return q.Insert(ctx, Link{})
}

// comeBack ends a job that failed or has no more to do, and puts the next one in the place of one that has.
func comeBack[T Job](ctx context.Context, q *Queue, job *river.Job[T], err error, more bool, next Job) error {
	if err != nil || !more {
		return err
	}
	return finish(ctx, q, job, "", next)
}

// finish ends a job and inserts what follows it into a queue, both or neither. A job that comes back is a new one, so that its attempts and errors
// count from the last time that it went well.
func finish[T Job](ctx context.Context, q *Queue, job *river.Job[T], queue string, next ...Job) error {
	ctx = context.WithoutCancel(ctx) // what is done is done, though work is to stop
	return q.transact(ctx, func(tx *sql.Tx) error {
		// The driver is asked for its type of transaction only, which is the same for both.
		if _, err := river.JobCompleteTx[*riversqlite.Driver](ctx, tx, job); err != nil {
			return err
		}
		return q.insert(ctx, tx, queue, next)
	})
}
