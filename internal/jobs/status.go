package jobs

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/rivertype"
)

// Count is how many jobs of a kind there are.
type Count struct {
	Kind     string
	Waiting  int       // to be done now
	Later    int       // at a time to come
	Running  int       // in any process
	Retrying int       // failed, to be tried again
	Failed   int       // for good, see Queue.Retry; those of the last 30 days
	Last     []Failure // the latest of those that failed and of those to be tried again, at most 3 of each
}

// Failure is a job that failed.
type Failure struct {
	Job      int64
	About    string // its documents, address or the like
	Error    string // of the last attempt
	Time     time.Time
	Attempts int
	Final    bool // it is not tried again
}

// mostFailures is how many failures of a sort are told.
const mostFailures = 3

// final are the states of what failed for good: after all attempts, or at once.
func final() []rivertype.JobState {
	return []rivertype.JobState{rivertype.JobStateDiscarded, rivertype.JobStateCancelled}
}

// Status counts the jobs of each kind, in the order of [Kinds].
func (q *Queue) Status(ctx context.Context) ([]Count, error) {
	counts := make([]Count, len(Kinds()))
	for i, kind := range Kinds() {
		counts[i].Kind = kind
	}
	if err := q.count(ctx, counts); err != nil {
		return nil, fmt.Errorf("counting jobs: %w", err)
	}
	for i := range counts {
		c := &counts[i]
		ended := river.NewJobListParams().Kinds(c.Kind).States(final()...).OrderBy(river.JobListOrderByFinalizedAt, river.SortOrderDesc)
		again := river.NewJobListParams().Kinds(c.Kind).States(rivertype.JobStateRetryable, rivertype.JobStateAvailable).
			Where("errors IS NOT NULL").OrderBy(river.JobListOrderByID, river.SortOrderDesc)
		for _, list := range []*river.JobListParams{ended, again} {
			failed, err := q.inserter.JobList(ctx, list.First(mostFailures))
			if err != nil {
				return nil, fmt.Errorf("listing failed jobs: %w", err)
			}
			for _, job := range failed.Jobs {
				c.Last = append(c.Last, failureOf(job))
			}
		}
	}
	return counts, nil
}

// count fills in the numbers.
func (q *Queue) count(ctx context.Context, counts []Count) error {
	// River has a job that is tried again within seconds available at once.
	rows, err := q.db.QueryContext(ctx, `SELECT kind,
		CASE WHEN state = 'available' AND errors IS NOT NULL THEN 'retryable' ELSE CAST(state AS TEXT) END, count(*)
		FROM river_job WHERE state <> 'completed' GROUP BY 1, 2`)
	if err != nil {
		return err
	}
	defer rows.Close() // what was wrong is told by Err
	for rows.Next() {
		var kind, state string
		var n int
		if err := rows.Scan(&kind, &state, &n); err != nil {
			return err
		}
		i := slices.IndexFunc(counts, func(c Count) bool { return c.Kind == kind })
		if i < 0 {
			continue // of another version of gainsay
		}
		switch rivertype.JobState(state) {
		case rivertype.JobStateAvailable, rivertype.JobStatePending:
			counts[i].Waiting += n
		case rivertype.JobStateScheduled:
			counts[i].Later += n
		case rivertype.JobStateRunning:
			counts[i].Running += n
		case rivertype.JobStateRetryable:
			counts[i].Retrying += n
		case rivertype.JobStateDiscarded, rivertype.JobStateCancelled:
			counts[i].Failed += n
		}
	}
	return rows.Err()
}

func failureOf(row *rivertype.JobRow) Failure {
	f := Failure{Job: row.ID, About: row.Kind, Attempts: row.Attempt, Final: slices.Contains(final(), row.State)}
	if job, err := decode(row.Kind, row.EncodedArgs); err == nil {
		f.About = job.String()
	}
	if n := len(row.Errors); n > 0 {
		f.Time, f.Error = row.Errors[n-1].At, strings.TrimPrefix(row.Errors[n-1].Error, "JobCancelError: ")
	}
	return f
}

// Retry inserts anew the jobs of these kinds, or of all, that failed for good, and gives how many there were. Those that cannot be read any
// more stay.
func (q *Queue) Retry(ctx context.Context, kinds ...string) (n int, err error) {
	if len(kinds) == 0 {
		kinds = Kinds()
	}
	const most = 500
	for last := int64(0); ; {
		list := river.NewJobListParams().Kinds(kinds...).States(final()...).OrderBy(river.JobListOrderByID, river.SortOrderAsc).
			Where("id > @last", river.NamedArgs{"last": last}).First(most)
		failed, err := q.inserter.JobList(ctx, list)
		if err != nil {
			return n, fmt.Errorf("listing failed jobs: %w", err)
		}
		again, err := q.anew(ctx, failed.Jobs)
		if n += again; err != nil {
			return n, fmt.Errorf("inserting failed jobs anew: %w", err)
		}
		if len(failed.Jobs) < most {
			return n, nil
		}
		last = failed.Jobs[most-1].ID
	}
}

// anew puts new jobs in the place of failed ones, all or none.
func (q *Queue) anew(ctx context.Context, failed []*rivertype.JobRow) (n int, err error) {
	var ids []int64
	for _, row := range failed {
		if _, err := decode(row.Kind, row.EncodedArgs); err == nil {
			ids = append(ids, row.ID)
		}
	}
	if len(ids) == 0 {
		return 0, nil
	}
	err = q.transact(ctx, func(tx *sql.Tx) error {
		// Only what this transaction takes away is inserted: somebody else may be retrying too.
		taken, err := q.inserter.JobDeleteManyTx(ctx, tx, river.NewJobDeleteManyParams().IDs(ids...).States(final()...).First(len(ids)))
		if err != nil {
			return err
		}
		var jobs []Job
		for _, row := range taken.Jobs {
			if job, err := decode(row.Kind, row.EncodedArgs); err == nil {
				jobs = append(jobs, job)
			}
		}
		n = len(jobs)
		return q.InsertTx(ctx, tx, jobs...)
	})
	if err != nil {
		return 0, err
	}
	return n, nil
}
