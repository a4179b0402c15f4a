package jobs

import (
	"bufio"
	"context"
	"database/sql"
	"fmt"
	"math/rand/v2"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"
	_ "modernc.org/sqlite"
)

// place is where the jobs of a test are kept.
type place struct {
	address string // of a PostgreSQL database, or the path of a folder
	server  bool
}

// both runs a test with jobs in SQLite, and with jobs in PostgreSQL if GAINSAY_TEST_POSTGRES tells where a server is.
func both(t *testing.T, test func(t *testing.T, p place)) {
	t.Run("sqlite", func(t *testing.T) { test(t, newPlace(t, false)) })
	t.Run("postgres", func(t *testing.T) {
		if os.Getenv("GAINSAY_TEST_POSTGRES") == "" {
			t.Skip("GAINSAY_TEST_POSTGRES is not set")
		}
		test(t, newPlace(t, true))
	})
}

// newPlace makes a folder, or a database on the server.
func newPlace(t testing.TB, server bool) place {
	t.Helper()
	p := place{t.TempDir(), server}
	if server {
		at, err := url.Parse(os.Getenv("GAINSAY_TEST_POSTGRES"))
		if err != nil {
			t.Fatal(err)
		}
		name := fmt.Sprintf("jobs_%d", rand.Uint64())
		admin := place{at.String(), true}.open(t)
		if _, err := admin.Exec("CREATE DATABASE " + name); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() {
			if _, err := admin.Exec("DROP DATABASE " + name + " WITH (FORCE)"); err != nil {
				t.Error(err)
			}
			admin.Close()
		})
		at.Path = "/" + name
		p.address = at.String()
	}
	if err := Migrate(context.Background(), p.open(t), server); err != nil {
		t.Fatal(err)
	}
	return p
}

// open opens the database as the store does.
func (p place) open(t testing.TB) *sql.DB {
	t.Helper()
	db, err := p.connect()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

func (p place) connect() (*sql.DB, error) {
	if p.server {
		config, err := pgx.ParseConfig(p.address)
		if err != nil {
			return nil, err
		}
		db := stdlib.OpenDB(*config)
		db.SetMaxOpenConns(16)
		return db, nil
	}
	db, err := sql.Open("sqlite", "file:"+filepath.Join(p.address, "archive.db")+"?_pragma=busy_timeout(30000)&_pragma=journal_mode(WAL)"+
		"&_pragma=synchronous(FULL)&_txlock=immediate")
	if err == nil {
		db.SetMaxOpenConns(1)
	}
	return db, err
}

// quick are options for tests.
func quick() Options {
	return Options{Readers: 2, StopAfter: 300 * time.Millisecond, Touch: 100 * time.Millisecond, DeadAfter: 900 * time.Millisecond}
}

// queue gives a queue with a database handle of its own.
func (p place) queue(t testing.TB, work Work, options Options) *Queue {
	t.Helper()
	q, err := New(p.open(t), p.server, work, options)
	if err != nil {
		t.Fatal(err)
	}
	return q
}

// run runs a queue until the function that it returns is called, which waits for its end.
func run(t *testing.T, q *Queue) (stop func()) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- q.Run(ctx) }()
	var once sync.Once
	stop = func() {
		once.Do(func() {
			cancel()
			select {
			case err := <-ended:
				if err != nil {
					t.Error(err)
				}
			case <-time.After(30 * time.Second):
				t.Error("Run does not end")
			}
		})
	}
	t.Cleanup(stop)
	return stop
}

// eventually waits for something to become true.
func eventually(t *testing.T, what string, is func() bool) {
	t.Helper()
	for end := time.Now().Add(60 * time.Second); !is(); time.Sleep(10 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("it never happens that %s", what)
		}
	}
}

func insert(t testing.TB, q *Queue, jobs ...Job) {
	t.Helper()
	if err := q.Insert(context.Background(), jobs...); err != nil {
		t.Fatal(err)
	}
}

func drain(t testing.TB, q *Queue) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	if err := q.Drain(ctx, nil); err != nil {
		t.Fatal(err)
	}
}

