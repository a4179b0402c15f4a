package web

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"gainsay"
	"gainsay/internal/web/access"
	"gainsay/news"
)

// sourcesPage is where documents come from, and what went wrong on the way.
type sourcesPage struct {
	Feeds     []feedRow
	Failing   int
	Jobs      []jobRow
	Waits     bool // some job waits or runs
	GaveUp    int  // jobs that are not tried again
	Failed    []failedDocument
	MoreThan  int // failed documents are listed up to so many; 0: all are listed
	Working   bool
	MayChange bool
	Address   string // that could not be watched, to be mended
	Wrong     string // why
	Told      string // what has just been done
}

// feedRow is a feed that is watched.
type feedRow struct {
	ID                   int64
	Title, Address, Host string
	Failure              string
	Last, Next           instant
	Looks                []lookMark
	Lists                int // addresses that it listed last, as many as are remembered
}

// failing is 1 for a feed whose last look failed: those stand first.
func (f *feedRow) failing() int { return min(1, len(f.Failure)) }

// instant is a time for people, with the exact one behind it.
type instant struct{ Exact, Words string }

// lookMark is one look at a feed.
type lookMark struct{ State, Title string }

type jobRow struct {
	Kind, About                               string
	Waiting, Later, Running, Retrying, Failed int
	Last                                      []jobFailure
}

type jobFailure struct {
	About, Error string
	Time         instant
	Final        bool
}

type failedDocument struct {
	ID, Link, Place, Reason string
	Captured                instant
}

const (
	mostFailed  = 50
	mostOPML    = 4 << 20 // bytes
	longestLook = 20 * time.Second
)

// jobNames are what the kinds of job are called.
var jobNames = map[string]string{"read": "Reading documents", "link": "Tying statements together", "fetch": "Fetching pages", "feed": "Looking at feeds",
	"recheck": "Looking at pages again", "reread": "Reading anew", "tell": "Telling of what is new"}

// sources is the page of where documents come from.
func (s *Site) sources(r *http.Request) (page, error) {
	told := ""
	switch did := r.FormValue("done"); did {
	case "watching":
		told = "Watching. What the feed lists is fetched as soon as somebody works on the archive."
	case "unwatched":
		told = "No longer watched. What it led to stays."
	case "retried":
		told = "What had failed is tried once more."
	}
	return s.sourcesWith(r, sourcesPage{Told: told})
}

// sourcesWith is the page with something to tell on it.
func (s *Site) sourcesWith(r *http.Request, p sourcesPage) (page, error) {
	ctx := r.Context()
	p.Working, p.MayChange = s.options.Working, access.Of(ctx).Role.May(access.Reviewer)
	feeds, err := s.archive.Feeds(ctx)
	if err != nil {
		return page{}, err
	}
	for i := range feeds {
		p.Feeds = append(p.Feeds, s.feedRow(&feeds[i]))
		if feeds[i].Failure != "" {
			p.Failing++
		}
	}
	slices.SortStableFunc(p.Feeds, func(a, b feedRow) int { return cmp.Compare(b.failing(), a.failing()) })
	if p.Jobs, err = s.jobRows(ctx, &p); err != nil {
		return page{}, err
	}
	failed, err := s.archive.FailedDocuments(ctx, mostFailed+1)
	if err != nil {
		return page{}, err
	}
	if len(failed) > mostFailed {
		failed, p.MoreThan = failed[:mostFailed], mostFailed
	}
	for i := range failed {
		p.Failed = append(p.Failed, s.failedDocument(&failed[i]))
	}
	out := page{template: "sources", title: "Sources", section: "/sources", data: p}
	if p.Wrong != "" {
		out.status = http.StatusUnprocessableEntity
	}
	return out, nil
}

func (s *Site) feedRow(f *gainsay.Feed) feedRow {
	row := feedRow{ID: f.ID, Title: cmp.Or(f.Title, f.Address), Address: f.Address, Failure: f.Failure, Lists: len(f.Seen)}
	if at, err := url.Parse(f.Address); err == nil {
		row.Host = at.Host
	}
	for _, look := range f.Looks {
		mark := lookMark{State: "same"}
		words := "nothing new"
		switch {
		case look.Failed:
			mark.State, words = "failed", "failed"
		case look.Changed:
			mark.State, words = "changed", "something new"
		}
		mark.Title = look.Time.UTC().Format("2006-01-02 15:04") + ": " + words
		row.Looks = append(row.Looks, mark)
	}
	if n := len(f.Looks); n > 0 {
		row.Last = s.moment(f.Looks[n-1].Time)
	}
	if !f.Next.IsZero() {
		row.Next = s.moment(f.Next)
	}
	return row
}

func (s *Site) jobRows(ctx context.Context, p *sourcesPage) (list []jobRow, err error) {
	counts, err := s.archive.Jobs(ctx)
	if err != nil {
		return nil, err
	}
	for _, c := range counts {
		if c.Waiting+c.Later+c.Running+c.Retrying+c.Failed == 0 {
			continue
		}
		row := jobRow{Kind: c.Kind, About: cmp.Or(jobNames[c.Kind], c.Kind), Waiting: c.Waiting, Later: c.Later, Running: c.Running, Retrying: c.Retrying, Failed: c.Failed}
		for _, f := range c.Last {
			row.Last = append(row.Last, jobFailure{f.About, f.Error, s.moment(f.Time), f.Final})
		}
		p.Waits = p.Waits || c.Waiting+c.Running > 0
		p.GaveUp += c.Failed
		list = append(list, row)
	}
	return list, nil
}

