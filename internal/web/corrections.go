package web

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"gainsay/internal/web/access"
	"gainsay/news"
)

// correct takes down what the viewer says about the record, and leads back to where it was said. It is what every form and script of
// the pages sends corrections to: kind, target, into, members (one id each), note; to undo one, kind=undo and its id as target. Where the script asks
// for JSON it is given the id of the correction, or the reason why there is none.
func (s *Site) correct(w http.ResponseWriter, r *http.Request) error {
	c := news.Correction{By: access.Of(r.Context()).Name, Kind: news.CorrectionKind(r.PostFormValue("kind")), Target: r.PostFormValue("target"),
		Into: lastOf(r.PostFormValue("into")), Members: r.PostForm["members"], Note: strings.TrimSpace(r.PostFormValue("note"))}
	if !slices.Contains([]news.CorrectionKind{news.Accept, news.Reject, news.Correct, news.Merge, news.Split, news.Undo}, c.Kind) {
		return fmt.Errorf("%w: a correction accepts, rejects, corrects, merges, splits or undoes", errRequest)
	}
	made, err := s.archive.Correct(r.Context(), c)
	if wantsJSON(r) {
		return answerCorrection(w, made.ID, err)
	}
	if err != nil {
		return err
	}
	http.Redirect(w, r, s.back(r, made), http.StatusSeeOther)
	return nil
}

// lastOf is the id at the end of the address of a page: "https://…/claim/c9?q=dam" names c9, as c9 does.
func lastOf(address string) string {
	path, _, _ := strings.Cut(strings.TrimSpace(address), "?")
	path, _, _ = strings.Cut(path, "#")
	return path[strings.LastIndexByte(path, '/')+1:]
}

func wantsJSON(r *http.Request) bool {
	return strings.HasPrefix(r.Header.Get("Accept"), "application/json")
}

func answerCorrection(w http.ResponseWriter, id int64, err error) error {
	w.Header().Set("Content-Type", "application/json")
	answer := map[string]any{"id": id}
	if err != nil {
		f := failureOf(err)
		w.WriteHeader(f.Status)
		answer = map[string]any{"error": f.Reason}
	}
	return json.NewEncoder(w).Encode(answer)
}

// back is the page that a form was sent from, told which correction was made, so that it can offer to undo it.
func (s *Site) back(r *http.Request, made news.Correction) string {
	to, err := url.Parse(r.PostFormValue("back"))
	if err != nil || to.IsAbs() || to.Host != "" || !strings.HasPrefix(to.Path, "/") || strings.HasPrefix(to.Path, "//") || strings.Contains(to.Path, `\`) {
		to = &url.URL{Path: "/"}
	}
	query := to.Query()
	query.Set("corrected", strconv.FormatInt(made.ID, 10))
	to.RawQuery = query.Encode()
	return to.String()
}

// notice tells on top of a page what the viewer has just done.
type notice struct {
	Text string
	Undo string // id of the correction that can be undone; "" where nothing can be
	Back string // the page
}

var done = map[news.CorrectionKind]string{news.Accept: "Accepted.", news.Reject: "Rejected: the statement is no longer in the ledger.", news.Correct: "Corrected.",
	news.Merge: "Merged: the two are one from now on.", news.Split: "Parted.", news.Undo: "Undone."}

// noticeOf is the notice for a request that comes from a correction.
func (s *Site) noticeOf(r *http.Request) *notice {
	id := r.FormValue("corrected")
	if id == "" || !access.Of(r.Context()).Role.May(access.Reviewer) {
		return nil
	}
	all, err := s.archive.Corrections(r.Context(), "")
	if err != nil {
		return nil // the page itself will tell
	}
	for _, c := range slices.Backward(all) {
		if strconv.FormatInt(c.ID, 10) != id {
			continue
		}
		n := notice{Text: done[c.Kind], Back: r.URL.Path}
		if c.Kind != news.Undo && c.Undone == 0 {
			n.Undo = id
		}
		return &n
	}
	return nil
}
