package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"gainsay"
	"gainsay/internal/capture"
	"gainsay/internal/store"
)

func (p *program) watch() *cobra.Command {
	var remove, opml bool
	cmd := &cobra.Command{
		Use:   "watch [ADDRESS | FILE.opml…]",
		Short: "Watch feeds: gainsay work polls them and adds what they list",
		Long: `Adds feeds (RSS, Atom, JSON Feed) to those that gainsay work polls, each as often as it changes: by their address, by that of a page that
names them, or from a list (OPML). Without an address it lists the feeds that are watched.`,
		Example: `  gainsay watch https://news.example/feed.xml
  gainsay watch feeds.opml
  gainsay watch --opml > feeds.opml
  gainsay watch --remove https://news.example/feed.xml`,
		RunE: work(func(cmd *cobra.Command, args []string) error {
			ctx := cmd.Context()
			archive, err := p.open(ctx, false)
			if err != nil {
				return err
			}
			defer archive.Close() // what was written is on the disk
			switch {
			case remove:
				return p.each(args, func(address string) error { return archive.Unwatch(ctx, address) })
			case len(args) > 0:
				return p.each(args, func(place string) error { return p.watchPlace(ctx, archive, place) })
			}
			feeds, err := archive.Feeds(ctx)
			if err != nil {
				return err
			}
			if opml {
				return p.writeOPML(feeds)
			}
			return p.listFeeds(feeds)
		}),
	}
	cmd.Flags().BoolVar(&remove, "remove", false, "watch these feeds no longer; what they led to stays")
	cmd.Flags().BoolVar(&opml, "opml", false, "print the feeds that are watched as an OPML list")
	cmd.Flags().StringVar(&p.contact, "contact", "", "a mail or http `address` at which the servers that are asked can reach you (default $GAINSAY_CONTACT)")
	cmd.MarkFlagsMutuallyExclusive("remove", "opml")
	return p.archiveFlags(cmd)
}

// each does something with each argument; what fails is told and stops no other.
func (p *program) each(args []string, do func(string) error) error {
	failed := false
	for _, argument := range args {
		if err := do(argument); err != nil {
			failed = true
			p.complain(argument, err)
		}
	}
	if failed {
		return errReported
	}
	return nil
}

// errNoAddress is an argument that leads to no feed.
var errNoAddress = errors.New("give the http address of a feed, or a file in OPML")

// watchPlace watches the feeds that an address or a list leads to.
func (p *program) watchPlace(ctx context.Context, archive *gainsay.Archive, place string) error {
	if !capture.IsAddress(place) {
		raw, err := os.ReadFile(place)
		if err != nil {
			return errNoAddress
		}
		found, err := archive.WatchList(ctx, raw)
		return errors.Join(p.watched(found), err)
	}
	found, err := archive.Watch(ctx, place)
	return errors.Join(p.watched(found), err)
}

func (p *program) watched(addresses []string) error {
	for _, address := range addresses {
		if err := p.print("watching " + oneLine(address) + "\n"); err != nil {
			return err
		}
	}
	return nil
}

func (p *program) writeOPML(feeds []store.Feed) error {
	list := make([]capture.Subscription, len(feeds))
	for i, f := range feeds {
		list[i] = capture.Subscription{Title: f.Title, Address: f.Address}
	}
	var out strings.Builder
	if err := capture.WriteOPML(&out, "Feeds watched by Gainsay", list); err != nil {
		return err
	}
	return p.print(out.String())
}

// listFeeds prints the feeds with how they are.
func (p *program) listFeeds(feeds []store.Feed) error {
	if len(feeds) == 0 {
		fmt.Fprintln(p.stderr, "no feed is watched; add one with gainsay watch ADDRESS")
		return nil
	}
	for _, f := range feeds {
		looked := "never polled"
		if n := len(f.Looks); n > 0 {
			looked = "polled " + f.Looks[n-1].Time.Local().Format(time.DateTime)
		}
		if f.Failure != "" {
			looked += ", failed: " + f.Failure
		}
		if !f.Next.IsZero() {
			looked += ", next " + f.Next.Local().Format(time.DateTime)
		}
		title := f.Title
		if title != "" {
			title += "  "
		}
		if err := p.print(oneLine(title+f.Address) + "\n  " + oneLine(looked) + "\n"); err != nil {
			return err
		}
	}
	return nil
}
