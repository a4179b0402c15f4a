package access

import (
	"context"
	"net/http"
	"time"

	"github.com/alexedwards/scs/v2"

	"gainsay"
)

// How long somebody stays logged in: since he came last, and at all.
const (
	idleTime = 12 * time.Hour
	mostTime = 7 * 24 * time.Hour
	// extendEach is how often a session of somebody who comes is made to last longer: not with each page, since that is written.
	extendEach = 5 * time.Minute
	// flowTime is how long somebody may take to log in at a provider.
	flowTime = 10 * time.Minute
)

// What a session keeps.
const (
	accountValue = "account" // int64, number
	flowValue    = "flow"    // state, nonce and verifier, parted by spaces
	backValue    = "back"    // the page to lead to after logging in
)

// sessionStore keeps sessions in the archive, which has digests of their tokens only.
type sessionStore struct {
	archive *gainsay.Archive
	now     func() time.Time
}

var _ scs.CtxStore = sessionStore{}

// FindCtx gives a session, and lets it last longer since somebody comes with it.
func (s sessionStore) FindCtx(ctx context.Context, token string) ([]byte, bool, error) {
	data, expires, ok, err := s.archive.FindSession(ctx, token)
	if err != nil || !ok {
		return nil, false, err
	}
	deadline, _, err := scs.GobCodec{}.Decode(data)
	if err != nil {
		return nil, false, err
	}
	now := s.now()
	if !now.Before(deadline) {
		return nil, false, nil
	}
	if until := earlier(now.Add(idleTime), deadline); until.Sub(expires) > extendEach {
		if err := s.archive.ExtendSession(ctx, token, until); err != nil {
			return nil, false, err
		}
	}
	return data, true, nil
}

// CommitCtx keeps a session.
func (s sessionStore) CommitCtx(ctx context.Context, token string, data []byte, expiry time.Time) error {
	_, values, err := scs.GobCodec{}.Decode(data)
	if err != nil {
		return err
	}
	account, _ := values[accountValue].(int64)
	return s.archive.CommitSession(ctx, token, account, data, earlier(s.now().Add(idleTime), expiry))
}

// DeleteCtx ends a session.
func (s sessionStore) DeleteCtx(ctx context.Context, token string) error {
	return s.archive.DeleteSession(ctx, token)
}

// The manager asks these only where it has no context.

func (s sessionStore) Find(token string) ([]byte, bool, error) {
	return s.FindCtx(context.Background(), token)
}

func (s sessionStore) Commit(token string, data []byte, expiry time.Time) error {
	return s.CommitCtx(context.Background(), token, data, expiry)
}

func (s sessionStore) Delete(token string) error { return s.DeleteCtx(context.Background(), token) }

func earlier(a, b time.Time) time.Time {
	if a.Before(b) {
		return a
	}
	return b
}

func newSessions(archive *gainsay.Archive, o *Options, now func() time.Time, fail func(http.ResponseWriter, *http.Request, error)) *scs.SessionManager {
	m := scs.New()
	m.Store = sessionStore{archive, now}
	m.Lifetime = mostTime
	m.ErrorFunc = fail
	m.Cookie.Name = "gainsay"
	m.Cookie.Persist = false // it ends with the browser
	m.Cookie.SameSite = http.SameSiteLaxMode
	if o.secure() {
		m.Cookie.Name, m.Cookie.Secure = "__Host-gainsay", true
	}
	return m
}
