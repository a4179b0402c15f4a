package jobs

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

func TestEachKindRuns(t *testing.T) {
	both(t, func(t *testing.T, p place) {
		work := &fake{}
		q := p.queue(t, work, quick())
		insert(t, q, Read{Documents: []int64{1, 2}}, Fetch{Address: "https://harbour.example/a", Through: "feed 3"}, Feed{Number: 3},
			Recheck{Place: "https://harbour.example/b"}, Reread{}, Tell{Search: "dam", Channel: "email"})
		stop := run(t, q)
		for _, call := range []string{
			"read [1 2]", "link", `fetch https://harbour.example/a through "feed 3"`, "poll 3", "recheck https://harbour.example/b", "reread", "tell dam by email",
		} {
			eventually(t, call+" was called", func() bool { return work.count(call) == 1 })
		}
		stop()
		for _, kind := range Kinds() {
			if got := status(t, q, kind); numbers(got) != numbers(Count{}) {
				t.Errorf("%s is left: %s", kind, numbers(got))
			}
		}
	})
}

func TestInsert(t *testing.T) {
	address := "https://harbour.example/a"
	many := make([]int64, 2*MostDocuments+1)
	for name, c := range map[string]struct {
		jobs [][]Job // each inserted in a transaction
		kind string
		want int
		err  error
	}{
		"reads":                 {[][]Job{{Read{Documents: []int64{1}}, Read{Documents: []int64{1}}}}, KindRead, 2, nil},
		"many documents":        {[][]Job{{Read{Documents: many}}}, KindRead, 3, nil},
		"no documents":          {[][]Job{{Read{}}}, KindRead, 0, ErrNoJob},
		"nothing":               {[][]Job{{}}, KindRead, 0, nil},
		"links":                 {[][]Job{{Link{}}, {Link{}, Link{}}}, KindLink, 1, nil},
		"fetches of an address": {[][]Job{{Fetch{Address: address}}, {Fetch{Address: address, Through: "feed 3"}}}, KindFetch, 1, nil},
		"fetches of two":        {[][]Job{{Fetch{Address: address}, Fetch{Address: address + "b"}}}, KindFetch, 2, nil},
		"no address":            {[][]Job{{Link{}, Fetch{}}}, KindLink, 0, ErrNoJob},
		"no text":               {[][]Job{{Fetch{Address: "\xff"}}}, KindFetch, 0, ErrNoJob},
		"a zero byte":           {[][]Job{{Fetch{Address: address, Through: "a\x00"}}}, KindFetch, 0, ErrNoJob},
		"feeds":                 {[][]Job{{Feed{Number: 1}}, {Feed{Number: 1}}, {Feed{Number: 2}}}, KindFeed, 2, nil},
		"rechecks":              {[][]Job{{Recheck{Place: address}, Recheck{Place: address}}}, KindRecheck, 1, nil},
		"tells":                 {[][]Job{{Tell{Search: "dam", Channel: "webhook"}}, {Tell{Search: "dam", Channel: "webhook"}}, {Tell{Search: "dam", Channel: "email"}}}, KindTell, 2, nil},
		"rereads":               {[][]Job{{Reread{}}, {Reread{}}}, KindReread, 1, nil},
	} {
		t.Run(name, func(t *testing.T) {
			both(t, func(t *testing.T, p place) {
				q := p.queue(t, nil, quick())
				for _, jobs := range c.jobs {
					if err := q.Insert(t.Context(), jobs...); !errors.Is(err, c.err) {
						t.Errorf("got %v, want %v", err, c.err)
					}
				}
				if got := status(t, q, c.kind); got.Waiting != c.want {
					t.Errorf("%d are waiting, want %d", got.Waiting, c.want)
				}
			})
		})
	}
}

func TestInsertInATransaction(t *testing.T) {
	both(t, func(t *testing.T, p place) {
		q := p.queue(t, nil, quick())
		broken := errors.New("broken")
		for _, want := range []error{broken, nil} {
			err := q.transact(t.Context(), func(tx *sql.Tx) error {
				return errors.Join(q.InsertTx(t.Context(), tx, Read{Documents: []int64{1}}, Link{}), want)
			})
			if !errors.Is(err, want) {
				t.Fatal(err)
			}
		}
		if read, link := status(t, q, KindRead), status(t, q, KindLink); read.Waiting != 1 || link.Waiting != 1 {
			t.Errorf("of reading %s, of linking %s", numbers(read), numbers(link))
		}
	})
}

