package act

import (
	"os"
	"strings"
	"testing"

	"gainsay/internal/analysis/cluster"
	"gainsay/internal/analysis/quotation"
	"gainsay/internal/analysis/tag"
	"gainsay/internal/analysis/token"
	"gainsay/internal/text"
	"gainsay/news"
)

// tagger loads the tagger that ships.
func tagger(t testing.TB) *tag.Tagger {
	t.Helper()
	read := func(name string) string {
		data, err := os.ReadFile("../../../models/en/" + name)
		if err != nil {
			t.Fatal(err)
		}
		return string(data)
	}
	clusters, err := cluster.Load(read("cluster.model"))
	if err != nil {
		t.Fatal(err)
	}
	tagger, err := tag.Load(read("tag.model"), clusters)
	if err != nil {
		t.Fatal(err)
	}
	return tagger
}

// marked reads a sentence in which the source stands in {}, the cue in <> and the content in [].
func marked(tagger *tag.Tagger, s string) (*text.Document, Statement) {
	var plain strings.Builder
	spans := map[rune][]news.Span{}
	starts := map[rune]int{}
	for _, c := range s {
		switch c {
		case '{', '<', '[':
			starts[c+2] = plain.Len()
			if c == '{' {
				starts['}'] = plain.Len()
			}
		case '}', '>', ']':
			spans[c] = append(spans[c], news.Span{Start: starts[c], End: plain.Len()})
		default:
			plain.WriteRune(c)
		}
	}
	d := token.Split(plain.String())
	quotation.Annotate(d)
	tagger.Annotate(d)
	ranges := func(spans []news.Span) []text.Range {
		var out []text.Range
		for _, s := range spans {
			r := text.Range{First: -1}
			for i, t := range d.Tokens {
				if t.Span.Overlaps(s) {
					if r.First < 0 {
						r.First = i
					}
					r.End = i + 1
				}
			}
			out = append(out, r)
		}
		return out
	}
	return d, Statement{Source: ranges(spans['}']), Cue: ranges(spans['>']), Content: ranges(spans[']'])}
}

