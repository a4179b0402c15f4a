package corpus

import (
	"encoding/xml"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
)

// MeantimeDocument is a Wikinews article of the MEANTIME corpus (Minard et al. 2016) with its entity mentions.
type MeantimeDocument struct {
	Name      string
	Sentences [][]string // tokens; the first sentence is the headline
	Mentions  []MeantimeMention
}

// MeantimeMention is a mention of an entity: tokens First to End of a sentence.
type MeantimeMention struct {
	Sentence, First, End int
	Kind                 string // "PER", "ORG", "LOC", "PRO" (products), "FIN"; "" where the entity isn't told
	Syntax               string // "NAM" for a name, "PRE.NAM" for one before a noun, "NOM", "PRO" …; often ""
}

// MeantimeFiles lists the files of the folder intra_cross of the corpus.
func MeantimeFiles(folder string) ([]string, error) {
	paths, err := filepath.Glob(filepath.Join(folder, "*", "*.xml.gz"))
	if err != nil {
		return nil, fmt.Errorf("corpus: %w", err)
	}
	slices.Sort(paths)
	return paths, nil
}

// ReadMeantime reads the folder intra_cross of the corpus, in the order of the file names.
func ReadMeantime(folder string) ([]MeantimeDocument, error) {
	paths, err := MeantimeFiles(folder)
	if err != nil {
		return nil, err
	}
	var out []MeantimeDocument
	for _, path := range paths {
		d, err := readMeantimeFile(path)
		if err != nil {
			return nil, fmt.Errorf("corpus: %s: %w", path, err)
		}
		out = append(out, d)
	}
	return out, nil
}

// meantimeFile is as much of the format as is read here.
type meantimeFile struct {
	Name   string `xml:"doc_name,attr"`
	Tokens []struct {
		ID       string `xml:"t_id,attr"`
		Sentence int    `xml:"sentence,attr"`
		Word     string `xml:",chardata"`
	} `xml:"token"`
	Markables struct {
		Mentions []struct {
			ID      string `xml:"m_id,attr"`
			Syntax  string `xml:"syntactic_type,attr"`
			Anchors []struct {
				ID string `xml:"t_id,attr"`
			} `xml:"token_anchor"`
		} `xml:"ENTITY_MENTION"`
		Entities []struct {
			ID   string `xml:"m_id,attr"`
			Kind string `xml:"ent_type,attr"`
		} `xml:"ENTITY"`
	}
	Relations struct {
		References []struct {
			Sources []struct {
				ID string `xml:"m_id,attr"`
			} `xml:"source"`
			Target struct {
				ID string `xml:"m_id,attr"`
			} `xml:"target"`
		} `xml:"REFERS_TO"`
	}
}

func readMeantimeFile(path string) (d MeantimeDocument, err error) {
	file, err := open(path)
	if err != nil {
		return d, err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	var raw meantimeFile
	if err := xml.NewDecoder(file).Decode(&raw); err != nil {
		return d, fmt.Errorf("%w: %w", ErrFormat, err)
	}
	d.Name = raw.Name
	type place struct{ sentence, token int }
	places := make(map[string]place, len(raw.Tokens))
	for _, t := range raw.Tokens {
		if t.Sentence < 0 || t.Sentence > len(raw.Tokens) {
			return d, fmt.Errorf("%w: sentence %d", ErrFormat, t.Sentence)
		}
		for len(d.Sentences) <= t.Sentence {
			d.Sentences = append(d.Sentences, nil)
		}
		places[t.ID] = place{t.Sentence, len(d.Sentences[t.Sentence])}
		d.Sentences[t.Sentence] = append(d.Sentences[t.Sentence], strings.TrimSpace(t.Word))
	}
	kinds := make(map[string]string) // of entities, then of the mentions that refer to them
	for _, e := range raw.Markables.Entities {
		kinds[e.ID] = e.Kind
	}
	for _, r := range raw.Relations.References {
		for _, s := range r.Sources {
			kinds[s.ID] = kinds[r.Target.ID]
		}
	}
	for _, m := range raw.Markables.Mentions {
		if len(m.Anchors) == 0 {
			continue
		}
		first, ok := places[m.Anchors[0].ID]
		last, also := places[m.Anchors[len(m.Anchors)-1].ID]
		if !ok || !also || first.sentence != last.sentence || first.token > last.token {
			continue // a mention in pieces
		}
		d.Mentions = append(d.Mentions, MeantimeMention{Sentence: first.sentence, First: first.token, End: last.token + 1,
			Kind: kinds[m.ID], Syntax: m.Syntax})
	}
	return d, nil
}
