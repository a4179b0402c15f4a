package warc

import (
	"archive/zip"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"

	"gainsay/news"
)

// The files of a WACZ (WACZ 1.1.1, directory layout). The index is not gzipped by itself, for then it would need a second one.
const (
	waczVersion = "1.1.1"
	archiveFile = "archive/data.warc.gz"
	indexFile   = "indexes/index.cdx"
	pagesFile   = "pages/pages.jsonl"
	packageFile = "datapackage.json"
	digestFile  = "datapackage-digest.json"
)

// Info is what a WACZ says of itself. Empty fields are left out.
type Info struct {
	Title       string
	Description string // Markdown
	Software    string
	Created     time.Time
}

// Capture is one look at an address, to be archived.
type Capture struct {
	URI    string
	Time   time.Time
	Status int    // of HTTP; 0 where there was no server: then the header needs a Content-Type only
	Header Header // see [Writer.WriteResponse] for what it may say of the body
	Body   []byte
	Page   bool   // one that a reader would open: it is listed among the pages
	Title  string // of the page
}

// WACZWriter writes a WACZ. What it writes depends on its input only, ids included.
type WACZWriter struct {
	info      Info
	zip       *zip.Writer
	archive   *Writer
	hashed    *hashed // what archive writes
	index     []indexed
	pages     []pageLine
	files     []extraFile
	resources []resource
}

type extraFile struct {
	name string
	data []byte
}

// resource is a file in datapackage.json.
type resource struct {
	Name  string `json:"name"`
	Path  string `json:"path"`
	Hash  string `json:"hash"`
	Bytes int64  `json:"bytes"`
}

// dataPackage is datapackage.json (Frictionless Data Package 1).
type dataPackage struct {
	Profile      string     `json:"profile"`
	Version      string     `json:"wacz_version"`
	Title        string     `json:"title,omitempty"`
	Description  string     `json:"description,omitempty"`
	Created      string     `json:"created,omitempty"`
	Software     string     `json:"software,omitempty"`
	MainPageURL  string     `json:"mainPageUrl,omitempty"`
	MainPageDate string     `json:"mainPageDate,omitempty"`
	Resources    []resource `json:"resources"`
}

// packageDigest is datapackage-digest.json.
type packageDigest struct {
	Path string `json:"path"`
	Hash string `json:"hash"`
}

// pageLine is a line of pages.jsonl.
type pageLine struct {
	Format string `json:"format,omitempty"` // of the first line, which is about the list
	ID     string `json:"id"`
	URL    string `json:"url,omitempty"`
	Time   string `json:"ts,omitempty"`
	Title  string `json:"title,omitempty"`
}

// NewWACZWriter begins a WACZ. It is whole only when Close has returned without an error.
func NewWACZWriter(to io.Writer, info Info) (*WACZWriter, error) {
	w := &WACZWriter{info: info, zip: zip.NewWriter(to)}
	entry, err := w.create(archiveFile, zip.Store)
	if err != nil {
		return nil, err
	}
	w.hashed = &hashed{to: entry, sum: sha256.New()}
	w.archive = NewWriter(w.hashed, true)
	if info.Created.IsZero() {
		return w, nil
	}
	about := Entry{Type: TypeInfo, Date: info.Created, ContentType: "application/warc-fields"}
	about.Header = Header{{Name: "WARC-Filename", Value: path.Base(archiveFile)}}
	fields := Header{{Name: "format", Value: "WARC File Format 1.1"}}
	if info.Software != "" {
		fields = append(fields, news.HeaderField{Name: "software", Value: info.Software})
	}
	if err := fields.check(); err != nil {
		return nil, err
	}
	about.Block = fields.append(nil)
	_, err = w.write(about)
	return w, err
}

// Add archives a capture. One that cannot be is ErrEntry or ErrField, and nothing is written of it.
func (w *WACZWriter) Add(capture Capture) error {
	contentType := capture.Header.Get("Content-Type")
	entry := Entry{Type: TypeResource, TargetURI: capture.URI, Date: capture.Time, ContentType: contentType, Block: capture.Body}
	if capture.Status != 0 {
		var err error
		if entry, err = responseEntry(capture.URI, capture.Time, capture.Status, capture.Header, capture.Body); err != nil {
			return err
		}
	}
	if capture.URI == "" {
		return fmt.Errorf("capture without an address: %w", ErrEntry)
	}
	written, err := w.write(entry)
	if err != nil {
		return err
	}
	mime, _, _ := strings.Cut(contentType, ";")
	w.index = append(w.index, indexed{
		URL: capture.URI, Digest: written.PayloadDigest, Mime: strings.ToLower(strings.TrimSpace(mime)), Status: capture.Status,
		Offset: written.Offset, Length: written.Length, Filename: path.Base(archiveFile), time: capture.Time,
	})
	if capture.Page {
		id := strings.ReplaceAll(strings.TrimPrefix(written.ID, "urn:uuid:"), "-", "")
		ts := capture.Time.UTC().Format(time.RFC3339Nano)
		w.pages = append(w.pages, pageLine{ID: id, URL: capture.URI, Time: ts, Title: capture.Title})
	}
	return nil
}

