package web

import (
	"context"
	"log/slog"
	"net/http"
	"time"

	"gainsay"
	"gainsay/internal/web/access"
	"gainsay/internal/web/view"
)

// Options choose how the pages are served. The zero value is the default.
type Options struct {
	Version string // of the program, for the foot of the pages
	Log     *slog.Logger
	Now     func() time.Time // nil: time.Now

	// Patience is how long a page waits for what is counted beside it; it is shown without, if that takes longer, and asks for it later.
	// 0: 50 ms.
	Patience time.Duration

	// Working tells that somebody reads what is added: this process or another. Otherwise pages tell how to.
	Working bool
}

// Site is the pages over one archive. It is safe for concurrent use.
type Site struct {
	archive   *gainsay.Archive
	options   Options
	templates templates
	counts    *counts
	pages     *pageCache
	log       *slog.Logger
	now       func() time.Time
}

// New makes the pages over an archive, which must stay open for as long as they are served.
func New(ctx context.Context, archive *gainsay.Archive, options Options) (*Site, error) {
	s := &Site{archive: archive, options: options, log: options.Log, now: options.Now}
	if s.log == nil {
		s.log = slog.New(slog.DiscardHandler)
	}
	if s.now == nil {
		s.now = time.Now
	}
	s.counts, s.pages = newCounts(s.now), newPageCache()
	var err error
	s.templates, err = parseTemplates()
	return s, err
}

// Handler serves the site.
func (s *Site) Handler() http.Handler {
	mux := http.NewServeMux()
	mux.Handle("GET /static/", static())
	for _, r := range routes {
		mux.Handle(r.pattern, s.serve(r))
	}
	return s.alone(mux)
}

// alone takes whoever asks for the person at this machine.
func (s *Site) alone(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		viewer := access.Viewer{Name: "you", Role: access.Admin}
		next.ServeHTTP(w, r.WithContext(access.With(r.Context(), viewer)))
	})
}

// asked is the archive as the viewer of a request is shown it.
func (s *Site) asked(r *http.Request) view.Archive { return s.archive }
