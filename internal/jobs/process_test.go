package jobs

import (
	"errors"
	"os/exec"
	"testing"
	"time"
)

// TestKilledProcess: what a process had in hand when it was killed comes back, at once where somebody knows to be alone.
func TestKilledProcess(t *testing.T) {
	for name, alone := range map[string]bool{"by silence": false, "alone": true} {
		t.Run(name, func(t *testing.T) {
			both(t, func(t *testing.T, p place) {
				if alone && p.server {
					t.Skip("a server has no folder")
				}
				options := quick()
				if alone {
					options.Enter, options.DeadAfter = Folder(p.address), time.Hour // so that silence tells nothing
				}
				work := &fake{}
				q := p.queue(t, work, options)
				insert(t, q, Read{Documents: []int64{1}}, Read{Documents: []int64{2}}, Read{Documents: []int64{3}})
				other := start(t, p, "hang")
				for range 2 {
					other.lines.Scan()
				}
				if got := numbers(status(t, q, KindRead)); got != numbers(Count{Waiting: 1, Running: 2}) {
					t.Fatal(got)
				}
				other.kill(t)
				drain(t, q)
				if got := numbers(status(t, q, KindRead)); got != numbers(Count{}) || work.count("read") != 3 {
					t.Errorf("%s after %d reads", got, work.count("read"))
				}
			})
		})
	}
}

// TestPoison: a document that kills whoever reads it does not keep others from being read.
func TestPoison(t *testing.T) {
	both(t, func(t *testing.T, p place) {
		q := p.queue(t, nil, quick())
		insert(t, q, Read{Documents: []int64{12, poisonous, 14}}, Read{Documents: []int64{15}})
		const most = 6
		deaths := 0
		for ; deaths < most; deaths++ {
			other := start(t, p, "poison")
			for other.lines.Scan() {
				continue
			}
			var died *exec.ExitError
			if err := other.Wait(); err == nil {
				break
			} else if !errors.As(err, &died) || died.ExitCode() != 137 {
				t.Fatal(err)
			}
		}
		if deaths == 0 || deaths == most {
			t.Errorf("%d processes died", deaths)
		}
		got := status(t, q, KindRead)
		if numbers(got) != numbers(Count{Retrying: 1}) || got.Last[0].About != "document 13" {
			t.Errorf("after %d deaths: %+v", deaths, got)
		}
	})
}

// TestSharing: processes share jobs and do each once, but for what one had in hand when it was killed.
func TestSharing(t *testing.T) {
	both(t, func(t *testing.T, p place) {
		const jobs = 2000
		q := p.queue(t, nil, quick())
		execute(t, q, "CREATE TABLE notes (document BIGINT)")
		many := make([]Job, jobs)
		for i := range many {
			many[i] = Read{Documents: []int64{int64(i)}}
		}
		insert(t, q, many...)
		killed, other := start(t, p, "note"), start(t, p, "note")
		ours := 0
		for killed.lines.Scan() {
			if ours++; ours == 300 {
				break
			}
		}
		killed.kill(t)
		theirs := 0
		for other.lines.Scan() {
			theirs++
		}
		if err := other.Wait(); err != nil {
			t.Error(err)
		}
		var notes, documents int
		if err := q.db.QueryRow("SELECT count(*), count(DISTINCT document) FROM notes").Scan(&notes, &documents); err != nil {
			t.Fatal(err)
		}
		t.Logf("%d jobs, %d of them twice, %d by the process that lived on", documents, notes-documents, theirs)
		if documents != jobs {
			t.Errorf("%d jobs of %d were done", documents, jobs)
		}
		if theirs == jobs {
			t.Error("nothing was shared")
		}
		// In hand is what runs and what is done but not yet noted so, which river does each quarter of a second or with 100 jobs.
		if twice := notes - documents; twice > 110 {
			t.Errorf("%d jobs were done twice", twice)
		}
		if got := numbers(status(t, q, KindRead)); got != numbers(Count{}) {
			t.Error(got)
		}
	})
}
