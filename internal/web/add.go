package web

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"os"
	"path"
	"path/filepath"
	"strings"
	"unicode"
	"unicode/utf8"

	"gainsay"
	"gainsay/internal/web/access"
	"gainsay/news"
)

// How much can be given at once. Files go to a temporary folder as they come, so that none of them is in memory whole.
const (
	mostFile   = 32 << 20  // bytes of one file, as the archive takes them
	mostGiven  = 512 << 20 // bytes of one request
	mostTyped  = 4 << 20   // bytes of what is pasted into one field
	mostFiles  = 200
	mostLinks  = 50
	mostListed = 100 // documents that one link to a feed or a sitemap leads to
)

// addForm is what the part "add" shows: what somebody typed, where something is wrong with it.
type addForm struct {
	Links, Text, Title, Outlet, Published string
	Wrong                                 string
	Working                               bool // somebody reads what is added
}

// addPage is the page with nothing but the form.
func (s *Site) addPage(r *http.Request) (page, error) {
	return page{template: "add", title: "Add articles", section: "/add", data: s.emptyForm()}, nil
}

// emptyForm is the form as the start page shows it too.
func (s *Site) emptyForm() addForm { return addForm{Working: s.options.Working} }

// given is what somebody gives to be added.
type given struct {
	form  addForm
	files []givenFile
	known gainsay.Known // of the text
}

// givenFile is a file in the temporary folder, or why it is not there.
type givenFile struct {
	place  string // that the archive knows it by
	path   string
	failed error
}

var (
	errFileSize  = errors.New("the file is larger than 32 MiB: split it, or save only its text")
	errFileEmpty = errors.New("the file is empty")
	errTooMuch   = errors.New("this is too much at once: give up to 200 files or 512 MiB, or add a folder with gainsay add")
)

// add takes in files, links and a text, and leads to the page that tells what becomes of them.
func (s *Site) add(w http.ResponseWriter, r *http.Request) error {
	folder, err := os.MkdirTemp("", "gainsay-add-")
	if err != nil {
		return err
	}
	r.Body = http.MaxBytesReader(w, r.Body, mostGiven)
	g, err := receive(r, folder)
	if err == nil {
		err = g.check()
	}
	if err != nil {
		if failed := os.RemoveAll(folder); failed != nil {
			s.log.Warn("a temporary folder stays", "folder", folder, "error", failed)
		}
		return s.notAdded(w, r, g.form, err)
	}
	id := s.additions.begin(access.Of(r.Context()).Name, g, folder)
	http.Redirect(w, r, "/adding/"+id, http.StatusSeeOther)
	return nil
}

// notAdded shows the form again with what is wrong.
func (s *Site) notAdded(w http.ResponseWriter, r *http.Request, form addForm, err error) error {
	form.Working, form.Wrong = s.options.Working, err.Error()
	status := http.StatusUnprocessableEntity
	var large *http.MaxBytesError
	if errors.As(err, &large) {
		form.Wrong, status = errTooMuch.Error(), http.StatusRequestEntityTooLarge
	}
	s.write(w, r, page{template: "add", title: "Add articles", section: "/add", status: status, data: form})
	return nil
}

// receive reads what the form sends, field by field in their order, files into a folder.
func receive(r *http.Request, folder string) (g given, err error) {
	parts, err := r.MultipartReader()
	if err != nil {
		return g, fmt.Errorf("%w: send the form as multipart/form-data", errRequest)
	}
	for {
		part, err := parts.NextPart()
		if errors.Is(err, io.EOF) {
			return g, nil
		}
		if err != nil {
			return g, err
		}
		if part.FormName() == "files" {
			if part.FileName() == "" {
				continue // no file was chosen
			}
			if len(g.files) == mostFiles {
				return g, errTooMuch
			}
			file, err := receiveFile(part, folder, len(g.files))
			if err != nil {
				return g, err
			}
			g.files = append(g.files, file)
			continue
		}
		value, err := io.ReadAll(io.LimitReader(part, mostTyped+1))
		if err != nil {
			return g, err
		}
		if len(value) > mostTyped {
			return g, errors.New("the text is longer than 4 MiB: save it to a file and add that")
		}
		g.set(part.FormName(), strings.ToValidUTF8(string(value), "\uFFFD"))
	}
}

