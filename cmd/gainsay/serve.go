package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"slices"
	"strings"
	"syscall"
	"time"

	"github.com/cli/browser"
	"github.com/spf13/cobra"
	"golang.org/x/sync/errgroup"

	"gainsay"
	"gainsay/internal/web"
	"gainsay/internal/web/access"
	"gainsay/internal/web/access/openid"
)

// usualAddress is where the pages are when nothing else is asked for: at this machine only.
const usualAddress = "127.0.0.1:8417"

// serving says how the pages are served.
type serving struct {
	address  string
	idle     bool // nothing is read here
	open     bool // in the user's browser
	accounts bool
	public   bool
	base     string // where people reach the pages
	proxies  []string
	cert     string // files of TLS
	key      string
	provider openid.Config
	roles    []string // "group=role", of the provider's role claim
}

func (p *program) serve() *cobra.Command {
	var how serving
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Show the archive in a browser, and work for it",
		Long: `Serves the archive's pages, its API and its event streams, and does what gainsay work does: reads what is added, polls feeds and looks at
pages again. The archive is made where there is none. It goes on until it is interrupted.

At an address of this machine alone nobody logs in, and whoever uses the machine may do everything. Any other address demands --accounts: people log in by
password (gainsay account add), or at a provider of OpenID Connect; its client secret is read from $GAINSAY_OIDC_SECRET. With --public, whoever has not logged in
sees statements that people have reviewed, in excerpts. Give --tls-cert and --tls-key, or let a proxy speak TLS and name it with --proxy.`,
		Example: `  gainsay serve
  gainsay serve --data ~/dam --addr 127.0.0.1:9000
  gainsay serve --data postgres://newsroom@db.example/gainsay --no-work    # where others work
  gainsay serve --accounts --addr 10.0.0.5:8417 --base https://record.paper.example --proxy 10.0.0.1/32`,
		Args: cobra.NoArgs,
		RunE: work(func(cmd *cobra.Command, _ []string) error {
			p.queued = true
			archive, err := p.open(cmd.Context(), true)
			if err != nil {
				return err
			}
			return errors.Join(p.pages(cmd.Context(), archive, how), archive.Close())
		}),
	}
	flags := cmd.Flags()
	flags.StringVar(&how.address, "addr", usualAddress, "serve at this `address`; another than one of this machine's own demands accounts")
	flags.BoolVar(&how.idle, "no-work", false, "only serve; read, poll and fetch nothing")
	flags.BoolVar(&how.open, "open", false, "open the pages in your browser")
	flags.BoolVar(&how.accounts, "accounts", false, "whoever comes logs in")
	flags.BoolVar(&how.public, "public", false, "whoever has not logged in sees what was reviewed, in excerpts")
	flags.StringVar(&how.base, "base", "", "the `address` at which people reach the pages, for permalinks and cookies (default $GAINSAY_BASE, or else as each reaches them)")
	flags.StringSliceVar(&how.proxies, "proxy", nil, "take the word of proxies in this `network`, such as 10.0.0.1/32, for where a client is")
	flags.StringVar(&how.cert, "tls-cert", "", "speak TLS with the certificate in this `file`")
	flags.StringVar(&how.key, "tls-key", "", "and with the private key in this `file`")
	flags.StringVar(&how.provider.Issuer, "oidc-issuer", "", "let people log in at the provider of OpenID Connect at this `address`")
	flags.StringVar(&how.provider.ClientID, "oidc-client", "", "the `id` by which the provider knows the site")
	flags.StringVar(&how.provider.RoleClaim, "oidc-claim", "", "the provider's `claim` that gives roles, such as groups")
	flags.StringSliceVar(&how.roles, "oidc-role", nil, "which `value=role` of that claim gives which role, such as desk=reviewer")
	flags.IntVar(&p.workers, "workers", 0, "read so many documents at once (default one for each core)")
	flags.StringVar(&p.contact, "contact", "", "a mail or http `address` at which the servers that are asked can reach you (default $GAINSAY_CONTACT)")
	return p.archiveFlags(cmd)
}

