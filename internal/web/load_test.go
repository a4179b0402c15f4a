//go:build unix

package web_test

import (
	"bytes"
	"cmp"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"gainsay"
	"gainsay/internal/web"
	"gainsay/news"
)

// The full form of the test, with an archive of a million statements (package store's TestCurve makes one) of which a copy is taken first:
//
//	go test ./internal/store -run 'Curve$' -curve 60000 -curveplace /tmp/million -timeout 3h
//	go test ./internal/web -run 'Load$' -v -load /tmp/million -loadrate 200 -loadfor 60s -loadlimit 100ms
var (
	loadPlace = flag.String("load", "", "the archive that is asked; default the sample articles")
	loadRate  = flag.Int("loadrate", 100, "requests a second")
	loadFor   = flag.Duration("loadfor", 3*time.Second, "for how long")
	loadWrite = flag.Float64("loadwrites", 0, "corrections a second meanwhile, each of which makes all pages that are kept old")
	loadLimit = flag.Duration("loadlimit", 0, "what 95 of 100 answers may take at most; 0: it is only told")
)

const (
	mostMemory = 1024 // MB
	targetOf   = "GAINSAY_LOAD"
)

// load is what the second process is told to ask.
type load struct {
	Address string
	Paths   []string // the frequent ones first
	Rate    int
	For     time.Duration
}

// measured is what it tells.
type measured struct {
	Took   []time.Duration // from when a request was due
	Wrong  []string
	Unlike int // addresses
	Bare   int // pages without their counts, which they ask for later
}

// TestLoad serves an archive to a second process, which is the test again, and tells how long that waits for its answers. It fails where an
// answer is wrong, or late where a limit is given.
func TestLoad(t *testing.T) {
	if given := os.Getenv(targetOf); given != "" {
		generate(t, given)
		return
	}
	archive := loadedArchive(t)
	site, err := web.New(t.Context(), archive, web.Options{})
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(site.Handler())
	defer server.Close()
	if response, body := got(t, server.URL); response.StatusCode != http.StatusOK { // what the whole archive is counted for once
		t.Fatalf("%s\n%s", response.Status, body)
	}
	defer corrected(t, archive)()
	told := filepath.Join(t.TempDir(), "load.json")
	data, err := json.Marshal(load{server.URL, loadPaths(t, archive), *loadRate, *loadFor})
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(told, data, 0o600); err != nil {
		t.Fatal(err)
	}
	generator := exec.CommandContext(t.Context(), os.Args[0], "-test.run", "^TestLoad$")
	generator.Env = append(os.Environ(), targetOf+"="+told)
	if out, err := generator.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	var m measured
	if data, err = os.ReadFile(told); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, &m); err != nil {
		t.Fatal(err)
	}
	slices.Sort(m.Took)
	at := func(share float64) time.Duration {
		return m.Took[int(math.Min(share*float64(len(m.Took)), float64(len(m.Took)-1)))]
	}
	asked, kept := site.Kept()
	memory := peakMemory(t)
	t.Logf("%d requests of %d addresses, %d a second: p50 %v, p95 %v, p99 %v, worst %v; %d of %d pages were laid out before, %d came before their counts; peak memory %d MB", len(m.Took), m.Unlike, *loadRate,
		at(0.5).Round(time.Microsecond), at(0.95).Round(time.Microsecond), at(0.99).Round(time.Microsecond), at(1).Round(time.Microsecond), kept, asked, m.Bare, memory)
	for _, wrong := range m.Wrong[:min(10, len(m.Wrong))] {
		t.Error(wrong)
	}
	if memory > mostMemory {
		t.Errorf("the server took %d MB", memory)
	}
	if *loadLimit > 0 && at(0.95) > *loadLimit {
		t.Errorf("p95 is %v, the limit %v", at(0.95), *loadLimit)
	}
}

// corrected corrects the archive now and then until it is ended.
func corrected(t *testing.T, archive *gainsay.Archive) (end func()) {
	if *loadWrite <= 0 {
		return func() {}
	}
	page, err := archive.Statements(t.Context(), news.Query{Unreviewed: true, Limit: 1000})
	if err != nil {
		t.Fatal(err)
	}
	stop, ended := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(ended)
		tick := time.NewTicker(time.Duration(float64(time.Second) / *loadWrite))
		defer tick.Stop()
		for _, e := range page.Entries {
			select {
			case <-stop:
				return
			case <-tick.C:
			}
			if _, err := archive.Correct(t.Context(), news.Correction{Kind: news.Accept, Target: e.ID, By: "load"}); err != nil {
				t.Errorf("%s: %v", e.ID, err)
			}
		}
	}()
	return func() { close(stop); <-ended }
}