func (g *given) set(name, value string) {
	switch name {
	case "links":
		g.form.Links = strings.TrimSpace(value)
	case "text":
		g.form.Text = strings.TrimSpace(value)
	case "title":
		g.form.Title = oneLine(value)
	case "outlet":
		g.form.Outlet = oneLine(value)
	case "published":
		g.form.Published = oneLine(value)
	}
}

// receiveFile writes a file to a folder. What is wrong with the file is in it; the error is one that ends all.
func receiveFile(part *multipart.Part, folder string, number int) (givenFile, error) {
	name := fileName(part.FileName())
	file := givenFile{place: name, path: filepath.Join(folder, fmt.Sprintf("%d", number))}
	out, err := os.Create(file.path)
	if err != nil {
		return file, err
	}
	digest := sha256.New()
	n, err := io.Copy(io.MultiWriter(out, digest), io.LimitReader(part, mostFile+1))
	if err := errors.Join(err, out.Close()); err != nil {
		return file, err
	}
	switch {
	case n > mostFile:
		file.failed = errFileSize
	case n == 0:
		file.failed = errFileEmpty
	}
	if file.failed != nil {
		return file, os.Remove(file.path)
	}
	file.place = placeFor(digest.Sum(nil), name)
	return file, nil
}

// placeFor is where the archive has what was given without an address. The digest keeps files of one name apart: they need not be versions of
// one article.
func placeFor(digest []byte, name string) string {
	return path.Join("added", hex.EncodeToString(digest[:6]), name)
}

// givenName is a place as people know it: of what placeFor made, the name.
func givenName(place string) string {
	if rest, ok := strings.CutPrefix(place, "added/"); ok {
		_, rest, _ = strings.Cut(rest, "/")
		return rest
	}
	return place
}

// fileName is the name of a file without its folders and without characters that show nothing.
func fileName(name string) string {
	name = path.Base(strings.ReplaceAll(strings.ToValidUTF8(name, "_"), `\`, "/"))
	name = strings.Map(func(r rune) rune {
		if !unicode.IsPrint(r) {
			return -1
		}
		return r
	}, name)
	for len(name) > 120 {
		_, size := utf8.DecodeRuneInString(name)
		name = name[size:] // the ending stays
	}
	if strings.Trim(name, "./ ") == "" {
		return "file"
	}
	return name
}

// links are the addresses that were given, a line each.
func (g *given) links() (list []string) {
	for _, line := range strings.Fields(g.form.Links) {
		list = append(list, addressOf(line))
	}
	return list
}

// check tells what is wrong with the whole of what was given.
func (g *given) check() error {
	switch {
	case len(g.files) == 0 && g.form.Links == "" && g.form.Text == "":
		return errors.New("there is nothing to add yet: choose a file, paste a link or paste a text")
	case len(g.links()) > mostLinks:
		return fmt.Errorf("these are more than %d links: give fewer at a time, or watch the outlet’s feed", mostLinks)
	}
	g.known = gainsay.Known{Title: g.form.Title, Publisher: g.form.Outlet}
	if g.form.Published == "" {
		return nil
	}
	day, err := news.ParseDay(g.form.Published)
	g.known.Published = day
	return err
}

// pasted is the text that was given, as a document.
func (g *given) pasted() (found gainsay.Captured, ok bool) {
	if g.form.Text == "" {
		return found, false
	}
	raw := []byte(g.form.Text)
	digest := sha256.Sum256(raw)
	place := placeFor(digest[:], fileName(cmp.Or(g.known.Title, "pasted text")))
	found.Source = gainsay.Source{Raw: raw, ContentType: "text/plain; charset=utf-8", Location: place, Given: g.known}
	found.Capture.Place, found.Capture.Location = place, place
	return found, true
}
