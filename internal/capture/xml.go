package capture

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
)

// ErrList is a feed, a sitemap or an OPML file that cannot be read.
var ErrList = errors.New("this is no list of pages that can be read: give the address of an RSS, Atom or JSON feed, of a sitemap or of an OPML file")

const maxDepth = 64 // of elements in each other

// listError words why a list cannot be read.
func listError(err error) error { return fmt.Errorf("%w (%w)", ErrList, err) }

var errDepth = fmt.Errorf("more than %d elements lie in each other", maxDepth)

// resolve makes a link found at base an address that may be asked for, or "" if it is none.
func resolve(base *url.URL, link string) string {
	link = strings.TrimSpace(link)
	if link == "" {
		return ""
	}
	u, err := base.Parse(link)
	if err != nil || checkAddress(u) != nil {
		return ""
	}
	return u.String()
}

// baseOf reads the address that links are relative to; one that cannot be read leaves only links that need none.
func baseOf(address string) *url.URL {
	if u, err := parseAddress(address); err == nil {
		return u
	}
	return &url.URL{}
}

var declaration = regexp.MustCompile(`^\s*<\?xml\s[^>]*?\?>`)

var declaredEncoding = regexp.MustCompile(`^\s*<\?xml\s[^>]*?encoding\s*=\s*["']([A-Za-z0-9._:-]+)["']`)

// xmlText makes UTF-8 of an XML or JSON document: a byte order mark decides; what is UTF-8 is taken as that, whatever is said of it; then
// comes what the server says, then the XML declaration. The declaration is cut off, as it is not true any more, and characters
// that XML does not allow become spaces, as many feeds have one.
func xmlText(raw []byte, contentType string) []byte {
	raw = decodeText(raw, contentType)
	raw = raw[len(declaration.Find(raw)):]
	return bytes.Map(func(r rune) rune {
		if r < ' ' && r != '\t' && r != '\n' && r != '\r' || r == 0xFFFE || r == 0xFFFF {
			return ' '
		}
		return r // for bytes that are no character, U+FFFD
	}, raw)
}

func decodeText(raw []byte, contentType string) []byte {
	raw = bytes.TrimPrefix(raw, []byte("\ufeff"))
	utf16 := bytes.HasPrefix(raw, []byte("\xfe\xff")) || bytes.HasPrefix(raw, []byte("\xff\xfe"))
	if utf8.Valid(raw) && !utf16 {
		return raw
	}
	_, parameters, _ := mime.ParseMediaType(contentType) // of what cannot be read, nothing is known
	labels := []string{parameters["charset"]}
	if declared := declaredEncoding.FindSubmatch(raw); declared != nil {
		labels = append(labels, string(declared[1]))
	}
	if utf16 {
		labels = []string{"utf-16"}
		if raw[0] == 0xfe {
			labels = []string{"utf-16be"}
		}
	}
	for _, label := range labels {
		if encoding, _ := charset.Lookup(label); encoding != nil {
			if text, err := encoding.NewDecoder().Bytes(raw); err == nil {
				return bytes.TrimPrefix(text, []byte("\ufeff"))
			}
		}
	}
	return raw
}

// newXML is a decoder that forgives what feeds commonly get wrong. It expands no entities but those of XML itself.
func newXML(text []byte) *xml.Decoder {
	decoder := xml.NewDecoder(bytes.NewReader(text))
	decoder.Strict = false
	// xmlText has made UTF-8 of it; a declaration that stands elsewhere is wrong.
	decoder.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil }
	return decoder
}

// root is the lower-case local name of the first element; "" if there is none.
func root(text []byte) string {
	decoder := newXML(text)
	for {
		token, err := decoder.RawToken()
		if err != nil {
			return ""
		}
		if start, ok := token.(xml.StartElement); ok {
			return strings.ToLower(start.Name.Local)
		}
	}
}

// elements walks through a document: start is called with the names of the elements that lie around each element and its own,
// lower-case, and end with all the text that stands directly in it, at most maxAddress bytes. It stops at the first error.
func elements(text []byte, start func(path []string, attributes []xml.Attr) error, end func(path []string, text string) error) error {
	decoder := newXML(text)
	var path []string
	var inside [][]byte
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		switch token := token.(type) {
		case xml.StartElement:
			path = append(path, strings.ToLower(token.Name.Local))
			inside = append(inside, nil)
			if len(path) > maxDepth {
				return errDepth
			}
			err = start(path, token.Attr)
		case xml.CharData:
			if last := len(inside) - 1; last >= 0 {
				inside[last] = append(inside[last], token[:min(len(token), maxAddress-len(inside[last]))]...)
			}
		case xml.EndElement:
			last := len(path) - 1
			err = end(path, string(bytes.TrimSpace(inside[last])))
			path, inside = path[:last], inside[:last]
		}
		if err != nil {
			return err
		}
	}
}

// endsIn tells whether a path of elements ends in these.
func endsIn(path []string, names ...string) bool {
	return len(path) >= len(names) && slices.Equal(path[len(path)-len(names):], names)
}

// attribute is the value of the attribute with that local name, whatever its case.
func attribute(attributes []xml.Attr, name string) string {
	for _, attribute := range attributes {
		if strings.EqualFold(attribute.Name.Local, name) {
			return strings.TrimSpace(attribute.Value)
		}
	}
	return ""
}
