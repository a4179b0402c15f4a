package gainsay

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"

	"gainsay/internal/jobs"
	"gainsay/internal/notify"
	"gainsay/internal/store"
	"gainsay/news"
)

// Telling says how people are told of what their saved searches newly find. The zero value, like nil, tells webhooks only.
type Telling struct {
	Base   string        // address of the pages, for permalinks; "" for none
	Mail   notify.Mailer // through whom mail goes
	Client *http.Client  // that reaches webhooks; nil: one that reaches public addresses only
}

// The channels by which a saved search is told.
const (
	ByWebhook = store.ByWebhook
	ByEmail   = store.ByEmail
)

// Channel is a kind of delivery.
type Channel = store.Channel

// Mailer hands mail to a server.
type Mailer = notify.Mailer

// ErrDelivery is an address to which nothing can be sent.
var ErrDelivery = notify.ErrAddress

const (
	mostTold  = 100 // statements in one message
	mostFresh = 500 // new statements that are looked at before the next are fetched
	tellEvery = time.Minute
	mailEvery = time.Hour // between two messages of one search
)

// Tell lets what a saved search newly finds from now on be sent to a webhook or an address of mail, or, with "", to nowhere. Whoever runs
// [Archive.Run] sends it: to a webhook within a minute or so, by mail at most once an hour. The errors are ErrUnknown and ErrDelivery.
func (a *Archive) Tell(ctx context.Context, name string, by Channel, to string) error {
	to = strings.TrimSpace(to)
	check := notify.CheckWebhook
	if by == ByEmail {
		check = notify.CheckEmail
	}
	if to != "" {
		if err := check(to); err != nil {
			return err
		}
	}
	if err := a.Deliver(ctx, name, by, to); err != nil || to == "" {
		return err
	}
	return a.queue.Insert(ctx, jobs.Tell{Search: name, Channel: string(by)})
}

// Tell tells what a search newly finds, if anything, and when to look again. What it came to is noted after it was sent: whoever is killed in
// between sends it once more.
func (w working) Tell(ctx context.Context, name, channel string) (time.Time, error) {
	a, by := w.archive, store.Channel(channel)
	one, err := a.SavedSearch(ctx, name)
	if errors.Is(err, store.ErrUnknown) || err == nil && one.Delivery(by).To == "" {
		return time.Time{}, nil // nobody wants to be told any more
	}
	if err != nil {
		return time.Time{}, err
	}
	found, upTo, err := a.newlyFound(ctx, &one, one.Delivery(by).Told)
	if err != nil {
		return time.Time{}, err
	}
	if len(found) > 0 {
		if err := a.send(ctx, &one, by, found); err != nil {
			return time.Time{}, a.notTold(ctx, &one, by, err)
		}
	}
	next := a.now().Add(tellEvery)
	if by == ByEmail && len(found) > 0 {
		next = a.now().Add(mailEvery)
	}
	return next, a.Told(ctx, name, by, upTo, "")
}

// newlyFound lists what a search finds among what came into the ledger since the log had a length, and up to which length that is all.
func (a *Archive) newlyFound(ctx context.Context, one *store.Search, position int64) (found []news.Entry, upTo int64, err error) {
	query, err := ParseQuery(one.Query)
	if err != nil {
		return nil, 0, err
	}
	filter, err := a.Filter(ctx, query)
	if err != nil {
		return nil, 0, err
	}
	for len(found) < mostTold {
		entries, upTo, err := a.After(ctx, position, mostFresh)
		if err != nil {
			return nil, 0, err
		}
		for i := range entries {
			if filter.Takes(Seek(&entries[i].Entry)) {
				found = append(found, entries[i].Entry)
			}
		}
		if upTo <= position {
			break
		}
		position = upTo
	}
	return found, position, nil
}

// send sends what was found.
func (a *Archive) send(ctx context.Context, one *store.Search, by Channel, found []news.Entry) error {
	more := max(0, len(found)-mostTold)
	found = found[:len(found)-more]
	if by == ByEmail {
		subject := fmt.Sprintf("%d new: %s", len(found)+more, one.Name)
		return a.telling.Mail.Send(ctx, one.Email.To, subject, a.mailText(one, found, more))
	}
	body, err := a.webhookBody(one, found, more)
	if err != nil {
		return err
	}
	return notify.Webhook(ctx, a.telling.Client, one.Webhook.To, one.Secret, body, a.now())
}

// notTold notes why a search could not be told of. A receiver that wants no more gets no more.
func (a *Archive) notTold(ctx context.Context, one *store.Search, by Channel, failure error) error {
	ctx = context.WithoutCancel(ctx)
	if errors.Is(failure, notify.ErrGone) {
		if err := a.Deliver(ctx, one.Name, by, ""); err != nil {
			return err
		}
	}
	return errors.Join(failure, a.Told(ctx, one.Name, by, 0, failure.Error()))
}

// webhookBody is what a webhook is sent: the search and its new statements, each as gainsay search --json prints it, with its permalink.
func (a *Archive) webhookBody(one *store.Search, found []news.Entry, more int) ([]byte, error) {
	type told struct {
		Permalink string          `json:"permalink,omitempty"`
		Statement json.RawMessage `json:"statement"`
	}
	body := struct {
		Search     string `json:"search"`
		Query      string `json:"query"`
		Statements []told `json:"statements"`
		More       int    `json:"more"` // so many more are not in it
	}{one.Name, one.Query, nil, more}
	for i := range found {
		line := bytes.TrimSpace(EncodeEntry(&found[i], nil))
		body.Statements = append(body.Statements, told{a.permalink(&found[i]), line})
	}
	return json.Marshal(body)
}

// mailText is what a mail says.
func (a *Archive) mailText(one *store.Search, found []news.Entry, more int) string {
	var out strings.Builder
	fmt.Fprintf(&out, "New in the record for the search %q:\n%s\n", one.Name, one.Query)
	for i := range found {
		e := &found[i]
		who := e.Source
		if e.Speaker != nil {
			who = e.Speaker.String()
		}
		if who == "" {
			who = "no source named"
		}
		verb := e.Statement.Act.Verb()
		if verb == "" && e.Statement.Cue != nil {
			verb = e.Statement.Cue.Lemma
		}
		fmt.Fprintf(&out, "\n%s · %s (%s) · %s\n  %s\n", dayOf(e), inOneLine(who), inOneLine(verb), inOneLine(e.Document.Publisher), inOneLine(e.Words))
		if link := a.permalink(e); link != "" {
			fmt.Fprintf(&out, "  %s\n", link)
		}
	}
	if more > 0 {
		fmt.Fprintf(&out, "\nand %d more\n", more)
	}
	out.WriteString("\nThe words are the articles'. Nothing here says who is right.\n")
	return out.String()
}

// permalink is the page of a statement; "" where nobody knows where the pages are.
func (a *Archive) permalink(e *news.Entry) string {
	if a.telling.Base == "" {
		return ""
	}
	return strings.TrimSuffix(a.telling.Base, "/") + "/statement/" + strings.Replace(e.ID, "#", "/", 1)
}

func inOneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
