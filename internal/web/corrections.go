package web

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"gainsay"
	"gainsay/internal/web/access"
	"gainsay/news"
)

// correct takes down what the viewer says about the record, and leads back to where it was said. It is what every form and script of
// the pages sends corrections to: kind, target, into, members (one id each), note; to undo one, kind=undo and its id as target. What is corrected of a
// statement is in changed, as [gainsay.DecodeChange] reads it, or in the fields of the form of the review page. Where the revision of the statement
// that the viewer has seen is given and no longer holds, nothing is corrected and the viewer told who was faster. A script that asks for JSON is
// given the id of the correction and the statement's new revision, or the reason why there is none.
func (s *Site) correct(w http.ResponseWriter, r *http.Request) error {
	c := news.Correction{By: access.Of(r.Context()).Name, Kind: news.CorrectionKind(r.PostFormValue("kind")), Target: r.PostFormValue("target"),
		Into: lastOf(r.PostFormValue("into")), Members: r.PostForm["members"], Note: strings.TrimSpace(r.PostFormValue("note"))}
	if !slices.Contains([]news.CorrectionKind{news.Accept, news.Reject, news.Correct, news.Merge, news.Split, news.Undo}, c.Kind) {
		return fmt.Errorf("%w: a correction accepts, rejects, corrects, merges, splits or undoes", errRequest)
	}
	made, err := s.corrected(r, c)
	if wantsJSON(r) {
		return s.answerCorrection(w, r, made, err)
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

// corrected makes a correction with what the request says of its change, and of what of the statement its viewer has seen.
func (s *Site) corrected(r *http.Request, c news.Correction) (made news.Correction, err error) {
	var revision int64
	if seen := r.PostFormValue("revision"); seen != "" {
		if revision, err = strconv.ParseInt(seen, 10, 64); err != nil {
			return c, fmt.Errorf("%w: revision %q is no number", errRequest, seen)
		}
	}
	if c.Kind == news.Correct {
		change, err := s.change(r, c.Target)
		if err != nil {
			return c, err
		}
		c.Changed = &change
	}
	return s.archive.CorrectSeen(r.Context(), c, revision)
}

// change is what the request changes in a statement.
func (s *Site) change(r *http.Request, id string) (change news.StatementChange, err error) {
	e, err := s.asked(r).Statement(r.Context(), id)
	if err != nil {
		return change, err
	}
	article, err := s.asked(r).Article(r.Context(), e.Document.ID)
	if err != nil {
		return change, err
	}
	text := article.Body(e.Statement.Part)
	if given := r.PostFormValue("changed"); given != "" {
		change, err = gainsay.DecodeChange([]byte(given), text)
	} else {
		change, err = s.filledIn(r, &e, text)
	}
	if said := change.Said; said != nil && *said != (news.Said{}) && said.Text == "" && e.Statement.Said != nil {
		said.Text = e.Statement.Said.Text // the words stay, whatever day they mean
	}
	return change, err
}

func (s *Site) answerCorrection(w http.ResponseWriter, r *http.Request, made news.Correction, err error) error {
	w.Header().Set("Content-Type", "application/json")
	if err != nil {
		f := failureOf(err)
		if f.Status == http.StatusInternalServerError {
			s.log.Error("correction failed", "target", r.PostFormValue("target"), "error", err)
		}
		w.WriteHeader(f.Status)
		return json.NewEncoder(w).Encode(map[string]any{"error": f.Reason})
	}
	answer := map[string]any{"id": made.ID}
	if strings.HasPrefix(made.Target, "d") {
		e, err := s.asked(r).Statement(r.Context(), made.Target)
		if err != nil {
			return err
		}
		answer["revision"] = e.Revision
	}
	return json.NewEncoder(w).Encode(answer)
}

// back is the page that a form was sent from, told which correction was made, so that it can offer to undo it.
func (s *Site) back(r *http.Request, made news.Correction) string {
	to := within(r.PostFormValue("back"))
	query := to.Query()
	query.Set("corrected", strconv.FormatInt(made.ID, 10))
	to.RawQuery = query.Encode()
	return to.String()
}

// within is the address of a page of the site; of the start page where it is another's.
func within(address string) *url.URL {
	to, err := url.Parse(address)
	if err != nil || to.IsAbs() || to.Host != "" || !strings.HasPrefix(to.Path, "/") || strings.HasPrefix(to.Path, "//") || strings.Contains(to.Path, `\`) {
		return &url.URL{Path: "/"}
	}
	return to
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
	given := r.FormValue("corrected")
	if given == "" || !access.Of(r.Context()).Role.May(access.Reviewer) {
		return nil
	}
	id, err := strconv.ParseInt(given, 10, 64)
	if err != nil {
		return nil
	}
	c, err := s.archive.Correction(r.Context(), id)
	if err != nil {
		return nil // the page itself will tell
	}
	n := notice{Text: done[c.Kind], Back: r.URL.Path}
	if c.Kind != news.Undo && c.Undone == 0 {
		n.Undo = given
	}
	return &n
}
