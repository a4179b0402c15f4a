package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"gainsay"
	"gainsay/internal/capture"
)

var shells = []string{"bash", "zsh", "fish", "powershell"}

func (p *program) completion() *cobra.Command {
	return &cobra.Command{
		Use:       "completion " + strings.Join(shells, "|"),
		Short:     "Print the completion script of a shell",
		Example:   "  source <(gainsay completion bash)",
		ValidArgs: shells,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 || !slices.Contains(shells, args[0]) {
				return fmt.Errorf("completion: give one of %s", strings.Join(shells, ", "))
			}
			return nil
		},
		RunE: work(func(cmd *cobra.Command, args []string) error {
			switch args[0] {
			case "bash":
				return cmd.Root().GenBashCompletionV2(p.stdout, true)
			case "zsh":
				return cmd.Root().GenZshCompletion(p.stdout)
			case "fish":
				return cmd.Root().GenFishCompletion(p.stdout, true)
			default:
				return cmd.Root().GenPowerShellCompletionWithDesc(p.stdout)
			}
		}),
	}
}

// completing lets a shell complete the flags of read: the formats, and the ids of statements where one file is named.
func (p *program) completing(read *cobra.Command, formats []string) *cobra.Command {
	flags := map[string]cobra.CompletionFunc{
		"format":    cobra.FixedCompletions(formats, cobra.ShellCompDirectiveNoFileComp),
		"published": cobra.NoFileCompletions,
		"why":       p.completeStatements,
	}
	for name, with := range flags {
		complete(read, name, with)
	}
	return read
}

// complete lets a shell complete a flag.
func complete(cmd *cobra.Command, flag string, with cobra.CompletionFunc) {
	_ = cmd.RegisterFlagCompletionFunc(flag, with) // fails only for a flag that is not there
}

// completeStatements lists the statements of the file that the command line names, each with its speaker and act.
func (p *program) completeStatements(cmd *cobra.Command, args []string, _ string) ([]cobra.Completion, cobra.ShellCompDirective) {
	if len(args) != 1 || args[0] == "-" || capture.IsAddress(args[0]) {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	reader, err := p.reader(gainsay.Careful)
	if err != nil {
		return nil, cobra.ShellCompDirectiveError
	}
	source, err := p.capture(cmd.Context(), place{location: args[0]}, gainsay.Source{})
	if err != nil {
		return nil, cobra.ShellCompDirectiveError
	}
	record, err := reader.Read(cmd.Context(), source)
	if err != nil {
		return nil, cobra.ShellCompDirectiveError
	}
	var list []cobra.Completion
	for i := range record.Statements {
		e := entryOf(&record, &record.Statements[i])
		list = append(list, cobra.CompletionWithDesc(e.id, oneLine(e.speaker()[0].text+" ("+e.act()+")")))
	}
	return list, cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveKeepOrder
}
