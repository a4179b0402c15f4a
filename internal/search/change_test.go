package search

import (
	"strings"
	"testing"
)

func TestWith(t *testing.T) {
	for _, c := range []struct{ input, name, value, want string }{
		{"", "act", "deny", "act:deny"},
		{"dam  gates", "act", "deny", "dam gates act:deny"},
		{"act:warn dam", "act", "deny", "act:deny dam"},
		{"Act:warn dam ACT:assert", "act", "deny", "act:deny dam"},
		{"dam", "outlet", "Tarsk Daily Post", `dam outlet:"Tarsk Daily Post"`},
		{`outlet:"Tarsk Daily Post" dam`, "outlet", "LNA", `outlet:LNA dam`},
		{"dam", "outlet", `The "Post"`, "dam"},
		{"dam", "outlet", "", "dam"},
		{"dam", "outlet", "*", `dam outlet:"*"`},
		{"dam", "outlet", "日報", `dam outlet:"日報"`},
		{"is:edited", "is", "contested", "is:edited is:contested"},
		{"is:contested", "is", "contested", "is:contested"},
		{`"act:warn" -act:warn`, "act", "deny", `"act:warn" -act:warn act:deny`},
		{`dam "open`, "act", "deny", `act:deny dam "open`},
	} {
		if got := With(c.input, c.name, c.value); got != c.want {
			t.Errorf("%s with %s:%s is %s, want %s", c.input, c.name, c.value, got, c.want)
		}
	}
}

func TestWithout(t *testing.T) {
	for _, c := range []struct{ input, name, value, want string }{
		{"dam act:deny gates", "act", "", "dam gates"},
		{"dam act:deny gates", "act", "warn", "dam act:deny gates"},
		{`outlet:"Tarsk Daily Post" dam`, "outlet", "tarsk daily post", "dam"},
		{"is:contested is:edited", "is", "edited", "is:contested"},
		{"-act:deny", "act", "", "-act:deny"},
		{"", "act", "", ""},
	} {
		if got := Without(c.input, c.name, c.value); got != c.want {
			t.Errorf("%s without %s:%s is %s, want %s", c.input, c.name, c.value, got, c.want)
		}
	}
	if !Has("dam act:Deny", "act", "deny") || Has(`"act:deny"`, "act", "deny") {
		t.Error("a filter is not seen, or one is where none is")
	}
}

// What is added is what the query then asks for, whatever else was typed.
func TestWithIsWhatIsAsked(t *testing.T) {
	for _, odd := range oddQueries {
		before, err := ParseQuery(odd)
		if err != nil {
			continue
		}
		after, err := ParseQuery(With(odd, "outlet", "Tarsk Daily Post"))
		if err != nil {
			t.Errorf("%q: %v", odd, err)
		}
		if after.Outlet != "Tarsk Daily Post" || after.Text != strings.TrimSuffix(before.Text, " OR") {
			t.Errorf("%q: %+v, before %+v", odd, after, before)
		}
	}
}
