package main

import (
	"context"
	"errors"
	"fmt"
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
	add := &cobra.Command{
		Use: "add NAME WORD…", Short: "Give a search a name, under which search --saved makes it",
		Example: `  gainsay saved add gates 'gates act:deny since:2024-05-01'`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) < 2 || strings.TrimSpace(args[0]) == "" {
				return errors.New("saved add: give a name and what to search for")
			}
			_, err := search.ParseQuery(strings.Join(args[1:], " "))
			return err
		},
		RunE: p.onArchive(func(ctx context.Context, archive *gainsay.Archive, args []string) error {
			return archive.SaveSearch(ctx, args[0], strings.Join(args[1:], " "))
		}),
	}
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
						Name  string `json:"name"`
						Query string `json:"query"`
					}{s.Name, s.Query})
				} else {
					err = p.print(fmt.Sprintf("%s  %s\n", oneLine(s.Name), oneLine(s.Query)))
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
