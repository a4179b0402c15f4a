package main

import (
	"cmp"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"gainsay/news"
)

// printExchange writes the claims that more than one speaker or text speaks to, contested ones first, each with who asserts, denies
// and doubts it, by day; then how many claims stand alone.
func (s screen) printExchange(out *strings.Builder, x *news.Exchange) {
	s.printOrigins(out, x.Origins)
	alone := 0
	for i := range x.Claims {
		page := &x.Claims[i]
		if !page.Shared() {
			alone++
			continue
		}
		out.WriteByte('\n')
		s.printClaim(out, page)
	}
	if alone > 0 {
		out.WriteByte('\n')
		s.layout(out, 0, 2, piece{counted(alone, "other claim, which nobody", "other claims, which nobody") + " answers or repeats", dim})
	}
}

// printOrigins lists the texts that several articles carry: copies of one wire story, versions of one article.
func (s screen) printOrigins(out *strings.Builder, origins []news.Origin) {
	for _, o := range origins {
		for _, p := range o.Publications {
			if len(p.Documents) > 1 {
				names := make([]string, len(p.Documents))
				for i, id := range p.Documents {
					names[i] = fileName(id)
				}
				s.layout(out, 0, 2, piece{"versions of one article: " + strings.Join(names, ", "), dim})
			}
		}
		if o.Copies() == 0 {
			continue
		}
		names := make([]string, len(o.Publications))
		for i, p := range o.Publications {
			names[i] = cmp.Or(p.Outlet, fileName(p.Documents[0]))
		}
		of := "one text"
		if o.Agency != "" {
			of += " of " + o.Agency
		}
		s.layout(out, 0, 2, piece{of + ": " + strings.Join(names, ", "), dim})
	}
}

// sides are the stances in the order in which a claim lists them, and what each does.
var sides = []struct {
	stance news.Stance
	verb   string
}{{news.Asserts, "asserts"}, {news.Denies, "denies"}, {news.Doubts, "doubts"}, {"", "passes it on"}}

func (s screen) printClaim(out *strings.Builder, page *news.ClaimPage) {
	s.layout(out, 0, 4, piece{page.Claim.ID + "  ", dim}, piece{oneLine(page.Claim.Text), bold})
	s.layout(out, 4, 6, piece{strings.Join(factsOf(page), " · "), dim})
	for _, side := range sides {
		for _, v := range page.With(side.stance) {
			s.printVoice(out, side.verb, v)
		}
	}
	for _, course := range page.Courses {
		for _, c := range course.Changes {
			s.layout(out, 4, 6, piece{fmt.Sprintf("%s: %s on %s, %s on %s", course.Name, verbOf(c.Before.Stance), cmp.Or(string(c.Before.Day), "no known day"),
				verbOf(c.After.Stance), cmp.Or(string(c.After.Day), "no known day")), dim})
		}
	}
}

// factsOf tells where a claim was first seen, how many texts carry it, and whether it was answered.
func factsOf(page *news.ClaimPage) []string {
	first := strings.Join(slices.DeleteFunc([]string{string(page.FirstSeen.Day), page.FirstSeen.Outlet}, func(s string) bool { return s == "" }), ", ")
	var facts []string
	if first != "" {
		facts = append(facts, "first "+first)
	}
	texts := counted(page.Origins, "text", "texts")
	if page.Copies > 0 {
		texts += ", +" + counted(page.Copies, "copy", "copies")
	}
	facts = append(facts, texts)
	switch r := page.Reply; {
	case r == nil:
		if len(page.With(news.Asserts)) > 0 && !page.Contested() {
			facts = append(facts, "unanswered")
		}
	case r.Days == 0:
		facts = append(facts, "answered by "+r.By.Name+" the same day")
	default:
		facts = append(facts, "answered by "+r.By.Name+" after "+counted(r.Days, "day", "days"))
	}
	return facts
}

func (s screen) printVoice(out *strings.Builder, verb string, v news.Voice) {
	where := cmp.Or(v.Outlet, fileName(v.Document))
	if v.Copies > 0 {
		where += ", +" + counted(v.Copies, "copy", "copies")
	}
	s.layout(out, 4, 8, piece{cmp.Or(string(v.Day), "no known day") + "  ", dim}, piece{cmp.Or(oneLine(v.Name), "no source named"), bold},
		piece{" " + verb, cyan}, piece{" · " + where + " " + v.Statement, dim})
	s.layout(out, 8, 8, piece{oneLine(v.Words), ""})
}

// fileName is a file's name without its folder; addresses stay whole.
func fileName(location string) string {
	if strings.Contains(location, "://") {
		return location
	}
	return filepath.Base(location)
}

func verbOf(stance news.Stance) string {
	for _, side := range sides {
		if side.stance == stance {
			return side.verb
		}
	}
	return string(stance)
}

// counted is a number with its noun.
func counted(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}
