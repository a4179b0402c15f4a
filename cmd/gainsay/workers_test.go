package main

import (
	"bytes"
	"crypto/rand"
	"database/sql"
	"errors"
	"flag"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib"

	"gainsay"
	"gainsay/news"
)

// The full form of the test: go test ./cmd/gainsay -run TwoWorkers -v -workdocuments 10000 -timeout 1h
var workDocuments = flag.Int("workdocuments", 150, "how many documents two workers share")

// shortWork is up to how many documents nobody waits until a killed worker's jobs come back by themselves.
const shortWork = 1000

// TestTwoWorkers lets two processes share the reading of one archive on a server, and kills one of them half way. In the end the record equals
// that of one process that nobody disturbed.
func TestTwoWorkers(t *testing.T) {
	server := newServer(t)
	folder := t.TempDir()
	documents, undisturbed := filepath.Join(folder, "documents.jsonl"), filepath.Join(folder, "undisturbed")
	if err := os.WriteFile(documents, invented(*workDocuments), 0o600); err != nil {
		t.Fatal(err)
	}
	started := time.Now()
	succeed(t, command(t, "add", "--reader", "fast", "--data", undisturbed, documents))
	t.Logf("one process: %v", time.Since(started).Round(time.Millisecond))
	started = time.Now()
	succeed(t, command(t, "add", "--later", "--data", server, documents))
	t.Logf("adding them for later: %v", time.Since(started).Round(time.Millisecond))

	archive, err := gainsay.Open(t.Context(), server, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer archive.Close()
	db, _ := archive.Database()
	var last int64 // job that adding left: workers make jobs of their own for what is not read
	if err := db.QueryRowContext(t.Context(), "SELECT max(id) FROM river_job WHERE kind = 'read'").Scan(&last); err != nil {
		t.Fatal(err)
	}
	started = time.Now()
	victim, survivor := working(t, server), working(t, server)
	for readSoFar(t, archive) < *workDocuments/2 {
		time.Sleep(5 * time.Millisecond)
	}
	inHand := number(t, db, "SELECT count(*) FROM river_job WHERE kind = 'read' AND state = 'running'")
	if err := victim.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	var exit *exec.ExitError
	if err := victim.Wait(); !errors.As(err, &exit) || exit.ExitCode() != -1 {
		t.Fatalf("the worker that was to be killed ended by itself: %v", err)
	}
	atKill := readSoFar(t, archive)
	t.Logf("killed after %v with %d of %d documents read and %d jobs of reading in hand; by each: %v", time.Since(started).Round(time.Millisecond), atKill, *workDocuments, inHand, shares(t, db, last))
	if *workDocuments <= shortWork {
		// As if a minute had passed. The survivor knows its own jobs and leaves them alone.
		if _, err := db.ExecContext(t.Context(), "UPDATE river_job SET attempted_at = attempted_at - interval '2 minutes' WHERE state = 'running'"); err != nil {
			t.Fatal(err)
		}
	}
	if err := survivor.Wait(); err != nil {
		t.Fatalf("the worker that was left: %v: %s", err, survivor.Stderr)
	}
	t.Logf("all done after %v; by each: %v", time.Since(started).Round(time.Millisecond), shares(t, db, last))

	if n := number(t, db, "SELECT count(*) FROM documents WHERE state = 'linked'"); n != *workDocuments {
		t.Errorf("%d of %d documents are in the ledger", n, *workDocuments)
	}
	if n := number(t, db, "SELECT count(*) FROM linkings"); n != *workDocuments {
		t.Errorf("documents were linked %d times and not %d times", n, *workDocuments)
	}
	if n := number(t, db, "SELECT count(*) FROM log"); n != 2**workDocuments {
		t.Errorf("the log has %d entries and not two of each document", n)
	}
	if n := number(t, db, "SELECT count(*) FROM river_job WHERE state NOT IN ('completed')"); n != 0 {
		t.Errorf("%d jobs are left", n)
	}
	if got, want := recordOf(t, server), recordOf(t, undisturbed); got != want {
		t.Error(firstDifference(got, want))
	}
}

// newServer makes a database for a test on the server that GAINSAY_TEST_POSTGRES names, and drops it afterwards.
func newServer(t *testing.T) string {
	t.Helper()
	address := os.Getenv("GAINSAY_TEST_POSTGRES")
	if address == "" {
		if os.Getenv("GAINSAY_TEST_ALL") != "" {
			t.Fatal("GAINSAY_TEST_POSTGRES is not set, and GAINSAY_TEST_ALL forbids to skip")
		}
		t.Skip("GAINSAY_TEST_POSTGRES is not set")
	}
	at, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	admin, err := sql.Open("pgx", address)
	if err != nil {
		t.Fatal(err)
	}
	name := "gainsay_" + strings.ToLower(rand.Text()[:12])
	if _, err := admin.Exec("CREATE DATABASE " + name + " TEMPLATE template0 ENCODING 'UTF8'"); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if _, err := admin.Exec("DROP DATABASE " + name + " WITH (FORCE)"); err != nil {
			t.Error(err)
		}
		_ = admin.Close() // nothing is left to be lost
	})
	at.Path = "/" + name
	return at.String()
}

// command is this program with arguments, as a process of its own.
func command(t *testing.T, arguments ...string) *exec.Cmd {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	run := exec.Command(self, "-test.run=^$")
	run.Env = append(os.Environ(), "GAINSAY_TEST_COMMAND="+strings.Join(arguments, "\x1f"))
	return run
}

func succeed(t *testing.T, run *exec.Cmd) {
	t.Helper()
	if out, err := run.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
}

// working starts a worker that ends when nothing is left to read and link.
func working(t *testing.T, server string) *exec.Cmd {
	t.Helper()
	run := command(t, "work", "--once", "--reader", "fast", "--data", server)
	run.Stderr = &bytes.Buffer{}
	if err := run.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = run.Process.Kill() }) // where the test ends before it does
	return run
}

// readSoFar is how many documents are read.
func readSoFar(t *testing.T, archive *gainsay.Archive) int {
	t.Helper()
	sizes, err := archive.Sizes(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return int(sizes.Documents[news.Read] + sizes.Documents[news.Linked])
}

func number(t *testing.T, db *sql.DB, query string, arguments ...any) (n int) {
	t.Helper()
	if err := db.QueryRowContext(t.Context(), query, arguments...).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

// shares is how many documents each worker read, by the jobs that adding left, as far as the queue still has them.
func shares(t *testing.T, db *sql.DB, last int64) (all []int) {
	t.Helper()
	rows, err := db.QueryContext(t.Context(), `SELECT sum(jsonb_array_length(args->'documents')) FROM river_job
		WHERE kind = 'read' AND state = 'completed' AND queue = 'read' AND attempt = 1 AND id <= $1 GROUP BY attempted_by[1]`, last)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close() // what was wrong is told by Err
	for rows.Next() {
		var n int
		if err := rows.Scan(&n); err != nil {
			t.Fatal(err)
		}
		all = append(all, n)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return all
}