func TestInsertOnly(t *testing.T) {
	q := newPlace(t, false).queue(t, nil, quick())
	if err := q.Drain(t.Context(), nil); !errors.Is(err, ErrNoWork) {
		t.Errorf("got %v", err)
	}
}

// TestLinkWhileLinking: what is read while a Link job runs may be too late for that, so another has to follow, but not more than one.
func TestLinkWhileLinking(t *testing.T) {
	both(t, func(t *testing.T, p place) {
		release := make(chan bool)
		work := &fake{link: func(context.Context) error { <-release; return nil }}
		q := p.queue(t, work, quick())
		insert(t, q, Link{})
		stop := run(t, q)
		eventually(t, "linking runs", func() bool { return status(t, q, KindLink).Running == 1 })
		for n := range int64(5) {
			insert(t, q, Read{Documents: []int64{n}}, Link{})
		}
		eventually(t, "all is read", func() bool { return numbers(status(t, q, KindRead)) == numbers(Count{}) })
		if got := numbers(status(t, q, KindLink)); got != numbers(Count{Waiting: 1, Running: 1}) {
			t.Error(got)
		}
		close(release)
		eventually(t, "all is linked", func() bool { return numbers(status(t, q, KindLink)) == numbers(Count{}) })
		stop()
		if work.count("link") != 2 {
			t.Errorf("it was linked %d times", work.count("link"))
		}
	})
}

func TestComingBack(t *testing.T) {
	both(t, func(t *testing.T, p place) {
		var polls, rereads atomic.Int64
		next := time.Now().Add(time.Hour).UTC().Truncate(time.Millisecond)
		work := &fake{
			poll: func() (time.Time, error) {
				if polls.Add(1) < 3 {
					return time.Now(), nil
				}
				return next, nil
			},
			recheck: func() (time.Time, error) { return time.Time{}, nil },
			reread:  func() (bool, error) { return rereads.Add(1) < 4, nil },
		}
		q := p.queue(t, work, quick())
		insert(t, q, Feed{Number: 3}, Recheck{Place: "https://harbour.example/b"}, Reread{}, Tell{Search: "dam", Channel: "email"})
		stop := run(t, q)
		eventually(t, "the feed waits", func() bool { return status(t, q, KindFeed).Later == 1 })
		eventually(t, "it is read anew", func() bool { return rereads.Load() == 4 })
		eventually(t, "nothing runs", func() bool { return status(t, q, KindReread).Running+status(t, q, KindRecheck).Running == 0 })
		stop()
		for kind, want := range map[string]Count{KindFeed: {Later: 1}, KindRecheck: {}, KindReread: {}} {
			if got := status(t, q, kind); numbers(got) != numbers(want) {
				t.Errorf("%s: %s", kind, numbers(got))
			}
		}
		insert(t, q, Feed{Number: 3}) // is no second one
		var at time.Time
		if err := q.db.QueryRow("SELECT scheduled_at FROM river_job WHERE kind = 'feed' AND state = 'scheduled'").Scan(&at); err != nil || !at.Equal(next) {
			t.Errorf("the feed comes back at %s, want %s (%v)", at, next, err)
		}
		if polls.Load() != 3 || work.count("recheck") != 1 {
			t.Errorf("%d polls, %d rechecks", polls.Load(), work.count("recheck"))
		}
	})
}

// patience is an error that asks to be waited for.
type patience time.Duration

func (p patience) Error() string             { return "come back later" }
func (p patience) RetryAfter() time.Duration { return time.Duration(p) }

