package jobs

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/rivertype"
)

// Job is something to be done: a [Read], [Link], [Fetch], [Feed], [Recheck], [Reread] or [Tell]. Its string tells a person what it is about.
type Job interface {
	river.JobArgs
	river.JobArgsWithInsertOpts
	fmt.Stringer
	check() error
}

// MostDocuments is how many documents one Read job holds. What is inserted with more becomes several jobs.
const MostDocuments = 16

// Read reads documents. A Link follows it.
type Read struct {
	Documents []int64 `json:"documents"` // their numbers
}

// Link ties what was read to the rest. One waits at most: whoever wants another while one waits wants that one.
type Link struct {
	// Behind is set when it is inserted: the Link job that ran then, 0 for none. What was read since that began still has to be linked,
	// so that one which runs does not count as one which waits.
	Behind int64 `json:"behind,omitempty"`
}

// Fetch fetches an address. There is one for each address until it is done.
type Fetch struct {
	Address string `json:"address" river:"unique"`
	Through string `json:"through,omitempty"` // where the address was found; of the first that asked
}

// Feed polls a feed, again and again at the times that the poll returns. There is one for each feed.
type Feed struct {
	Number int64     `json:"number" river:"unique"`
	At     time.Time `json:"-"` // not before; zero: now
}

// Recheck looks at a page again, and comes back like a Feed. There is one for each page.
type Recheck struct {
	Place string    `json:"place" river:"unique"`
	At    time.Time `json:"-"` // not before; zero: now
}

// Reread goes on with reading anew what older models read, bit by bit until no more is to be done. There is one.
type Reread struct{}

// Tell tells what a saved search newly finds, and comes back like a Feed. There is one for each search and way of telling.
type Tell struct {
	Search  string    `json:"search" river:"unique"`  // its name
	Channel string    `json:"channel" river:"unique"` // webhook or email
	At      time.Time `json:"-"`                      // not before; zero: now
}

// The kinds of job, as [Count] and [Queue.Retry] name them.
const (
	KindRead    = "read"
	KindLink    = "link"
	KindFetch   = "fetch"
	KindFeed    = "feed"
	KindRecheck = "recheck"
	KindReread  = "reread"
	KindTell    = "tell"
)

// Kinds are all kinds, in the order of the way that an article goes.
func Kinds() []string {
	return []string{KindFeed, KindFetch, KindRecheck, KindRead, KindLink, KindReread, KindTell}
}

// The queues. Jobs of one queue share its workers.
const (
	readQueue    = "read"
	suspectQueue = "suspect" // of Read jobs for one document each, since there was trouble with it; one runs at a time
	linkQueue    = "link"
	webQueue     = "web"
	rereadQueue  = "reread"
)

// How often a job is tried until it has failed: what comes back by itself is given time (25 attempts take three weeks), and so is linking,
// which all documents wait for.
const (
	fewAttempts  = 5
	someAttempts = 10
	manyAttempts = 25
)

// Priorities within a queue: what is first is done before all that is behind.
const (
	first  = 1
	second = 2
	third  = 3
)

// once is for a kind of which there is one at a time, or one for each value of the fields that say so, until it is done or has failed.
func once() river.UniqueOpts {
	return river.UniqueOpts{ByArgs: true, ByState: []rivertype.JobState{
		rivertype.JobStateAvailable, rivertype.JobStatePending, rivertype.JobStateRetryable, rivertype.JobStateRunning, rivertype.JobStateScheduled,
	}}
}

// What river asks of each kind: its name, and which queue it goes to, how often it is tried and what it is unique by.

func (Read) Kind() string    { return KindRead }
func (Link) Kind() string    { return KindLink }
func (Fetch) Kind() string   { return KindFetch }
func (Feed) Kind() string    { return KindFeed }
func (Recheck) Kind() string { return KindRecheck }
func (Reread) Kind() string  { return KindReread }
func (Tell) Kind() string    { return KindTell }

func (Read) InsertOpts() river.InsertOpts {
	return river.InsertOpts{Queue: readQueue, MaxAttempts: fewAttempts}
}

func (Link) InsertOpts() river.InsertOpts {
	return river.InsertOpts{Queue: linkQueue, MaxAttempts: manyAttempts, UniqueOpts: once()}
}

func (Fetch) InsertOpts() river.InsertOpts {
	return river.InsertOpts{Queue: webQueue, MaxAttempts: someAttempts, Priority: second, UniqueOpts: once()}
}

