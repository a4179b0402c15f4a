package api

import (
	"fmt"
	"strings"
	"time"

	"gainsay"
	"gainsay/news"
)

// Filters are what a search may ask for.
type Filters struct {
	Q              string `query:"q" maxLength:"2000" doc:"Words and filters as people type them: gate act:deny since:2024-05-01. Empty asks for everything." example:"gate"`
	Speaker        string `query:"speaker" maxLength:"300" doc:"The id of a speaker, or a name." example:"Brandt"`
	Act            string `query:"act" enum:"assert,deny,accuse,demand,promise,warn,confirm,question,decline,other" doc:"What is done by saying it."`
	Stance         string `query:"stance" enum:"asserts,denies,doubts" doc:"Towards the claim."`
	Review         string `query:"review" enum:"accepted,rejected,corrected" doc:"What people have said of the reading."`
	Claim          string `query:"claim" pattern:"^c[1-9][0-9]{0,17}$" doc:"The id of a claim."`
	Story          string `query:"story" pattern:"^t[1-9][0-9]{0,17}$" doc:"The id of a story."`
	Origin         string `query:"origin" pattern:"^o[1-9][0-9]{0,17}$" doc:"The id of a text that several documents may carry."`
	Document       string `query:"document" pattern:"^d[1-9][0-9]{0,17}$" doc:"The id of a document."`
	Outlet         string `query:"outlet" maxLength:"300" doc:"The name of a publisher." example:"Tarsk Daily Post"`
	Since          string `query:"since" format:"date" doc:"Said, or else published, on that day or later."`
	Until          string `query:"until" format:"date" doc:"Said, or else published, on that day or earlier."`
	PublishedSince string `query:"published_since" format:"date" doc:"Published on that day or later."`
	PublishedUntil string `query:"published_until" format:"date" doc:"Published on that day or earlier."`
}

// query is what the filters ask for. What q asks for too is an error where it is something else.
func (f *Filters) query() (news.Query, error) {
	q, err := gainsay.ParseQuery(f.Q)
	if err != nil {
		return q, err
	}
	for _, one := range []struct {
		name, given string
		into        *string
	}{{"speaker", f.Speaker, &q.Speaker}, {"act", f.Act, (*string)(&q.Act)}, {"stance", f.Stance, (*string)(&q.Stance)}, {"review", f.Review, (*string)(&q.Review)},
		{"claim", f.Claim, &q.Claim}, {"story", f.Story, &q.Story}, {"origin", f.Origin, &q.Origin}, {"document", f.Document, &q.Document}, {"outlet", f.Outlet, &q.Outlet},
		{"since", f.Since, (*string)(&q.Since)}, {"until", f.Until, (*string)(&q.Until)},
		{"published_since", f.PublishedSince, (*string)(&q.PublishedSince)}, {"published_until", f.PublishedUntil, (*string)(&q.PublishedUntil)}} {
		given := strings.TrimSpace(one.given)
		if given == "" {
			continue
		}
		if *one.into != "" && *one.into != given {
			return q, fmt.Errorf("%w: q asks for %s, and the parameter %s for %s: give one of them", errRequest, *one.into, one.name, given)
		}
		*one.into = given
	}
	return q, nil
}

// parseTime reads a time as RFC 3339 has it, or a day, all of which is meant.
func parseTime(s string) (time.Time, error) {
	if s == "" {
		return time.Time{}, nil
	}
	if t, err := time.Parse(time.RFC3339, s); err == nil {
		return t, nil
	}
	day, err := news.ParseDay(s)
	if err != nil {
		return time.Time{}, fmt.Errorf("%w: as_of is a day, 2024-05-15, or a time, 2024-05-15T18:00:00Z", errRequest)
	}
	t, _ := day.Add(1).Time()
	return t.Add(-time.Microsecond), nil
}
