package corpus

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"gainsay/news"
)

const timemlSample = `<?xml version="1.0" ?>
<TimeML><DOCID>x</DOCID><DCT><TIMEX3 tid="t0" type="TIME" value="2023-05-10T09:00" functionInDocument="CREATION_TIME">May 10</TIMEX3></DCT>
<TEXT>Orla &amp; Vint: <EVENT>left</EVENT> <TIMEX3 tid="t1" type="DATE" value="2023-05-08">Monday </TIMEX3>for
<TIMEX3 tid="t2" type="DURATION" value="P3D">three <EVENT>days</EVENT></TIMEX3>.<TIMEX3 tid="t3" type="DATE" value=""> </TIMEX3></TEXT></TimeML>`

func TestReadTimeML(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "orla.tml")
	if err := os.WriteFile(path, []byte(timemlSample), 0o600); err != nil {
		t.Fatal(err)
	}
	paths, err := TimeMLFiles(dir)
	if err != nil || len(paths) != 1 {
		t.Fatalf("files %v, %v", paths, err)
	}
	doc, err := ReadTimeML(paths[0])
	if err != nil {
		t.Fatal(err)
	}
	if doc.ID != "orla" || doc.Published != "2023-05-10" || doc.Text != "Orla & Vint: left Monday for\nthree days. " {
		t.Errorf("got %+v", doc)
	}
	want := []struct {
		words string
		time  news.TimeType
		value string
	}{{"Monday", news.Date, "2023-05-08"}, {"three days", news.Duration, "P3D"}}
	if len(doc.Times) != len(want) {
		t.Fatalf("times %+v", doc.Times)
	}
	for i, w := range want {
		if g := doc.Times[i]; g.Span.In(doc.Text) != w.words || g.Type != w.time || g.Value != w.value {
			t.Errorf("time %d is %q %+v", i, g.Span.In(doc.Text), g)
		}
	}
}

func TestReadTimeMLRefuses(t *testing.T) {
	path := filepath.Join(t.TempDir(), "broken.tml")
	if err := os.WriteFile(path, []byte("<TimeML><TEXT>half"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := ReadTimeML(path); !errors.Is(err, ErrFormat) {
		t.Errorf("got %v, want ErrFormat", err)
	}
}
