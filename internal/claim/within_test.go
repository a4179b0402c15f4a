package claim

import (
	"fmt"
	"strings"
	"testing"

	"gainsay/news"
)

// said is a statement of a test text: its parts as words of the text, each looked for from the start of the one before.
type said struct {
	source, cue, content string
	act                  news.Act
	parent               int // number of the outer statement, from 1
	title                bool
}

// recordOf makes a record of a text and its statements, whose ids are "1", "2", …
func recordOf(t testing.TB, title, body string, list []said) *news.Record {
	t.Helper()
	rec := &news.Record{Article: news.Article{Title: title, Text: body}}
	ids := map[string]string{}
	from := 0
	for i, x := range list {
		text, part := body, news.InText
		if x.title {
			text, part, from = title, news.InTitle, 0
		}
		span := func(words string) []news.Span {
			at := strings.Index(text[from:], words)
			if at < 0 {
				at = strings.Index(text, words) - from
			}
			if at+from < 0 {
				t.Fatalf("%q is not in the text", words)
			}
			return []news.Span{{Start: from + at, End: from + at + len(words)}}
		}
		s := news.Statement{ID: fmt.Sprint(i + 1), Part: part, Act: x.act, Content: span(x.content)}
		if x.source != "" {
			if ids[x.source] == "" {
				ids[x.source] = fmt.Sprintf("e%d", len(ids)+1)
				rec.Entities = append(rec.Entities, news.Entity{ID: ids[x.source], Name: x.source})
			}
			s.Source = &news.Source{Spans: span(x.source), Entity: ids[x.source]}
		}
		if x.cue != "" {
			s.Cue = &news.Cue{Spans: span(x.cue), Lemma: x.cue}
		}
		if x.parent > 0 {
			s.Parent = fmt.Sprint(x.parent)
		}
		from = max(0, s.Content[0].Start-60)
		if x.title {
			from = 0
		}
		rec.Statements = append(rec.Statements, s)
	}
	return rec
}

// A line of the outcome is "claim stance>answered", for example "c1 denies>1".
func outcome(rec *news.Record) []string {
	var list []string
	for _, s := range rec.Statements {
		line := strings.TrimSpace(s.Claim + " " + string(s.Stance))
		for _, a := range s.Answers {
			line += ">" + a.Statement
		}
		list = append(list, line)
	}
	return list
}

