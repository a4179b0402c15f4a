package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"syscall"
	"time"

	"github.com/cli/browser"
	"github.com/spf13/cobra"
	"golang.org/x/sync/errgroup"

	"gainsay"
	"gainsay/internal/web"
)

// usualAddress is where the pages are when nothing else is asked for: at this machine only.
const usualAddress = "127.0.0.1:8417"

// serving says how the pages are served.
type serving struct {
	address string
	idle    bool // nothing is read here
	open    bool // in the user's browser
}

func (p *program) serve() *cobra.Command {
	var how serving
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Show the archive in a browser, and work for it",
		Long: `Serves the archive's pages, its API and its event streams, and does what gainsay work does: reads what is added, polls feeds and looks at
pages again. The archive is made where there is none. It goes on until it is interrupted.`,
		Example: `  gainsay serve
  gainsay serve --data ~/dam --addr 127.0.0.1:9000
  gainsay serve --data postgres://newsroom@db.example/gainsay --no-work    # where others work`,
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
	flags.IntVar(&p.workers, "workers", 0, "read so many documents at once (default one for each core)")
	flags.StringVar(&p.contact, "contact", "", "a mail or http `address` at which the servers that are asked can reach you (default $GAINSAY_CONTACT)")
	return p.archiveFlags(cmd)
}

// pages serves an archive until ctx ends.
func (p *program) pages(ctx context.Context, archive *gainsay.Archive, how serving) error {
	listener, err := listen(how.address)
	if err != nil {
		return err
	}
	site, err := web.New(ctx, archive, web.Options{Version: buildOf().Version, Log: p.log, Working: !how.idle})
	if err != nil {
		return errors.Join(err, listener.Close())
	}
	server := &http.Server{Handler: site.Handler(), ReadHeaderTimeout: 10 * time.Second}
	group, ctx := errgroup.WithContext(ctx)
	group.Go(func() error { return server.Serve(listener) })
	group.Go(func() error {
		<-ctx.Done()
		leave, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
		defer cancel()
		if err := server.Shutdown(leave); err != nil {
			return server.Close() // whoever listens to events has no end of his own
		}
		return nil
	})
	if !how.idle {
		group.Go(func() error { return archive.Run(ctx) })
	}
	address := "http://" + listener.Addr().String()
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
