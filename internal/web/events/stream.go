package events

import (
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"time"

	"gainsay/news"
)

// Now stands for the position of the log at which a stream begins when it tells only of what is yet to come.
const Now int64 = -1

// stream is one client that listens.
type stream struct {
	hub      *Hub
	out      http.ResponseWriter
	control  *http.ResponseController
	query    news.Query
	group    *group
	position int64 // of the log, up to which the client knows all
}

// Stream answers a request with the statements that a query asks for, from a position of the log on, until ctx ends or the client is gone. Each is an
// event "statement" with what [gainsay.EncodeEntry] writes; an id is the length of the log up to which the client then knows all, with which it can come
// back. Whoever is cut off within what came in at once is told of all of that again. An error is told before anything is sent: ErrFull, and those of [Source].
func (h *Hub) Stream(ctx context.Context, w http.ResponseWriter, query news.Query, position int64) error {
	g, err := h.join(ctx, query)
	if err != nil {
		return err
	}
	defer h.leave(query, g)
	if position < 0 {
		if position, err = h.source.Position(ctx); err != nil {
			return err
		}
	}
	s := &stream{hub: h, out: w, control: http.NewResponseController(w), query: query, group: g, position: position}
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("X-Accel-Buffering", "no") // proxies of nginx's kind
	s.run(ctx)
	return nil
}

// run tells until it cannot any more.
func (s *stream) run(ctx context.Context) {
	// Those who are all cut off at once are not to come back all at once.
	if s.write(func() error {
		_, err := fmt.Fprintf(s.out, "retry: %d\n: listening\nid: %d\n\n", 1000+rand.IntN(4000), s.position)
		return err
	}) != nil {
		return
	}
	beat := time.NewTimer(s.hub.options.Beat/2 + rand.N(s.hub.options.Beat/2))
	defer beat.Stop()
	for {
		batches, more, ok := s.hub.since(s.position)
		var err error
		switch {
		case !ok:
			err = s.catchUp(ctx)
		case len(batches) > 0:
			err = s.tell(batches)
		default:
			select {
			case <-ctx.Done():
				return
			case <-s.hub.ended:
				return
			case <-more:
				continue
			case <-beat.C:
				err = s.write(s.alive)
			}
		}
		if err != nil || ctx.Err() != nil {
			return
		}
		beat.Reset(s.hub.options.Beat)
	}
}

// alive tells that there is nothing new. Whoever comes back later need not look through what he did not ask for.
func (s *stream) alive() error {
	_, err := fmt.Fprintf(s.out, ": nothing new\nid: %d\n\n", s.position)
	return err
}

// tell sends what is asked for of batches. The first may begin with what the client knows.
func (s *stream) tell(batches []*batch) error {
	for _, b := range batches {
		taken := b.of(s.group)
		for len(taken) > 0 && taken[0].position <= s.position {
			taken = taken[1:]
		}
		if err := s.send(taken, b.upTo); err != nil {
			return err
		}
	}
	return nil
}

// send sends events, with which the client knows all up to a position.
func (s *stream) send(list []*message, upTo int64) error {
	s.position = upTo
	if len(list) == 0 {
		return nil
	}
	return s.write(func() error { return events(s.out, list, upTo) })
}

// catchUp reads what the hub does not remember from the archive, and sends it. Few streams read at a time, so that those who are behind leave the others their
// share of the processor.
func (s *stream) catchUp(ctx context.Context) error {
	select {
	case s.hub.reading <- struct{}{}:
	case <-ctx.Done():
		return ctx.Err()
	case <-s.hub.ended:
		return context.Canceled
	}
	taken, upTo, err := s.missed(ctx)
	<-s.hub.reading
	if err != nil {
		s.hub.options.Log.Error("reading statements for a stream", "error", err)
		return err
	}
	if upTo > s.position {
		return s.send(taken, upTo)
	}
	s.hub.mu.RLock() // the archive has no more than the client knows, and the hub has not looked yet
	more := s.hub.news
	s.hub.mu.RUnlock()
	select {
	case <-ctx.Done():
	case <-s.hub.ended:
		return context.Canceled
	case <-more:
	case <-time.After(s.hub.options.Look):
	}
	return ctx.Err()
}

// missed reads some of what the client does not know.
func (s *stream) missed(ctx context.Context) ([]*message, int64, error) {
	arrived, upTo, err := s.hub.source.After(ctx, s.position, mostMissed)
	if err != nil {
		return nil, 0, err
	}
	return takenBy(s.group.filter, messagesOf(arrived)), upTo, nil
}

// mostMissed is how many statements a stream that is behind reads at once.
const mostMissed = 50

// events writes events. What came in with one entry of the log has an id at its end only: whoever is cut off before that gets all of it again.
func events(w io.Writer, list []*message, upTo int64) error {
	for i, m := range list {
		known := m.position
		if i == len(list)-1 {
			known = upTo
		}
		if i == len(list)-1 || list[i+1].position != m.position {
			if _, err := fmt.Fprintf(w, "id: %d\n", known); err != nil {
				return err
			}
		}
		if _, err := w.Write(m.text); err != nil {
			return err
		}
	}
	return nil
}

// write sends what is written, within the time that a client has.
func (s *stream) write(what func() error) error {
	_ = s.control.SetWriteDeadline(time.Now().Add(s.hub.options.Patience)) // where there are no deadlines, the connection has others
	if err := what(); err != nil {
		return err
	}
	return s.control.Flush()
}
