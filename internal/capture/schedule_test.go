package capture

import (
	"fmt"
	"testing"
	"time"
)

var noon = time.Date(2031, 5, 4, 12, 0, 0, 0, time.UTC)

// looks is a history that ends at noon: one look for each letter, so far apart: c changed, s the same, f failed.
func looks(letters string, apart time.Duration) (history []Seen) {
	for i, letter := range letters {
		at := noon.Add(-time.Duration(len(letters)-1-i) * apart)
		history = append(history, Seen{Time: at, Changed: letter == 'c', Failed: letter == 'f'})
	}
	return history
}

func TestNextFeedCheck(t *testing.T) {
	for _, test := range []struct {
		name     string
		history  []Seen
		hints    Hints
		min, max time.Duration
	}{
		{"never seen", nil, Hints{}, 0, 0},
		{"seen once", looks("s", time.Hour), Hints{}, time.Hour, 66 * time.Minute},
		{"changes each hour, half seen", looks("scscscscscscs", time.Hour), Hints{}, 80 * time.Minute, 110 * time.Minute},
		{"changes each time", looks("sccccccccccc", time.Hour), Hints{}, 15 * time.Minute, 25 * time.Minute},
		{"changes all the time", looks("sccccccccccc", 5*time.Minute), Hints{}, minPause, minPause * 11 / 10},
		{"does not change", looks("sssss", time.Hour), Hints{}, 8 * time.Hour, 9 * time.Hour},
		{"never changed", looks("ssssssssssssssssssssssss", 12*time.Hour), Hints{}, day, day},
		{"asks for a pause", looks("sccccccccccc", time.Hour), Hints{Every: 2 * time.Hour}, 2 * time.Hour, 132 * time.Minute},
		{"asks for a year", looks("sccccccccccc", time.Hour), Hints{Every: 365 * day}, day, day},
		{"asks for less than it needs", looks("sssss", time.Hour), Hints{Every: time.Minute}, 8 * time.Hour, 9 * time.Hour},
		{"failed once", looks("scccccccccccf", time.Hour), Hints{}, 30 * time.Minute, 50 * time.Minute},
		{"failed four times", looks("scccccccccccffff", time.Hour), Hints{}, 4 * time.Hour, 400 * time.Minute},
		{"has failed for ever", looks("ffffffffffffffffffffffff", time.Hour), Hints{}, day, day},
		{"is to be left alone", looks("sccccccccccc", time.Hour), Hints{After: 30 * time.Hour}, 30 * time.Hour, 30 * time.Hour},
		{"all at one time", looks("cccc", 0), Hints{}, time.Hour, 66 * time.Minute},
		{"a clock that went back", looks("ccc", -time.Hour), Hints{}, time.Hour, 66 * time.Minute},
	} {
		if got := NextFeedCheck(test.history, noon, test.hints).Sub(noon); got < test.min || got > test.max {
			t.Errorf("%s: after %v, want %v to %v", test.name, got, test.min, test.max)
		}
	}
}

func TestNextPageCheck(t *testing.T) {
	never := time.Duration(-1)
	for _, test := range []struct {
		name     string
		history  []Seen
		hints    Hints
		min, max time.Duration
	}{
		{"never seen", nil, Hints{}, 0, 0},
		{"just found", looks("s", 0), Hints{}, minPause, minPause * 11 / 10},
		{"found four hours ago", looks("ss", 4*time.Hour), Hints{}, time.Hour, 66 * time.Minute},
		{"found two days ago", looks("ss", 2*day), Hints{}, 12 * time.Hour, 14 * time.Hour},
		{"found a week ago", looks("ss", 7*day), Hints{}, day, day},
		{"found a month ago", looks("ss", 30*day), Hints{}, never, never},
		{"changed just now", looks("sc", 30*day), Hints{}, minPause, minPause * 11 / 10},
		{"changed a while ago", looks("scss", 2*time.Hour), Hints{}, time.Hour, 66 * time.Minute},
		{"failed", looks("sf", 4*time.Hour), Hints{}, 2 * time.Hour, 132 * time.Minute},
		{"is to be left alone", looks("s", 0), Hints{After: time.Hour}, time.Hour, time.Hour},
		{"found tomorrow", []Seen{{Time: noon.Add(day)}}, Hints{}, minPause, minPause * 11 / 10},
	} {
		next := NextPageCheck(test.history, noon, test.hints)
		got := next.Sub(noon)
		if next.IsZero() {
			got = never
		}
		if got < test.min || got > test.max {
			t.Errorf("%s: after %v, want %v to %v", test.name, got, test.min, test.max)
		}
	}
}

func TestPlacesComeApart(t *testing.T) {
	times := map[time.Time]bool{}
	for i := range 100 {
		hints := Hints{Key: fmt.Sprintf("https://h%d.example/feed", i)}
		next := NextFeedCheck(looks("s", 0), noon, hints)
		if next != NextFeedCheck(looks("s", 0), noon, hints) {
			t.Error("the same place has two times")
		}
		times[next.Truncate(time.Second)] = true
	}
	if len(times) < 80 {
		t.Errorf("100 places have %d times", len(times))
	}
}
