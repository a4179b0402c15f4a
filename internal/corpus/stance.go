package corpus

import (
	"encoding/json"
	"fmt"
	"path/filepath"
)

// Headline is one of Emergent's pairs (Ferreira and Vlachos 2016): a rumoured claim, and the headline of an article about it.
type Headline struct {
	ClaimID string `json:"claim_id"`
	Claim   string `json:"claim"`
	Text    string `json:"headline"`
	Stance  string `json:"stance"` // for, against, observing
}

// EmergentFile is where Emergent's training part lies below the folder of the corpora.
func EmergentFile(corpora string) string {
	return filepath.Join(corpora, "stance", "emergent-train.jsonl.gz")
}

// ReadEmergent reads the training part, in the file's order.
func ReadEmergent(corpora string) ([]Headline, error) {
	var list []Headline
	path := EmergentFile(corpora)
	err := eachLine(path, func(decode func(any) error) error {
		var h Headline
		if err := decode(&h); err != nil {
			return err
		}
		switch h.Stance {
		case "for", "against", "observing":
			list = append(list, h)
			return nil
		}
		return fmt.Errorf("%w: %q is no stance of Emergent", ErrFormat, h.Stance)
	})
	return list, err
}

// Challenge is one of the pairs of the Fake News Challenge (FNC-1, 2017): a headline and the body of an article, whether or not they
// are about the same.
type Challenge struct {
	Headline string
	Body     string
	Stance   string // agree, disagree, discuss, unrelated
}

// ReadChallenge reads the training part of FNC-1, in the file's order.
func ReadChallenge(corpora string) ([]Challenge, error) {
	folder := filepath.Join(corpora, "stance")
	bodies := map[json.Number]string{}
	err := eachLine(filepath.Join(folder, "fnc1-train-bodies.jsonl.gz"), func(decode func(any) error) error {
		var body struct {
			ID   json.Number `json:"body_id"`
			Text string      `json:"text"`
		}
		err := decode(&body)
		bodies[body.ID] = body.Text
		return err
	})
	if err != nil {
		return nil, err
	}
	var list []Challenge
	err = eachLine(filepath.Join(folder, "fnc1-train-stances.jsonl.gz"), func(decode func(any) error) error {
		var pair struct {
			ID       json.Number `json:"body_id"`
			Headline string      `json:"headline"`
			Stance   string      `json:"stance"`
		}
		if err := decode(&pair); err != nil {
			return err
		}
		body, ok := bodies[pair.ID]
		if !ok {
			return fmt.Errorf("%w: no body %s", ErrFormat, pair.ID)
		}
		switch pair.Stance {
		case "agree", "disagree", "discuss", "unrelated":
		default:
			return fmt.Errorf("%w: %q is no stance of FNC-1", ErrFormat, pair.Stance)
		}
		list = append(list, Challenge{Headline: pair.Headline, Body: body, Stance: pair.Stance})
		return nil
	})
	return list, err
}