func (f Feed) InsertOpts() river.InsertOpts {
	return river.InsertOpts{Queue: webQueue, MaxAttempts: manyAttempts, Priority: first, UniqueOpts: once(), ScheduledAt: later(f.At)}
}

func (r Recheck) InsertOpts() river.InsertOpts {
	return river.InsertOpts{Queue: webQueue, MaxAttempts: manyAttempts, Priority: third, UniqueOpts: once(), ScheduledAt: later(r.At)}
}

func (Reread) InsertOpts() river.InsertOpts {
	return river.InsertOpts{Queue: rereadQueue, MaxAttempts: fewAttempts, UniqueOpts: once()}
}

func (t Tell) InsertOpts() river.InsertOpts {
	return river.InsertOpts{Queue: webQueue, MaxAttempts: manyAttempts, Priority: second, UniqueOpts: once(), ScheduledAt: later(t.At)}
}

// later is a time to come; zero for one that has come, which river would have wait for the next round of its scheduler.
func later(at time.Time) time.Time {
	if at.After(time.Now()) {
		return at
	}
	return time.Time{}
}

func (r Read) String() string {
	numbers := strings.Trim(fmt.Sprint(r.Documents), "[]")
	if len(r.Documents) == 1 {
		return "document " + numbers
	}
	return "documents " + strings.ReplaceAll(numbers, " ", ", ")
}

func (Link) String() string      { return "linking" }
func (f Fetch) String() string   { return f.Address }
func (f Feed) String() string    { return fmt.Sprintf("feed %d", f.Number) }
func (r Recheck) String() string { return r.Place }
func (Reread) String() string    { return "reading anew" }
func (t Tell) String() string    { return "search " + t.Search + " by " + t.Channel }

// ErrNoJob is a job that cannot be kept, since it is about nothing or about no text.
var ErrNoJob = errors.New("this cannot be a job")

func (r Read) check() error {
	if len(r.Documents) == 0 {
		return fmt.Errorf("%w: there is no document to read", ErrNoJob)
	}
	return nil
}

func (Link) check() error      { return nil }
func (f Fetch) check() error   { return cmp.Or(checkText(f.Address), checkText("through "+f.Through)) }
func (Feed) check() error      { return nil }
func (r Recheck) check() error { return checkText(r.Place) }
func (Reread) check() error    { return nil }
func (t Tell) check() error    { return cmp.Or(checkText(t.Search), checkText(t.Channel)) }

// checkText refuses what JSON or PostgreSQL would change or not keep.
func checkText(text string) error {
	if text == "" || !utf8.ValidString(text) || strings.ContainsRune(text, 0) {
		return fmt.Errorf("%w: %q is no address", ErrNoJob, text)
	}
	return nil
}

// parted is the jobs with those that read too much cut up. What is unique comes in one order whoever inserts it, as two transactions on a
// server would else wait for each other; what is not keeps its own order.
func parted(jobs []Job) ([]Job, error) {
	var out []Job
	for _, job := range jobs {
		if err := job.check(); err != nil {
			return nil, err
		}
		read, ok := job.(Read)
		if !ok {
			out = append(out, job)
			continue
		}
		for part := range slices.Chunk(read.Documents, MostDocuments) {
			out = append(out, Read{Documents: part})
		}
	}
	key := func(job Job) string {
		if _, ok := job.(Read); ok {
			return ""
		}
		return job.Kind() + " " + job.String()
	}
	slices.SortStableFunc(out, func(a, b Job) int { return cmp.Compare(key(a), key(b)) })
	return out, nil
}

// decode reads a job of a kind from what the queue keeps of it.
func decode(kind string, encoded []byte) (Job, error) {
	switch kind {
	case KindRead:
		return decodeAs[Read](encoded)
	case KindLink:
		return decodeAs[Link](encoded)
	case KindFetch:
		return decodeAs[Fetch](encoded)
	case KindFeed:
		return decodeAs[Feed](encoded)
	case KindRecheck:
		return decodeAs[Recheck](encoded)
	case KindReread:
		return decodeAs[Reread](encoded)
	case KindTell:
		return decodeAs[Tell](encoded)
	}
	return nil, fmt.Errorf("%w: nothing is known of the kind %q", ErrNoJob, kind)
}

func decodeAs[T Job](encoded []byte) (Job, error) {
	var job T
	if err := json.Unmarshal(encoded, &job); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrNoJob, err)
	}
	return job, job.check()
}