// within are texts with their statements, and what is to be read in them.
var within = []struct {
	name, title, body string
	statements        []said
	want              string // outcomes, parted by commas
	texts             string // of the claims, parted by bars
}{
	{name: "named in full, then by a noun and its owner",
		body: "The Orvan embassy dismissed Teluvian allegations that its fleet was shadowing ferries. Port chief Anna Brell later called the Teluvian claims nonsense.",
		statements: []said{
			{source: "The Orvan embassy", cue: "dismissed", content: "Teluvian allegations that its fleet was shadowing ferries", act: news.Deny},
			{source: "Teluvian", cue: "allegations", content: "that its fleet was shadowing ferries", act: news.Accuse, parent: 1},
			{source: "Port chief Anna Brell", cue: "called", content: "the Teluvian claims nonsense", act: news.Deny}},
		want: "c1 denies>2, c1 asserts, c1 denies>2", texts: "its fleet was shadowing ferries"},
	{name: "who speaks for the one that stands by it",
		body: "The ferry line maintained that the hull was sound, its captain, Ola Renn, said.",
		statements: []said{
			{source: "its captain, Ola Renn", cue: "said", content: "The ferry line maintained that the hull was sound", act: news.Assert},
			{source: "The ferry line", cue: "maintained", content: "that the hull was sound", act: news.Confirm, parent: 1}},
		want: "c1 asserts, c1 asserts", texts: "the hull was sound"},
	{name: "who only passes it on",
		body: "The ferry line maintained that the hull was sound, the Sound reported.",
		statements: []said{
			{source: "the Sound", cue: "reported", content: "The ferry line maintained that the hull was sound", act: news.Assert},
			{source: "The ferry line", cue: "maintained", content: "that the hull was sound", act: news.Confirm, parent: 1}},
		want: "c1, c1 asserts", texts: "the hull was sound"},
	{name: "by a pronoun",
		body: "Farmers say the dam poisoned the Ilm river. The operator denied it.",
		statements: []said{
			{source: "Farmers", cue: "say", content: "the dam poisoned the Ilm river", act: news.Accuse},
			{source: "The operator", cue: "denied", content: "it", act: news.Deny}},
		want: "c1 asserts, c1 denies>1", texts: "the dam poisoned the Ilm river"},
	{name: "by its reverse",
		body: "Residents said soldiers had looted the museum. The colonel said no soldier looted the museum.",
		statements: []said{
			{source: "Residents", cue: "said", content: "soldiers had looted the museum", act: news.Accuse},
			{source: "The colonel", cue: "said", content: "no soldier looted the museum", act: news.Deny}},
		want: "c1 asserts, c1 denies>1", texts: "soldiers had looted the museum"},
	{name: "by place alone",
		body: "Villagers accuse the mine of dumping cyanide — claims the owner denies.",
		statements: []said{
			{source: "Villagers", cue: "accuse", content: "the mine of dumping cyanide", act: news.Accuse},
			{source: "the owner", cue: "denies", content: "claims", act: news.Deny}},
		want: "c1 asserts, c1 denies>1", texts: "the mine of dumping cyanide"},
	{name: "the headline",
		title: "Harbour board rejects claims of cracked piers",
		body:  "Divers say the piers of the harbour are cracked. The board called that a lie.",
		statements: []said{
			{source: "Harbour board", cue: "rejects", content: "claims of cracked piers", act: news.Deny, title: true},
			{source: "Divers", cue: "say", content: "the piers of the harbour are cracked", act: news.Assert},
			{source: "The board", cue: "called", content: "that a lie", act: news.Deny}},
		want: "c1 denies, c1 asserts, c1 denies>2", texts: "the piers of the harbour are cracked"},
	{name: "one who passes a claim on",
		body: "The Daily Lantern said that rebels claim to have shot down a helicopter.",
		statements: []said{
			{source: "The Daily Lantern", cue: "said", content: "that rebels claim to have shot down a helicopter", act: news.Assert},
			{source: "rebels", cue: "claim", content: "to have shot down a helicopter", act: news.Assert, parent: 1}},
		want: "c1, c1 asserts", texts: "to have shot down a helicopter"},
	{name: "a doubt",
		body: "The union claims the plant leaks ammonia. Inspectors said there was no evidence that the plant leaks ammonia.",
		statements: []said{
			{source: "The union", cue: "claims", content: "the plant leaks ammonia", act: news.Accuse},
			{source: "Inspectors", cue: "said", content: "there was no evidence that the plant leaks ammonia", act: news.Assert}},
		want: "c1 asserts, c1 doubts>1", texts: "the plant leaks ammonia"},
	{name: "refusing to confirm takes no side",
		body: "Reports said the envoy had fled. A guard could not confirm the reports.",
		statements: []said{
			{source: "Reports", cue: "said", content: "the envoy had fled", act: news.Assert},
			{source: "A guard", cue: "could not confirm", content: "the reports", act: news.OtherAct}},
		want: "c1 asserts, c1", texts: "the envoy had fled"},
	{name: "an accusation back has a claim of its own",
		body: "Norland accused Sudria of moving missiles to the strait. Sudria accused Norland of bribing voters.",
		statements: []said{
			{source: "Norland", cue: "accused", content: "Sudria of moving missiles to the strait", act: news.Accuse},
			{source: "Sudria", cue: "accused", content: "Norland of bribing voters", act: news.Accuse}},
		want: "c1 asserts, c2 asserts", texts: "Sudria of moving missiles to the strait|Norland of bribing voters"},
	{name: "frightening people with a claim",
		body: "Envoys warned of allegations that the reactor melts. The plant said the envoys were scaring the region with such allegations.",
		statements: []said{
			{source: "Envoys", cue: "allegations", content: "that the reactor melts", act: news.Accuse},
			{source: "The plant", cue: "said", content: "the envoys were scaring the region with such allegations", act: news.Accuse}},
		want: "c1 asserts, c1 denies>1", texts: "the reactor melts"},
	{name: "a denial alone is worded by what it denies",
		body: "The tower was not hit by a drone, the mayor said.",
		statements: []said{
			{source: "the mayor", cue: "said", content: "The tower was not hit by a drone", act: news.Deny}},
		want: "c1 denies", texts: "hit by a drone"},
	{name: "saying that there is no danger denies one",
		body: "The smoke poses no threat to anyone, the brewery said.",
		statements: []said{
			{source: "the brewery", cue: "said", content: "The smoke poses no threat to anyone", act: news.Assert}},
		want: "c1 denies", texts: "threat to anyone"},
	{name: "a negation that answers nobody is worded as it stands",
		body: "The lake did not freeze this year, skaters said.",
		statements: []said{
			{source: "skaters", cue: "said", content: "The lake did not freeze this year", act: news.Assert}},
		want: "c1 asserts", texts: "The lake did not freeze this year"},
	{name: "a report that its paper stands by is disputed as a whole",
		body: "The Lantern reported that Mayor Odd Ruus sold the park. Ruus called the Lantern story false. The court disputed the article. Editor Mia Sand said the Lantern stands by its story.",
		statements: []said{
			{source: "The Lantern", cue: "reported", content: "that Mayor Odd Ruus sold the park", act: news.Accuse},
			{source: "Ruus", cue: "called", content: "the Lantern story false", act: news.Deny},
			{source: "The court", cue: "disputed", content: "the article", act: news.Deny},
			{source: "Editor Mia Sand", cue: "said", content: "the Lantern stands by its story", act: news.Confirm}},
		want: "c1 asserts, c2 denies>4, c2 denies>4, c2 asserts", texts: "Mayor Odd Ruus sold the park|the Lantern story"},
	{name: "which is not true, says the one who tells of it",
		body: "“Rivals spread a rumour that she had fled, which is not true,” her sister wrote.",
		statements: []said{
			{source: "her sister", cue: "wrote", content: "Rivals spread a rumour that she had fled, which is not true", act: news.Assert},
			{source: "Rivals", cue: "rumour", content: "that she had fled, which is not true", act: news.Deny, parent: 1}},
		want: "c1 denies>2, c1 asserts", texts: "she had fled, which is not true"},
	{name: "not confirmed is no side",
		body: "Sailors said the lighthouse fell. A clerk said the reports had not been confirmed to the council.",
		statements: []said{
			{source: "Sailors", cue: "said", content: "the lighthouse fell", act: news.Assert},
			{source: "A clerk", cue: "said", content: "the reports had not been confirmed to the council", act: news.Assert}},
		want: "c1 asserts, c1", texts: "the lighthouse fell"},
	{name: "whoever reports a denial passes it on",
		body: "Guards said the vault was empty. The Courier reported that a banker denied the vault was empty, as rumours went on in the town all night.",
		statements: []said{
			{source: "Guards", cue: "said", content: "the vault was empty", act: news.Assert},
			{source: "The Courier", cue: "reported", content: "that a banker denied the vault was empty, as rumours went on in the town all night", act: news.Assert},
			{source: "a banker", cue: "denied", content: "the vault was empty", act: news.Deny, parent: 2}},
		want: "c1 asserts, c1, c1 denies>1", texts: "the vault was empty"},
	{name: "turning down a plan denies nothing",
		body: "Fishers said the quota was too low. The council rejected a new harbour.",
		statements: []said{
			{source: "Fishers", cue: "said", content: "the quota was too low", act: news.Assert},
			{source: "The council", cue: "rejected", content: "a new harbour", act: news.Deny}},
		want: "c1 asserts, ", texts: "the quota was too low"},
	{name: "no doubt is no denial",
		body: "There is no doubt the bridge is old, the engineer said.",
		statements: []said{
			{source: "the engineer", cue: "said", content: "There is no doubt the bridge is old", act: news.Assert}},
		want: "c1 asserts", texts: "There is no doubt the bridge is old"},
	{name: "no indication that it is wrong stands by it",
		body: "Critics called the report false. The paper said it had seen no indication that its report is inaccurate.",
		statements: []said{
			{source: "Critics", cue: "called", content: "the report false", act: news.Deny},
			{source: "The paper", cue: "said", content: "it had seen no indication that its report is inaccurate", act: news.Confirm}},
		want: "c1 denies>2, c1 asserts", texts: "the report"},
	{name: "of two claims, the one that the noun is about",
		body: "Monitors said the army burned crops. Traders said grain was stolen from the depot. The army dismissed allegations of theft. The general denied the claims about crops.",
		statements: []said{
			{source: "Monitors", cue: "said", content: "the army burned crops", act: news.Accuse},
			{source: "Traders", cue: "said", content: "grain was stolen from the depot", act: news.Accuse},
			{source: "The general", cue: "denied", content: "the claims about crops", act: news.Deny}},
		want: "c1 asserts, c2 asserts, c1 denies>1", texts: "the army burned crops|grain was stolen from the depot"},
	{name: "a speaker does not answer himself",
		body: "Ida Falk said the ferry was late. Falk denied that the ferry was late.",
		statements: []said{
			{source: "Falk", cue: "said", content: "the ferry was late", act: news.Assert},
			{source: "Falk", cue: "denied", content: "that the ferry was late", act: news.Deny}},
		want: "c1 asserts, c2 denies", texts: "the ferry was late|the ferry was late"},
	{name: "a bid has no claim",
		body: "The bishop urged both sides to talk.",
		statements: []said{
			{source: "The bishop", cue: "urged", content: "both sides to talk", act: news.Demand}},
		want: ""},
}

func TestWithin(t *testing.T) {
	for _, test := range within {
		t.Run(test.name, func(t *testing.T) {
			rec := recordOf(t, test.title, test.body, test.statements)
			Within(rec)
			if got := strings.Join(outcome(rec), ", "); got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
			var texts []string
			for _, c := range rec.Claims {
				texts = append(texts, c.Text)
			}
			if got := strings.Join(texts, "|"); got != test.texts {
				t.Errorf("claims %q, want %q", got, test.texts)
			}
		})
	}
}