// pages serves an archive until ctx ends.
func (p *program) pages(ctx context.Context, archive *gainsay.Archive, how serving) error {
	options, err := p.webOptions(ctx, archive, how)
	if err != nil {
		return err
	}
	listener, err := listen(how.address)
	if err != nil {
		return err
	}
	group, ctx := errgroup.WithContext(ctx)
	site, err := web.New(ctx, archive, options)
	if err != nil {
		return errors.Join(err, listener.Close())
	}
	defer site.Wait()
	server := web.Server(how.address, site.Handler(), p.log)
	scheme := "http://"
	group.Go(func() error {
		if how.cert != "" {
			return server.ServeTLS(listener, how.cert, how.key)
		}
		return server.Serve(listener)
	})
	group.Go(func() error {
		<-ctx.Done()
		leave, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
		defer cancel()
		if err := server.Shutdown(leave); err != nil {
			return server.Close() // somebody does not end
		}
		return nil
	})
	if !how.idle {
		group.Go(func() error { return archive.Run(ctx) })
	}
	if how.cert != "" {
		scheme = "https://"
	}
	address := scheme + listener.Addr().String()
	fmt.Fprintf(p.stderr, "the pages are at %s; interrupt to end\n", address)
	if how.open {
		if err := browser.OpenURL(address); err != nil {
			fmt.Fprintln(p.stderr, "no browser could be opened: go there by yourself")
		}
	}
	if err := group.Wait(); err != nil && !errors.Is(err, http.ErrServerClosed) && !errors.Is(err, context.Canceled) {
		return err
	}
	return nil // to be interrupted is how it ends
}

// webOptions are the options of the pages, if the archive may be served so.
func (p *program) webOptions(ctx context.Context, archive *gainsay.Archive, how serving) (web.Options, error) {
	base := strings.TrimSuffix(cmp.Or(how.base, p.env("GAINSAY_BASE")), "/")
	options := web.Options{Version: buildOf().Version, Base: base, Log: p.log, Working: !how.idle,
		Access: access.Options{Accounts: how.accounts, Public: how.public, Person: p.env("GAINSAY_USER"), Address: base}}
	if (how.cert == "") != (how.key == "") {
		return options, errors.New("--tls-cert and --tls-key go together")
	}
	for _, text := range how.proxies {
		network, err := netip.ParsePrefix(text)
		if err != nil {
			return options, fmt.Errorf("--proxy %s: give a network, such as 10.0.0.1/32", text)
		}
		options.Access.Proxies = append(options.Access.Proxies, network)
	}
	if how.provider.Issuer != "" {
		provider, err := p.openID(ctx, how)
		if err != nil {
			return options, err
		}
		options.Access.Provider = provider
	}
	accounts, err := archive.Accounts(ctx)
	if err != nil {
		return options, err
	}
	return options, options.Access.Check(how.address, len(accounts))
}

// openID asks the provider at which people log in.
func (p *program) openID(ctx context.Context, how serving) (*openid.Provider, error) {
	config := how.provider
	config.ClientSecret = p.env("GAINSAY_OIDC_SECRET")
	config.Roles = map[string]access.Role{}
	for _, text := range how.roles {
		value, role, ok := strings.Cut(text, "=")
		if !ok || !slices.Contains(accountRoles, access.Role(role)) {
			return nil, fmt.Errorf("--oidc-role %s: give value=role, with reader, reviewer or admin for the role", text)
		}
		config.Roles[value] = access.Role(role)
	}
	return openid.New(ctx, config)
}

// listen takes an address, or tells what to do where it is not to be had.
func listen(address string) (net.Listener, error) {
	listener, err := net.Listen("tcp", address)
	switch {
	case errors.Is(err, syscall.EADDRINUSE):
		return nil, fmt.Errorf("something is being served at %s already: end it, or take another with --addr (port 0: any that is free)", address)
	case errors.Is(err, syscall.EACCES):
		return nil, fmt.Errorf("you may not serve at %s: take a port above 1023 with --addr", address)
	case err != nil:
		return nil, fmt.Errorf("--addr %s: %w", address, err)
	}
	return listener, nil
}
