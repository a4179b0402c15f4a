package access

import (
	"fmt"
	"math"
	"net/http"
	"strings"
	"time"

	lru "github.com/hashicorp/golang-lru/v2"
	"golang.org/x/time/rate"
)

// TooManyError is a client that asks more than its share.
type TooManyError struct {
	Wait time.Duration // until it may ask again
}

func (e *TooManyError) Error() string {
	return fmt.Sprintf("too much is asked at once: wait %d s and try again", e.Seconds())
}

// Seconds is the wait, rounded up.
func (e *TooManyError) Seconds() int { return int(math.Ceil(e.Wait.Seconds())) }

// pace is how often something may be done: so many at once, then one each so often.
type pace struct {
	burst int
	each  time.Duration
}

// The paces of one client. Whoever reads pages meets none of them; many who share an address should not either.
var (
	pagePace   = pace{300, 20 * time.Millisecond}
	searchPace = pace{60, 100 * time.Millisecond}
	exportPace = pace{10, 5 * time.Second}
	// loginPace is for each address, namePace for each name that somebody tries passwords for.
	loginPace = pace{10, 10 * time.Second}
	namePace  = pace{10, 30 * time.Second}
)

// mostClients is how many clients are told apart by each of the paces; of more, those that have not come for longest are forgotten.
const mostClients = 50_000

// limiter holds clients to a pace.
type limiter struct {
	pace pace
	of   *lru.Cache[string, *rate.Limiter]
	now  func() time.Time
}

func newLimiter(p pace, now func() time.Time) *limiter {
	of, err := lru.New[string, *rate.Limiter](mostClients)
	if err != nil {
		panic(err) // the size is above 0
	}
	return &limiter{p, of, now}
}

// take takes one of what a client may do. The error is a *TooManyError.
func (l *limiter) take(client string) error {
	one, ok := l.of.Get(client)
	if !ok {
		one = rate.NewLimiter(rate.Every(l.pace.each), l.pace.burst)
		if before, there, _ := l.of.PeekOrAdd(client, one); there {
			one = before
		}
	}
	now := l.now()
	r := one.ReserveN(now, 1)
	if wait := r.DelayFrom(now); wait > 0 {
		r.CancelAt(now)
		return &TooManyError{wait}
	}
	return nil
}

// limits are the paces of a site.
type limits struct{ page, search, export, login, name *limiter }

func newLimits(now func() time.Time) *limits {
	return &limits{newLimiter(pagePace, now), newLimiter(searchPace, now), newLimiter(exportPace, now), newLimiter(loginPace, now), newLimiter(namePace, now)}
}

// request takes a request off what its client may ask.
func (l *limits) request(r *http.Request, client string) error {
	if err := l.page.take(client); err != nil {
		return err
	}
	switch {
	case strings.Contains(r.URL.Path, "/export/"), r.URL.Path == "/export":
		return l.export.take(client)
	case r.URL.Query().Get("q") != "":
		return l.search.take(client)
	}
	return nil
}
