package said

import (
	"testing"

	"gainsay/news"
)

func TestDaysOf(t *testing.T) {
	tests := []struct {
		value    string
		from, to news.Day
	}{
		{"2021-11-22", "2021-11-22", "2021-11-22"},
		{"2021-11-22TMO", "2021-11-22", "2021-11-22"},
		{"2021-W46", "2021-11-15", "2021-11-21"},
		{"2020-W53", "2020-12-28", "2021-01-03"},
		{"2021-W46-WE", "2021-11-20", "2021-11-21"},
		{"2021-Q4", "2021-10-01", "2021-12-31"},
		{"2020-02", "2020-02-01", "2020-02-29"},
		{"2021", "2021-01-01", "2021-12-31"},
		{"199", "", ""}, {"PRESENT_REF", "", ""}, {"XXXX-11", "", ""}, {"XXXX-WXX-1", "", ""}, {"2021-WXX", "", ""}, {"", "", ""},
	}
	for _, test := range tests {
		got, ok := daysOf(news.Time{Type: news.Date, Value: test.value})
		if ok != (test.from != "") || ok && got != (interval{test.from, test.to}) {
			t.Errorf("%q: got %v %v, want %s..%s", test.value, got, ok, test.from, test.to)
		}
	}
	if _, ok := daysOf(news.Time{Type: news.Duration, Value: "2021"}); ok {
		t.Error("a duration has no days")
	}
}
