package corpus

import (
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"testing"
)

// written is the path of a file with the content.
func written(t *testing.T, name, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestReadCoNLLU(t *testing.T) {
	path := written(t, "a.conllu", `# newdoc id = one
# sent_id = one-1
# text = Quill won't go.
1	Quill	Quill	PROPN	NNP	_	4	nsubj	_	Entity=(1-person)
2-3	won't	_	_	_	_	_	_	_	_
2	wo	will	AUX	MD	_	4	aux	_	_
3	n't	not	PART	RB	_	4	advmod	_	_
4	go	go	VERB	VB	_	0	root	_	SpaceAfter=No
5	.	.	PUNCT	.	_	4	punct	_	_

# newdoc id = two
# sent_id = two-1
1	Go	go	VERB	VB	_	0	root	_	_
`)
	documents, err := ReadCoNLLU(path)
	if err != nil {
		t.Fatal(err)
	}
	if len(documents) != 2 || documents[0].ID != "one" || documents[1].ID != "two" || len(documents[1].Sentences) != 1 {
		t.Fatalf("documents %+v", documents)
	}
	s := documents[0].Sentences[0]
	if s.ID != "one-1" || s.Text != "Quill won't go." || len(s.Tokens) != 5 {
		t.Fatalf("sentence %+v", s)
	}
	want := UDToken{Form: "Quill", Lemma: "Quill", Universal: "PROPN", Tag: "NNP", Head: "4", Relation: "nsubj", Misc: "Entity=(1-person)"}
	if s.Tokens[0] != want || s.Tokens[2].Form != "n't" {
		t.Errorf("tokens %+v", s.Tokens)
	}
}

func TestReadIOB(t *testing.T) {
	want := []LabelledSentence{
		{Tokens: []string{"Ada", "Quill", "left"}, Labels: []string{"B-PER", "I-PER", "O"}},
		{Tokens: []string{"#", "Harbour"}, Labels: []string{"O", "B-LOC"}},
	}
	got, err := ReadIOB(written(t, "a.conll", "Ada\tB-PER\r\nQuill\tI-PER\nleft\tO\n\n\n#\tO\nHarbour\tB-LOC"))
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("two columns: %+v, error %v", got, err)
	}
	got, err = ReadIOB(written(t, "b.iob2", "# newdoc id = d\n# text = Quill\n1\tQuill\tB-PER\t-\t-\n"))
	want = []LabelledSentence{{Document: "d", Tokens: []string{"Quill"}, Labels: []string{"B-PER"}}}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("five columns: %+v, error %v", got, err)
	}
}

func TestReadSilver(t *testing.T) {
	path := written(t, "a.tsv", "# newdoc id = one\n# sent = 1\n1\tQuill\tQuill\tNNP\t2\tnsubj\t0\t5\tPERSON\t_\n"+
		"2\tleft\tleave\tVBD\t0\troot\t6\t10\tO\t_\n\n# sent = 2\n1\tFriday\tFriday\tNNP\t0\troot\t11\t17\tDATE\tXXXX-WXX-5\n\n")
	documents, err := ReadSilver(path)
	if err != nil {
		t.Fatal(err)
	}
	if len(documents) != 1 || len(documents[0].Sentences) != 2 || len(documents[0].Sentences[0]) != 2 {
		t.Fatalf("documents %+v", documents)
	}
	want := SilverToken{Start: 11, End: 17, Form: "Friday", Lemma: "Friday", Tag: "NNP", Relation: "root", Entity: "DATE", Normalised: "XXXX-WXX-5"}
	if got := documents[0].Sentences[1][0]; got != want {
		t.Errorf("token %+v, want %+v", got, want)
	}
}

func TestReadBrown(t *testing.T) {
	got, err := ReadBrown(written(t, "a.tsv", "0010\tmayor\t12\n0011\tenvoy\t3\n"), 4)
	want := []BrownWord{{Path: "0010", Word: "mayor", Count: 12}}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("%+v, error %v", got, err)
	}
}

func TestReadersRefuse(t *testing.T) {
	for _, c := range []struct {
		name, content string
		read          func(path string) error
	}{
		{"CoNLL-U with too few columns", "1\tQuill\n", func(p string) error { _, err := ReadCoNLLU(p); return err }},
		{"labels without a column", "Quill\n", func(p string) error { _, err := ReadIOB(p); return err }},
		{"silver with too few columns", "# newdoc id = a\n1\tQuill\n", func(p string) error { _, err := ReadSilver(p); return err }},
		{"silver without a document", "1\ta\ta\tNN\t0\troot\t0\t1\tO\t_\n", func(p string) error { _, err := ReadSilver(p); return err }},
		{"silver with a word for a number", "# newdoc id = a\n1\ta\ta\tNN\t0\troot\tx\t1\tO\t_\n", func(p string) error { _, err := ReadSilver(p); return err }},
		{"clusters without a count", "0010\tmayor\n", func(p string) error { _, err := ReadBrown(p, 1); return err }},
		{"clusters with a word for a count", "0010\tmayor\tx\n", func(p string) error { _, err := ReadBrown(p, 1); return err }},
		{"MEANTIME cut short", "<Document><token t_id=\"1\"", func(p string) error { _, err := readMeantimeFile(p); return err }},
		{"MEANTIME with a wild sentence number", `<Document><token t_id="1" sentence="99999999">a</token></Document>`,
			func(p string) error { _, err := readMeantimeFile(p); return err }},
	} {
		t.Run(c.name, func(t *testing.T) {
			if err := c.read(written(t, "file", c.content)); !errors.Is(err, ErrFormat) {
				t.Errorf("error %v, want ErrFormat", err)
			}
		})
	}
	if _, err := ReadSilver(filepath.Join(t.TempDir(), "none")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a missing file: error %v, want ErrNotExist", err)
	}
}

func TestReadMeantimeFile(t *testing.T) {
	d, err := readMeantimeFile(written(t, "a.xml", `<?xml version="1.0" ?><Document doc_name="one">
<token number="0" sentence="0" t_id="1">Quill</token><token number="1" sentence="1" t_id="2">Ada</token>
<token number="2" sentence="1" t_id="3">Quill</token><token number="3" sentence="1" t_id="4">left</token>
<Markables><ENTITY_MENTION m_id="7" syntactic_type="NAM"><token_anchor t_id="2"/><token_anchor t_id="3"/></ENTITY_MENTION>
<ENTITY ent_type="PER" m_id="8"/></Markables>
<Relations><REFERS_TO r_id="9"><source m_id="7"/><target m_id="8"/></REFERS_TO></Relations></Document>`))
	want := MeantimeDocument{Name: "one", Sentences: [][]string{{"Quill"}, {"Ada", "Quill", "left"}},
		Mentions: []MeantimeMention{{Sentence: 1, First: 0, End: 2, Kind: "PER", Syntax: "NAM"}}}
	if err != nil || !reflect.DeepEqual(d, want) {
		t.Errorf("%+v, error %v", d, err)
	}
}
