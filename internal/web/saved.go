package web

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"gainsay"
	"gainsay/internal/web/access"
)

// savedRow is a saved search as the page lists it.
type savedRow struct {
	Name, Query string
	Link        string // to the ledger, narrowed by it
	Feeds       []feedLink
	Added       string
	Webhook     gainsay.Delivery
	Email       gainsay.Delivery
	Secret      string // for whoever may see it
}

type feedLink struct{ Name, Link string }

// feedFormats are the formats of feeds: what they are called here, in exports, and on the web.
var feedFormats = []struct{ name, label, kind string }{
	{"atom", "Atom", "application/atom+xml; charset=utf-8"}, {"rss", "RSS", "application/rss+xml; charset=utf-8"}, {"jsonfeed", "JSON", "application/feed+json; charset=utf-8"},
}

// savedSearches lists the searches that have a name, and offers to save another.
func (s *Site) savedSearches(r *http.Request) (page, error) { return s.savedPage(r, "", nil) }

// savedPage is the page of saved searches; with what was wrong with a form that was sent, if anything.
func (s *Site) savedPage(r *http.Request, form string, wrong error) (page, error) {
	list, err := s.asked(r).Searches(r.Context())
	if err != nil {
		return page{}, err
	}
	reviewer := access.Of(r.Context()).Role.May(access.Reviewer)
	data := struct {
		Rows       []savedRow
		Reviewer   bool
		Name, Find string // what the form holds
		To         map[string]string
		Wrong      string // with the form that was sent
		Form       string // which form: "" the new one, or the name of a search
		Done       string
	}{Reviewer: reviewer, Name: r.FormValue("name"), Find: r.FormValue("q"), Form: form, To: map[string]string{"webhook": r.FormValue("webhook"), "email": r.FormValue("email")}}
	if wrong != nil {
		data.Wrong = wrong.Error()
	}
	if saved := r.FormValue("saved"); saved != "" && wrong == nil {
		data.Done = saved
	}
	for i := range list {
		row := savedRow{Name: list[i].Name, Query: list[i].Query, Link: "/?q=" + url.QueryEscape(list[i].Query), Added: list[i].Added.Format("2006-01-02"),
			Webhook: list[i].Webhook, Email: list[i].Email}
		if reviewer {
			row.Secret = list[i].Secret
		}
		for _, f := range feedFormats {
			row.Feeds = append(row.Feeds, feedLink{f.label, "/feed/" + f.name + "?saved=" + url.QueryEscape(row.Name)})
		}
		data.Rows = append(data.Rows, row)
	}
	p := page{template: "saved", title: "Saved searches", section: "/saved", data: data}
	if wrong != nil {
		p.status = http.StatusBadRequest
	}
	return p, nil
}

// wrongForm answers a form with the page that it stands on, and what is wrong with it; other errors pass.
func (s *Site) wrongForm(w http.ResponseWriter, r *http.Request, form string, wrong error) error {
	var filter *gainsay.FilterError
	if !errors.As(wrong, &filter) && !errors.Is(wrong, gainsay.ErrEmptyQuery) && !errors.Is(wrong, gainsay.ErrSaved) && !errors.Is(wrong, gainsay.ErrDelivery) && !errors.Is(wrong, errRequest) {
		return wrong
	}
	p, err := s.savedPage(r, form, wrong)
	if err != nil {
		return err
	}
	s.write(w, r, p)
	return nil
}

// saveSearch gives a search a name.
func (s *Site) saveSearch(w http.ResponseWriter, r *http.Request) error {
	name, query := oneLine(r.PostFormValue("name")), strings.TrimSpace(r.PostFormValue("q"))
	if name == "" || len(name) > 100 {
		return s.wrongForm(w, r, "", fmt.Errorf("%w: give the search a name of up to a hundred letters", errRequest))
	}
	if query == "" {
		return s.wrongForm(w, r, "", gainsay.ErrEmptyQuery)
	}
	if _, err := gainsay.ParseQuery(query); err != nil {
		return s.wrongForm(w, r, "", err)
	}
	if err := s.archive.SaveSearch(r.Context(), name, query); err != nil {
		return s.wrongForm(w, r, "", err)
	}
	http.Redirect(w, r, "/saved?saved="+url.QueryEscape(name), http.StatusSeeOther)
	return nil
}

// deliverSearch says where what a saved search newly finds is sent to.
func (s *Site) deliverSearch(w http.ResponseWriter, r *http.Request) error {
	name := r.PostFormValue("name")
	held, err := s.archive.SavedSearch(r.Context(), name)
	if err != nil {
		return err
	}
	for _, by := range []gainsay.Channel{gainsay.ByWebhook, gainsay.ByEmail} {
		to := strings.TrimSpace(r.PostFormValue(string(by)))
		if to == held.Delivery(by).To {
			continue // how far it has come stays
		}
		if err := s.archive.Tell(r.Context(), name, by, to); err != nil {
			return s.wrongForm(w, r, name, err)
		}
	}
	http.Redirect(w, r, "/saved?saved="+url.QueryEscape(name), http.StatusSeeOther)
	return nil
}

// askRemoveSearch asks whether a search is to go.
func (s *Site) askRemoveSearch(r *http.Request) (page, error) {
	one, err := s.archive.SavedSearch(r.Context(), r.FormValue("name"))
	return page{template: "removesearch", title: "Remove a saved search", section: "/saved", data: one}, err
}

func (s *Site) removeSearch(w http.ResponseWriter, r *http.Request) error {
	if err := s.archive.RemoveSearch(r.Context(), r.PostFormValue("name")); err != nil {
		return err
	}
	http.Redirect(w, r, "/saved", http.StatusSeeOther)
	return nil
}

// feed is the latest statements of a search, saved or not, for programs that read feeds.
func (s *Site) feed(w http.ResponseWriter, r *http.Request) error {
	input, title := r.FormValue("q"), r.FormValue("q")
	if name := r.FormValue("saved"); name != "" {
		one, err := s.asked(r).SavedSearch(r.Context(), name)
		if err != nil {
			return err
		}
		input, title = one.Query, one.Name
	}
	query, err := gainsay.ParseQuery(input)
	if err != nil {
		return err
	}
	for _, f := range feedFormats {
		if f.name != r.PathValue("format") {
			continue
		}
		base := s.base(r)
		var out bytes.Buffer
		options := gainsay.ExportOptions{Title: title, Home: base + "/?q=" + url.QueryEscape(input), Self: base + r.URL.RequestURI(), Link: func(id string) string { return base + linkOf(id) }}
		if err := s.asked(r).Export(r.Context(), &out, f.name, query, &options); err != nil {
			return err
		}
		w.Header().Set("Content-Type", f.kind)
		w.Header().Set("ETag", fmt.Sprintf(`"%x"`, sha256.Sum256(out.Bytes())))
		http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(out.Bytes()))
		return nil
	}
	return errNowhere
}

// base is where the pages are, as whoever asks has reached them.
func (s *Site) base(r *http.Request) string {
	if s.options.Base != "" {
		return s.options.Base
	}
	if r.TLS != nil || r.Header.Get("X-Forwarded-Proto") == "https" {
		return "https://" + r.Host
	}
	return "http://" + r.Host
}
