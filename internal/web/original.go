package web

import (
	"encoding/json"
	"mime"
	"net/http"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"

	"gainsay/news"
)

// mostOriginal is how many bytes of an original are shown in the page; a larger one can be had as a file.
const mostOriginal = 2 << 20

// articleOriginal is the tab with the bytes that were captured.
type articleOriginal struct {
	Link, Download   string
	Kind             originalKind
	Size             string
	TooLarge, Binary bool
	SHA256           string
	Captures         []captured
}

// captured is one look at the place, for people to read.
type captured struct {
	Time, Place, Location, ContentType, Through string
	Status                                      int
	SHA256                                      string
	Same                                        bool // the bytes are those that are shown
}

// originalKind is how an original can be shown.
type originalKind string

const (
	asPage   originalKind = "page"
	asText   originalKind = "text"
	asBinary originalKind = "binary" // not at all
)

// kindOf tells how an original can be shown. A text that a server called plain is never taken for a page, whatever is in it.
func kindOf(raw, how []byte) (kind originalKind, contentType string) {
	var manner struct {
		Line        bool   `json:"line"`
		Format      string `json:"format"`
		ContentType string `json:"content_type"`
	}
	if err := json.Unmarshal(how, &manner); err != nil {
		manner.Format = "text" // nothing is known of it
	}
	declared, _, _ := mime.ParseMediaType(manner.ContentType)
	sniffed := http.DetectContentType(raw)
	switch {
	case !strings.HasPrefix(sniffed, "text/"):
		return asBinary, manner.ContentType
	case manner.Line || manner.Format != "" && manner.Format != "html":
		return asText, manner.ContentType
	case manner.Format == "html", declared == "text/html", declared == "application/xhtml+xml":
		return asPage, manner.ContentType
	case declared == "" && (strings.HasPrefix(sniffed, "text/html") || strings.HasPrefix(sniffed, "text/xml")):
		return asPage, manner.ContentType
	}
	return asText, manner.ContentType
}

// original serves the bytes that a document was captured as: as a page or a text in which nothing runs, loads or leads anywhere, or with
// ?download as a file, to the byte. It is made inert twice over: by what is left out of it, and by headers that forbid it all to the browser.
func (s *Site) original(w http.ResponseWriter, r *http.Request) error {
	id := r.PathValue("document")
	raw, how, err := s.asked(r).Original(r.Context(), id)
	if err != nil {
		return err
	}
	kind, contentType := kindOf(raw, how)
	header := w.Header()
	header.Set("Content-Security-Policy", "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; base-uri 'none'; frame-ancestors 'self'")
	header.Set("X-Frame-Options", "SAMEORIGIN")
	header.Set("X-Content-Type-Options", "nosniff")
	header.Set("X-DNS-Prefetch-Control", "off")
	header.Set("Referrer-Policy", "no-referrer")
	header.Set("Cross-Origin-Resource-Policy", "same-origin")
	if r.URL.Query().Has("download") {
		header.Set("Content-Type", "application/octet-stream")
		header.Set("Content-Disposition", `attachment; filename="`+originalName(id, kind)+`"`)
		_, _ = w.Write(raw) // whoever went away needs no file
		return nil
	}
	shown := raw[:min(len(raw), mostOriginal)]
	switch kind {
	case asPage:
		header.Set("Content-Type", "text/html; charset=utf-8")
		shown, _ = inert(decoded(shown, contentType))
	case asText:
		header.Set("Content-Type", "text/plain; charset=utf-8")
		shown = decoded(shown, contentType)
	default:
		header.Set("Content-Type", "text/plain; charset=utf-8")
		shown = []byte("These bytes are no text: download them.\n")
	}
	_, _ = w.Write(shown) // as above
	return nil
}

// fileName is what an original is saved as; nothing that came with it is in the name.
func originalName(id string, kind originalKind) string {
	endings := map[originalKind]string{asPage: ".html", asText: ".txt", asBinary: ".bin"}
	return "gainsay-" + id + endings[kind]
}

// decoded is bytes as UTF-8, by what the server and the page say of them.
func decoded(raw []byte, contentType string) []byte {
	if utf8.Valid(raw) {
		return raw
	}
	encoding, name, sure := charset.DetermineEncoding(raw, contentType)
	if name == "utf-8" || !sure && looksLikeUTF8(raw) {
		return []byte(strings.ToValidUTF8(string(raw), "\ufffd"))
	}
	text, err := encoding.NewDecoder().Bytes(raw)
	if err != nil {
		return []byte(strings.ToValidUTF8(string(raw), "\ufffd"))
	}
	return text
}

// looksLikeUTF8 tells whether most of what is no ASCII in some bytes is UTF-8, such as in a page that was cut or is damaged somewhere.
func looksLikeUTF8(raw []byte) bool {
	good, bad := 0, 0
	for i := 0; i < len(raw); {
		r, size := utf8.DecodeRune(raw[i:])
		switch {
		case r == utf8.RuneError && size <= 1:
			bad++
		case size > 1:
			good++
		}
		i += max(size, 1)
	}
	return good > bad
}

// fillOriginal is the tab Original.
func (s *Site) fillOriginal(r *http.Request, p *articlePage) error {
	raw, how, err := s.asked(r).Original(r.Context(), p.ID)
	if err != nil {
		return err
	}
	kind, _ := kindOf(raw, how)
	link := documentLink(p.ID) + "/original"
	p.Original = &articleOriginal{Link: link, Download: link + "?download", Kind: kind, Size: counted(len(raw), "byte", "bytes"), TooLarge: len(raw) > mostOriginal,
		Binary: kind == asBinary, SHA256: p.head.SHA256, Captures: capturesOf(p.captures, p.head.SHA256)}
	return nil
}

func capturesOf(list []news.Capture, shown string) []captured {
	out := make([]captured, len(list))
	for i, c := range list {
		out[i] = captured{Time: moment(c.Time), Place: c.Place, ContentType: c.ContentType, Through: c.Through, Status: c.Status, SHA256: c.SHA256, Same: c.SHA256 == shown}
		if c.Location != c.Place {
			out[i].Location = c.Location
		}
	}
	return out
}
