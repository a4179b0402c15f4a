package capture

import (
	"bytes"
	"errors"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// product is how robots.txt calls Gainsay.
const product = "gainsay"

const (
	maxRobots     = 512 << 10 // bytes of robots.txt that are read; the rest of it says nothing
	maxCrawlDelay = 30 * time.Second
)

// ErrRobots is a page that its site does not want programs to fetch.
var ErrRobots = errors.New("robots.txt of the site asks programs not to fetch this page: open it in a browser and save it to a file")

// robots is what a robots.txt says to one program, read as RFC 9309 has it. The zero value allows all. (The Go library for it,
// temoto/robotstxt, gives up a file for one bad line, does not anchor patterns, and compares percent-encoded paths as they are.)
type robots struct {
	rules    []rule
	delay    time.Duration // between two requests; at most maxCrawlDelay
	sitemaps []string      // as they stand there
}

// rule is one Allow or Disallow.
type rule struct {
	pattern string // normalized; * stands for any bytes, $ at the end for the end of the path
	allow   bool
}

// parseRobots reads what a robots.txt says to an agent: the groups that name it, or else the groups for everybody.
func parseRobots(raw []byte, agent string) robots {
	raw = bytes.TrimPrefix(raw, []byte("\ufeff"))
	var sitemaps []string
	var mine, everybody robots
	named := false // a group names the agent
	var forMe, forAll, open bool
	for line := range strings.FieldsFuncSeq(string(raw), func(r rune) bool { return r == '\n' || r == '\r' }) {
		line, _, _ = strings.Cut(line, "#")
		key, value, found := strings.Cut(line, ":")
		key, value = strings.ToLower(strings.TrimSpace(key)), strings.TrimSpace(value)
		switch {
		case !found:
		case key == "user-agent":
			if !open { // the first of a group
				forMe, forAll, open = false, false, true
			}
			forAll = forAll || strings.HasPrefix(value, "*")
			forMe = forMe || strings.EqualFold(productToken(value), agent)
			named = named || forMe
		case key == "sitemap":
			sitemaps = append(sitemaps, value)
		case key == "allow", key == "disallow", key == "crawl-delay":
			open = false
			if forMe {
				mine.heed(key, value)
			}
			if forAll {
				everybody.heed(key, value)
			}
		}
	}
	if !named {
		mine = everybody
	}
	mine.sitemaps = sitemaps
	return mine
}

// productToken is the name at the beginning of a line User-agent, without version and remarks.
func productToken(value string) string {
	end := strings.IndexFunc(value, func(r rune) bool {
		return r != '-' && r != '_' && (r < 'a' || r > 'z') && (r < 'A' || r > 'Z')
	})
	if end >= 0 {
		return value[:end]
	}
	return value
}

// heed takes one line of a group; an empty path forbids nothing, and a delay that is no number asks for none.
func (r *robots) heed(key, value string) {
	if key == "crawl-delay" {
		if seconds, err := strconv.ParseFloat(value, 64); err == nil && seconds > 0 {
			r.delay = time.Duration(min(seconds, maxCrawlDelay.Seconds()) * float64(time.Second))
		}
		return
	}
	if value == "" {
		return
	}
	if value[0] != '/' && value[0] != '*' {
		value = "/" + value
	}
	r.rules = append(r.rules, rule{pattern: normalizePath(value), allow: key == "allow"})
}

// allows says whether a page may be fetched: the longest rule that matches decides, and of two as long the one that allows.
func (r *robots) allows(u *url.URL) bool {
	path := u.EscapedPath()
	if path == "/robots.txt" {
		return true
	}
	if !strings.HasPrefix(path, "/") {
		path = "/" + path
	}
	if u.RawQuery != "" {
		path += "?" + u.RawQuery
	}
	path = normalizePath(strings.NewReplacer("*", "%2A", "$", "%24").Replace(path))
	longest, allowed := -1, true
	for _, rule := range r.rules {
		length := len(rule.pattern)
		if (length > longest || length == longest && rule.allow) && matchPath(rule.pattern, path) {
			longest, allowed = length, rule.allow
		}
	}
	return allowed
}

// matchPath matches a pattern at the beginning of a path. The parts between the stars are looked for one after the other, each
// as early as can be, so that the time does not grow with the number of stars.
func matchPath(pattern, path string) bool {
	pattern, atEnd := strings.CutSuffix(pattern, "$")
	parts := strings.Split(pattern, "*")
	rest, found := strings.CutPrefix(path, parts[0])
	if !found {
		return false
	}
	parts = parts[1:]
	if len(parts) == 0 {
		return !atEnd || rest == ""
	}
	last := parts[len(parts)-1]
	if atEnd {
		parts = parts[:len(parts)-1]
	}
	for _, part := range parts {
		if _, rest, found = strings.Cut(rest, part); !found {
			return false
		}
	}
	return !atEnd || strings.HasSuffix(rest, last)
}

// normalizePath gives a path the one form in which RFC 9309, section 2.2.2, compares: what is not ASCII is percent-encoded, what needs
// no encoding is not, and hex digits are capital letters.
func normalizePath(path string) string {
	const hexDigits = "0123456789ABCDEF"
	var out strings.Builder
	for i := 0; i < len(path); i++ {
		b := path[i]
		encoded := b >= 0x80
		if b == '%' && i+2 < len(path) {
			if value, err := strconv.ParseUint(path[i+1:i+3], 16, 8); err == nil {
				b, encoded = byte(value), !unreserved(byte(value))
				i += 2
			}
		}
		if encoded {
			out.Write([]byte{'%', hexDigits[b>>4], hexDigits[b&15]})
		} else {
			out.WriteByte(b)
		}
	}
	return out.String()
}

// unreserved are the characters that RFC 3986 never encodes.
func unreserved(b byte) bool {
	return 'a' <= b && b <= 'z' || 'A' <= b && b <= 'Z' || '0' <= b && b <= '9' || strings.IndexByte("-._~", b) >= 0
}