func TestErrors(t *testing.T) {
	for name, c := range map[string]struct {
		fail     func() error
		want     Count
		attempts int    // counted
		told     string // as the last error
	}{
		"error":   {func() error { return errors.New("the sea is rough") }, Count{Retrying: 1}, 1, "the sea is rough"},
		"give up": {func() error { return fmt.Errorf("no such page: %w", ErrGiveUp) }, Count{Failed: 1}, 1, "no such page: " + ErrGiveUp.Error()},
		"snooze":  {func() error { return fmt.Errorf("fetching: %w", patience(time.Hour)) }, Count{Later: 1}, 0, ""},
		"no time": {func() error { return patience(0) }, Count{Retrying: 1}, 1, "come back later"},
		"panic":   {func() error { panic("a hole in the hull") }, Count{Retrying: 1}, 1, "a hole in the hull"},
	} {
		t.Run(name, func(t *testing.T) {
			both(t, func(t *testing.T, p place) {
				var calls atomic.Int64
				q := p.queue(t, &fake{fetch: func(context.Context, string) error { calls.Add(1); return c.fail() }}, quick())
				insert(t, q, Fetch{Address: "https://harbour.example/a"})
				stop := run(t, q)
				eventually(t, "it is as expected", func() bool { return calls.Load() > 0 && numbers(status(t, q, KindFetch)) == numbers(c.want) })
				stop()
				var attempts int
				if err := q.db.QueryRow("SELECT attempt FROM river_job WHERE kind = 'fetch'").Scan(&attempts); err != nil {
					t.Fatal(err)
				}
				if again := int(calls.Load()) - 1; attempts != c.attempts+again {
					t.Errorf("%d attempts are counted of %d", attempts, again+1)
				}
				last := status(t, q, KindFetch).Last
				if c.told == "" {
					if len(last) > 0 {
						t.Errorf("told: %+v", last)
					}
					return
				}
				if len(last) != 1 || last[0].Error != c.told || last[0].About != "https://harbour.example/a" || last[0].Final != (c.want.Failed > 0) ||
					last[0].Attempts != attempts || time.Since(last[0].Time) > time.Minute {
					t.Errorf("told: %+v", last)
				}
			})
		})
	}
}

func TestAttemptsEnd(t *testing.T) {
	both(t, func(t *testing.T, p place) {
		q := p.queue(t, &fake{link: func(context.Context) error { return errors.New("no") }}, quick())
		insert(t, q, Link{})
		execute(t, q, fmt.Sprintf("UPDATE river_job SET attempt = %d", manyAttempts-1))
		drain(t, q)
		if got := numbers(status(t, q, KindLink)); got != numbers(Count{Failed: 1}) {
			t.Error(got)
		}
	})
}

func TestRetry(t *testing.T) {
	both(t, func(t *testing.T, p place) {
		var calm atomic.Bool
		work := &fake{fetch: func(context.Context, string) error {
			if calm.Load() {
				return nil
			}
			return ErrGiveUp
		}, read: func(context.Context, []int64) error { return ErrGiveUp }}
		q := p.queue(t, work, quick())
		insert(t, q, Fetch{Address: "https://harbour.example/a"}, Fetch{Address: "https://harbour.example/b"}, Read{Documents: []int64{1}})
		stop := run(t, q)
		eventually(t, "all failed", func() bool { return status(t, q, KindFetch).Failed+status(t, q, KindRead).Failed == 3 })
		stop()
		insert(t, q, Fetch{Address: "https://harbour.example/b"}) // so that this one need not be retried
		if n, err := q.Retry(t.Context(), KindFetch); err != nil || n != 2 {
			t.Errorf("%d were retried: %v", n, err)
		}
		fetch, read := numbers(status(t, q, KindFetch)), numbers(status(t, q, KindRead))
		if fetch != numbers(Count{Waiting: 2}) || read != numbers(Count{Failed: 1}) {
			t.Errorf("fetch: %s; read: %s", fetch, read)
		}
		calm.Store(true)
		stop = run(t, q)
		eventually(t, "all is fetched", func() bool { return numbers(status(t, q, KindFetch)) == numbers(Count{}) })
		stop()
		if n, err := q.Retry(t.Context()); err != nil || n != 1 {
			t.Errorf("%d were retried: %v", n, err)
		}
	})
}

// TestBadDocument: a document that cannot be read harms no other of its job.
func TestBadDocument(t *testing.T) {
	both(t, func(t *testing.T, p place) {
		work := &fake{read: func(_ context.Context, documents []int64) error {
			if slices.Contains(documents, 2) {
				return errors.New("that one")
			}
			return nil
		}}
		q := p.queue(t, work, quick())
		insert(t, q, Read{Documents: []int64{1, 2, 3}})
		drain(t, q)
		for _, document := range []string{"read [1]", "read [3]"} {
			if work.count(document) != 1 {
				t.Errorf("%s: %v", document, work.calls)
			}
		}
		if got := status(t, q, KindRead); numbers(got) != numbers(Count{Retrying: 1}) || got.Last[0].About != "document 2" {
			t.Errorf("%+v", got)
		}
	})
}

