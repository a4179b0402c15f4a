package capture

import (
	"hash/fnv"
	"math"
	"time"
)

// The bounds of the time between two looks at one place.
const (
	minPause = 5 * time.Minute
	maxPause = 24 * time.Hour
)

const (
	firstFeedPause = time.Hour           // before a feed is known
	pageFades      = 14 * 24 * time.Hour // after the last change of a page it is not looked at again
	remembered     = 24                  // looks that the pause goes by
)

// Seen is one look at a place.
type Seen struct {
	Time    time.Time
	Changed bool // it was not as it was at the look before; the first look at a place is none
	Failed  bool // it could not be had
}

// Hints are what else bears on when to look again.
type Hints struct {
	Key   string        // of the place, such as its address: places that were added together come apart by it
	Every time.Duration // the pause that the place asks for, see Feed.Every; 0 for none. It is kept, up to 24 hours
	After time.Duration // the server asked to wait so long from now, see RetryError; 0 for nothing. It is kept
}

// NextFeedCheck tells when to look at a feed again, from the looks so far, the oldest first: the more often it changed, the sooner,
// so that it has about one new item each time. The pause is one mean time between changes, by the estimator of Cho and
// Garcia-Molina ("Estimating frequency of change", 2003) for a place that is looked at again and again, which only tells that it
// changed and not how often; it lies between 5 minutes and 24 hours, as does the one after failures, which doubles with each.
func NextFeedCheck(history []Seen, now time.Time, hints Hints) time.Time {
	if len(history) == 0 {
		return later(now, 0, hints)
	}
	pause := meanChange(history[max(0, len(history)-remembered):])
	return later(now, max(pause, minPause, min(hints.Every, maxPause))<<failures(history), hints)
}

// NextPageCheck tells when to look at a page again, from the looks so far, the oldest first: after a quarter of the time since it
// was found or last changed, as a page is mostly corrected soon or never. The pause lies between 5 minutes and 24 hours. Zero is
// never: it has been the same for 14 days.
func NextPageCheck(history []Seen, now time.Time, hints Hints) time.Time {
	if len(history) == 0 {
		return later(now, 0, hints)
	}
	since := history[0].Time
	for _, seen := range history {
		if seen.Changed {
			since = seen.Time
		}
	}
	age := now.Sub(since)
	if age > pageFades {
		return time.Time{}
	}
	return later(now, max(age/4, minPause, min(hints.Every, maxPause))<<failures(history), hints)
}

// meanChange estimates the time between two changes.
func meanChange(history []Seen) time.Duration {
	looks, changes := 0, 0
	var first, last time.Time
	for _, seen := range history {
		if seen.Failed {
			continue
		}
		if first.IsZero() {
			first = seen.Time
			continue
		}
		last = seen.Time
		looks++
		if seen.Changed {
			changes++
		}
	}
	if looks == 0 || !last.After(first) {
		return firstFeedPause
	}
	between := last.Sub(first).Seconds() / float64(looks)
	rate := -math.Log((float64(looks-changes) + 0.5) / (float64(looks) + 0.5)) // changes between two looks
	if rate == 0 {
		return min(2*last.Sub(first), maxPause) // it never changed, as far as is known
	}
	return time.Duration(min(between/rate, maxPause.Seconds()) * float64(time.Second))
}

// failures counts those at the end of a history, as far as they make a difference.
func failures(history []Seen) (count int) {
	for i := len(history) - 1; i >= 0 && history[i].Failed && count < 9; i-- {
		count++
	}
	return count
}

// later adds a pause to now, up to a tenth longer by the key, and keeps the bounds and the word of the server.
func later(now time.Time, pause time.Duration, hints Hints) time.Time {
	if pause > 0 {
		hash := fnv.New32a()
		_, _ = hash.Write([]byte(hints.Key)) // a hash takes all
		pause += time.Duration(float64(pause) * float64(hash.Sum32()) / math.MaxUint32 / 10)
		pause = min(max(pause, minPause), maxPause)
	}
	return now.Add(max(pause, hints.After))
}
