package capture

import (
	"context"
	"errors"
	"strings"
	"sync"
	"time"
)

// maxHosts is how many hosts are remembered; the one that was not asked for the longest time is forgotten first.
const maxHosts = 4096

// ErrWait is a host that is not to be asked again yet. It comes in a RetryError.
var ErrWait = errors.New("the server is left alone for a while: it failed or asked for that, or many requests to it are waiting")

// hosts keeps the manners towards each host: one request at a time, a pause between two, and none while it wants to be left alone.
type hosts struct {
	options Options
	mu      sync.Mutex // guards all that follows, and the fields of each host but turn and robots
	byName  map[string]*host
}

type host struct {
	turn    chan struct{} // holds one token; who has it may ask
	waiting int           // who has the token or waits for it
	next    time.Time     // not to be asked before
	used    time.Time     // last
	delay   time.Duration // that robots.txt asks for

	robots map[string]savedRobots // by origin; only for who has the token
}

func newHosts(options Options) *hosts {
	return &hosts{options: options, byName: map[string]*host{}}
}

// get remembers or makes the host of that name.
func (h *hosts) get(name string) *host {
	name = strings.ToLower(strings.TrimSuffix(name, "."))
	h.mu.Lock()
	defer h.mu.Unlock()
	known := h.byName[name]
	if known == nil {
		if len(h.byName) >= maxHosts {
			h.forgetOne()
		}
		known = &host{turn: make(chan struct{}, 1), robots: map[string]savedRobots{}}
		known.turn <- struct{}{}
		h.byName[name] = known
	}
	known.used = h.options.Now()
	return known
}

// forgetOne drops the host that was used the longest time ago, if nobody waits for it.
func (h *hosts) forgetOne() {
	oldest := ""
	for name, host := range h.byName {
		if host.waiting == 0 && (oldest == "" || host.used.Before(h.byName[oldest].used)) {
			oldest = name
		}
	}
	delete(h.byName, oldest)
}

// enter waits until a host may be asked; leave has to follow. If that would take longer than patience, it is a RetryError instead.
// At once is for a redirect within the host, which goes on with the visit before: it waits for its turn, but for no pause.
func (h *hosts) enter(ctx context.Context, host *host, atOnce bool) error {
	h.mu.Lock()
	queue := time.Duration(host.waiting) * h.interval(host)
	if pause := max(host.next.Sub(h.options.Now()), 0); pause+queue > patience && !atOnce {
		h.mu.Unlock()
		return &RetryError{After: pause + queue, Err: ErrWait}
	}
	host.waiting++
	h.mu.Unlock()
	select {
	case <-host.turn:
	case <-ctx.Done():
		h.mu.Lock()
		host.waiting--
		h.mu.Unlock()
		return ctx.Err()
	}
	h.mu.Lock()
	pause, usual := max(host.next.Sub(h.options.Now()), 0), h.interval(host)
	h.mu.Unlock()
	var err error
	switch {
	case pause > max(patience, usual): // somebody before was told to come back later
		err = &RetryError{After: pause, Err: ErrWait}
	case pause > 0 && (!atOnce || pause > usual):
		err = h.options.Sleep(ctx, pause)
	}
	if err != nil {
		h.release(host)
	}
	return err
}

// leave lets the next one ask, after the pause.
func (h *hosts) leave(host *host) {
	h.mu.Lock()
	if next := h.options.Now().Add(h.interval(host)); next.After(host.next) {
		host.next = next
	}
	h.mu.Unlock()
	h.release(host)
}

func (h *hosts) release(host *host) {
	h.mu.Lock()
	host.waiting--
	h.mu.Unlock()
	host.turn <- struct{}{}
}

// close leaves a host alone for a while.
func (h *hosts) close(host *host, pause time.Duration) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if next := h.options.Now().Add(pause); next.After(host.next) {
		host.next = next
	}
}

// slow heeds the delay that a robots.txt asks for.
func (h *hosts) slow(host *host, delay time.Duration) {
	h.mu.Lock()
	defer h.mu.Unlock()
	host.delay = delay
}

// interval is the pause between two requests; mu is held.
func (h *hosts) interval(host *host) time.Duration { return max(h.options.Interval, host.delay) }
