package coref

import (
	"fmt"
	"testing"

	"gainsay/news"
)

func TestAcross(t *testing.T) {
	for _, test := range []struct {
		name string
		a, b news.Entity
		want bool
	}{
		{"full name and surname", news.Entity{Name: "Ana Reyl", Kind: news.Person}, news.Entity{Name: "Reyl", Kind: news.Person}, true},
		{"surname first", news.Entity{Name: "Reyl", Kind: news.Person}, news.Entity{Name: "Ana Reyl", Kind: news.Person}, true},
		{"title", news.Entity{Name: "Ms. Ana Reyl", Kind: news.Person}, news.Entity{Name: "Ana Reyl", Kind: news.Person}, true},
		{"brothers", news.Entity{Name: "Tom Reyl", Kind: news.Person}, news.Entity{Name: "Ana Reyl", Kind: news.Person}, false},
		{"spellings of one name", news.Entity{Name: "Kassim Choubaki", Kind: news.Person}, news.Entity{Name: "Qasim Shubaky", Kind: news.Person}, true},
		{"acronym", news.Entity{Name: "Harbour Safety Board", Kind: news.Organisation}, news.Entity{Name: "HSB", Kind: news.Organisation}, true},
		{"state", news.Entity{Name: "Norway", Kind: news.State}, news.Entity{Name: "Norway", Kind: news.State}, true},
		{"a state is no body of its name", news.Entity{Name: "Norway", Kind: news.State}, news.Entity{Name: "Norway", Kind: news.Organisation}, false},
		{"no names", news.Entity{Name: "officials", Kind: news.Group}, news.Entity{Name: "officials", Kind: news.Group}, false},
		{"unnamed", news.Entity{Name: "Norwegian", Kind: news.Unnamed}, news.Entity{Name: "Norwegian", Kind: news.Unnamed}, false},
	} {
		got := Across([][]news.Entity{{test.a}, {test.b}})
		if same := got[0][0] == got[1][0]; same != test.want {
			t.Errorf("%s: got %v, want %v", test.name, same, test.want)
		}
	}
	a, b := news.Entity{Name: "Tom Reyl", Kind: news.Person}, news.Entity{Name: "Ana Reyl", Kind: news.Person}
	if got := fmt.Sprint(Across([][]news.Entity{{{Name: "Reyl", Kind: news.Person}}, {a}, {b}, {a}})); got != "[[0] [1] [2] [1]]" {
		t.Errorf("a surname that two have: got %s", got)
	}
}
