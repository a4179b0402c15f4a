package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"gainsay"
	"gainsay/internal/web/access"
)

func (p *program) account() *cobra.Command {
	cmd := &cobra.Command{
		Use: "account", Short: "Say who may use the pages where others can reach them", Args: cobra.NoArgs,
		Long: `Keeps the accounts of the pages that gainsay serve --accounts shows. A reader sees everything, a reviewer also corrects statements and adds
documents and feeds, an admin also makes accounts. Passwords are asked for, or read from standard input; they are never arguments.`,
		Example: `  gainsay account add ann --role admin
  gainsay account role bo reviewer
  gainsay account key bo 'feed reader'`,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	for _, verb := range []*cobra.Command{p.accountAdd(), p.accountList(), p.accountPassword(), p.accountRole(), p.accountRemove(), p.accountKey()} {
		cmd.AddCommand(p.archiveFlags(verb))
	}
	return cmd
}

var accountRoles = []access.Role{access.Reader, access.Reviewer, access.Admin}

func (p *program) accountAdd() *cobra.Command {
	role, provider := access.Reader, false
	cmd := &cobra.Command{
		Use: "add NAME", Short: "Make an account; its password is asked for", Args: exactly(1, "account add: give a name"),
		RunE: work(func(cmd *cobra.Command, args []string) (err error) {
			account := gainsay.Account{Name: args[0], Role: string(role)}
			if !provider {
				if account.Password, err = p.newPassword(cmd.Context()); err != nil {
					return err
				}
			}
			archive, err := p.open(cmd.Context(), false)
			if err != nil {
				return err
			}
			return errors.Join(archive.AddAccount(cmd.Context(), account), archive.Close())
		}),
	}
	choose(cmd, &role, "role", "what the account may do (default reader)", accountRoles)
	cmd.Flags().BoolVar(&provider, "provider", false, "it has no password: NAME is the e-mail address with which somebody logs in at the provider of OpenID Connect")
	return cmd
}

func (p *program) accountList() *cobra.Command {
	cmd := &cobra.Command{
		Use: "list", Short: "Print the accounts", Args: cobra.NoArgs,
		RunE: p.onArchive(func(ctx context.Context, archive *gainsay.Archive, _ []string) error {
			list, err := archive.Accounts(ctx)
			if err != nil {
				return err
			}
			for _, a := range list {
				keys, err := archive.Keys(ctx, a.Name)
				if err != nil {
					return err
				}
				var names []string
				for _, k := range keys {
					names = append(names, k.Name)
				}
				if err := p.printAccount(&a, names); err != nil {
					return err
				}
			}
			return nil
		}),
	}
	p.json(cmd, "them as JSON Lines")
	return cmd
}

func (p *program) printAccount(a *gainsay.Account, keys []string) error {
	if p.asJSON {
		return p.printObject(struct {
			Name     string    `json:"name"`
			Role     string    `json:"role"`
			Password bool      `json:"password"`
			Subject  string    `json:"subject,omitempty"`
			Keys     []string  `json:"keys,omitempty"`
			Added    time.Time `json:"added"`
		}{a.Name, a.Role, a.Password != "", a.Subject, keys, a.Added})
	}
	line := oneLine(a.Name) + "  " + a.Role
	if len(keys) > 0 {
		line += "  keys: " + oneLine(strings.Join(keys, ", "))
	}
	return p.print(line + "\n")
}

func (p *program) accountPassword() *cobra.Command {
	return &cobra.Command{
		Use: "password NAME", Short: "Give an account another password, and log it out everywhere", Args: exactly(1, "account password: give a name"),
		ValidArgsFunction: p.fromArchive(completeAccounts),
		RunE: p.onArchive(func(ctx context.Context, archive *gainsay.Archive, args []string) error {
			if _, err := archive.Account(ctx, args[0]); err != nil {
				return fmt.Errorf("%q: %w", args[0], err)
			}
			hash, err := p.newPassword(ctx)
			if err != nil {
				return err
			}
			return archive.SetPassword(ctx, args[0], hash)
		}),
	}
}

func (p *program) accountRole() *cobra.Command {
	return &cobra.Command{
		Use: "role NAME ROLE", Short: "Give an account another role: reader, reviewer or admin", Args: exactly(2, "account role: give a name and a role"),
		ValidArgsFunction: p.fromArchive(completeAccounts),
		RunE: p.onArchive(func(ctx context.Context, archive *gainsay.Archive, args []string) error {
			return archive.SetRole(ctx, args[0], args[1])
		}),
	}
}

func (p *program) accountRemove() *cobra.Command {
	return &cobra.Command{
		Use: "remove NAME", Short: "Remove an account with its sessions and access keys; its corrections stay", Args: exactly(1, "account remove: give a name"),
		ValidArgsFunction: p.fromArchive(completeAccounts),
		RunE: p.onArchive(func(ctx context.Context, archive *gainsay.Archive, args []string) error {
			return archive.RemoveAccount(ctx, args[0])
		}),
	}
}

func (p *program) accountKey() *cobra.Command {
	remove := false
	cmd := &cobra.Command{
		Use: "key NAME WHAT-FOR", Short: "Make an access key with which a program may what the account may, and print it this once",
		Args:              exactly(2, "account key: give the name of an account and what the key is for"),
		ValidArgsFunction: p.fromArchive(completeAccounts),
		RunE: p.onArchive(func(ctx context.Context, archive *gainsay.Archive, args []string) error {
			if remove {
				return archive.RemoveKey(ctx, args[0], args[1])
			}
			secret, err := archive.AddKey(ctx, args[0], args[1])
			if err != nil {
				return err
			}
			return p.print(secret + "\n")
		}),
	}
	cmd.Flags().BoolVar(&remove, "remove", false, "remove the key instead")
	return cmd
}

func completeAccounts(ctx context.Context, archive *gainsay.Archive, begun string) ([]cobra.Completion, error) {
	accounts, err := archive.Accounts(ctx)
	var list []cobra.Completion
	for _, a := range accounts {
		if strings.HasPrefix(a.Name, begun) {
			list = append(list, cobra.CompletionWithDesc(a.Name, a.Role))
		}
	}
	return list, err
}

// errTwice is a password that was not typed alike.
var errTwice = errors.New("the two passwords differ: try again")

// newPassword asks for a password, twice at a terminal, and gives what it is checked against.
func (p *program) newPassword(ctx context.Context) (string, error) {
	password, err := p.askPassword("Password (12 letters or more): ")
	if err != nil {
		return "", err
	}
	if _, there := p.terminal(); there {
		again, err := p.askPassword("Once more: ")
		if err != nil {
			return "", err
		}
		if again != password {
			return "", errTwice
		}
	}
	return access.NewPasswords().Hash(ctx, password)
}

// terminal is the terminal that somebody types at.
func (p *program) terminal() (descriptor int, there bool) {
	file, ok := p.stdin.(*os.File)
	if !ok || !term.IsTerminal(int(file.Fd())) {
		return 0, false
	}
	return int(file.Fd()), true
}

// mostPasswordLine is how many bytes of standard input are looked at for a password.
const mostPasswordLine = 4096

// askPassword reads a password that is typed unseen, or the first line of standard input.
func (p *program) askPassword(prompt string) (string, error) {
	if descriptor, there := p.terminal(); there {
		fmt.Fprint(p.stderr, prompt)
		typed, err := term.ReadPassword(descriptor)
		fmt.Fprintln(p.stderr)
		return string(typed), err
	}
	line, err := bufio.NewReader(io.LimitReader(p.stdin, mostPasswordLine)).ReadString('\n')
	if err != nil && err != io.EOF {
		return "", err
	}
	return strings.TrimRight(line, "\r\n"), nil
}
