package capture

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"
)

const (
	robotsAge  = 24 * time.Hour // for which a robots.txt holds, as RFC 9309, section 2.4, has it
	maxOrigins = 8              // of one host, whose robots.txt is kept
)

type savedRobots struct {
	rules robots
	until time.Time
}

// robots is what the robots.txt of an address says. The host must be entered. As RFC 9309, section 2.3.1, has it, a robots.txt that is
// not there (4xx) or lies behind too many redirects allows all, and one that cannot be had (5xx, no answer) forbids all for now:
// that is an ErrServer. So is 429, which is no word about what is there.
func (f *Fetcher) robots(ctx context.Context, host *host, u *url.URL) (robots, error) {
	origin := u.Scheme + "://" + u.Host
	saved, found := host.robots[origin]
	if !found || !f.options.Now().Before(saved.until) {
		rules, err := f.askRobots(ctx, origin)
		if err != nil {
			return robots{}, err
		}
		if len(host.robots) >= maxOrigins {
			clear(host.robots)
		}
		saved = savedRobots{rules: rules, until: f.options.Now().Add(robotsAge)}
		host.robots[origin] = saved
	}
	f.hosts.slow(host, saved.rules.delay)
	return saved.rules, nil
}

// askRobots fetches a robots.txt. Its redirects are followed to other hosts without waiting for a turn there: the rules are due now.
func (f *Fetcher) askRobots(ctx context.Context, origin string) (robots, error) {
	u, err := url.Parse(origin + "/robots.txt")
	if err != nil {
		return robots{}, ErrAddress
	}
	document, err := follow(u, func(u *url.URL) (Document, *url.URL, error) {
		return ask(ctx, f.client, u, question{agent: f.agent, limit: maxRobots, keepStart: true})
	})
	missing := document.Status < 500 && document.Status != http.StatusTooManyRequests
	switch {
	case err == nil, errors.Is(err, ErrTooLarge):
		return parseRobots(document.Raw, product), nil
	case errors.Is(err, ErrStatus) && missing, errors.Is(err, ErrRedirects):
		return robots{}, nil
	case ctx.Err() != nil, errors.Is(err, ErrServer), errors.Is(err, ErrForbidden) && len(document.Redirects) == 0:
		return robots{}, err // it says the same of the page
	case errors.Is(err, ErrStatus):
		return robots{}, fmt.Errorf("%w (its robots.txt: status %d)", ErrServer, document.Status)
	}
	return robots{}, fmt.Errorf("%w (its robots.txt cannot be had: %w)", ErrServer, err)
}

// Sitemaps lists the sitemaps that the robots.txt of a site names; address is that of any page there. They may lie anywhere.
func (f *Fetcher) Sitemaps(ctx context.Context, address string) ([]string, error) {
	u, err := parseAddress(address)
	if err != nil {
		return nil, err
	}
	host := f.hosts.get(u.Hostname())
	if err := f.hosts.enter(ctx, host, false); err != nil {
		return nil, err
	}
	defer f.hosts.leave(host)
	rules, err := f.robots(ctx, host, u)
	if err != nil {
		return nil, err
	}
	var sitemaps []string
	for _, sitemap := range rules.sitemaps {
		if link := resolve(u, sitemap); link != "" && !strings.EqualFold(link, address) {
			sitemaps = append(sitemaps, link)
		}
	}
	return sitemaps, nil
}
