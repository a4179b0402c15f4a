package when_test

import (
	"regexp"
	"strings"
	"testing"

	"gainsay/internal/analysis/token"
	"gainsay/internal/analysis/when"
	"gainsay/internal/text"
	"gainsay/news"
)

// annotate reads s as published on a Wednesday.
func annotate(s string, published news.Day) *text.Document {
	d := token.Split(s)
	d.Published = published
	when.Annotate(d)
	return d
}

func show(d *text.Document) string {
	var out []string
	for _, t := range d.Times {
		out = append(out, t.Span.In(d.Text)+"|"+string(t.Type)+"|"+t.Value)
	}
	return strings.Join(out, "; ")
}

func TestAnnotate(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"past weekday", "The harbour master said on Monday that the quay was safe.", "Monday|DATE|2023-05-08"},
		{"future weekday", "The council will meet on Monday.", "Monday|DATE|2023-05-15"},
		{"same weekday", "Mayor Olin resigned Wednesday.", "Wednesday|DATE|2023-05-10"},
		{"last weekday", "It closed last Wednesday.", "last Wednesday|DATE|2023-05-03"},
		{"earlier weekday", "The guild earlier Monday denied it.", "earlier Monday|DATE|2023-05-08"},
		{"part of day", "They left Monday morning.", "Monday morning|TIME|2023-05-08TMO"},
		{"tonight", "The lamps are lit tonight.", "tonight|TIME|2023-05-10TNI"},
		{"last night", "It burned last night.", "last night|TIME|2023-05-09TNI"},
		{"clock", "It rang at 5:30 p.m. on Tuesday.", "5:30 p.m. on Tuesday|TIME|2023-05-09T17:30"},
		{"today", "Today the ferry sails.", "Today|DATE|2023-05-10"},
		{"week", "Prices fell last week.", "last week|DATE|2023-W18"},
		{"month", "This month they rose.", "This month|DATE|2023-05"},
		{"year", "It will shut early next year.", "early next year|DATE|2024"},
		{"bare year", "He has led the guild since 2014.", "2014|DATE|2014"},
		{"mid-year", "It opened in mid-2003.", "mid-2003|DATE|2003"},
		{"month and day", "She spoke on March 3.", "March 3|DATE|2023-03-03"},
		{"month, day and year", "She spoke on Nov. 22, 2021.", "Nov. 22, 2021|DATE|2021-11-22"},
		{"day before month", "She spoke on 22 November 2021.", "22 November 2021|DATE|2021-11-22"},
		{"ISO date", "Filed 2021-11-22 in Orla.", "2021-11-22|DATE|2021-11-22"},
		{"month without a year", "The bridge fell in December.", "December|DATE|2022-12"},
		{"month to come", "The bridge will open in July.", "July|DATE|2023-07"},
		{"the verb may", "It may rain, and he may march.", ""},
		{"the month May", "It rained in May.", "May|DATE|2023-05"},
		{"decade", "In the 1990s the mill closed.", "the 1990s|DATE|199"},
		{"century", "The abbey dates from the 12th century.", "the 12th century|DATE|11"},
		{"ago", "He left two years ago.", "two years ago|DATE|2021"},
		{"weeks ago", "He left three weeks ago.", "three weeks ago|DATE|2023-W16"},
		{"a decade ago", "A decade ago it was a field.", "A decade ago|DATE|201"},
		{"vaguely ago", "Several years ago it was a field.", "Several years ago|DATE|PAST_REF"},
		{"later", "It sank on March 3, 2020. Two days later it was found.", "March 3, 2020|DATE|2020-03-03; Two days later|DATE|2020-03-05"},
		{"the next day", "It sank on March 3, 2020. The next day it was found.", "March 3, 2020|DATE|2020-03-03; The next day|DATE|2020-03-04"},
		{"that year", "It sank in 2011. That year many did.", "2011|DATE|2011; That year|DATE|2011"},
		{"length", "They waited three days.", "three days|DURATION|P3D"},
		{"joined length", "A 12-month ban and a two-and-a-half mile walk.", "12-month|DURATION|P12M"},
		{"past length", "Over the past three weeks it rained.", "the past three weeks|DURATION|P3W"},
		{"vague length", "It took several years.", "several years|DURATION|PXY"},
		{"half", "It took 2 1/2 years and half an hour.", "2 1/2 years|DURATION|P2Y6M; half an hour|DURATION|PT30M"},
		{"spelled number", "It took twenty-four hours.", "twenty-four hours|DURATION|PT24H"},
		{"age", "The 45-year-old senator and her 3 year old son.", ""},
		{"quarter", "Profit fell in the third quarter of 2022.", "the third quarter of 2022|DATE|2022-Q3"},
		{"joined quarter", "First-quarter sales fell.", "First-quarter|DATE|2023-Q1"},
		{"fiscal year", "It lost money in fiscal 2019.", "fiscal 2019|DATE|2019"},
		{"half of a year", "It grew in the first half of 2019.", "the first half of 2019|DATE|2019-H1"},
		{"season", "It closed last summer.", "last summer|DATE|2022-SU"},
		{"every weekday", "They meet every Friday.", "every Friday|SET|XXXX-WXX-5"},
		{"daily", "It sails daily.", "daily|SET|P1D"},
		{"annually", "It pays annually.", "annually|SET|P1Y"},
		{"present", "It is now closed.", "now|DATE|PRESENT_REF"},
		{"past", "He recently spoke.", "recently|DATE|PAST_REF"},
		{"fixed holiday", "It fell on Christmas Day 2020.", "Christmas Day 2020|DATE|2020-12-25"},
		{"moving holiday", "It fell on Thanksgiving 2021.", "Thanksgiving 2021|DATE|2021-11-25"},
		{"Easter", "They met on Easter Sunday 2019.", "Easter Sunday 2019|DATE|2019-04-21"},
		{"weekend", "They met over the weekend.", "the weekend|DATE|2023-W18-WE"},
		{"business year", "Sales rose in the year ended in March.", "the year|DURATION|P1Y; March|DATE|2023-03"},
		{"the period of a year", "It lost money in the 2019 period.", "the 2019 period|DATE|2019"},
		{"months a year ago", "Net for the year-earlier nine months rose.", "the year-earlier nine months|DURATION|P9M"},
		{"weekday of a vote held", "They will fight Tuesday's vote.", "Tuesday|DATE|2023-05-09"},
		{"by a past day", "Ten towns had filed by Tuesday.", "Tuesday|DATE|2023-05-09"},
		{"by a day to come", "Ten towns must file by Tuesday.", "Tuesday|DATE|2023-05-16"},
		{"what could not be", "Neither could be reached Tuesday.", "Tuesday|DATE|2023-05-09"},
		{"a newspaper", "A poll for USA Today found it.", ""},
		{"no year", "He paid $1990 for it.", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := show(annotate(test.text, "2023-05-10")); got != test.want {
				t.Errorf("%s\n got %s\nwant %s", test.text, got, test.want)
			}
		})
	}
}

