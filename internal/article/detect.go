package article

import (
	"bytes"
	"fmt"
	"mime"
	"net/http"
	"path"
	"regexp"
	"strings"
)

// sniffed is how much of a document its format is told by.
const sniffed = 64 << 10

var (
	htmlStart = regexp.MustCompile(`(?i)^(?:<!doctype\s+html|<\?xml[^>]*>\s*<(?:!doctype\s+html|html)|<(?:html|head|body|meta|title|script|style|link|div|main|article|section|header|p|h[1-6]|table|span|figure|ul|ol|br|a)[\s/>])`)
	htmlPage  = regexp.MustCompile(`(?i)<(?:html|body|head)[\s>]`)
	htmlClose = regexp.MustCompile(`(?i)</(?:p|div|article|section|h[1-6]|span|table)\s*>`)
	// The marks of Markdown that plain prose does not have: a link, an autolink on a line, a '#' heading, emphasis in
	// double stars, a quoted line, a fence, a reference definition.
	markdownMark = regexp.MustCompile(`(?m)(?:!?\[[^\]\n]*\]\([^)\s]*\)|^ {0,3}<https?://[^>\s]+>\s*$|^ {0,3}#{1,6} +\S|\*\*[^*\s][^*\n]*\*\*|^> |^(?:` + "```" + `|~~~)|^\[[^\]\n]+\]: +\S)`)
	mhtmlMark    = regexp.MustCompile(`(?im)^(?:content-type:\s*multipart/related|snapshot-content-location:)`)
	headerLine   = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9-]*:[ \t]`)
)

// Detect tells the format of a document by its content; a declared content type or the ending of its name decides only
// between formats that the content allows. Content that is no text is ErrBinary, wrapped with what it is.
func Detect(raw []byte, contentType, location string) (Format, error) {
	declaredType, _, _ := mime.ParseMediaType(contentType)
	head := raw[:min(len(raw), sniffed)]
	if err := binary(head); err != nil {
		return Auto, err
	}
	text := strings.TrimLeft(decodeHead(head, contentType), "\ufeff \t\r\n\f")
	if text == "" && len(raw) <= sniffed {
		return Auto, ErrEmpty
	}
	extension := strings.ToLower(path.Ext(location))
	if headerLine.MatchString(text) && mhtmlMark.MatchString(text[:min(len(text), 8<<10)]) {
		return MHTML, nil
	}
	start := skipComments(text)
	switch {
	case htmlStart.MatchString(start), htmlPage.MatchString(text) && htmlClose.MatchString(text):
		return HTML, nil
	case declaredType == "text/html" || declaredType == "application/xhtml+xml":
		return HTML, nil
	case len(htmlClose.FindAllStringIndex(text, 3)) == 3 && (extension == ".html" || extension == ".htm" || !markdownMark.MatchString(text)):
		return HTML, nil
	case declaredType == "text/markdown", extension == ".md", extension == ".markdown", markdownMark.MatchString(text):
		return Markdown, nil
	}
	return Text, nil
}

// skipComments drops what may stand before the first tag of a page.
func skipComments(s string) string {
	for strings.HasPrefix(s, "<!--") {
		_, after, found := strings.Cut(s, "-->")
		if !found {
			return s
		}
		s = strings.TrimLeft(after, " \t\r\n\f")
	}
	return s
}

// signatures of what people save by mistake; the names are for the error's one line.
var signatures = []struct{ prefix, name string }{
	{"%PDF-", "a PDF"}, {"\x89PNG", "a PNG image"}, {"\xff\xd8\xff", "a JPEG image"}, {"GIF8", "a GIF image"},
	{"PK\x03\x04", "a ZIP archive or an office document"}, {"\x1f\x8b", "gzip-compressed: decompress it first"},
	{"\xd0\xcf\x11\xe0", "an old office document"}, {"{\\rtf", "rich text (RTF)"}, {"bplist00", "a Safari web archive"},
	{"\x7fELF", "a program"}, {"Rar!", "a RAR archive"}, {"7z\xbc\xaf", "a 7z archive"}, {"BZh", "bzip2-compressed: decompress it first"},
	{"\xfd7zXZ", "xz-compressed: decompress it first"}, {"\x28\xb5\x2f\xfd", "zstd-compressed: decompress it first"}, {"SQLite format 3", "a database"},
}

// binary is ErrBinary with what the content is, or nil for text.
func binary(head []byte) error {
	for _, s := range signatures {
		if bytes.HasPrefix(head, []byte(s.prefix)) {
			return fmt.Errorf("%w (it is %s)", ErrBinary, s.name)
		}
	}
	if byteOrderMark(head) {
		return nil
	}
	kind, _, _ := strings.Cut(http.DetectContentType(head), ";")
	if strings.HasPrefix(kind, "text/") || !bytes.ContainsFunc(head[:min(len(head), 1024)], isBinaryRune) {
		return nil
	}
	return fmt.Errorf("%w (it looks like %s)", ErrBinary, kind)
}

// isBinaryRune tells the control characters that no text format uses, after the WHATWG sniffing standard. A lone NUL is
// common in damaged text and is dropped later; binary formats have others beside it.
func isBinaryRune(r rune) bool {
	return r > 0 && r <= 0x08 || r == 0x0b || r >= 0x0e && r <= 0x1a || r >= 0x1c && r <= 0x1f
}

func byteOrderMark(b []byte) bool {
	return bytes.HasPrefix(b, []byte("\xef\xbb\xbf")) || bytes.HasPrefix(b, []byte("\xff\xfe")) || bytes.HasPrefix(b, []byte("\xfe\xff"))
}
