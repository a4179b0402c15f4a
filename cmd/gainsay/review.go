package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os/user"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"gainsay"
	"gainsay/internal/record"
	"gainsay/news"
)

// reviewing is what all reviews have in common.
type reviewing struct {
	program  *program
	by, note string
}

func (p *program) review() *cobra.Command {
	r := &reviewing{program: p}
	cmd := &cobra.Command{
		Use:   "review",
		Short: "Say what is right and wrong in the record, and take it back",
		Long: `Takes what people say about statements into the archive: that a statement is right (accept), wrong (reject) or other than the machine
read it (correct), that two speakers or two claims are one (merge), or that one is two (split). Nothing is overwritten: each review is
an entry of the log with its own number, which is printed, and undo takes it back.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(
		r.verdict("accept", "Say that statements are right as they stand", news.Accept),
		r.verdict("reject", "Say that statements are no statements, or so wrong that they are to be left out", news.Reject),
		r.correct(), r.merge(), r.split(), r.undo(), r.list())
	return cmd
}

// making adds the flags of a verb that makes a review.
func (r *reviewing) making(cmd *cobra.Command) *cobra.Command {
	cmd.Flags().StringVar(&r.by, "by", "", "the `name` of who says so (default $GAINSAY_USER, or else the user of the computer)")
	cmd.Flags().StringVar(&r.note, "note", "", "a `text` that says why")
	complete(cmd, "by", cobra.NoFileCompletions)
	complete(cmd, "note", cobra.NoFileCompletions)
	r.program.json(cmd, "the review as a JSON object")
	return r.program.archiveFlags(cmd)
}

// who makes the review.
func (r *reviewing) who() string {
	name := cmp.Or(r.by, r.program.env("GAINSAY_USER"))
	if name == "" {
		if known, err := user.Current(); err == nil {
			name = known.Username
		}
	}
	return name
}

// make makes a review and prints its number.
func (r *reviewing) make(ctx context.Context, archive *gainsay.Archive, c news.Correction, text string) error {
	c.By, c.Note = r.who(), r.note
	made, err := archive.Correct(ctx, c)
	if err != nil {
		return err
	}
	if r.program.asJSON {
		return r.program.print(string(record.EncodeCorrection(&made, text)))
	}
	return r.program.print(fmt.Sprintf("%d  %s\n", made.ID, oneLine(correctionText(&made))))
}

// verdict is a verb that says the same of several statements.
func (r *reviewing) verdict(name, short string, kind news.CorrectionKind) *cobra.Command {
	cmd := &cobra.Command{
		Use: name + " ID…", Short: short, Args: atLeast(1, name+": give ids of statements, such as d12#s7"),
		ValidArgsFunction: r.program.fromArchive(completeStatementIDs),
		RunE: r.program.onArchive(func(ctx context.Context, archive *gainsay.Archive, args []string) error {
			failed := false
			for _, id := range args {
				err := r.make(ctx, archive, news.Correction{Kind: kind, Target: id}, "")
				if ctx.Err() != nil {
					return context.Cause(ctx)
				}
				if err != nil {
					failed = true
					r.program.complain("", err)
				}
			}
			if failed {
				return errReported
			}
			return nil
		}),
	}
	return r.making(cmd)
}

// atLeast checks the number of arguments.
func atLeast(n int, otherwise string) cobra.PositionalArgs {
	return func(_ *cobra.Command, args []string) error {
		if len(args) < n {
			return errors.New(otherwise)
		}
		return nil
	}
}

// exactly checks the number of arguments.
func exactly(n int, otherwise string) cobra.PositionalArgs {
	return func(_ *cobra.Command, args []string) error {
		if len(args) != n {
			return errors.New(otherwise)
		}
		return nil
	}
}

func (r *reviewing) merge() *cobra.Command {
	return r.making(&cobra.Command{
		Use: "merge ID INTO", Short: "Say that two speakers, or two claims, are one: the first is the second from now on",
		Example: "  gainsay review merge e3 e5",
		Args:    exactly(2, "merge: give two ids, such as e3 e5: the first is the second from now on"),
		RunE: r.program.onArchive(func(ctx context.Context, archive *gainsay.Archive, args []string) error {
			return r.make(ctx, archive, news.Correction{Kind: news.Merge, Target: args[0], Into: args[1]}, "")
		}),
	})
}

func (r *reviewing) split() *cobra.Command {
	return r.making(&cobra.Command{
		Use: "split ID STATEMENT…", Short: "Say that statements are another speaker's, or speak to another claim: they get one of their own",
		Example:           "  gainsay review split e3 d1#s2 d4#s9",
		Args:              atLeast(2, "split: give the id of a speaker or a claim, and the ids of the statements that leave it"),
		ValidArgsFunction: r.program.fromArchive(completeStatementIDs),
		RunE: r.program.onArchive(func(ctx context.Context, archive *gainsay.Archive, args []string) error {
			return r.make(ctx, archive, news.Correction{Kind: news.Split, Target: args[0], Members: args[1:]}, "")
		}),
	})
}

func (r *reviewing) undo() *cobra.Command {
	return r.making(&cobra.Command{
		Use: "undo NUMBER", Short: "Take a review back",
		ValidArgsFunction: r.program.fromArchive(completeCorrections),
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 1 {
				if n, err := strconv.ParseInt(args[0], 10, 64); err == nil && n > 0 {
					return nil
				}
			}
			return errors.New("undo: give the number of a review, which it printed when it was made and review list prints")
		},
		RunE: r.program.onArchive(func(ctx context.Context, archive *gainsay.Archive, args []string) error {
			return r.make(ctx, archive, news.Correction{Kind: news.Undo, Target: args[0]}, "")
		}),
	})
}

func (r *reviewing) list() *cobra.Command {
	p := r.program
	cmd := &cobra.Command{
		Use: "list [ID]", Short: "Print all reviews, or those of a statement, a speaker or a claim", Args: cobra.MaximumNArgs(1),
		ValidArgsFunction: p.fromArchive(completeStatementIDs),
		RunE: p.onArchive(func(ctx context.Context, archive *gainsay.Archive, args []string) error {
			list, err := archive.Corrections(ctx, strings.Join(args, ""))
			if err != nil {
				return err
			}
			for i := range list {
				c := &list[i]
				line := fmt.Sprintf("%d  %s\n", c.ID, oneLine(correctionLine(c)))
				if p.asJSON {
					text, err := textOf(ctx, archive, c)
					if err != nil {
						return err
					}
					line = string(record.EncodeCorrection(c, text))
				}
				if err := p.print(line); err != nil {
					return err
				}
			}
			if len(list) == 0 {
				fmt.Fprintln(p.stderr, "nobody has reviewed it yet")
			}
			return nil
		}),
	}
	p.json(cmd, "them as JSON Lines")
	return p.archiveFlags(cmd)
}

// textOf is the text that the spans of a correction point into; "" where it has none.
func textOf(ctx context.Context, archive *gainsay.Archive, c *news.Correction) (string, error) {
	if c.Changed == nil || c.Changed.Source == nil && c.Changed.Cue == nil && c.Changed.Content == nil {
		return "", nil
	}
	e, err := archive.Statement(ctx, c.Target)
	if err != nil {
		return "", err
	}
	article, err := archive.Article(ctx, e.Document.ID)
	return article.Body(e.Statement.Part), err
}

// correctionText is what somebody said, in a few words.
func correctionText(c *news.Correction) string {
	switch c.Kind {
	case news.Merge:
		return "merge " + c.Target + " into " + c.Into
	case news.Split:
		return fmt.Sprintf("split %s off %s as %.1sh%d", strings.Join(c.Members, ", "), c.Target, c.Target, c.ID)
	case news.Correct:
		if c.Changed != nil {
			return "correct " + c.Target + ": " + strings.Join(changeTexts(c.Changed), ", ")
		}
	}
	return string(c.Kind) + " " + c.Target
}

// changeTexts lists what was changed.
func changeTexts(c *news.StatementChange) (list []string) {
	id := func(name string, value *string) {
		if value != nil {
			list = append(list, name+" "+cmp.Or(*value, "none"))
		}
	}
	places := func(name string, spans *[]news.Span) {
		if spans != nil && len(*spans) == 0 {
			list = append(list, name+" none")
		} else if spans != nil {
			list = append(list, name)
		}
	}
	id("speaker", c.Speaker)
	id("act", (*string)(c.Act))
	id("claim", c.Claim)
	id("stance", (*string)(c.Stance))
	if c.Said != nil {
		day := ""
		if *c.Said != (news.Said{}) {
			day = c.Said.String()
		}
		id("said", &day)
	}
	if c.Answers != nil {
		var answers []string
		for _, a := range *c.Answers {
			answers = append(answers, string(a.Relation)+" "+a.Statement)
		}
		all := strings.Join(answers, " and ")
		id("answers", &all)
	}
	places("source", c.Source)
	places("cue", c.Cue)
	places("content", c.Content)
	return list
}

// correctionLine is what somebody said, with who and when.
func correctionLine(c *news.Correction) string {
	line := fmt.Sprintf("%s · %s by %s", correctionText(c), moment(c.Time), c.By)
	if c.Note != "" {
		line += " · " + quoted(c.Note)
	}
	if c.Undone != 0 {
		line += fmt.Sprintf(" · undone by %d", c.Undone)
	}
	return line
}