func (s *Site) failedDocument(h *news.Head) failedDocument {
	return failedDocument{h.ID, documentLink(h.ID), cmp.Or(h.Title, givenName(h.Place)), h.Failure, s.moment(h.Captured)}
}

// moment words a time by how far it is from now, to the minute, hour or day.
func (s *Site) moment(t time.Time) instant {
	far := s.now().Sub(t)
	ago := far >= 0
	far = far.Abs()
	words := ""
	switch {
	case far < time.Minute && ago:
		return instant{t.UTC().Format(time.RFC3339), "just now"}
	case far < time.Minute:
		return instant{t.UTC().Format(time.RFC3339), "in a moment"}
	case far < time.Hour:
		words = counted(int(far.Minutes()), "minute", "minutes")
	case far < 48*time.Hour:
		words = counted(int(far.Hours()), "hour", "hours")
	default:
		words = counted(int(far.Hours()/24), "day", "days")
	}
	if ago {
		words += " ago"
	} else {
		words = "in " + words
	}
	return instant{t.UTC().Format(time.RFC3339), words}
}

// feedList sends the feeds as an OPML file.
func (s *Site) feedList(w http.ResponseWriter, r *http.Request) error {
	var out bytes.Buffer
	if err := s.archive.FeedList(r.Context(), &out); err != nil {
		return err
	}
	w.Header().Set("Content-Type", "text/x-opml; charset=utf-8")
	w.Header().Set("Content-Disposition", `attachment; filename="gainsay-feeds.opml"`)
	_, _ = w.Write(out.Bytes()) // whoever went away needs no list
	return nil
}

// watch adds the feed at an address, or those that the page there names.
func (s *Site) watch(w http.ResponseWriter, r *http.Request) error {
	typed := strings.TrimSpace(r.PostFormValue("address"))
	ctx, cancel := context.WithTimeout(r.Context(), longestLook)
	defer cancel()
	_, err := s.archive.Watch(ctx, addressOf(typed))
	if err == nil {
		http.Redirect(w, r, "/sources?done=watching", http.StatusSeeOther)
		return nil
	}
	reason := err.Error()
	if errors.Is(err, context.DeadlineExceeded) {
		reason = "the server has not answered for " + longestLook.String() + ": try again later"
	}
	if typed == "" {
		reason = "give the address of a feed, or of a page that names one"
	}
	return s.notWatched(w, r, typed, reason)
}

// watchList adds the feeds of an OPML file.
func (s *Site) watchList(w http.ResponseWriter, r *http.Request) error {
	r.Body = http.MaxBytesReader(w, r.Body, mostOPML+1<<16)
	file, _, err := r.FormFile("list")
	if err != nil {
		return s.notWatched(w, r, "", "choose an OPML file of at most 4 MiB: programs that read feeds export one")
	}
	defer file.Close() // it was only read
	raw, err := io.ReadAll(file)
	if err != nil {
		return err
	}
	found, err := s.archive.WatchList(r.Context(), raw)
	if err == nil && len(found) == 0 {
		err = gainsay.ErrNoFeed
	}
	if err != nil {
		return s.notWatched(w, r, "", err.Error())
	}
	http.Redirect(w, r, "/sources?done=watching", http.StatusSeeOther)
	return nil
}

// notWatched shows the page with what is wrong, and with what was typed.
func (s *Site) notWatched(w http.ResponseWriter, r *http.Request, address, reason string) error {
	p, err := s.sourcesWith(r, sourcesPage{Address: address, Wrong: reason})
	if err != nil {
		return err
	}
	s.write(w, r, p)
	return nil
}

// addressOf is what somebody typed as an address: of the web, if it says nothing else.
func addressOf(typed string) string {
	if typed != "" && !strings.Contains(typed, "://") {
		return "https://" + typed
	}
	return typed
}

// askUnwatch asks whether a feed is to be watched no longer.
func (s *Site) askUnwatch(r *http.Request) (page, error) {
	feed, err := s.feedOf(r)
	if err != nil {
		return page{}, err
	}
	return page{template: "unwatch", title: "Watch no longer", section: "/sources", data: s.feedRow(&feed)}, nil
}

func (s *Site) unwatch(w http.ResponseWriter, r *http.Request) error {
	feed, err := s.feedOf(r)
	if err != nil {
		return err
	}
	if err := s.archive.Unwatch(r.Context(), feed.Address); err != nil {
		return err
	}
	http.Redirect(w, r, "/sources?done=unwatched", http.StatusSeeOther)
	return nil
}

func (s *Site) feedOf(r *http.Request) (gainsay.Feed, error) {
	id, err := strconv.ParseInt(r.FormValue("feed"), 10, 64)
	if err != nil {
		return gainsay.Feed{}, fmt.Errorf("%w: give the number of a feed", errRequest)
	}
	return s.archive.Feed(r.Context(), id)
}

// retry lets jobs that have failed for good be tried once more.
func (s *Site) retry(w http.ResponseWriter, r *http.Request) error {
	var kinds []string
	if kind := r.PostFormValue("kind"); jobNames[kind] != "" {
		kinds = []string{kind}
	}
	if _, err := s.archive.Retry(r.Context(), kinds...); err != nil {
		return err
	}
	http.Redirect(w, r, "/sources?done=retried", http.StatusSeeOther)
	return nil
}