// loadedArchive opens the archive that is asked, without reading anything.
func loadedArchive(t *testing.T) *gainsay.Archive {
	if *loadPlace == "" {
		return sampleArchive(t)
	}
	return openArchive(t, *loadPlace)
}

// peakMemory is the most memory that the process has had, in MB; 0 where the system does not tell.
func peakMemory(t *testing.T) (megabytes int) {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		t.Log(err)
		return 0
	}
	_, after, _ := strings.Cut(string(status), "VmHWM:")
	_, _ = fmt.Sscan(after, &megabytes)
	return megabytes >> 10
}

// loadPaths are addresses of the ledger such as people come to: by facets, words, days, pages further on, and several of these at once.
func loadPaths(t *testing.T, archive *gainsay.Archive) []string {
	random := rand.New(rand.NewPCG(1, 2))
	facets, err := archive.Facets(t.Context(), news.Query{})
	if err != nil {
		t.Fatal(err)
	}
	page, err := archive.Statements(t.Context(), news.Query{Limit: 1000})
	if err != nil || len(page.Entries) == 0 {
		t.Fatal(len(page.Entries), err)
	}
	words := func() string {
		all := strings.Fields(page.Entries[random.IntN(len(page.Entries))].Words)
		return strings.Trim(all[random.IntN(len(all))], `.,:;"'“”‘’`)
	}
	one := func() string {
		e := &page.Entries[random.IntN(len(page.Entries))]
		day := facets.Days[random.IntN(len(facets.Days))].Day
		switch random.IntN(9) {
		case 0:
			if e.Speaker != nil {
				return "speaker:" + e.Speaker.ID
			}
			return "is:contested"
		case 1:
			return "act:" + string(e.Statement.Act)
		case 2:
			return gainsay.WithFilter("", "outlet", e.Document.Publisher)
		case 3:
			return "since:" + string(day) + " until:" + string(day)
		case 4:
			return "since:" + string(day) + " until:" + string(day.Add(30))
		case 5:
			return "is:" + []string{"contested", "edited"}[random.IntN(2)]
		default:
			return words()
		}
	}
	paths := []string{"/", "/?q=is%3Acontested", "/?q=is%3Aedited"}
	for range 600 {
		q := one()
		if random.IntN(3) == 0 {
			q += " " + words()
		}
		if _, err := gainsay.ParseQuery(q); err == nil {
			paths = append(paths, "/?q="+url.QueryEscape(q))
		}
	}
	return paths
}

var nextPage = regexp.MustCompile(`rel="next" href="([^"]+)"`)

// generate asks as it was told, at a steady rate whether answers come or not, and writes down how long they took. A third asks for the start page, the others
// for addresses some of which are more frequent, and for the pages behind them.
func generate(t *testing.T, told string) {
	data, err := os.ReadFile(told)
	if err != nil {
		t.Fatal(err)
	}
	var l load
	if err := json.Unmarshal(data, &l); err != nil {
		t.Fatal(err)
	}
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 256}, Timeout: 30 * time.Second}
	random := rand.New(rand.NewPCG(3, 4))
	zipf := rand.NewZipf(random, 1.1, 10, uint64(len(l.Paths)-1))
	var m measured
	var mu sync.Mutex
	var wait sync.WaitGroup
	seen, further := map[string]bool{}, []string{}
	every := time.Second / time.Duration(l.Rate)
	start := time.Now()
	for n := range int(l.For / every) {
		due := start.Add(time.Duration(n) * every)
		time.Sleep(time.Until(due))
		path := l.Paths[zipf.Uint64()]
		mu.Lock()
		switch kind := random.IntN(10); {
		case kind < 3:
			path = "/"
		case kind < 5 && len(further) > 0:
			path = further[random.IntN(len(further))]
		}
		seen[path] = true
		mu.Unlock()
		wait.Go(func() {
			body, err := fetched(client, l.Address+path)
			took := time.Since(due)
			mu.Lock()
			defer mu.Unlock()
			m.Took = append(m.Took, took)
			if err != nil {
				m.Wrong = append(m.Wrong, path+": "+err.Error())
			}
			if bytes.Contains(body, []byte("data-counting")) {
				m.Bare++
			}
			if next := nextPage.FindSubmatch(body); next != nil {
				further = append(further, strings.ReplaceAll(string(next[1]), "&amp;", "&"))
			}
		})
	}
	wait.Wait()
	m.Unlike = len(seen)
	if data, err = json.Marshal(m); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(told, data, 0o600); err != nil {
		t.Fatal(err)
	}
}

func fetched(client *http.Client, address string) ([]byte, error) {
	response, err := client.Get(address)
	if err != nil {
		return nil, err
	}
	body, err := io.ReadAll(response.Body)
	if err = cmp.Or(err, response.Body.Close()); err == nil && response.StatusCode != http.StatusOK {
		err = fmt.Errorf("%s", response.Status)
	}
	return body, err
}