func TestDrain(t *testing.T) {
	both(t, func(t *testing.T, p place) {
		work := &fake{read: func(context.Context, []int64) error { time.Sleep(time.Millisecond); return nil }}
		q := p.queue(t, work, quick())
		documents := make([]int64, 50*MostDocuments)
		insert(t, q, Read{Documents: documents}, Feed{Number: 1})
		var seen []int
		if err := q.Drain(t.Context(), func(waiting int) { seen = append(seen, waiting) }); err != nil {
			t.Fatal(err)
		}
		if work.count("read") != 50 || work.count("link") == 0 || work.count("poll") != 0 {
			t.Errorf("%d reads, %d links, %d polls", work.count("read"), work.count("link"), work.count("poll"))
		}
		if seen[len(seen)-1] != 0 || slices.Max(seen) == 0 {
			t.Errorf("progress: %v", seen)
		}
		ctx, cancel := context.WithCancelCause(t.Context())
		enough := errors.New("enough")
		cancel(enough)
		if err := q.Drain(ctx, nil); !errors.Is(err, enough) && !errors.Is(err, context.Canceled) {
			t.Errorf("got %v", err)
		}
	})
}

// TestStop: a job that ends in time is done; one that does not goes back without having lost an attempt.
func TestStop(t *testing.T) {
	both(t, func(t *testing.T, p place) {
		work := &fake{read: func(ctx context.Context, documents []int64) error {
			if documents[0] == 1 {
				time.Sleep(100 * time.Millisecond)
				return ctx.Err()
			}
			<-ctx.Done()
			return errors.New("interrupted while reading")
		}}
		q := p.queue(t, work, quick())
		insert(t, q, Read{Documents: []int64{1}}, Read{Documents: []int64{2}}, Read{Documents: []int64{3}})
		stop := run(t, q)
		eventually(t, "two run", func() bool { return work.count("read") >= 2 })
		stop()
		if got := status(t, q, KindRead); numbers(got) != numbers(Count{Waiting: 2}) && numbers(got) != numbers(Count{Waiting: 3}) {
			t.Errorf("%s", numbers(got))
		}
		var attempts int
		err := q.db.QueryRow("SELECT max(attempt) FROM river_job WHERE kind = 'read' AND state <> 'completed'").Scan(&attempts)
		if err != nil || attempts != 0 {
			t.Errorf("%d attempts are counted: %v", attempts, err)
		}
	})
}

// TestStuck: a job that heeds no end does not keep its process from ending, and goes back when that has.
func TestStuck(t *testing.T) {
	both(t, func(t *testing.T, p place) {
		ctx, cancel := context.WithCancel(t.Context())
		release := make(chan bool)
		defer close(release)
		q := p.queue(t, &fake{read: func(context.Context, []int64) error { cancel(); <-release; return nil }}, quick())
		insert(t, q, Read{Documents: []int64{1}})
		if err := q.Run(ctx); !errors.Is(err, ErrStuck) {
			t.Errorf("got %v", err)
		}
		work := &fake{}
		drain(t, p.queue(t, work, quick()))
		if work.count("read") != 1 {
			t.Errorf("it was read %d times", work.count("read"))
		}
	})
}

// TestOverTime: a job that heeds no end loses its place, and others go on.
func TestOverTime(t *testing.T) {
	both(t, func(t *testing.T, p place) {
		release := make(chan bool)
		work := &fake{read: func(_ context.Context, documents []int64) error {
			if documents[0] == 1 {
				<-release
			}
			return nil
		}}
		options := quick()
		options.Readers = 1
		q := p.queue(t, work, options)
		q.timeouts[KindRead] = 200 * time.Millisecond
		insert(t, q, Read{Documents: []int64{1}}, Read{Documents: []int64{2}})
		stop := run(t, q)
		eventually(t, "the other is read", func() bool { return work.count("read [2]") == 1 })
		eventually(t, "the first is tried again", func() bool { return work.count("read [1]") == 2 })
		close(release)
		eventually(t, "all is done", func() bool { return numbers(status(t, q, KindRead)) == numbers(Count{}) })
		stop()
	})
}

