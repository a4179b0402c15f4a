package origin

import (
	"net/url"
	"slices"
	"strings"

	"gainsay/news"
)

// imprint is who published an article, where and when, as far as it is known.
type imprint struct {
	publisher string   // folded; "" where it is not known
	outlet    string   // the same, to show
	addresses []uint64 // where it was captured and where it says that it lives
	title     []uint64 // its words, in rising order
	signature uint64   // of publisher and title; 0 where either is not known
	agency    string
	published news.Day
	modified  news.Day
	size      int  // bytes of text
	filed     bool // under a dateline, as an agency's
}

// imprintOf reads it off an article.
func imprintOf(a *news.Article) imprint {
	im := imprint{outlet: strings.Clone(a.Publisher), agency: strings.Clone(a.Agency), size: len(a.Text),
		published: news.Day(strings.Clone(string(a.Published))), modified: news.Day(strings.Clone(string(a.Modified))),
		filed: a.Agency != "" && a.Dateline != ""}
	im.publisher = plain(a.Publisher)
	for _, address := range []string{a.URL, a.CanonicalURL} {
		key, host := addressKey(address)
		if key != 0 && !slices.Contains(im.addresses, key) {
			im.addresses = append(im.addresses, key)
		}
		if im.publisher == "" {
			im.publisher = host
		}
	}
	for _, w := range wordsOf(a.Title) {
		im.title = append(im.title, w.hash)
	}
	slices.Sort(im.title)
	im.title = slices.Compact(im.title)
	if im.publisher != "" && len(im.title) > 0 {
		im.signature = hashOf(im.publisher)
		for _, w := range im.title {
			im.signature = mix(im.signature ^ w)
		}
	}
	return im
}

// plain is a name without case, spaces, marks and a leading article.
func plain(name string) string {
	var out strings.Builder
	for i, w := range strings.Fields(strings.ToLower(name)) {
		if i > 0 || w != "the" {
			for _, r := range w {
				if isLetter(r) {
					out.WriteRune(r)
				}
			}
		}
	}
	return out.String()
}

// tracking are the parameters of an address that say how somebody came there.
var tracking = []string{"utm_", "fbclid", "gclid", "mc_cid", "mc_eid", "ref", "cmp", "ito", "smid", "ncid", "share"}

// addressKey is the hash of an address without what does not tell one article from another, and its host; no key for a home
// page, which holds another article every hour, and for what is no address on the web.
func addressKey(address string) (key uint64, host string) {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return 0, ""
	}
	host = strings.ToLower(u.Hostname())
	for _, prefix := range []string{"www.", "m.", "amp.", "edition."} {
		host = strings.TrimPrefix(host, prefix)
	}
	path := strings.TrimSuffix(strings.TrimSuffix(strings.Trim(u.Path, "/"), "/amp"), ".amp")
	query := u.Query()
	for name := range query {
		if slices.ContainsFunc(tracking, func(t string) bool { return strings.HasPrefix(strings.ToLower(name), t) }) {
			query.Del(name)
		}
	}
	rest := query.Encode()
	if path == "" && rest == "" {
		return 0, host
	}
	return hashOf(host + "/" + path + "?" + rest), host
}

func (a *imprint) sameAddress(b *imprint) bool {
	return slices.ContainsFunc(a.addresses, func(key uint64) bool { return slices.Contains(b.addresses, key) })
}

func (a *imprint) samePublisher(b *imprint) bool {
	return a.publisher != "" && a.publisher == b.publisher
}

func (a *imprint) untitled() bool { return len(a.title) == 0 }

// sameTitle tells whether two titles share half of their words.
func (a *imprint) sameTitle(b *imprint) bool {
	both := 0
	for _, w := range a.title {
		if _, ok := slices.BinarySearch(b.title, w); ok {
			both++
		}
	}
	return both > 0 && 2*both >= len(a.title)+len(b.title)-both
}
