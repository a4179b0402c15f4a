package search

import "testing"

func TestWithin(t *testing.T) {
	for query, want := range map[string]string{
		"dam":                            "words:dam",
		`dam "shift leader" speaker:lee`: `words:dam words:"shift leader" speaker:lee`,
		"dam OR gate -title:flood":       "words:dam OR words:gate -title:flood",
		"-dam gate*":                     "-words:dam words:gate*",
	} {
		parsed, err := Parse(query)
		if err != nil {
			t.Fatal(err)
		}
		expected, err := Parse(want)
		if err != nil {
			t.Fatal(err)
		}
		if got, want := FTS5(Within(parsed, Words), nil), FTS5(expected, nil); got != want {
			t.Errorf("%s: %s, want %s", query, got, want)
		}
	}
	if Within(nil, Words) != nil {
		t.Error("nothing became something")
	}
}