func TestAnnotateWithoutDay(t *testing.T) {
	tests := []struct{ text, want string }{
		{"He said on Monday.", "Monday|DATE|XXXX-WXX-1"},
		{"It fell on March 3.", "March 3|DATE|XXXX-03-03"},
		{"It fell last week.", "last week|DATE|XXXX-WXX"},
		{"It fell in 2014.", "2014|DATE|2014"},
		{"It fell yesterday.", "yesterday|DATE|XXXX-XX-XX"},
		{"It took three days.", "three days|DURATION|P3D"},
	}
	for _, test := range tests {
		if got := show(annotate(test.text, "")); got != test.want {
			t.Errorf("%s\n got %s\nwant %s", test.text, got, test.want)
		}
	}
}

var values = regexp.MustCompile(`^(|PAST_REF|PRESENT_REF|FUTURE_REF|` +
	`PT?(\d+(\.5)?|X)(Y|M|W|D|H|S|Q|E|C|L|WE)(T?\d+[HMS]|6M)?|PXX|PT30[MS]|P6M|PT12H|` +
	`[\dX]{2,4}|[\dX]{4}-[\dX]{2}|[\dX]{4}-(H[12]|Q[1-4X]|SP|SU|FA|WI)|[\dX]{4}-W[\dX]{2}(-WE|-\d)?(T[A-Z]{2}|T\d\d:\d\d)?|` +
	`[\dX]{4}-[\dX]{2}-[\dX]{2}(T([A-Z]{2}|\d\d:\d\d))?)$`)

func FuzzAnnotate(f *testing.F) {
	for _, s := range []string{
		"The mayor said on Monday, Nov. 22, 2021, at 5 p.m.", "two-and-a-half years ago, 10:35pm; 1/2 2 1/2", "the 99th of February 0000",
		"nineteen ninety-six, twenty twenty-one hundred thousand years", "'98 '90s 9999-99-99 31/31/2020 2020-02-30", "Easter 1600 century 0 quarters ago",
		"-- - three--day mid-mid-2003 last last week of Mondays", "two thousand centuries ago", "\x80\xff 3 \x00 days",
	} {
		f.Add(s, "2023-05-10")
		f.Add(s, "")
	}
	f.Fuzz(func(t *testing.T, s, published string) {
		day, err := news.ParseDay(published)
		if err != nil {
			day = ""
		}
		d := annotate(s, day)
		starts, ends := map[int]bool{}, map[int]bool{}
		for _, k := range d.Tokens {
			starts[k.Span.Start], ends[k.Span.End] = true, true
		}
		last := 0
		for _, x := range d.Times {
			if !starts[x.Span.Start] || !ends[x.Span.End] || x.Span.Start < last || x.Span.Len() <= 0 {
				t.Errorf("span %v of %q stands on no tokens or overlaps", x.Span, s)
			}
			last = x.Span.End
			if !values.MatchString(x.Value) {
				t.Errorf("%q: value %q of %q", s, x.Value, x.Span.In(s))
			}
		}
	})
}

func BenchmarkAnnotate(b *testing.B) {
	passage := "The harbour master said on Monday that the quay, closed since 2014, would open early next year. " +
		"Three weeks ago the guild, which had long opposed the plan, dropped its case; it said in a statement that members would vote. " +
		"Traders in the lower town were told by the mayor's office that the work would take about six months and cost 12 million crowns. "
	d := token.Split(strings.Repeat(passage, 50))
	d.Published = "2023-05-10"
	b.ReportAllocs()
	for b.Loop() {
		when.Annotate(d)
	}
	b.ReportMetric(float64(len(d.Tokens))*float64(b.N)/b.Elapsed().Seconds(), "tokens/s")
}
