package warc

import (
	"archive/zip"
	"bytes"
	"crypto/md5"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"iter"
	"path"
	"slices"
	"strings"
	"time"
)

// The bounds of a WACZ. One of more files is ErrNotWACZ, a longer list is a problem.
const (
	MaxFiles     = 50_000
	MaxPages     = 1_000_000
	MaxPageBytes = 64 << 20 // of all lists of pages together
	MaxPackage   = 16 << 20 // bytes of datapackage.json
	MaxProblems  = 1000
)

// ErrNotWACZ is a file that is no WACZ: no sound ZIP file, or one without a WARC file in it.
var ErrNotWACZ = errors.New("this is no WACZ")

// ErrTooLarge is a file inside a WACZ that is larger than asked for.
var ErrTooLarge = errors.New("the file inside the WACZ is too large")

// WACZ is a WACZ that was opened for reading. Nothing of it is ever written to disk.
type WACZ struct {
	Info     Info
	Version  string  // of the format, such as "1.1.1"; "" where it is not said
	Pages    []Page  // those of pages/pages.jsonl first
	Problems []error // what could not be read: a line with a page, a name that leads out of the WACZ; the rest holds without it

	files     map[string]*zip.File
	names     []string   // of files, sorted
	resources []resource // that datapackage.json lists
}

// Page is a page that a WACZ lists.
type Page struct {
	ID    string // "" for none
	URL   string
	Title string    // "" for none
	Time  time.Time // in UTC; zero where it is no time
}

// ReadWACZ opens a WACZ of size bytes and reads its lists. What can be read of a damaged one is read, see Problems. It believes
// no hash: see Check.
func ReadWACZ(from io.ReaderAt, size int64) (*WACZ, error) {
	reader, err := zip.NewReader(from, size)
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) { // names are looked at below
		return nil, fmt.Errorf("%w: %w", ErrNotWACZ, err)
	}
	w := &WACZ{files: map[string]*zip.File{}}
	if err := w.addFiles(reader.File, size); err != nil {
		return nil, err
	}
	if len(w.archives()) == 0 {
		return nil, fmt.Errorf("%w: it holds no archive/*.warc.gz", ErrNotWACZ)
	}
	w.readPackage()
	lists := []string{pagesFile}
	for _, name := range w.names {
		if name != pagesFile && path.Dir(name) == "pages" && path.Ext(name) == ".jsonl" {
			lists = append(lists, name)
		}
	}
	room := int64(MaxPageBytes)
	for _, name := range lists {
		room -= w.readPages(name, room)
	}
	return w, nil
}

