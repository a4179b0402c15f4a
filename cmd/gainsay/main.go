// Command gainsay reads news articles and prints who said what, as one line a statement or as JSON records.
//
// In come files, folders, pages, pipes; out goes the record on standard output, what is wrong on standard error, and an
// exit code: 0 all read, 1 some document failed, 2 wrong usage. What is read goes through package gainsay; the verbs train
// and eval call their own packages.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/signal"

	"github.com/spf13/cobra"

	"gainsay"
)

// The exit codes.
const (
	exitRead   = 0 // all was read
	exitFailed = 1 // some document failed, or the work did
	exitUsage  = 2 // the command line was wrong
)

const about = `Gainsay reads news articles and keeps the record of who said what: who (the source), by which
words (the cue), and what (the content), each as an exact place in the text.

It rates no truth and invents no word. What the text leaves open stays open.

Exit codes: 0 all was read, 1 some document failed (each has one line on standard error), 2 wrong usage.`

// program is one run of the command: its streams, its environment and the flags that every verb has.
type program struct {
	stdin          io.Reader
	stdout, stderr io.Writer
	env            func(string) string
	log            *slog.Logger

	asJSON     bool
	noColor    bool
	logLevel   string
	models     string  // folder, or "" for the embedded set
	confidence float64 // 0 for the default
	model      string  // careful, fast, or auto: what suits the verb
	data       string  // the archive, or "" for the usual one
	contact    string  // where servers reach the user
	reread     bool    // what another reader read is read anew
	queued     bool    // what is kept is left to be read by gainsay work
	workers    int     // how many documents are read at once; 0: one for each core
}

// errReported is a failure of which the user has been told already.
var errReported = errors.New("some document could not be read")

// failedWork marks an error that is not one of usage.
type failedWork struct{ error }

func (f failedWork) Unwrap() error { return f.error }

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	context.AfterFunc(ctx, stop) // a second interrupt ends the program at once
	os.Exit(Run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr, os.Getenv))
}

// Run runs the command with the given arguments, without the program's name, and returns its exit code. Env looks up an
// environment variable.
func Run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer, env func(string) string) int {
	p := &program{stdin: stdin, stdout: stdout, stderr: stderr, env: env}
	root := p.root()
	root.SetArgs(args)
	err := root.ExecuteContext(ctx)
	var failed failedWork
	switch {
	case err == nil:
		return exitRead
	case errors.Is(err, errReported):
		return exitFailed
	case errors.Is(err, context.Canceled):
		p.complain("", errors.New("interrupted"))
		return exitFailed
	case errors.As(err, &failed):
		p.complain("", err)
		return exitFailed
	}
	fmt.Fprintf(stderr, "gainsay: %s; see gainsay --help\n", oneLine(err.Error()))
	return exitUsage
}

func (p *program) root() *cobra.Command {
	root := &cobra.Command{
		Use: "gainsay", Short: "Read news articles and keep the record of who said what", Long: about,
		SilenceErrors: true, SilenceUsage: true, Args: cobra.NoArgs, CompletionOptions: cobra.CompletionOptions{DisableDefaultCmd: true},
		RunE:              func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
		PersistentPreRunE: func(*cobra.Command, []string) error { return p.checkFlags() },
	}
	root.SetIn(p.stdin)
	root.SetOut(p.stdout)
	root.SetErr(p.stderr)
	flags := root.PersistentFlags()
	flags.BoolVar(&p.noColor, "no-color", false, "print without colour (as with NO_COLOR, or where the output is no terminal)")
	flags.StringVar(&p.logLevel, "log-level", "warn", "what to log on standard error: debug, info, warn or error")
	flags.StringVar(&p.models, "models", "", "read with the model set in this `folder` and not with the embedded one")
	flags.Float64Var(&p.confidence, "confidence", 0, "read only statements of at least this confidence, above 0 and up to 1; higher is surer and finds less (default 0.4, and 0.35 for the fast reader)")
	flags.StringVar(&p.model, "reader", auto, "careful (finds more), fast (reads some fifteen times as much in the same time), or auto: fast for extract without --link, careful otherwise")
	root.AddCommand(p.demo(), p.read(), p.extract(), p.add(), p.watch(), p.worker(), p.serve(), p.mcp(), p.search(), p.show(), p.export(), p.review(), p.saved(), p.account(), p.status(),
		p.verify(), p.logVerbs(), p.dump(), p.restore(), p.reindex(), p.train(), p.eval(), p.version(), p.completion())
	return root
}

// checkFlags judges the flags that every verb has, and opens the log.
func (p *program) checkFlags() error {
	if p.confidence < 0 || p.confidence > 1 {
		return fmt.Errorf("--confidence %v: %w", p.confidence, gainsay.ErrConfidence)
	}
	switch gainsay.Model(p.model) {
	case auto, gainsay.Careful, gainsay.Fast:
	default:
		return fmt.Errorf("--reader %s: it is careful, fast or auto", p.model)
	}
	return p.openLog()
}

func (p *program) openLog() error {
	var level slog.Level
	if err := level.UnmarshalText([]byte(p.logLevel)); err != nil {
		return fmt.Errorf("--log-level %s: it is debug, info, warn or error", p.logLevel)
	}
	p.log = slog.New(slog.NewTextHandler(p.stderr, &slog.HandlerOptions{Level: level}))
	return nil
}

// json adds the flag to a verb that prints.
func (p *program) json(cmd *cobra.Command, what string) {
	cmd.Flags().BoolVar(&p.asJSON, "json", false, "print "+what)
}

// work makes a verb's errors errors of work, so that Run can tell them from those of the command line.
func work(run func(cmd *cobra.Command, args []string) error) func(*cobra.Command, []string) error {
	return func(cmd *cobra.Command, args []string) error {
		if err := run(cmd, args); err != nil {
			return failedWork{err}
		}
		return nil
	}
}

// complain tells in one line on standard error what is wrong, with which file.
func (p *program) complain(where string, err error) {
	if where != "" {
		where += ": "
	}
	fmt.Fprintln(p.stderr, "gainsay: "+oneLine(where+err.Error()))
}

// auto stands for the model that suits the verb.
const auto = "auto"

// reader is the reader that the flags ask for, with the usual model of the verb where they ask for none.
func (p *program) reader(usual gainsay.Model) (*gainsay.Reader, error) {
	options := gainsay.Options{Confidence: p.confidence, Model: usual}
	if p.model != auto {
		options.Model = gainsay.Model(p.model)
	}
	if p.models != "" {
		options.Models = os.DirFS(p.models)
	}
	return gainsay.NewReader(&options)
}