// TestLongJob: a job that takes longer than its process could be silent for stays where it is.
func TestLongJob(t *testing.T) {
	both(t, func(t *testing.T, p place) {
		work := &fake{read: func(context.Context, []int64) error { time.Sleep(3 * time.Second); return nil }}
		q, other := p.queue(t, work, quick()), p.queue(t, work, quick())
		insert(t, q, Read{Documents: []int64{1}})
		stop, stopOther := run(t, q), run(t, other)
		eventually(t, "it is read", func() bool {
			return work.count("read") > 0 && numbers(status(t, q, KindRead)) == numbers(Count{})
		})
		stop()
		stopOther()
		if work.count("read") != 1 {
			t.Errorf("it was read %d times", work.count("read"))
		}
	})
}

// TestLost: jobs whose process is gone go back, but for those that went through all their attempts.
func TestLost(t *testing.T) {
	both(t, func(t *testing.T, p place) {
		q := p.queue(t, &fake{}, quick())
		insert(t, q, Read{Documents: []int64{1}}, Read{Documents: []int64{2}}, Read{Documents: []int64{3}}, Read{Documents: []int64{4}})
		past := "datetime('now', '-1 hour')"
		if p.server {
			past = "now() - interval '1 hour'"
		}
		execute(t, q, "UPDATE river_job SET state = 'running', attempt = id, attempted_at = "+past)
		execute(t, q, fmt.Sprintf("UPDATE river_job SET attempt = %d WHERE id = 3", fewAttempts))
		execute(t, q, "UPDATE river_job SET attempted_at = "+q.dialect.now+" WHERE id = 4")
		if err := q.rescue(t.Context(), time.Minute); err != nil {
			t.Fatal(err)
		}
		got := status(t, q, KindRead)
		if numbers(got) != numbers(Count{Running: 1, Retrying: 2, Failed: 1}) || !strings.Contains(got.Last[0].Error, "died") {
			t.Errorf("%+v", got)
		}
		if left, err := q.left(t.Context()); err != nil || left != 3 { // those that go back, which have no failure before, and the one that runs
			t.Errorf("%d are left: %v", left, err)
		}
	})
}

func TestMigrateAtOnce(t *testing.T) {
	both(t, func(t *testing.T, p place) {
		empty := place{t.TempDir(), false}
		if p.server {
			empty = p
			db := p.open(t)
			for _, query := range []string{"DROP SCHEMA public CASCADE", "CREATE SCHEMA public"} {
				if _, err := db.Exec(query); err != nil {
					t.Fatal(err)
				}
			}
		}
		var wait sync.WaitGroup
		for range 5 {
			db := empty.open(t)
			wait.Go(func() {
				if err := Migrate(t.Context(), db, p.server); err != nil {
					t.Error(err)
				}
			})
		}
		wait.Wait()
		insert(t, empty.queue(t, nil, quick()), Link{})
	})
}

func TestFolder(t *testing.T) {
	enter := Folder(t.TempDir())
	var leaves []func() error
	for i, want := range []bool{true, false, false} {
		alone, leave, err := enter(t.Context())
		if err != nil || alone != want {
			t.Errorf("%d: alone %v, %v", i, alone, err)
		}
		leaves = append(leaves, leave)
	}
	for _, leave := range leaves {
		if err := leave(); err != nil {
			t.Error(err)
		}
	}
	if alone, _, err := enter(t.Context()); err != nil || !alone {
		t.Errorf("after all left: alone %v, %v", alone, err)
	}
}

func FuzzDecode(f *testing.F) {
	f.Add("read", `{"documents":[1,2]}`)
	f.Add("fetch", `{"address":"https://harbour.example/a","through":"\u0000"}`)
	f.Add("feed", `{"number":1e99}`)
	f.Add("sail", `[]`)
	f.Fuzz(func(t *testing.T, kind, encoded string) {
		job, err := decode(kind, []byte(encoded))
		if err != nil {
			if !errors.Is(err, ErrNoJob) {
				t.Fatal(err)
			}
			return
		}
		if job.Kind() != kind || job.String() == "" {
			t.Fatalf("%s became %T %q", kind, job, job)
		}
		if _, err := parted([]Job{job}); err != nil {
			t.Fatal(err)
		}
	})
}
