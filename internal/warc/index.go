package warc

import (
	"bytes"
	"encoding/json"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"
	"time"
)

// indexed is what an index tells of a record (Crawl Index JSON, CDXJ 0.1.0 of Webrecorder).
type indexed struct {
	URL      string `json:"url"`
	Digest   string `json:"digest"`
	Mime     string `json:"mime,omitempty"`
	Offset   int64  `json:"offset"`
	Length   int64  `json:"length"`
	Status   int    `json:"status,omitempty"`
	Filename string `json:"filename"`

	time time.Time
}

// timestamp is the layout of a time in an index, where milliseconds may be left out.
const timestamp = "20060102150405"

// writeIndex makes the lines of an index, in the order of their bytes.
func writeIndex(records []indexed) ([]byte, error) {
	lines := make([]string, 0, len(records))
	for _, record := range records {
		data, err := marshal(record)
		if err != nil {
			return nil, err
		}
		lines = append(lines, searchable(record.URL)+" "+record.time.UTC().Format(timestamp)+" "+string(data))
	}
	slices.Sort(lines)
	return []byte(strings.Join(lines, "")), nil
}

// marshal writes a value as a line of JSON, without the escapes that only a page of HTML needs.
func marshal(value any) ([]byte, error) {
	var line bytes.Buffer
	encoder := json.NewEncoder(&line)
	encoder.SetEscapeHTML(false)
	err := encoder.Encode(value)
	return line.Bytes(), err
}

// searchable is the key of an address in an index (CDXJ 0.1.0, Searchable URL): in lower case, without the scheme, its host from
// the top domain down, as org,example)/index.html. Like the tools that look it up (the surt of the Internet Archive) it also
// leaves off what often makes no difference: www., the usual port, a slash at the end, and the order of the query. An address
// that is not of the web keeps its form.
func searchable(address string) string {
	lower := strings.ToLower(address)
	parsed, err := url.Parse(lower)
	if err != nil || parsed.Scheme != "http" && parsed.Scheme != "https" || parsed.Host == "" {
		return lower
	}
	host := worldWideWeb.ReplaceAllString(strings.TrimSuffix(parsed.Hostname(), "."), "")
	labels := strings.Split(host, ".")
	slices.Reverse(labels)
	key := strings.Join(labels, ",")
	if port := parsed.Port(); port != "" && port != usualPorts[parsed.Scheme] {
		key += ":" + port
	}
	key += ")" + path.Clean("/"+parsed.EscapedPath())
	if parsed.RawQuery != "" {
		arguments := strings.Split(parsed.RawQuery, "&")
		slices.Sort(arguments)
		key += "?" + strings.Join(arguments, "&")
	}
	return strings.ReplaceAll(strings.ToLower(key), " ", "%20") // a key has no spaces
}

var (
	worldWideWeb = regexp.MustCompile(`^www\d*\.`)
	usualPorts   = map[string]string{"http": "80", "https": "443"}
)
