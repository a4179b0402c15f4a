package events

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"sync"
	"time"

	"gainsay"
	"gainsay/news"
)

// Source is where a hub looks for what is new. A *[gainsay.Archive] is one; the methods are described there.
type Source interface {
	Position(ctx context.Context) (int64, error)
	After(ctx context.Context, position int64, most int) ([]gainsay.Arrived, int64, error)
	Filter(ctx context.Context, query news.Query) (*gainsay.Filter, error)
}

// Options choose how streams are kept. The zero value is the default.
type Options struct {
	Most     int           // streams that are open at once; 0: 20,000
	Look     time.Duration // so often the archive is looked at while there are streams; 0: a second
	Beat     time.Duration // after so long without an event a stream is told that it is alive; 0: 20 seconds
	Patience time.Duration // so long a client may take to receive an event; 0: 30 seconds
	Memory   int           // statements that are remembered for those who come back; 0: 5,000
	Log      *slog.Logger  // nil: nothing is told
}

// ErrFull is a hub with as many streams as it can have.
var ErrFull = errors.New("there are too many open streams: try again later")

// Hub is where what is new goes from. It is safe for concurrent use.
type Hub struct {
	source  Source
	options Options
	reading chan struct{}   // holds one for each stream that reads from the archive
	ended   <-chan struct{} // closed when all streams are to end

	mu       sync.RWMutex
	batches  []*batch      // what is remembered, the oldest first; each begins where the one before ends
	held     int           // statements in them
	position int64         // of the log, up to which all is known
	first    int64         // from which all is remembered
	news     chan struct{} // closed when position changes
	started  bool          // position is of the archive
	streams  int
	groups   map[news.Query]*group
	wanted   chan struct{} // told when the first stream comes
}

// group is the streams that ask for the same.
type group struct {
	filter  *gainsay.Filter
	streams int
}

// batch is what came into the ledger behind one position of the log and up to another.
type batch struct {
	upTo     int64
	messages []message

	mu    sync.Mutex
	takes map[*group][]*message // what each group has asked for, found when the first of it asks
}

// message is a statement, and the event that tells of it, without its id.
type message struct {
	position int64 // of the log, with the entry that it came in with
	sought   *gainsay.Sought
	text     []byte
}

// most is how many statements are read at once.
const most = 200

// New makes a hub, which looks at the archive until ctx ends, and with it all streams.
func New(ctx context.Context, source Source, options Options) *Hub {
	or := func(value *int, usual int) {
		if *value <= 0 {
			*value = usual
		}
	}
	orTime := func(value *time.Duration, usual time.Duration) {
		if *value <= 0 {
			*value = usual
		}
	}
	or(&options.Most, 20_000)
	or(&options.Memory, 5_000)
	orTime(&options.Look, time.Second)
	orTime(&options.Beat, 20*time.Second)
	orTime(&options.Patience, 30*time.Second)
	if options.Log == nil {
		options.Log = slog.New(slog.DiscardHandler)
	}
	h := &Hub{source: source, options: options, reading: make(chan struct{}, 2), ended: ctx.Done(), news: make(chan struct{}), groups: map[news.Query]*group{}, wanted: make(chan struct{}, 1)}
	go h.look(ctx)
	return h
}

// Streams is how many streams are open.
func (h *Hub) Streams() int {
	h.mu.RLock()
	defer h.mu.RUnlock()
	return h.streams
}

