package export

import (
	"cmp"
	"math"
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"

	"gainsay/news"
)

// notReviewed stands wherever nobody has looked at what a machine read.
const notReviewed = "machine reading, not reviewed"

// software is what made a file.
const software = "Gainsay"

// terms is the namespace of what the vocabularies of linked data have no word for.
const terms = "urn:gainsay:terms:"

func reviewOf(r news.Review) string { return cmp.Or(string(r), notReviewed) }

// verbOf says what a speaker does, in the third person; where the act says nothing, no more than that: whoever "neither confirmed nor denied" a thing
// does not say it.
func verbOf(act news.Act) string { return cmp.Or(act.Verb(), "speaks of") }

const noSource = "no source named"

// speakerOf is who says it: the name, else the article's words for the source.
func speakerOf(e *news.Entry) string {
	if e.Speaker != nil && e.Speaker.Name != "" {
		return oneLine(e.Speaker.Name)
	}
	return cmp.Or(oneLine(e.Source), noSource)
}

// headline is a statement in one line: "Ida Falk denies: the gates were shut". It has no quotation marks, for the words may be the outlet's.
func headline(e *news.Entry) string {
	return speakerOf(e) + " " + verbOf(e.Statement.Act) + ": " + clipped(oneLine(e.Words), 160)
}

// facts tells in sentences when and where a statement was made, what it speaks to and what people have said of the reading.
func facts(e *news.Entry) []string {
	list := []string{saidLine(e.Statement.Said), publishedLine(&e.Document)}
	if e.Claim != "" && e.Statement.Stance != "" {
		list = append(list, string(e.Statement.Stance)+" the claim: "+oneLine(e.Claim))
	}
	if e.Document.SHA256 != "" {
		list = append(list, "SHA-256 of the original: "+e.Document.SHA256)
	}
	list = append(list, reviewOf(e.Review))
	return slices.DeleteFunc(list, func(s string) bool { return s == "" })
}

// saidLine is "said 2031-05-05 (on Monday)"; "" where the text leaves it open.
func saidLine(said *news.Said) string {
	if said == nil || said.From == "" && said.To == "" {
		return ""
	}
	line := "said " + said.String()
	if said.Text != "" {
		line += " (" + oneLine(said.Text) + ")"
	}
	return line
}

// publishedLine is "published 2031-05-06 by The Elding Times (Nordwire)".
func publishedLine(head *news.Head) string {
	line := ""
	if head.Published != "" {
		line += " " + string(head.Published)
	}
	if head.Publisher != "" {
		line += " by " + oneLine(head.Publisher)
	}
	if head.Agency != "" {
		line += " (" + oneLine(head.Agency) + ")"
	}
	if line == "" {
		return ""
	}
	return "published" + line
}

// oneLine is a text with single spaces for all white space.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// clipped cuts a line to at most so many code points, at a space if there is one.
func clipped(line string, most int) string {
	if utf8.RuneCountInString(line) <= most {
		return line
	}
	end := 0
	for range most - 2 {
		_, size := utf8.DecodeRuneInString(line[end:])
		end += size
	}
	if space := strings.LastIndexByte(line[:end], ' '); space > 0 {
		end = space
	}
	return line[:end] + " …"
}

// day is when a statement was made, as far as it is one day, or else published; "" where neither is known.
func day(e *news.Entry) news.Day {
	if said := e.Statement.Said; said != nil && said.From != "" && said.From == said.To {
		return said.From
	}
	return e.Document.Published
}

// webAddress is an address that may be followed: absolute, of the web, and written as the standard asks (RFC 3986). Else it is "".
func webAddress(address string) string {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || strings.ContainsFunc(u.Host, unfitForHost) {
		return ""
	}
	u.User = nil // a name before the host only misleads, and a password is nobody's business
	return u.String()
}

// unfitForHost holds for what url.Parse lets through in a host and no address should have.
func unfitForHost(r rune) bool {
	return r <= ' ' || strings.ContainsRune(`"'<>\^{|}`+"`", r) || r == utf8.RuneError
}

// link is the address of the archive's page on an id; "" where there is none.
func (o *Options) link(id string) string {
	if o == nil || o.Link == nil {
		return ""
	}
	return webAddress(o.Link(id))
}

// urn is an id as it is outside of the archive: "urn:gainsay:port-elding:d12:s7" for "d12#s7". A number sign would make a
// fragment, which tells no names apart (RFC 8141, section 3).
func (o *Options) urn(id string) string {
	prefix := "urn:gainsay:"
	if o.Archive != "" {
		prefix += url.QueryEscape(o.Archive) + ":"
	}
	return prefix + strings.ReplaceAll(url.QueryEscape(id), "%23", ":")
}

// orDefault is what stands for nil.
func (o *Options) orDefault() *Options {
	if o == nil {
		return &Options{}
	}
	return o
}

// sourceAddress is where a document can be seen: its address in the web, or else its name.
func (o *Options) sourceAddress(head *news.Head) string {
	return cmp.Or(webAddress(head.URL), o.urn(head.ID))
}

// list is nil without empty strings, for JSON that leaves them out.
func list(all ...string) []string {
	var kept []string
	for _, s := range all {
		if s != "" {
			kept = append(kept, s)
		}
	}
	return kept
}

// rounded is a confidence with four decimals, as in the contract, so that what is written does not depend on the machine. What is no
// number, which JSON has no word for, is 0.
func rounded(confidence float64) float64 {
	if math.IsNaN(confidence) || math.IsInf(confidence, 0) {
		return 0
	}
	return math.Round(confidence*1e4) / 1e4
}
