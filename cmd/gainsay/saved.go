package main

import (
	"cmp"
	"context"
	"errors"
	"strings"

	"github.com/spf13/cobra"

	"gainsay"
	"gainsay/internal/search"
)

func (p *program) saved() *cobra.Command {
	cmd := &cobra.Command{
		Use: "saved", Short: "Give searches a name", Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	var webhook, email string
	add := &cobra.Command{
		Use: "add NAME WORD…", Short: "Give a search a name, under which search --saved makes it",
		Long: `Gives a search a name. With --webhook or --email, whoever works on the archive (gainsay serve, gainsay work) sends what it newly finds there: to a webhook
within a minute or so, by mail at most once an hour. Mail goes through the server in $GAINSAY_SMTP (smtps://user:password@mail.example, or smtp://… with
STARTTLS), from $GAINSAY_MAIL_FROM; permalinks begin with $GAINSAY_BASE.`,
		Example: `  gainsay saved add gates 'gates act:deny since:2024-05-01'
  gainsay saved add gates 'gates act:deny' --email desk@paper.example`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) < 2 || strings.TrimSpace(args[0]) == "" {
				return errors.New("saved add: give a name and what to search for")
			}
			_, err := search.ParseQuery(strings.Join(args[1:], " "))
			return err
		},
		RunE: p.onArchive(func(ctx context.Context, archive *gainsay.Archive, args []string) error {
			if err := archive.SaveSearch(ctx, args[0], strings.Join(args[1:], " ")); err != nil {
				return err
			}
			for by, to := range map[gainsay.Channel]string{gainsay.ByWebhook: webhook, gainsay.ByEmail: email} {
				if to == "" {
					continue
				}
				if err := archive.Tell(ctx, args[0], by, to); err != nil {
					return errors.Join(err, archive.RemoveSearch(ctx, args[0]))
				}
			}
			return nil
		}),
	}
	add.Flags().StringVar(&webhook, "webhook", "", "send what it newly finds to this `address`, as JSON")
	add.Flags().StringVar(&email, "email", "", "send what it newly finds to this `address` of mail")
	list := &cobra.Command{
		Use: "list", Short: "Print the searches that have a name", Args: cobra.NoArgs,
		RunE: p.onArchive(func(ctx context.Context, archive *gainsay.Archive, _ []string) error {
			searches, err := archive.Searches(ctx)
			if err != nil {
				return err
			}
			for _, s := range searches {
				if p.asJSON {
					err = p.printObject(struct {
						Name    string `json:"name"`
						Query   string `json:"query"`
						Webhook string `json:"webhook,omitempty"`
						Email   string `json:"email,omitempty"`
						Failure string `json:"failure,omitempty"` // of the last attempt to tell
					}{s.Name, s.Query, s.Webhook.To, s.Email.To, cmp.Or(s.Webhook.Failure, s.Email.Failure)})
				} else {
					err = p.print(savedLine(&s))
				}
				if err != nil {
					return err
				}
			}
			return nil
		}),
	}
	p.json(list, "them as JSON Lines")
	remove := &cobra.Command{
		Use: "remove NAME", Short: "Take the name of a search away", Args: exactly(1, "saved remove: give the name of a search"),
		ValidArgsFunction: p.fromArchive(completeSaved),
		RunE: p.onArchive(func(ctx context.Context, archive *gainsay.Archive, args []string) error {
			return archive.RemoveSearch(ctx, args[0])
		}),
	}
	cmd.AddCommand(p.archiveFlags(add), p.archiveFlags(list), p.archiveFlags(remove))
	return cmd
}

// savedLine is a saved search on one line: its name, what it searches for, who is told.
func savedLine(s *gainsay.SavedSearch) string {
	line := oneLine(s.Name) + "  " + oneLine(s.Query)
	for _, d := range []struct {
		way string
		gainsay.Delivery
	}{{"webhook", s.Webhook}, {"email", s.Email}} {
		if d.To != "" {
			line += "  · " + d.way + " " + oneLine(d.To)
		}
		if d.Failure != "" {
			line += "  (failed: " + oneLine(d.Failure) + ")"
		}
	}
	return line + "\n"
}