// addFiles notes the files of the ZIP file by their names.
func (w *WACZ) addFiles(files []*zip.File, size int64) error {
	if len(files) > MaxFiles {
		return fmt.Errorf("%w: it holds more than %d files", ErrNotWACZ, MaxFiles)
	}
	left := uint64(size)
	for _, file := range files {
		// Files that lie on one another in the ZIP file would unpack to any size.
		if file.CompressedSize64 > left {
			return fmt.Errorf("%w: its files are larger together than itself", ErrNotWACZ)
		}
		left -= file.CompressedSize64
		if strings.HasSuffix(file.Name, "/") {
			continue
		}
		if !fs.ValidPath(file.Name) || strings.Contains(file.Name, `\`) {
			w.problem("%.200q: the name leads out of the WACZ", file.Name)
			continue
		}
		if w.files[file.Name] != nil {
			w.problem("%s: there are two files of that name, the first one is read", file.Name)
			continue
		}
		w.files[file.Name] = file
		w.names = append(w.names, file.Name)
	}
	slices.Sort(w.names)
	return nil
}

// problem notes what could not be read, up to MaxProblems.
func (w *WACZ) problem(format string, values ...any) {
	switch len(w.Problems) {
	case MaxProblems - 1:
		w.Problems = append(w.Problems, errors.New("there are more problems than are told"))
	case MaxProblems:
	default:
		w.Problems = append(w.Problems, fmt.Errorf(format, values...))
	}
}

// Names are the names of all files inside, sorted.
func (w *WACZ) Names() []string { return slices.Clone(w.names) }

// ReadFile reads a file inside, of at most limit bytes: else it is ErrTooLarge. One that is not there is fs.ErrNotExist.
func (w *WACZ) ReadFile(name string, limit int64) ([]byte, error) {
	file, err := w.open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close() // it was only read
	data, err := io.ReadAll(io.LimitReader(file, limit+1))
	switch {
	case err != nil:
		return nil, fmt.Errorf("%s: %w", name, err)
	case int64(len(data)) > limit:
		return nil, fmt.Errorf("%s: %w", name, ErrTooLarge)
	}
	return data, nil
}

// open opens a file inside; one that is not packed can seek.
func (w *WACZ) open(name string) (io.ReadCloser, error) {
	file := w.files[name]
	if file == nil {
		return nil, fmt.Errorf("%s: %w", name, fs.ErrNotExist)
	}
	if file.Method == zip.Store {
		raw, err := file.OpenRaw()
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		if seeker, can := raw.(io.ReadSeeker); can {
			return struct {
				io.ReadSeeker
				io.Closer
			}{seeker, io.NopCloser(nil)}, nil
		}
	}
	opened, err := file.Open()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return opened, nil
}

// archives are the names of the WARC files.
func (w *WACZ) archives() (names []string) {
	for _, name := range w.names {
		if path.Dir(name) == "archive" && (strings.HasSuffix(name, ".warc") || strings.HasSuffix(name, ".warc.gz")) {
			names = append(names, name)
		}
	}
	return names
}

// Records yields the records of all WARC files inside, file after file. An error is about what could not be read, mostly a
// *Broken; the loop goes on behind it.
func (w *WACZ) Records() iter.Seq2[*Record, error] {
	return func(yield func(*Record, error) bool) {
		for _, name := range w.archives() {
			if !w.recordsOf(name, yield) {
				return
			}
		}
	}
}

// recordsOf yields the records of one file, and tells whether the loop is to go on.
func (w *WACZ) recordsOf(name string, yield func(*Record, error) bool) bool {
	file, err := w.open(name)
	if err != nil {
		return yield(nil, err)
	}
	defer file.Close() // it was only read
	for reader := NewReader(file); ; {
		record, err := reader.Next()
		switch {
		case errors.Is(err, io.EOF):
			return true
		case err != nil:
			var broken *Broken
			if !yield(nil, fmt.Errorf("%s: %w", name, err)) {
				return false
			}
			if !errors.As(err, &broken) {
				return true
			}
			continue
		}
		record.File = name
		if !yield(record, nil) {
			return false
		}
	}
}

// readPackage reads datapackage.json.
func (w *WACZ) readPackage() {
	data, err := w.ReadFile(packageFile, MaxPackage)
	if err != nil {
		w.problem("%w", err)
		return
	}
	var about dataPackage
	if err := json.Unmarshal(data, &about); err != nil {
		w.problem("%s: %w", packageFile, err)
		return
	}
	w.Version, w.resources = about.Version, about.Resources
	w.Info = Info{Title: about.Title, Description: about.Description, Software: about.Software, Created: parseDate(about.Created)}
}

// readPages reads a list of pages, of at most room bytes, and returns how many there were.
func (w *WACZ) readPages(name string, room int64) int64 {
	data, err := w.ReadFile(name, room)
	if err != nil {
		w.problem("%w", err)
		return 0
	}
	number := 0
	for line := range bytes.Lines(data) {
		number++
		if len(bytes.TrimSpace(line)) == 0 {
			continue
		}
		var page pageLine
		switch err := json.Unmarshal(line, &page); {
		case len(w.Pages) == MaxPages:
			w.problem("%s: line %d: there are more than %d pages, the rest is not read", name, number, MaxPages)
			return int64(len(data))
		case err != nil:
			w.problem("%s: line %d: %w", name, number, err)
		case page.Format != "": // the first line, which is about the list
		case page.URL == "":
			w.problem("%s: line %d: the page has no url", name, number)
		default:
			w.Pages = append(w.Pages, Page{ID: page.ID, URL: page.URL, Title: page.Title, Time: parseDate(page.Time)})
		}
	}
	return int64(len(data))
}

// Check reads all files and holds them against datapackage.json, and this against its digest. It returns what does not fit:
// a file that is missing, changed or not listed, or a list that is missing. None means that the WACZ is as it was made; not
// by whom.
func (w *WACZ) Check() []error {
	var wrong []error
	listed := map[string]bool{packageFile: true, digestFile: true}
	if err := w.checkPackage(); err != nil {
		wrong = append(wrong, err)
	}
	for _, resource := range w.resources {
		if listed[resource.Path] {
			continue
		}
		listed[resource.Path] = true
		if err := w.checkFile(resource.Path, resource.Hash, resource.Bytes); err != nil {
			wrong = append(wrong, err)
		}
	}
	for _, name := range w.names {
		if !listed[name] {
			wrong = append(wrong, fmt.Errorf("%s: %s does not list it", name, packageFile))
		}
	}
	return wrong
}

// checkPackage holds datapackage.json against its digest.
func (w *WACZ) checkPackage() error {
	data, err := w.ReadFile(digestFile, MaxPackage)
	if err != nil {
		return err
	}
	var sealed packageDigest
	if err := json.Unmarshal(data, &sealed); err != nil {
		return fmt.Errorf("%s: %w", digestFile, err)
	}
	return w.checkFile(packageFile, sealed.Hash, -1)
}

// checkFile reads a file and compares its hash and, unless it is -1, its size in bytes.
func (w *WACZ) checkFile(name, want string, size int64) error {
	algorithm, sum, _ := strings.Cut(want, ":")
	var hashing hash.Hash
	switch algorithm {
	case "sha256":
		hashing = sha256.New()
	case "md5": // the standard leaves the choice, and py-wacz offers this one too
		hashing = md5.New()
	default:
		return fmt.Errorf("%s: unknown hash %.40q", name, want)
	}
	file, err := w.open(name)
	if err != nil {
		return err
	}
	defer file.Close() // it was only read
	read, err := io.Copy(hashing, file)
	switch {
	case err != nil:
		return fmt.Errorf("%s: %w", name, err)
	case size >= 0 && read != size:
		return fmt.Errorf("%s: it has %d bytes and not %d: it was changed", name, read, size)
	case !strings.EqualFold(hex.EncodeToString(hashing.Sum(nil)), sum):
		return fmt.Errorf("%s: its hash is another: it was changed", name)
	}
	return nil
}
