// Package metrics counts what the pages and the API do, and what the archive holds, for Prometheus; and it tells whether the process is well.
//
// In come requests on their way to a mux, out goes /metrics in Prometheus' text format, and /healthz. Labels are patterns of routes, states and kinds: never a
// name, an address or what somebody searched for. It imports the public packages gainsay and gainsay/news, and github.com/prometheus/client_golang.
package metrics

import (
	"context"
	"encoding/json"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"gainsay"
	"gainsay/news"
)

// Archive is what is counted. A *[gainsay.Archive] is one; the methods are described there.
type Archive interface {
	Position(ctx context.Context) (int64, error)
	Sizes(ctx context.Context) (gainsay.Sizes, error)
	Jobs(ctx context.Context) ([]gainsay.JobCount, error)
}

// Metrics counts requests. It is safe for concurrent use.
type Metrics struct {
	archive  Archive
	registry *prometheus.Registry
	requests *prometheus.CounterVec
	duration *prometheus.HistogramVec
}

// New makes the counters; streams tells how many streams of events are open.
func New(archive Archive, streams func() int) *Metrics {
	m := &Metrics{archive: archive, registry: prometheus.NewRegistry(),
		requests: prometheus.NewCounterVec(prometheus.CounterOpts{Name: "gainsay_requests_total", Help: "Requests that were answered, by route and status."}, []string{"route", "status"}),
		duration: prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: "gainsay_request_seconds", Help: "Time until a request was answered whole, streams of events aside.",
			Buckets: []float64{.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 10}}, []string{"route"})}
	open := prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: "gainsay_open_streams", Help: "Streams of events that are open."}, func() float64 { return float64(streams()) })
	m.registry.MustRegister(m.requests, m.duration, open, &holdings{archive: archive}, collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return m
}

// Watch counts what a mux answers. It must stand right around the mux, which notes the pattern of the route in the request.
func (m *Metrics) Watch(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		began := time.Now()
		noted := &noted{ResponseWriter: w}
		defer func() {
			route := r.Pattern
			if route == "" {
				route = "none"
			}
			m.requests.WithLabelValues(route, noted.code()).Inc()
			if !strings.HasPrefix(w.Header().Get("Content-Type"), "text/event-stream") {
				m.duration.WithLabelValues(route).Observe(time.Since(began).Seconds())
			}
		}()
		next.ServeHTTP(noted, r)
	})
}

// noted notes the status of an answer.
type noted struct {
	http.ResponseWriter
	status int
}

func (n *noted) WriteHeader(status int) {
	if n.status == 0 {
		n.status = status
	}
	n.ResponseWriter.WriteHeader(status)
}

// Unwrap lets [http.ResponseController] through.
func (n *noted) Unwrap() http.ResponseWriter { return n.ResponseWriter }

// code is the status; 200 where nobody wrote another.
func (n *noted) code() string {
	if n.status == 0 {
		return "200"
	}
	return strconv.Itoa(n.status)
}

// Handler serves /metrics.
func (m *Metrics) Handler() http.Handler {
	return promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{ErrorHandling: promhttp.ContinueOnError, MaxRequestsInFlight: 4, Timeout: 30 * time.Second})
}

// Health serves /healthz: 200 where the archive answers within two seconds, and else 503 with the reason.
func (m *Metrics) Health(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(r.Context(), 2*time.Second)
	defer cancel()
	health := struct {
		Status string `json:"status"`
		Reason string `json:"reason,omitempty"`
	}{Status: "ok"}
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	if _, err := m.archive.Position(ctx); err != nil {
		health.Status, health.Reason = "failing", err.Error()
		w.WriteHeader(http.StatusServiceUnavailable)
	}
	_ = json.NewEncoder(w).Encode(health) // whoever went away need not know
}

// fresh is how long what the archive holds is not counted anew, however often it is asked for: counting a million statements takes a while.
const fresh = 15 * time.Second

// holdings counts what the archive holds.
type holdings struct {
	archive Archive
	mu      sync.Mutex
	counted time.Time
	last    []prometheus.Metric
}

var (
	documents  = prometheus.NewDesc("gainsay_documents", "Documents by how far they have come.", []string{"state"}, nil)
	read       = prometheus.NewDesc("gainsay_documents_read_total", "Documents that have been read: its rate is reads per second.", nil, nil)
	statements = prometheus.NewDesc("gainsay_statements", "Statements that stand.", nil, nil)
	reviewed   = prometheus.NewDesc("gainsay_statements_reviewed", "Statements that somebody has decided on.", nil, nil)
	entries    = prometheus.NewDesc("gainsay_log_entries", "Length of the log.", nil, nil)
	size       = prometheus.NewDesc("gainsay_database_bytes", "Size of the database.", nil, nil)
	jobs       = prometheus.NewDesc("gainsay_jobs", "What is to be done and what failed, by kind and state.", []string{"kind", "state"}, nil)
)

// Describe tells what there will be.
func (h *holdings) Describe(out chan<- *prometheus.Desc) {
	for _, d := range []*prometheus.Desc{documents, read, statements, reviewed, entries, size, jobs} {
		out <- d
	}
}

// Collect gives what was counted last, or counts.
func (h *holdings) Collect(out chan<- prometheus.Metric) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if time.Since(h.counted) > fresh {
		counted, err := h.count()
		if err != nil {
			out <- prometheus.NewInvalidMetric(statements, err)
			return
		}
		h.last, h.counted = counted, time.Now()
	}
	for _, m := range h.last {
		out <- m
	}
}

func (h *holdings) count() ([]prometheus.Metric, error) {
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	sizes, err := h.archive.Sizes(ctx)
	if err != nil {
		return nil, err
	}
	waiting, err := h.archive.Jobs(ctx)
	if err != nil {
		return nil, err
	}
	var out []prometheus.Metric
	gauge := func(d *prometheus.Desc, value int64, labels ...string) {
		out = append(out, prometheus.MustNewConstMetric(d, prometheus.GaugeValue, float64(value), labels...))
	}
	for _, state := range []news.DocumentState{news.Captured, news.Read, news.Linked, news.Failed} {
		gauge(documents, sizes.Documents[state], string(state))
	}
	out = append(out, prometheus.MustNewConstMetric(read, prometheus.CounterValue, float64(sizes.Documents[news.Read]+sizes.Documents[news.Linked])))
	gauge(statements, sizes.Statements)
	gauge(reviewed, sizes.Reviewed)
	gauge(entries, sizes.Entries)
	gauge(size, sizes.Bytes)
	for _, j := range waiting {
		for _, one := range []struct {
			state string
			count int
		}{{"waiting", j.Waiting}, {"later", j.Later}, {"running", j.Running}, {"retrying", j.Retrying}, {"failed", j.Failed}} {
			gauge(jobs, int64(one.count), j.Kind, one.state)
		}
	}
	return out, nil
}
