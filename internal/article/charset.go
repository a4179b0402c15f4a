package article

import (
	"bytes"
	"mime"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/unicode"
)

// decode turns a document into UTF-8. A mark of byte order decides; then text that is valid UTF-8 and not plain ASCII is
// what it looks like; then the declared charset; in HTML then what its meta tags say. What cannot be decoded becomes
// U+FFFD.
func decode(raw []byte, contentType string, isHTML bool) string {
	body, enc := raw, encoding.Encoding(nil)
	switch {
	case bytes.HasPrefix(raw, []byte("\xef\xbb\xbf")):
		body = raw[3:]
	case bytes.HasPrefix(raw, []byte("\xff\xfe")), bytes.HasPrefix(raw, []byte("\xfe\xff")):
		enc = unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)
	case validUTF8(raw):
	default:
		enc = declaredEncoding(raw, contentType, isHTML)
	}
	if enc != nil {
		if decoded, err := enc.NewDecoder().Bytes(body); err == nil {
			body = decoded
		}
	}
	return strings.ToValidUTF8(string(body), "\uFFFD")
}

// validUTF8 tells UTF-8 that is not also plain ASCII written in an encoding with escapes (ISO 2022).
func validUTF8(raw []byte) bool { return utf8.Valid(raw) && !bytes.Contains(raw, []byte("\x1b$")) }

// declaredEncoding is what the server or the page says; nil leaves the bytes as they are.
func declaredEncoding(raw []byte, contentType string, isHTML bool) encoding.Encoding {
	_, parameters, _ := mime.ParseMediaType(contentType)
	if enc, _ := charset.Lookup(parameters["charset"]); enc != nil {
		return enc
	}
	if isHTML {
		enc, name, certain := charset.DetermineEncoding(raw[:min(len(raw), 4096)], "")
		if name == "utf-8" || !certain && mostlyUTF8(raw) {
			return nil
		}
		return enc
	}
	if mostlyUTF8(raw) {
		return nil
	}
	enc, _ := charset.Lookup("windows-1252")
	return enc
}

// mostlyUTF8 tells damaged UTF-8 from another encoding: more of its non-ASCII characters decode than not.
func mostlyUTF8(raw []byte) bool {
	good, bad := 0, 0
	for len(raw) > 0 {
		r, size := utf8.DecodeRune(raw)
		if r == utf8.RuneError && size == 1 {
			bad++
		} else if size > 1 {
			good++
		}
		raw = raw[size:]
	}
	return good > bad
}

// decodeHead decodes the first bytes of a document for sniffing.
func decodeHead(head []byte, contentType string) string {
	if bytes.HasPrefix(head, []byte("\xff\xfe")) || bytes.HasPrefix(head, []byte("\xfe\xff")) {
		return decode(head[:len(head)&^1], contentType, false)
	}
	return string(head)
}