// look waits for streams, and looks at the archive as long as there are any.
func (h *Hub) look(ctx context.Context) {
	for {
		if h.Streams() == 0 {
			select {
			case <-ctx.Done():
				return
			case <-h.wanted:
			}
			h.begin(ctx)
		}
		if err := h.fetch(ctx); err != nil && ctx.Err() == nil {
			h.options.Log.Error("looking for new statements", "error", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-time.After(h.options.Look):
		}
	}
}

// begin forgets what was remembered when nobody listened: what has come since is not to be read for nobody.
func (h *Hub) begin(ctx context.Context) {
	position, err := h.source.Position(ctx)
	if err != nil {
		return // fetch will tell
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	h.batches, h.held, h.position, h.first, h.started = nil, 0, position, position, true
	h.wake()
}

// wake tells all streams that position has changed; h.mu is held.
func (h *Hub) wake() {
	close(h.news)
	h.news = make(chan struct{})
}

// fetch reads what is new.
func (h *Hub) fetch(ctx context.Context) error {
	h.mu.RLock()
	from, started := h.position, h.started
	h.mu.RUnlock()
	if !started {
		h.begin(ctx)
		return nil
	}
	for {
		arrived, upTo, err := h.source.After(ctx, from, most)
		if err != nil || upTo <= from {
			return err
		}
		h.publish(upTo, arrived)
		from = upTo
	}
}

// publish remembers a batch, and wakes everybody.
func (h *Hub) publish(upTo int64, arrived []gainsay.Arrived) {
	b := &batch{upTo: upTo, messages: messagesOf(arrived)}
	h.mu.Lock()
	defer h.mu.Unlock()
	h.position = upTo
	h.batches = append(h.batches, b)
	h.held += len(b.messages)
	for len(h.batches) > 1 && (h.held > h.options.Memory || len(h.batches) > h.options.Memory) {
		h.held -= len(h.batches[0].messages)
		h.first = h.batches[0].upTo
		h.batches = h.batches[1:] // and no batch is moved: streams look at them meanwhile
	}
	h.wake()
}

func messagesOf(arrived []gainsay.Arrived) []message {
	messages := make([]message, len(arrived))
	for i := range arrived {
		e := &arrived[i]
		line := bytes.TrimSuffix(gainsay.EncodeEntry(&e.Entry, nil), []byte("\n"))
		messages[i] = message{e.Position, gainsay.Seek(&e.Entry), fmt.Appendf(nil, "event: statement\ndata: %s\n\n", line)}
	}
	return messages
}

// of is what of the batch a group asks for.
func (b *batch) of(g *group) []*message {
	b.mu.Lock()
	defer b.mu.Unlock()
	taken, known := b.takes[g]
	if known {
		return taken
	}
	taken = takenBy(g.filter, b.messages)
	if b.takes == nil {
		b.takes = map[*group][]*message{}
	}
	b.takes[g] = taken
	return taken
}

func takenBy(filter *gainsay.Filter, messages []message) []*message {
	var taken []*message
	for i := range messages {
		if filter.Takes(messages[i].sought) {
			taken = append(taken, &messages[i])
		}
	}
	return taken
}

// join counts a stream in, and gives the group of those that ask for the same.
func (h *Hub) join(ctx context.Context, query news.Query) (*group, error) {
	h.mu.Lock()
	if h.streams >= h.options.Most {
		h.mu.Unlock()
		return nil, ErrFull
	}
	h.streams++
	if g := h.groups[query]; g != nil {
		g.streams++
		h.mu.Unlock()
		return g, nil
	}
	h.mu.Unlock()
	filter, err := h.source.Filter(ctx, query) // asks the archive, which nobody else waits for
	h.mu.Lock()
	defer h.mu.Unlock()
	if err != nil {
		h.streams--
		return nil, err
	}
	g := h.groups[query]
	if g == nil {
		g = &group{filter: filter}
		h.groups[query] = g
	}
	g.streams++
	select {
	case h.wanted <- struct{}{}:
	default:
	}
	return g, nil
}

// leave counts a stream out.
func (h *Hub) leave(query news.Query, g *group) {
	h.mu.Lock()
	h.streams--
	g.streams--
	last := g.streams == 0
	if last {
		delete(h.groups, query)
	}
	remembered := h.batches
	h.mu.Unlock()
	if !last {
		return
	}
	for _, b := range remembered {
		b.mu.Lock()
		delete(b.takes, g)
		b.mu.Unlock()
	}
}

// since is what is remembered behind a position of the log; ok is false where that is not all. More is closed when there is more.
func (h *Hub) since(position int64) (batches []*batch, more <-chan struct{}, ok bool) {
	h.mu.RLock()
	defer h.mu.RUnlock()
	if position >= h.position {
		return nil, h.news, true
	}
	if !h.started || position < h.first {
		return nil, nil, false
	}
	at, _ := slices.BinarySearchFunc(h.batches, position+1, func(b *batch, want int64) int { return int(b.upTo - want) })
	return h.batches[at:], h.news, true
}
