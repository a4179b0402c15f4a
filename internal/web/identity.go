package web

import (
	"cmp"
	"context"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"gainsay"
	"gainsay/internal/web/view"
	"gainsay/news"
)

// identityTab is who the speaker is: what people said about that, and the forms to say more.
type identityTab struct {
	Find       string
	Looked     string // the beginning of a name that was looked for
	Candidates []candidate
	History    []happened
	Back       string
	SplitLink  string
}

// candidate is somebody who might be the same.
type candidate struct {
	ID, Name, Kind, Role, Link string
	Names                      []string // that he goes by besides
	Statements                 int
}

// happened is a correction about the speaker.
type happened struct {
	ID                        int64
	When, Day, By, What, Note string
	Who                       string // whom it joined or parted
	WhoLink                   string
	Undone                    bool
}

const mostCandidates = 12

func identityOf(r *http.Request, asked view.Archive, p *speakerPage, known *news.SpeakerPage) (*identityTab, error) {
	t := &identityTab{Find: oneLine(r.FormValue("find")), Back: speakerLink(p.ID) + "?show=" + showNames}
	t.SplitLink = speakerLink(p.ID) + "?show=" + showSplit
	var err error
	if t.History, err = historyOf(r.Context(), asked, known); err != nil || !p.MayReview {
		return t, err
	}
	t.Looked = t.Find
	if words := strings.Fields(p.Name); t.Looked == "" && len(words) > 0 && !p.Unnamed {
		t.Looked = words[len(words)-1] // who goes by the last name alone is the likeliest
	}
	if t.Looked != "" {
		t.Candidates, err = candidatesFor(r.Context(), asked, t.Looked, p.ID)
	}
	return t, err
}

// candidatesFor lists others whose name begins like a prefix, or who have it as their id.
func candidatesFor(ctx context.Context, asked view.Archive, prefix, not string) (list []candidate, err error) {
	names, err := asked.Names(ctx, prefix, 5*mostCandidates)
	if err != nil {
		return nil, err
	}
	ids := []string{strings.ToLower(prefix)}
	for _, n := range names {
		ids = append(ids, n.Entity)
	}
	seen := map[string]bool{not: true}
	for _, id := range ids {
		other, err := asked.Speaker(ctx, id)
		if errors.Is(err, gainsay.ErrUnknown) {
			continue // the prefix is no id
		}
		if err != nil {
			return nil, err
		}
		if seen[other.Speaker.ID] || len(list) == mostCandidates {
			continue
		}
		seen[other.Speaker.ID] = true
		one := candidate{ID: other.Speaker.ID, Name: other.Speaker.Name, Kind: string(other.Speaker.Kind), Role: other.Speaker.Role, Link: speakerLink(other.Speaker.ID)}
		for _, n := range other.Names {
			if n.Name != one.Name && len(one.Names) < 4 {
				one.Names = append(one.Names, n.Name)
			}
		}
		for _, a := range other.Acts {
			one.Statements += a.Statements
		}
		list = append(list, one)
	}
	return list, nil
}

// historyOf lists what people said about who the speaker is, the latest first.
func historyOf(ctx context.Context, asked view.Archive, known *news.SpeakerPage) ([]happened, error) {
	own := append([]string{known.Speaker.ID}, known.Merged...)
	var all []news.Correction
	for _, id := range own {
		list, err := asked.Corrections(ctx, id)
		if err != nil {
			return nil, err
		}
		all = append(all, list...)
	}
	slices.SortFunc(all, func(a, b news.Correction) int { return cmp.Compare(b.ID, a.ID) })
	all = slices.CompactFunc(all, func(a, b news.Correction) bool { return a.ID == b.ID })
	var out []happened
	for i := range all {
		c := &all[i]
		h := happened{ID: c.ID, When: c.Time.UTC().Format(time.RFC3339), Day: c.Time.UTC().Format("2006-01-02 15:04"), By: c.By, Note: c.Note, Undone: c.Undone != 0}
		other := ""
		switch c.Kind {
		case news.Merge:
			h.What = "is the same as"
			if other = c.Target; slices.Contains(own, c.Target) && !slices.Contains(own, c.Into) {
				other = c.Into
			}
		case news.Split:
			h.What = counted(len(c.Members), "statement is", "statements are") + " somebody else’s"
			if e, err := asked.Statement(ctx, c.Members[0]); err == nil && e.Speaker != nil && !slices.Contains(own, e.Speaker.ID) {
				other = e.Speaker.ID
			}
		default:
			h.What = string(c.Kind)
		}
		if other != "" {
			who, err := asked.Entities(ctx, other)
			if err != nil {
				return nil, err
			}
			h.Who, h.WhoLink = who[0].Name, speakerLink(other)
			if slices.Contains(own, other) {
				h.WhoLink = "" // it leads back here
			}
		}
		out = append(out, h)
	}
	return out, nil
}

// splitTab is the statements of which some are to be said to be somebody else's.
type splitTab struct {
	Rows       []row
	Next, Back string
}

func splitOf(r *http.Request, asked view.Archive, p *speakerPage) (*splitTab, error) {
	if !p.MayReview {
		return nil, errForbidden
	}
	t := &splitTab{Back: speakerLink(p.ID) + "?show=" + showNames}
	link := func(values url.Values) string { return speakerLink(p.ID) + "?" + values.Encode() }
	var err error
	t.Rows, t.Next, err = found(r, asked, "speaker:"+p.ID, link, url.Values{"show": {showSplit}})
	return t, err
}
