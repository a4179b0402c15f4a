package main

import (
	"bytes"
	"context"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"gainsay/samples"
)

var update = flag.Bool("update", false, "write the golden files anew")

// TestMain lets the test binary be the command where a test starts it again: for scripts by its name, for tests that kill it by
// an environment variable that holds the arguments.
func TestMain(m *testing.M) {
	if command := os.Getenv("GAINSAY_TEST_COMMAND"); command != "" {
		os.Exit(Run(context.Background(), strings.Split(command, "\x1f"), os.Stdin, os.Stdout, os.Stderr, os.Getenv))
	}
	testscript.Main(m, map[string]func(){"gainsay": main})
}

// TestScripts runs the command's behaviour as it is written in testdata/script.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{Dir: "testdata/script", RequireExplicitExec: true, RequireUniqueNames: true, Setup: withSamples})
}

// withSamples gives each script the sample articles in a folder of that name, an archive of its own and a reviewer.
func withSamples(env *testscript.Env) error {
	env.Setenv("GAINSAY_DATA", filepath.Join(env.WorkDir, "archive"))
	env.Setenv("GAINSAY_USER", "ann")
	files, err := samples.All()
	if err != nil {
		return err
	}
	folder := filepath.Join(env.WorkDir, "samples")
	if err := os.Mkdir(folder, 0o755); err != nil {
		return err
	}
	for _, file := range files {
		if err := os.WriteFile(filepath.Join(folder, file.Name), file.Content, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// TestDemoRecord compares the record of the sample articles with the one that is kept, so that a change of what is read
// shows as a difference to be looked at: go test ./cmd/gainsay -update writes it anew.
func TestDemoRecord(t *testing.T) {
	for name, args := range map[string][]string{"demo.jsonl": {"demo", "--json"}, "demo.txt": {"demo", "--text"}} {
		var out, errs bytes.Buffer
		if code := Run(t.Context(), args, strings.NewReader(""), &out, &errs, func(string) string { return "" }); code != exitRead {
			t.Fatalf("%v ended with %d: %s", args, code, errs.String())
		}
		golden := filepath.Join("testdata", name)
		if *update {
			if err := os.WriteFile(golden, out.Bytes(), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(out.Bytes(), want) {
			t.Errorf("%s is no longer what %v prints; look at the difference after go test ./cmd/gainsay -update", golden, args)
		}
	}
}

// TestReadmeShowsTheDemo holds the README's example to what the demo prints for the last day of the dispute and for one of
// its claims, the first that is shorter than a screen.
func TestReadmeShowsTheDemo(t *testing.T) {
	ledger, err := os.ReadFile("testdata/demo.txt")
	if err != nil {
		t.Fatal(err)
	}
	const screen = 24 // lines
	var day, claim string
	for block := range strings.SplitSeq(string(ledger), "\n\n") {
		if _, err := time.Parse(time.DateOnly, strings.SplitN(block, "\n", 2)[0]); err == nil {
			day = block
		}
		if claim == "" && strings.HasPrefix(block, "c") && strings.Contains(block, " denies · ") && strings.Count(block, "\n") < screen {
			claim = block
		}
	}
	checkReadme(t, "demo", day+"\n\n"+claim+"\n")
}

// TestReadmeShowsWhy holds the other example to some of what --why prints for one statement.
func TestReadmeShowsWhy(t *testing.T) {
	const article, words = "samples/articles/6-operator-venn-courier.txt", "Show us the whole frame"
	t.Chdir("../..")
	run := func(args ...string) string {
		var out, errs bytes.Buffer
		if code := Run(t.Context(), args, strings.NewReader(""), &out, &errs, func(string) string { return "" }); code != exitRead {
			t.Fatalf("%v ended with %d: %s", args, code, errs.String())
		}
		return out.String()
	}
	before, _, found := strings.Cut(run("read", "--no-color", article), words)
	at := strings.LastIndex(before, "\ns")
	if !found || at < 0 {
		t.Fatalf("%s has no statement that says %q", article, words)
	}
	id := strings.Fields(before[at:])[0]
	shown := []string{"$ gainsay read " + article + " --why " + id}
	for block := range strings.SplitSeq(strings.TrimSuffix(run("read", article, "--why", id), "\n"), "\n\n") {
		switch name, _, _ := strings.Cut(block, " "); name {
		case id, "speaker", "act", "said", "channel":
			shown = append(shown, block)
		}
	}
	t.Chdir("cmd/gainsay")
	checkReadme(t, "why", strings.Join(shown, "\n\n")+"\n")
}

// checkReadme holds the README's example of a name to what it should show, or writes that there with -update.
func checkReadme(t *testing.T, name, want string) {
	t.Helper()
	const readme = "../../README.md"
	begin, end := "<!-- "+name+": begin -->\n```text\n", "```\n<!-- "+name+": end -->"
	page, err := os.ReadFile(readme)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, found := strings.Cut(string(page), begin)
	shown, after, foundEnd := strings.Cut(rest, end)
	if !found || !foundEnd {
		t.Fatalf("%s has no place for the %s", readme, name)
	}
	if *update && shown != want {
		if err := os.WriteFile(readme, []byte(before+begin+want+end+after), 0o644); err != nil {
			t.Fatal(err)
		}
	} else if shown != want {
		t.Errorf("%s shows another %s; look at the difference after go test ./cmd/gainsay -update", readme, name)
	}
}
