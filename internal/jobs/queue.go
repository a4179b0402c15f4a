package jobs

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"runtime"
	"time"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver"
	"github.com/riverqueue/river/riverdriver/riverdatabasesql"
	"github.com/riverqueue/river/riverdriver/riversqlite"
	"github.com/riverqueue/river/rivermigrate"
)

// Options choose how a queue works. What is zero takes its default.
type Options struct {
	Readers  int // Read jobs that this process does at once; default: one for each core that Go may use
	Fetchers int // Fetch, Feed and Recheck jobs that it does at once; default 4

	// Enter is called before this process begins to work. It tells whether no other process works on the same jobs, which then cannot
	// begin before Enter has returned; leave ends what Enter began. See [Folder]. Nil: others may work.
	Enter func(ctx context.Context) (alone bool, leave func() error, err error)

	StopAfter time.Duration // how long running jobs may go on once work is to stop; then they are cancelled and go back; default 20 s
	Touch     time.Duration // how often jobs in hand are touched; default 10 s
	DeadAfter time.Duration // how long after its last touch a job goes back; default 1 min
	Log       *slog.Logger  // of what river and the rescue of jobs do; nil: nothing is told
}

func (o Options) withDefaults() Options {
	if o.Readers <= 0 {
		o.Readers = runtime.GOMAXPROCS(0)
	}
	if o.Fetchers <= 0 {
		o.Fetchers = 4
	}
	if o.Enter == nil {
		o.Enter = func(context.Context) (bool, func() error, error) { return false, func() error { return nil }, nil }
	}
	if o.StopAfter <= 0 {
		o.StopAfter = 20 * time.Second
	}
	if o.Touch <= 0 {
		o.Touch = 10 * time.Second
	}
	if o.DeadAfter <= 0 {
		o.DeadAfter = time.Minute
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	return o
}

// Queue is the jobs of one archive. It is safe for use by several goroutines and several processes at once.
type Queue struct {
	db       *sql.DB
	dialect  dialect
	work     Work
	options  Options
	timeouts map[string]time.Duration
	inserter *river.Client[*sql.Tx]
	hand     inHand
}

// dialect is what differs between the databases.
type dialect struct {
	driver riverdriver.Driver[*sql.Tx]
	server bool
	now    string // the database's time, in SQL
	soon   string // a few seconds from now
}

func dialectOf(db *sql.DB, server bool) dialect {
	if server {
		return dialect{riverdatabasesql.New(db), true, "now()", "now() + interval '5 seconds'"}
	}
	return dialect{riversqlite.New(db), false, "datetime('now', 'subsec')", "datetime('now', 'subsec', '+5 seconds')"}
}

// Migrate makes the tables that jobs are kept in, or brings them up to date. Several processes may do so at once.
//
// Each step is a transaction, but which are left to do is looked up before it. Where two go the same way, one of them fails at a step
// that the other has done, and has but to look again.
func Migrate(ctx context.Context, db *sql.DB, server bool) error {
	migrator, err := rivermigrate.New(dialectOf(db, server).driver, &rivermigrate.Config{Logger: slog.New(slog.DiscardHandler)})
	if err != nil {
		return fmt.Errorf("the tables of jobs: %w", err)
	}
	const tries = 20 // more than there are steps
	for try := 1; ; try++ {
		if _, err = migrator.Migrate(ctx, rivermigrate.DirectionUp, nil); err == nil {
			return nil
		}
		if try == tries || ctx.Err() != nil {
			return fmt.Errorf("the tables of jobs could not be made: %w", err)
		}
		select {
		case <-ctx.Done():
		case <-time.After(time.Duration(try) * 20 * time.Millisecond):
		}
	}
}

// New gives the queue in a database that [Migrate] was called for. For SQLite, db has one connection, with a write-ahead log, _txlock=immediate
// and a busy_timeout. Where work is nil, jobs can be inserted and counted but not done.
func New(db *sql.DB, server bool, work Work, options Options) (*Queue, error) {
	q := &Queue{db: db, dialect: dialectOf(db, server), work: work, options: options.withDefaults(), timeouts: timeouts()}
	var err error
	if q.inserter, err = river.NewClient(q.dialect.driver, &river.Config{Logger: q.options.Log}); err != nil {
		return nil, fmt.Errorf("the queue of jobs: %w", err)
	}
	return q, nil
}

// Insert inserts jobs, all of them or, with an error, none. A job that is there already, of a kind that there is one of, is no error.
func (q *Queue) Insert(ctx context.Context, jobs ...Job) error {
	return q.transact(ctx, func(tx *sql.Tx) error { return q.InsertTx(ctx, tx, jobs...) })
}

// InsertTx inserts jobs in a transaction of the database that the queue is in: they are there once it is committed.
func (q *Queue) InsertTx(ctx context.Context, tx *sql.Tx, jobs ...Job) error {
	return q.insert(ctx, tx, "", jobs)
}

// insert inserts jobs into a queue; "" for that of their kind.
func (q *Queue) insert(ctx context.Context, tx *sql.Tx, queue string, jobs []Job) error {
	jobs, err := parted(jobs)
	if err != nil || len(jobs) == 0 {
		return err
	}
	const most = 5000 // in one statement
	params := make([]river.InsertManyParams, 0, min(len(jobs), most))
	for i, job := range jobs {
		if link, ok := job.(Link); ok {
			if link.Behind, err = q.linking(ctx, tx); err != nil {
				return fmt.Errorf("inserting jobs: %w", err)
			}
			job = link
		}
		params = append(params, river.InsertManyParams{Args: job, InsertOpts: &river.InsertOpts{Queue: queue}})
		if len(params) == most || i == len(jobs)-1 {
			if _, err := q.inserter.InsertManyFastTx(ctx, tx, params); err != nil {
				return fmt.Errorf("inserting jobs: %w", err)
			}
			params = params[:0]
		}
	}
	return nil
}

// linking is the Link job that runs; 0 for none.
func (q *Queue) linking(ctx context.Context, tx *sql.Tx) (id int64, err error) {
	err = tx.QueryRowContext(ctx, "SELECT coalesce(max(id), 0) FROM river_job WHERE queue = '"+linkQueue+"' AND state = 'running'").Scan(&id)
	return id, err
}

// transact does something wholly or not at all.
func (q *Queue) transact(ctx context.Context, do func(tx *sql.Tx) error) error {
	tx, err := q.db.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("the queue of jobs: %w", err)
	}
	if err := do(tx); err != nil {
		return errors.Join(err, tx.Rollback())
	}
	return tx.Commit()
}
