package export

import (
	"bytes"
	"errors"
	"io"
	"iter"
	"net/url"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"gainsay/internal/record"
	"gainsay/internal/warc"
	"gainsay/news"
)

// bundleFiles are the files of a bundle that are Gainsay's own.
func bundleFiles(t testing.TB, data []byte) map[string][]byte {
	t.Helper()
	bundle, err := warc.ReadWACZ(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	files := map[string][]byte{}
	for _, name := range bundle.Names() {
		if strings.HasPrefix(name, "gainsay/") {
			if files[name], err = bundle.ReadFile(name, 1<<20); err != nil {
				t.Fatal(err)
			}
		}
	}
	return files
}

func writeBundle(t testing.TB, e *Evidence) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := WriteBundle(&out, e, sampleOptions(t)); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestBundleHoldsTheOriginals(t *testing.T) {
	data := writeBundle(t, sampleEvidence(t))
	bundle, err := warc.ReadWACZ(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	if wrong := bundle.Check(); len(wrong)+len(bundle.Problems) > 0 {
		t.Errorf("the bundle is not as it should be: %v %v", wrong, bundle.Problems)
	}
	if found := checkOriginals(t, bundle.Records()); found != 2 || len(bundle.Pages) != 2 {
		t.Errorf("there are %d originals and %d pages", found, len(bundle.Pages))
	}
}

func TestWARCHoldsTheOriginals(t *testing.T) {
	damaged := sampleOriginals(t)[1]
	damaged.Raw = []byte("something else")
	var out bytes.Buffer
	err := WriteWARC(&out, items(append([]Original{damaged}, sampleOriginals(t)...)), sampleOptions(t))
	if missing, ok := errors.AsType[*LeftOut](err); !ok || missing.Items != 1 || !errors.Is(err, ErrOriginal) {
		t.Errorf("a damaged original is told as %v", err)
	}
	reader := warc.NewReader(&out)
	found := checkOriginals(t, func(yield func(*warc.Record, error) bool) {
		for {
			r, err := reader.Next()
			if errors.Is(err, io.EOF) || !yield(r, err) {
				return
			}
		}
	})
	if found != 2 {
		t.Errorf("there are %d originals", found)
	}
}

func TestWACZHoldsTheOriginals(t *testing.T) {
	damaged := sampleOriginals(t)[1]
	damaged.Raw = []byte("something else")
	var out bytes.Buffer
	err := WriteWACZ(&out, items(append([]Original{damaged}, sampleOriginals(t)...)), sampleOptions(t))
	if missing, ok := errors.AsType[*LeftOut](err); !ok || missing.Items != 1 || !errors.Is(err, ErrOriginal) {
		t.Errorf("a damaged original is told as %v", err)
	}
	packed, err := warc.ReadWACZ(bytes.NewReader(out.Bytes()), int64(out.Len()))
	if err != nil {
		t.Fatal(err)
	}
	if found := checkOriginals(t, packed.Records()); found != 2 || len(packed.Pages) != 2 || len(packed.Check()) > 0 {
		t.Errorf("there are %d originals and %d pages: %v", found, len(packed.Pages), packed.Check())
	}
}

// checkOriginals holds the records of an archive against the samples, and counts the originals among them.
func checkOriginals(t *testing.T, records iter.Seq2[*warc.Record, error]) (found int) {
	t.Helper()
	originals := sampleOriginals(t)
	for r, err := range records {
		if err != nil {
			t.Fatal(err)
		}
		var body io.Reader
		switch r.Type {
		case warc.TypeResponse:
			response, err := r.Response()
			if err != nil {
				t.Fatal(err)
			}
			// What is archived is unpacked, and must not be called packed.
			if response.Header.Get("Content-Encoding") != "" || response.Header.Get("X-Archive-Orig-Content-Encoding") != "gzip" || response.Status != 200 {
				t.Errorf("the answer has the header %v", response.Header)
			}
			if r.TargetURI != "https://elding-times.example/gates?a=1&b=2" || !r.Date.Equal(originals[0].Capture.Time) {
				t.Errorf("the answer is of %s at %v", r.TargetURI, r.Date)
			}
			body = response.Body
		case warc.TypeResource:
			if r.TargetURI != "urn:gainsay:port-elding:d13" {
				t.Errorf("the file is called %s", r.TargetURI)
			}
			body = r.Block
		default:
			continue
		}
		raw, err := io.ReadAll(body)
		if err != nil {
			t.Fatal(err)
		}
		if sum(string(raw)) != originals[found].Head.SHA256 {
			t.Errorf("the original of %s has another digest", originals[found].Head.ID)
		}
		found++
	}
	return found
}

func TestBundleHoldsWhatIsSaidOfThem(t *testing.T) {
	evidence := sampleEvidence(t)
	files := bundleFiles(t, writeBundle(t, evidence))
	lines := bytes.Split(bytes.TrimSpace(files["gainsay/record.jsonl"]), []byte("\n"))
	if rec, err := record.Decode(lines[0]); err != nil || len(lines) != 2 || rec.ID != "d12" {
		t.Errorf("%d records, the first %s: %v", len(lines), rec.ID, err)
	}
	if !bytes.Equal(files["gainsay/proofs.json"], evidence.Proofs) || !bytes.Equal(files["gainsay/head.txt"], evidence.Head) {
		t.Error("proofs or head are not those that were given")
	}
	if !bytes.Equal(files["gainsay/claim.json"], record.EncodeClaim(&evidence.Claim)) {
		t.Errorf("the claim is %s", files["gainsay/claim.json"])
	}
	correction := parsed[correctionLine](t, files["gainsay/corrections.jsonl"])
	p := (*correction.Changed.Content)[0]
	if got := string([]rune(unionText)[p[0]:p[1]]); got != "=gates were <b>shut</b> & locked" || correction.By != "Tove" {
		t.Errorf("the correction makes the content %q: %+v", got, correction)
	}
	if rows := readCSV(t, files["gainsay/statements.csv"]); len(rows) != 4 || rows[1]["start"] == "" {
		t.Errorf("the table is %q", rows)
	}
	golden(t, "bundle.html", files["gainsay/index.html"])
}

func TestABundleWithoutProofsHasNoEmptyFiles(t *testing.T) {
	evidence := sampleEvidence(t)
	evidence.Proofs, evidence.Head, evidence.Corrections = nil, nil, nil
	files := bundleFiles(t, writeBundle(t, evidence))
	for _, name := range []string{"proofs.json", "head.txt", "corrections.jsonl"} {
		if _, there := files["gainsay/"+name]; there || bytes.Contains(files["gainsay/index.html"], []byte(name)) {
			t.Errorf("there is a %s, or a link to it", name)
		}
	}
}

func TestEvidenceIsWholeOrNotAtAll(t *testing.T) {
	damaged, unplaced, lacking := sampleEvidence(t), sampleEvidence(t), sampleEvidence(t)
	originals := sampleOriginals(t)
	originals[1].Raw = []byte("something else")
	damaged.Originals = items(originals)
	unplaced.Corrections[0].Changed.Content = &[]news.Span{{Start: 0, End: 1 << 20}}
	lacking.Originals = items(originals[:1])
	for name, evidence := range map[string]*Evidence{"the original is not the one that was captured": damaged, "correction 3 of d13#s1": unplaced, "d13: its document is not": lacking} {
		if err := WriteBundle(io.Discard, evidence, nil); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("%q is told as %v", name, err)
		}
	}
	if err := WriteBundle(io.Discard, damaged, nil); !errors.Is(err, ErrOriginal) {
		t.Errorf("a damaged original is %v", err)
	}
}

func TestPageTellsRejectedReadingsApart(t *testing.T) {
	evidence := sampleEvidence(t)
	evidence.Entries[1].Review = news.Rejected
	page := pageOf(evidence, &Options{})
	if got := page.Sides[1].Statements; len(got) != 1 || got[0].ID != "urn:gainsay:d12:s1" {
		t.Errorf("who denies: %+v", got)
	}
	if got := page.Sides[4].Statements; len(got) != 1 || got[0].ID != "urn:gainsay:d12:s2" {
		t.Errorf("rejected: %+v", got)
	}
}

// allowed are the elements of the page with their attributes.
var allowed = map[string][]string{
	"html": {"lang"}, "head": nil, "meta": {"charset", "http-equiv", "content", "name"}, "title": nil, "style": nil, "body": nil, "main": nil, "h1": {"dir"}, "h2": nil,
	"p": {"class"}, "code": nil, "a": {"href", "rel"}, "section": nil, "article": nil, "div": nil, "time": nil, "strong": nil, "bdi": nil, "blockquote": {"dir"},
	"cite": {"dir"}, "span": {"class"}, "ul": nil, "ol": nil, "li": {"class"}, "br": nil, "pre": nil,
}

var bundled = []string{"record.jsonl", "statements.csv", "claim.json", "corrections.jsonl", "proofs.json", "head.txt"}

func FuzzPage(f *testing.F) {
	for _, seed := range []string{"plain", "<script>alert(1)</script>", "</style><img src=x onerror=alert(1)>", "\" onclick=\"x", "javascript:alert(1)", "<!-- --><base href=//x>", "&lt;b&gt;", "\x00\xff\u202e", "</title><a href=//e.example>x"} {
		f.Add(seed, "https://a.example/"+seed)
	}
	f.Fuzz(func(t *testing.T, words, address string) {
		head := news.Head{ID: words, Title: words, Publisher: words, Agency: words, URL: address, Published: news.Day(words), SHA256: words}
		entry := news.Entry{ID: words, Words: words, Source: words, Copies: 2, Document: head, Speaker: &news.Entity{Name: words, Role: words},
			Statement: news.Statement{Stance: news.Denies, Form: news.Indirect, Said: &news.Said{Text: words, From: news.Day(words)}}, Review: news.Review(words)}
		voice := news.Voice{Day: news.Day(words), Outlet: words, Name: words}
		evidence := &Evidence{Claim: news.ClaimPage{Claim: news.Claim{ID: words, Text: words}, FirstSeen: voice, Reply: &news.Reply{By: voice}},
			Entries: []news.Entry{entry}, Corrections: []news.Correction{{}}, Proofs: []byte("{}"), Head: []byte(words), PublicKey: words}
		var out bytes.Buffer
		if err := writePage(&out, evidence, &Options{Archive: words, Link: func(string) string { return address }}); err != nil {
			t.Fatal(err)
		}
		checkPage(t, out.Bytes(), webAddress(address))
	})
}

// checkPage checks that a page has no element and attribute that is not its own, and no link but to files beside it and to the one address.
func checkPage(t *testing.T, data []byte, address string) {
	t.Helper()
	root, err := html.Parse(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	for node := range root.Descendants() {
		if node.Type == html.CommentNode {
			t.Errorf("there is a comment %q", node.Data)
		}
		if node.Type != html.ElementNode {
			continue
		}
		attributes, known := allowed[node.Data]
		if !known {
			t.Errorf("there is an element %s", node.Data)
		}
		for _, attribute := range node.Attr {
			if !slices.Contains(attributes, attribute.Key) {
				t.Errorf("there is an attribute %s of %s", attribute.Key, node.Data)
			}
			if attribute.Key == "href" && !slices.Contains(bundled, attribute.Val) && !sameAddress(attribute.Val, address) {
				t.Errorf("a link leads to %q", attribute.Val)
			}
		}
	}
}

// sameAddress allows for what a template escapes in an address besides.
func sameAddress(link, address string) bool {
	first, err := url.PathUnescape(link)
	second, otherErr := url.PathUnescape(address)
	return errors.Join(err, otherErr) == nil && address != "" && first == second
}