// write gives a record an id that follows from what it holds and where it stands, and writes it.
func (w *WACZWriter) write(entry Entry) (Written, error) {
	sum := sha256.New()
	place := binary.BigEndian.AppendUint64(nil, uint64(w.archive.offset))
	for _, part := range [][]byte{place, []byte(entry.Date.UTC().String()), []byte(entry.TargetURI + "\n"), entry.Block} {
		_, _ = sum.Write(part) // never fails
	}
	entry.ID = uuid([16]byte(sum.Sum(nil)), 8)
	return w.archive.Write(entry)
}

// ErrName is a file that cannot be put into a WACZ.
var ErrName = errors.New("not a name for a file in a WACZ: take lower-case letters, digits and . - _ in a folder of your own, each name once")

// AddFile puts a file beside the archive, such as gainsay/record.jsonl. It is held in memory until Close.
func (w *WACZWriter) AddFile(name string, data []byte) error {
	folder, _, found := strings.Cut(name, "/")
	plain := !strings.ContainsFunc(name, func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || strings.ContainsRune(".-_/", r))
	})
	taken := slices.ContainsFunc(w.files, func(file extraFile) bool { return file.name == name })
	if !found || !plain || taken || !fs.ValidPath(name) || slices.Contains([]string{"archive", "indexes", "pages"}, folder) {
		return fmt.Errorf("%q: %w", name, ErrName)
	}
	w.files = append(w.files, extraFile{name, data})
	return nil
}

// Close writes all that comes behind the archive, and ends the WACZ. It does not close what it is written to.
func (w *WACZWriter) Close() error {
	if w.archive.failed != nil {
		return w.archive.failed
	}
	w.list(archiveFile, w.hashed.sum, w.hashed.size)
	index, err := writeIndex(w.index)
	if err != nil {
		return err
	}
	pages, err := w.pageList()
	if err != nil {
		return err
	}
	slices.SortFunc(w.files, func(a, b extraFile) int { return strings.Compare(a.name, b.name) })
	for _, file := range slices.Concat([]extraFile{{indexFile, index}, {pagesFile, pages}}, w.files) {
		if err := w.put(file); err != nil {
			return err
		}
		sum := sha256.New()
		_, _ = sum.Write(file.data) // never fails
		w.list(file.name, sum, int64(len(file.data)))
	}
	if err := w.putPackage(); err != nil {
		return err
	}
	return w.zip.Close()
}

// pageList makes pages.jsonl.
func (w *WACZWriter) pageList() ([]byte, error) {
	var list []byte
	for _, page := range slices.Concat([]pageLine{{Format: "json-pages-1.0", ID: "pages", Title: "All Pages"}}, w.pages) {
		line, err := marshal(page)
		if err != nil {
			return nil, err
		}
		list = append(list, line...)
	}
	return list, nil
}

// putPackage writes the list of all files, and its digest.
func (w *WACZWriter) putPackage() error {
	about := dataPackage{
		Profile: "data-package", Version: waczVersion, Title: w.info.Title, Description: w.info.Description,
		Software: w.info.Software, Resources: w.resources,
	}
	if !w.info.Created.IsZero() {
		about.Created = w.info.Created.UTC().Format(time.RFC3339)
	}
	if len(w.pages) > 0 {
		about.MainPageURL, about.MainPageDate = w.pages[0].URL, w.pages[0].Time
	}
	manifest, err := marshal(about)
	if err != nil {
		return err
	}
	sealed, err := marshal(packageDigest{Path: packageFile, Hash: digest(manifest)})
	if err != nil {
		return err
	}
	if err := w.put(extraFile{packageFile, manifest}); err != nil {
		return err
	}
	return w.put(extraFile{digestFile, sealed})
}

// list notes a file for datapackage.json. The name of a resource is that of its file or, where that is taken, its whole path.
func (w *WACZWriter) list(name string, sum hash.Hash, size int64) {
	short := path.Base(name)
	if slices.ContainsFunc(w.resources, func(r resource) bool { return r.Name == short }) {
		short = strings.ReplaceAll(name, "/", "-")
	}
	w.resources = append(w.resources, resource{
		Name: short, Path: name, Hash: "sha256:" + hex.EncodeToString(sum.Sum(nil)), Bytes: size,
	})
}

func (w *WACZWriter) put(file extraFile) error {
	entry, err := w.create(file.name, zip.Deflate)
	if err != nil {
		return err
	}
	_, err = entry.Write(file.data)
	return err
}

func (w *WACZWriter) create(name string, method uint16) (io.Writer, error) {
	header := &zip.FileHeader{Name: name, Method: method}
	if !w.info.Created.IsZero() {
		header.Modified = w.info.Created.UTC()
	}
	return w.zip.CreateHeader(header)
}

// hashed takes the sum and the size of what is written through it.
type hashed struct {
	to   io.Writer
	sum  hash.Hash
	size int64
}

func (h *hashed) Write(p []byte) (int, error) {
	n, err := h.to.Write(p)
	_, _ = h.sum.Write(p[:n]) // never fails
	h.size += int64(n)
	return n, err
}
