package access

import (
	"io"
	"net/http"
	"strings"
	"time"
)

// patience is how long a client may take: for the body of a request, of an upload, and until it takes what is written to it. There is no limit to how
// long an answer is written, so that streams of events go on, but whoever takes nothing holds nothing.
type patience struct{ body, upload, write time.Duration }

var usualPatience = patience{time.Minute, 15 * time.Minute, 30 * time.Second}

// How many bytes the body of a request may have.
const (
	mostBody   = 4 << 20
	mostUpload = 512 << 20
)

// uploads is where files are sent to.
const uploads = "/add"

// answer is what a response is written to: it knows whether it has begun, and waits for no client for long.
type answer struct {
	http.ResponseWriter
	control  *http.ResponseController
	patience patience
	begun    bool
}

func newAnswer(w http.ResponseWriter, p patience) *answer {
	return &answer{ResponseWriter: w, control: http.NewResponseController(w), patience: p}
}

// Unwrap lets [http.ResponseController] reach the connection.
func (a *answer) Unwrap() http.ResponseWriter { return a.ResponseWriter }

func (a *answer) begin() {
	a.begun = true
	_ = a.control.SetWriteDeadline(time.Now().Add(a.patience.write)) // where there is no connection, there is nobody to wait for
}

// WriteHeader begins the answer.
func (a *answer) WriteHeader(status int) {
	a.begin()
	a.ResponseWriter.WriteHeader(status)
}

// Write writes some of the answer.
func (a *answer) Write(data []byte) (int, error) {
	a.begin()
	return a.ResponseWriter.Write(data)
}

// Flush sends what was written.
func (a *answer) Flush() {
	a.begin()
	_ = a.control.Flush() // a client that went away is told by the request's context
}

// limited is the body of a request, of no more bytes than it may have and as long as it may take.
func (a *answer) limited(r *http.Request) io.ReadCloser {
	if r.Body == nil || r.Body == http.NoBody {
		return r.Body
	}
	most, wait := int64(mostBody), a.patience.body
	if r.URL.Path == uploads || strings.HasPrefix(r.URL.Path, uploads+"/") {
		most, wait = mostUpload, a.patience.upload
	}
	_ = a.control.SetReadDeadline(time.Now().Add(wait))
	return &body{http.MaxBytesReader(a.ResponseWriter, r.Body, most), a.control}
}

// body is read under a deadline, which is over with its end: a request that goes on is not cut off.
type body struct {
	io.ReadCloser
	control *http.ResponseController
}

func (b *body) Read(into []byte) (int, error) {
	n, err := b.ReadCloser.Read(into)
	if err == io.EOF {
		_ = b.control.SetReadDeadline(time.Time{})
	}
	return n, err
}