func TestOf(t *testing.T) {
	cases := []struct {
		want     news.Act
		sentence string
	}{
		// Denials by the cue, by the content, and what only looks like one.
		{news.Deny, `{The harbour ministry} <denied> [that the dam was unsafe].`},
		{news.Deny, `{Orla Venn} <dismissed> [the claims as "hysteria"].`},
		{news.Deny, `{Mayor Venn} <brushed aside> [concerns about the bridge].`},
		{news.Deny, `{The firm} <called> [the allegations baseless].`},
		{news.Deny, `{The firm} <described> [the story] <as> ["a complete fabrication"].`},
		{news.Deny, `{Lena Orst} <said> [the reports were false].`},
		{news.Deny, `{Lena Orst} <said> [the allegations that the gates had been opened were false].`},
		{news.Assert, `{Lena Orst} <told> reporters [of allegations that the report was false].`},
		{news.Deny, `["This is a lie from start to finish,"] {she} <said>.`},
		{news.Deny, `["There is no truth to this story,"] {the spokesman} <told> reporters.`},
		{news.Deny, `{The mayor} <said> [she had nothing to do with the contract].`},
		{news.Deny, `Papers had reported that the police closed the bridge. {The mayor} <said> [the bridge was not closed by the police].`},
		{news.Deny, `Venn was accused of taking the money. ["I did not take the money,"] {Venn} <said>.`},
		{news.Deny, `["Absolutely not,"] {Venn} <said>.`},
		{news.Deny, `["We deny these charges,"] {the company} <said>.`},
		{news.Deny, `{Nordia} <issued a denial of> [the report].`},
		{news.Deny, `{The minister} <does not believe> [that the vote was rigged].`},
		{news.Deny, `{The agency} <said> [its staff never lied to the inspectors].`},
		{news.Deny, `{Orla} <ruled out> [a merger].`},
		{news.OtherAct, `{Orla} <did not rule out> [a merger].`},
		{news.OtherAct, `{Orla} <refused to rule out> [a merger].`},
		{news.OtherAct, `{The minister} has <never denied> [that the money was spent].`},
		{news.OtherAct, `{The office} <did not dispute> [the figures].`},
		{news.Assert, `{The court} <said> [the man travelled with a fake passport].`},
		{news.Assert, `{Police} <said> [there was no evidence of a break-in].`},
		{news.Assert, `["It does not take courage to stand here,"] {Venn} <said>.`},
		{news.Assert, `{The firm} <said> [it does not expect growth this year].`},
		{news.Assert, `{The paper} <said> [the ministry had denied the story].`},
		{news.Deny, `{The firm} <said> [that its rival's "account" of the fire, and the report the office obtained, were inaccurate].`},
		{news.Deny, `{Orla} <wrote> ["Somebody spread a rumour that she was held in Tarn which is not true, because she is here"].`},
		{news.Deny, `Two papers had named an heir. {The guard} <said> [that the boy was not the heir of the abbot, but the nephew of a baker].`},
		{news.Deny, `{Venn} <rejects blame for> [the flood].`},
		{news.Deny, `{Venn} <denied accusations of> [theft].`},
		{news.Assert, `Papers had reported that the club had no money for the internet. {Others} <claimed> [that she simply had no internet in the hut].`},
		{news.Assert, `{A spokesman} <told> the Post [that it had found “no indication that a line of the account is inaccurate”].`},
		{news.Confirm, `{The editor} <said> [the story was not false but accurate].`},
		{news.Confirm, `{The lab} <said> ["We ran tests on the water and the mud, which showed it was poisoned"].`},
		{news.Confirm, `{Tests on the water and the mud} <showed> [that it was poisoned].`},
		{news.Confirm, `{Orla} <said> [she did meet the contractor].`},
		{news.Assert, `{Orla} <said> [she did not meet the contractor in spring].`},
		// Confirmations.
		{news.Confirm, `{The governor} <confirmed> [that the dam had cracked].`},
		{news.Confirm, `{The governor} <conceded> [that the dam had cracked].`},
		{news.Confirm, `["We stand by our reporting,"] {the editor} <said>.`},
		{news.Confirm, `{The driver} <said> [he had lied to the inspectors].`},
		{news.Confirm, `{The lab} <said> [tests showed the water was poisoned].`},
		{news.Confirm, `{Venn} <pleaded guilty> [to fraud].`},
		{news.OtherAct, `{The ministry} <could not confirm> [the report].`},
		{news.OtherAct, `[The report] has <not been confirmed>.`},
		{news.Decline, `{The ministry} <refused to confirm> [the report].`},
		{news.Decline, `{The ministry} <declined to confirm or deny> [the report].`},
		// Accusations.
		{news.Accuse, `{The union} <accused> [the mayor of taking bribes].`},
		{news.Accuse, `{The union} <blamed> [the mayor for the floods].`},
		{news.Accuse, `{Nordia} <condemned> [the shelling by Westland].`},
		{news.Accuse, `{Nordia} <said> [Westland had violated the treaty].`},
		{news.Accuse, `{Orla} <claimed> [the mayor had lied to voters].`},
		{news.Accuse, `{Westland}'s <allegations> [that Nordia was behind the fire] grew louder.`},
		{news.Accuse, `{The army} <said> [it had evidence of "raids" by the rebels].`},
		{news.Accuse, `{The army} <said> [Nordia shelled its posts in the hills].`},
		{news.Accuse, `{The army} <said> [Nordia had flown bombers along its border].`},
		{news.Assert, `{The airline} <said> [it flew home the crew].`},
		{news.Assert, `{The museum} <said> [it holds information on the opening hours].`},
		{news.OtherAct, `{The envoy} <stopped short of accusing> [Nordia of the attack].`},
		{news.OtherAct, `{The envoy} <did not blame> [anyone].`},
		{news.Assert, `{The minister} <said> [the new law would help to fight corruption].`},
		{news.Assert, `{Police} <said> [the man was twenty years old].`},
		// Demands.
		{news.Demand, `{The envoy} <called on> Nordia [to withdraw its troops].`},
		{news.Demand, `{The envoy} <urged> [both sides to talk].`},
		{news.Demand, `{The envoy} <asked> the mayor [to resign].`},
		{news.Demand, `{The captain} <told> the crew [to leave the ship].`},
		{news.Demand, `{The union} <said> [the minister must resign].`},
		{news.Demand, `{The union} <said> [the minister should resign].`},
		{news.Demand, `["Stop this nonsense now,"] {the judge} <said>.`},
		{news.Demand, `["Let us be patient,"] {the judge} <said>.`},
		{news.OtherAct, `{The envoy} <did not demand> [an apology].`},
		{news.Assert, `{Neighbours} <told> the Post [the guards claimed to look for a lost boat].`},
		{news.Assert, `{The guide} <said> [the boat should arrive at noon because it left early] .`},
		// Promises and warnings.
		{news.Promise, `{The mayor} <vowed> [to rebuild the bridge].`},
		{news.Promise, `["We will rebuild the bridge,"] {the mayor} <said>.`},
		{news.Promise, `{The firm} <said> [it would repay every customer].`},
		{news.Promise, `["Our party is determined to win this back,"] {she} <added>.`},
		{news.OtherAct, `{The firm} <refused to guarantee> [refunds].`},
		{news.OtherAct, `{The mayor} <refused> [to sell the bridge].`},
		{news.Assert, `{The forecaster} <said> [the rain would stop by noon].`},
		{news.Warn, `{The agency} <warned> [that the dam could fail].`},
		{news.Warn, `{The rebels} <threatened> [to burn the bridge].`},
		{news.Warn, `{Doctors} <raised the alarm over> [the water].`},
		{news.Warn, `{The agency} <said> [it has "serious concerns" about the dam].`},
		{news.Assert, `{The agency} <said> [it has no concerns about the dam].`},
		// Questions.
		{news.Question, `{A reporter} <asked whether> [the dam was safe].`},
		{news.Question, `{Orla} <questioned> [the need for a new dam].`},
		{news.Question, `["Who paid for the dam?"] {Orla} <said>.`},
		{news.Question, `{The envoy} <doubts> [that the truce will hold].`},
		{news.OtherAct, `{The envoy} <did not question> [the result].`},
		// Declining.
		{news.Decline, `{The firm} <declined to comment> [on the fire].`},
		{news.Decline, `{The firm} <did not respond> [to a request for comment].`},
		{news.Decline, `{The firm} <has yet to comment> [on the fire].`},
		{news.Decline, `{The mayor} <refused to say> [who had paid].`},
		{news.Decline, `{The mayor} <did not say> [when the bridge would open].`},
		{news.Decline, `{The mayor} <gave no details> [of the plan].`},
		{news.Decline, `{Police} <did not identify> [the driver].`},
		{news.OtherAct, `{The mayor} <did not say> [that he had paid].`},
		{news.Assert, `{The mayor} <responded> [that the bridge was open].`},
		// Feelings and plain reports.
		{news.OtherAct, `{The minister} <praised> [the crew].`},
		{news.OtherAct, `["What a sad week for our town,"] {the mayor} <said>.`},
		{news.Assert, `{The ministry} <said> [the dam was built in 1911].`},
		{news.Assert, `<According to> {the ministry}, [the dam was built in 1911].`},
		{news.Assert, `{The museum} <announced> [a new wing].`},
	}
	tagger := tagger(t)
	for _, c := range cases {
		d, s := marked(tagger, c.sentence)
		if got := Of(d, s); got.Act != c.want {
			t.Errorf("%s\n\tgot %s (%s: %q), want %s", c.sentence, got.Act, got.Why, d.Span(got.Evidence).In(d.Text), c.want)
		}
	}
}