// status is the counts of a kind.
func status(t *testing.T, q *Queue, kind string) Count {
	t.Helper()
	counts, err := q.Status(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range counts {
		if c.Kind == kind {
			return c
		}
	}
	t.Fatalf("no counts of %s", kind)
	return Count{}
}

// numbers is a count without its failures.
func numbers(c Count) string {
	return fmt.Sprintf("%d waiting, %d later, %d running, %d retrying, %d failed", c.Waiting, c.Later, c.Running, c.Retrying, c.Failed)
}

// exec changes the database behind the queue's back.
func execute(t testing.TB, q *Queue, query string) {
	t.Helper()
	if _, err := q.db.Exec(query); err != nil {
		t.Fatal(err)
	}
}

// fake is work that does what a test says, and notes what it was called for.
type fake struct {
	mu    sync.Mutex
	calls []string

	read          func(ctx context.Context, documents []int64) error
	link          func(ctx context.Context) error
	fetch         func(ctx context.Context, address string) error
	poll, recheck func() (time.Time, error)
	reread        func() (bool, error)
}

func (f *fake) note(format string, arguments ...any) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.calls = append(f.calls, fmt.Sprintf(format, arguments...))
}

// count is how many calls begin so.
func (f *fake) count(prefix string) (n int) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, call := range f.calls {
		if strings.HasPrefix(call, prefix) {
			n++
		}
	}
	return n
}

func (f *fake) Read(ctx context.Context, documents []int64) error {
	f.note("read %v", documents)
	if f.read == nil {
		return nil
	}
	return f.read(ctx, documents)
}

func (f *fake) Link(ctx context.Context) error {
	f.note("link")
	if f.link == nil {
		return nil
	}
	return f.link(ctx)
}

func (f *fake) Fetch(ctx context.Context, address, through string) error {
	f.note("fetch %s through %q", address, through)
	if f.fetch == nil {
		return nil
	}
	return f.fetch(ctx, address)
}

func (f *fake) Poll(_ context.Context, feed int64) (time.Time, error) {
	f.note("poll %d", feed)
	if f.poll == nil {
		return time.Time{}, nil
	}
	return f.poll()
}

func (f *fake) Recheck(_ context.Context, place string) (time.Time, error) {
	f.note("recheck %s", place)
	if f.recheck == nil {
		return time.Time{}, nil
	}
	return f.recheck()
}

func (f *fake) Reread(context.Context) (bool, error) {
	f.note("reread")
	if f.reread == nil {
		return false, nil
	}
	return f.reread()
}

func (f *fake) Tell(_ context.Context, search, channel string) (time.Time, error) {
	f.note("tell %s by %s", search, channel)
	return time.Time{}, nil
}

// A test that needs another process runs this test binary again, with what it is to do in an environment variable.
const childVariable = "GAINSAY_JOBS_CHILD"

func TestMain(m *testing.M) {
	if what := os.Getenv(childVariable); what != "" {
		if err := child(what); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// child is the other process. Its work says on standard output what it begins to read, and then does what it is named by.
func child(what string) error {
	how, address, _ := strings.Cut(what, " ")
	p := place{address, strings.HasPrefix(address, "postgres")}
	db, err := p.connect()
	if err != nil {
		return err
	}
	options := quick()
	if !p.server {
		options.Enter = Folder(p.address)
	}
	work := &fake{read: func(ctx context.Context, documents []int64) error {
		fmt.Println(documents)
		switch how {
		case "hang":
			select {}
		case "poison":
			for _, document := range documents {
				if document == poisonous {
					os.Exit(137)
				}
			}
			return nil
		}
		return note(ctx, db, documents)
	}}
	q, err := New(db, p.server, work, options)
	if err != nil {
		return err
	}
	return q.Drain(context.Background(), nil)
}

// poisonous is a document that kills who reads it.
const poisonous = 13

// note keeps in the database what was read, so that processes can be counted together.
func note(ctx context.Context, db *sql.DB, documents []int64) error {
	for _, document := range documents {
		if _, err := db.ExecContext(ctx, "INSERT INTO notes (document) VALUES ($1)", document); err != nil {
			return err
		}
	}
	return nil
}

// process is a child that was started.
type process struct {
	*exec.Cmd
	lines *bufio.Scanner
}

// start starts a child, which ends with the test at the latest.
func start(t *testing.T, p place, how string) process {
	t.Helper()
	command := exec.CommandContext(t.Context(), os.Args[0])
	command.Env = append(os.Environ(), childVariable+"="+how+" "+p.address)
	command.Stderr = os.Stderr
	out, err := command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	return process{command, bufio.NewScanner(out)}
}

// kill kills the child, as nothing can be caught by.
func (p process) kill(t *testing.T) {
	t.Helper()
	if err := p.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = p.Wait() // it was killed
}
