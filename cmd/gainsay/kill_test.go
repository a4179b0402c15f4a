package main

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"gainsay"
	"gainsay/internal/store"
)

// The full form of the test: go test ./cmd/gainsay -run Killed -documents 2000 -kills 200 -timeout 1h
var (
	killDocuments = flag.Int("documents", 400, "how many documents the import has that is killed")
	kills         = flag.Int("kills", 12, "how often it is killed")
)

// startup is about what a run takes before it adds anything.
const startup = 150 * time.Millisecond

// TestKilledImport kills an import with SIGKILL at random moments and starts it again each time. In the end the record equals that of an
// import that ran through: nothing lost, nothing doubled, nothing out of order.
func TestKilledImport(t *testing.T) {
	folder := t.TempDir()
	documents := filepath.Join(folder, "documents.jsonl")
	if err := os.WriteFile(documents, invented(*killDocuments), 0o600); err != nil {
		t.Fatal(err)
	}
	undisturbed, disturbed := filepath.Join(folder, "undisturbed"), filepath.Join(folder, "disturbed")
	started := time.Now()
	if out, err := importing(t, undisturbed, documents).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	whole := time.Since(started)
	random := rand.New(rand.NewPCG(7, uint64(*killDocuments)))
	killed, ended := 0, false
	for killed < *kills && !ended {
		// Between nothing and what it takes to start and to do twice its share, so that kills fall on all that a run does.
		lives := time.Duration(random.Float64() * float64(startup+2*whole/time.Duration(*kills)))
		run := importing(t, disturbed, documents)
		if err := run.Start(); err != nil {
			t.Fatal(err)
		}
		timer := time.AfterFunc(lives, func() { _ = run.Process.Kill() })
		err := run.Wait()
		timer.Stop()
		var exit *exec.ExitError
		switch {
		case err == nil:
			ended = true
		case errors.As(err, &exit) && exit.ExitCode() == -1:
			killed++
		default:
			t.Fatalf("after %d kills: %v", killed, err)
		}
	}
	if out, err := importing(t, disturbed, documents).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	t.Logf("killed %d times; an undisturbed import takes %v", killed, whole.Round(time.Millisecond))
	if killed < *kills/3 {
		t.Errorf("the import came through after %d kills: too few to show anything", killed)
	}
	if got, want := recordOf(t, disturbed), recordOf(t, undisturbed); got != want {
		t.Error(firstDifference(got, want))
	}
}

// importing is the command that adds documents.
func importing(t *testing.T, archive, documents string) *exec.Cmd {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	run := exec.Command(self, "-test.run=^$")
	run.Env = append(os.Environ(), "GAINSAY_TEST_COMMAND=add\x1f--reader\x1ffast\x1f--data\x1f"+archive+"\x1f"+documents)
	return run
}

// recordOf is all that an archive has to say: the record of each document in order, with the ids of its entities and claims. It is
// also verified.
func recordOf(t *testing.T, place string) string {
	t.Helper()
	archive, err := gainsay.Open(t.Context(), place, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer archive.Close()
	if _, err := archive.Verify(t.Context(), func(f store.Finding) { t.Errorf("%s: %s", filepath.Base(place), f) }, nil); err != nil {
		t.Fatal(err)
	}
	var all bytes.Buffer
	for last := int64(0); ; {
		heads, err := archive.Documents(t.Context(), last, 500)
		if err != nil {
			t.Fatal(err)
		}
		if len(heads) == 0 {
			return all.String()
		}
		for _, head := range heads {
			last++
			rec, err := archive.Record(t.Context(), head.ID)
			if err != nil {
				t.Fatal(err)
			}
			line, err := gainsay.Encode(&rec)
			if err != nil {
				t.Fatal(err)
			}
			fmt.Fprintf(&all, "%s %d %s %s ", head.Place, head.Version, head.Origin, head.Story)
			all.Write(line)
		}
	}
}

func firstDifference(got, want string) string {
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range max(len(g), len(w)) {
		switch {
		case i >= len(g):
			return fmt.Sprintf("%d records are missing, the first %.300s", len(w)-len(g), w[i])
		case i >= len(w):
			return fmt.Sprintf("%d records too many, the first %.300s", len(g)-len(w), g[i])
		case g[i] != w[i]:
			return fmt.Sprintf("record %d is\n%.3000s\nand not\n%.3000s", i+1, g[i], w[i])
		}
	}
	return ""
}

// invented writes documents of an invented dispute, as many as are asked for, no two alike.
func invented(n int) []byte {
	random := rand.New(rand.NewPCG(3, 9))
	pick := func(list []string) string { return list[random.IntN(len(list))] }
	people := []string{"Ilse Brandt", "Marta Ruland", "Oskar Lindauer", "Lucia Ferrand", "Jonas Ebert", "Aino Keller", "Piet Vandel", "Rhea Toller"}
	roles := []string{"Energy Minister", "harbour chief", "the Mayor of Belsk", "spokesman for the commission", "engineer"}
	things := []string{"the eastern gate was opened at night", "the log had been changed", "1,200 houses stood under water", "troops were moved to the border",
		"the commission had seen the pictures", "a shift leader had been suspended", "the pumps would run until Friday", "no warning had reached Belsk"}
	var out bytes.Buffer
	for i := range n {
		var text strings.Builder
		fmt.Fprintf(&text, "Report number %d from the Sarn valley.", i)
		for range 2 + random.IntN(3) {
			who := pick(people)
			switch random.IntN(3) {
			case 0:
				fmt.Fprintf(&text, "\n\n%s, %s, said on Monday that %s.", who, pick(roles), pick(things))
			case 1:
				fmt.Fprintf(&text, "\n\n%s denied that %s. “It rained for %d days,” %s said.", who, pick(things), random.IntN(90), who)
			default:
				fmt.Fprintf(&text, "\n\n“We counted %d trucks,” said %s, %s.", random.IntN(900), who, pick(roles))
			}
		}
		fmt.Fprintf(&out, `{"id":"%d","published":"2031-%02d-%02d","publisher":"Outlet %d","title":"Sarn report %d","text":%q}`+"\n", i, 1+i%12, 1+i%28, i%17, i, text.String())
	}
	return out.Bytes()
}