func TestEvidenceIsTheWordsThatDecide(t *testing.T) {
	tagger := tagger(t)
	d, s := marked(tagger, `{Orla} <said> [the reports were false].`)
	if got := Of(d, s); d.Span(got.Evidence).In(d.Text) != "false" || got.Confidence <= 0 || got.Why == "" {
		t.Errorf("%+v, evidence %q", got, d.Span(got.Evidence).In(d.Text))
	}
}

func FuzzOf(f *testing.F) {
	f.Add("The mayor did not say that the reports were false.", 0, 2, 4, 5, 10)
	f.Add("", -3, 9, 1, 0, 1)
	f.Add("No, never. “Why?” he asked, let us", 0, 4, 4, 0, 99)
	tagger := tagger(f)
	f.Fuzz(func(t *testing.T, s string, a, b, c, e, g int) {
		d := token.Split(s)
		quotation.Annotate(d)
		tagger.Annotate(d)
		got := Of(d, Statement{Source: []text.Range{{First: a, End: b}}, Cue: []text.Range{{First: b, End: c}}, Content: []text.Range{{First: e, End: g}, {First: a, End: c}}})
		if got.Act == "" || got.Evidence.First < 0 || got.Evidence.End > len(d.Tokens) {
			t.Errorf("%+v", got)
		}
	})
}

func BenchmarkOf(b *testing.B) {
	d, s := marked(tagger(b), `["We deny these charges, which were made up by our rivals, and we will go to court,"] {the company} <said>.`)
	b.ReportAllocs()
	for b.Loop() {
		Of(d, s)
	}
}
