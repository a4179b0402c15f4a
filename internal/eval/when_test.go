package eval

import (
	"testing"

	"gainsay/news"
)

func TestTimeCounts(t *testing.T) {
	at := func(start, end int, kind news.TimeType, value string) news.Time {
		return news.Time{Span: news.Span{Start: start, End: end}, Type: kind, Value: value}
	}
	gold := []news.Time{at(0, 6, news.Date, "2023"), at(10, 20, news.Duration, "P3D"), at(30, 35, news.Date, "2020"), at(40, 45, news.Date, "2021")}
	predicted := []news.Time{at(0, 6, news.Date, "2023"), at(8, 12, news.Set, "P3D"), at(22, 25, news.Date, "1999"), at(40, 45, news.Time{}.Type, "2022")}
	var c timeCounts
	c.add(gold, predicted)
	if want := (timeCounts{gold: 4, predicted: 4, strict: 2, relaxed: 3, kind: 1, value: 2}); c != want {
		t.Errorf("got %+v, want %+v", c, want)
	}
}
