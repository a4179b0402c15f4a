// Package jobs keeps what is to be done until it is done: reading, linking, fetching, polling feeds, looking at pages again and
// re-reading, whatever happens to the processes that do it.
//
// In come jobs ([Read], [Link], [Fetch], [Feed], [Recheck], [Reread], [Tell]), inserted in the transaction that gives rise to them, and a
// [Work] that does them; out go calls of it, and the [Count] of what waits and what failed. What a job means is the caller's business.
//
// # What can be relied on
//
// A job is done at least once: it is gone only when its work returned without an error, and what it gives rise to is inserted before.
// Where a process is killed in between, the work is done a second time, so it has to be such that this does no harm.
//
// A job that fails is tried again, later and later (river's policy: n⁴ seconds after the n-th failure, give or take a tenth), and ends
// as failed after a number of attempts that goes by its kind. There it stays, is told by [Queue.Status] and is done anew after
// [Queue.Retry]. An error that wraps [ErrGiveUp] ends it at once; one with a method RetryAfter() time.Duration puts it off for that long
// and counts for nothing. A panic is an error.
//
// A Read job that failed, or that was in hand when its process died, becomes one job for each of its documents, and these are done one at a
// time: a document that nobody can read harms no other, and where processes die of it, they do so six times at most.
//
// # What becomes of jobs whose process died
//
// A process touches the jobs that it has in hand every ten seconds. One that nobody has touched for a minute goes back, whoever
// notices first; the death counts as an attempt. In a folder it is faster: whoever begins to work there while nobody else does knows
// that all jobs in hand are a dead process's, see [Folder]. A job that ran over its time and does not heed its context is not touched
// any more, and another takes its place.
//
// # How it is kept
//
// In the tables of river (github.com/riverqueue/river), in the archive's own database: SQLite or PostgreSQL. River fetches, retries and
// completes. Its own rescue of lost jobs is slower than ours (it needs a leader, runs each half minute, and cannot tell a long job from a
// lost one), so that is left as the last resort.
//
// It imports the standard library, river and its drivers, and gofrs/flock.
package jobs
