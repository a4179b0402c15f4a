package web

import (
	"context"
	"log/slog"
	"net/http"
	"time"

	"gainsay"
	"gainsay/internal/web/access"
	"gainsay/internal/web/api"
	"gainsay/internal/web/events"
	"gainsay/internal/web/mcp"
	"gainsay/internal/web/metrics"
	"gainsay/internal/web/view"
)

// Options choose how the pages are served. The zero value is the default.
type Options struct {
	Version string // of the program, for the foot of the pages
	Base    string // where the pages are, "https://record.paper.example", for permalinks; "": where whoever asks has reached them
	Log     *slog.Logger
	Now     func() time.Time // nil: time.Now

	// Patience is how long a page waits for what is counted beside it; it is shown without, if that takes longer, and asks for it later.
	// 0: 50 ms.
	Patience time.Duration

	// Working tells that somebody reads what is added: this process or another. Otherwise pages tell how to.
	Working bool

	Access access.Options // who may come
	Events events.Options // how streams of new statements are kept
}

// Site is the pages over one archive. It is safe for concurrent use.
type Site struct {
	archive   *gainsay.Archive
	options   Options
	guard     *access.Guard
	templates templates
	counts    *counts
	pages     *pageCache
	log       *slog.Logger
	now       func() time.Time
	additions *additions
	api       *api.API
	metrics   *metrics.Metrics
}

// New makes the pages over an archive, which must stay open for as long as they are served. What viewers add is taken in until ctx ends; so long
// streams of events last.
func New(ctx context.Context, archive *gainsay.Archive, options Options) (*Site, error) {
	s := &Site{archive: archive, options: options, log: options.Log, now: options.Now}
	if s.log == nil {
		s.log = slog.New(slog.DiscardHandler)
	}
	if s.now == nil {
		s.now = time.Now
	}
	s.additions = newAdditions(ctx, archive, options, s.log, s.now)
	options.Events.Log = s.log
	hub := events.New(ctx, archive, options.Events)
	s.api = api.New(archive, api.Options{Version: options.Version, Home: options.Base, Asked: s.asked, Hub: hub, Log: s.log})
	s.metrics = metrics.New(archive, hub.Streams)
	s.counts, s.pages = newCounts(s.now), newPageCache()
	var err error
	if s.templates, err = parseTemplates(); err != nil {
		return nil, err
	}
	s.guard, err = access.New(archive, options.Access, s.log, s.now, s.fail)
	return s, err
}

// Wait returns once what viewers added is taken in, or has stopped since the context given to [New] ended. Behind it the archive may be closed.
func (s *Site) Wait() { s.additions.running.Wait() }

// Handler serves the site.
func (s *Site) Handler() http.Handler {
	mux := http.NewServeMux()
	mux.Handle("GET /static/", static())
	mux.Handle(api.Root+"/", s.api)
	mux.Handle("/mcp", s.tools())
	for _, r := range routes {
		mux.Handle(r.pattern, s.serve(r))
	}
	return s.guard.Handler(s.metrics.Watch(mux))
}

// tools serves the Model Context Protocol, to whoever may read.
func (s *Site) tools() http.Handler {
	served := mcp.Handler(func(r *http.Request) (view.Archive, mcp.Options) {
		return s.asked(r), mcp.Options{Base: s.base(r), Version: s.options.Version, Log: s.log}
	}, s.log)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !access.Of(r.Context()).Role.May(access.Reader) {
			http.Error(w, "log in with an access key: Authorization: Bearer …", http.StatusUnauthorized)
			return
		}
		served.ServeHTTP(w, r)
	})
}

// asked is the archive as the viewer of a request is shown it.
func (s *Site) asked(r *http.Request) view.Archive {
	if access.Of(r.Context()).Role.May(access.Reader) {
		return s.archive
	}
	return view.Public(s.archive)
}

// How long a client may take for the header of a request, and how long a connection is kept for its next one; package access has the limits of the rest.
const (
	headerTime = 10 * time.Second
	idleTime   = 2 * time.Minute
	mostHeader = 32 << 10 // bytes
)

// Server is a server for the pages that waits for no client for long.
func Server(address string, handler http.Handler, log *slog.Logger) *http.Server {
	return &http.Server{Addr: address, Handler: handler, ReadHeaderTimeout: headerTime, IdleTimeout: idleTime, MaxHeaderBytes: mostHeader,
		ErrorLog: slog.NewLogLogger(log.Handler(), slog.LevelDebug)}
}
