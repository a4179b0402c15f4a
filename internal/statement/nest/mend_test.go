package nest

import (
	"strings"
	"testing"

	"gainsay/internal/text"
)

// known finds the statements given as "source | cue | content" by their words, each run of words where it first stands; "…" parts
// runs, and a role may be empty.
func known(t *testing.T, d *text.Document, statements []string) []Outer {
	t.Helper()
	runs := func(words string) (list []text.Range) {
		for part := range strings.SplitSeq(words, "…") {
			fields := strings.Fields(part)
			if len(fields) == 0 {
				continue
			}
			for i := 0; i+len(fields) <= len(d.Tokens); i++ {
				whole := text.Range{First: i, End: i + len(fields)}
				if d.Span(whole).In(d.Text) == strings.Join(fields, " ") {
					list = append(list, whole)
					break
				}
			}
			if len(list) == 0 {
				t.Fatalf("no %q in %q", part, d.Text)
			}
		}
		return list
	}
	var list []Outer
	for _, s := range statements {
		parts := strings.Split(s, "|")
		list = append(list, Outer{Source: runs(parts[0]), Cue: runs(parts[1]), Content: runs(parts[2])})
	}
	return list
}

// TestMend reads what a reader of plain attributions gets wrong, or misses.
func TestMend(t *testing.T) {
	for _, test := range []struct {
		name, sentence string
		known, want    []string
	}{
		{
			"a that-clause without its verb", "Tal/NNP denied/VBD that/IN a/DT guard/NN held/VBN in/IN Oru/NNP had/VBD talked/VBN ./.",
			[]string{"Tal | denied | that a guard"},
			[]string{"Tal | denied | that a guard held in Oru had talked | -1"},
		},
		{
			"a clause cut at an aside", "Tal/NNP said/VBD the/DT bridge/NN ,/, built/VBN in/IN May/NNP ,/, had/VBD fallen/VBN ./.",
			[]string{"Tal | said | the bridge"},
			[]string{"Tal | said | the bridge , built in May , had fallen | -1"},
		},
		{
			"a clause within the content", "She/PRP urged/VBD Tal/NNP to/TO publish/VB what/WP her/PRP$ crew/NN learned/VBD of/IN the/DT leak/NN ./.",
			[]string{"She | urged | Tal to publish what her crew"},
			[]string{"She | urged | Tal to publish what her crew learned of the leak | -1"},
		},
		{
			"a phrase cut at its determiner", "The/DT court/NN overruled/VBD the/DT clerk/NN 's/POS order/NN to/TO sell/VB ./.",
			[]string{"The court | overruled | the"},
			[]string{"The court | overruled | the clerk 's order to sell | -1"},
		},
		{
			"a noun phrase is whole without a verb", "Tal/NNP declared/VBD a/DT truce/NN and/CC left/VBD the/DT town/NN ./.",
			[]string{"Tal | declared | a truce"},
			[]string{"Tal | declared | a truce | -1"},
		},
		{
			"a determiner alone is a phrase", "Tal/NNP rejected/VBD that/DT notion/NN ,/, and/CC in/IN fact/NN may/MD feed/VB it/PRP ./.",
			[]string{"Tal | rejected | that notion"},
			[]string{"Tal | rejected | that notion | -1"},
		},
		{
			"a content before its cue", "The/DT guard/NN ,/, who/WP had/VBD slept/VBN ,/, heard/VBD nothing/NN ,/, the/DT abbot/NN told/VBD the/DT Post/NNP ./.",
			[]string{"the abbot | told | The guard"},
			[]string{"the abbot | told | The guard , who had slept , heard nothing | -1"},
		},
		{
			"what follows the cue is no content", "But/CC the/DT gate/NN was/VBD shut/VBN ,/, the/DT abbot/NN said/VBD in/IN a/DT May/NNP letter/NN ./.",
			[]string{"the abbot | said in a May | letter"},
			[]string{"the abbot | said in a May | the gate was shut | -1"},
		},
		{
			"a clause before a subordinate one", "Although/IN it/PRP rained/VBD ,/, the/DT abbot/NN said/VBD in/IN a/DT letter/NN yes/UH ./.",
			[]string{"the abbot | said in a | letter yes"},
			[]string{"the abbot | said in a | letter yes | -1"},
		},
		{
			"up to the next report", "Tal/NNP denied/VBD that/IN a/DT guard/NN held/VBN in/IN Oru/NNP had/VBD talked/VBN ,/, the/DT Post/NNP reported/VBD ./.",
			[]string{"Tal | denied | that a guard", "the Post | reported | Tal denied that a guard held"},
			[]string{"Tal | denied | that a guard held in Oru had talked | -1", "the Post | reported | Tal denied that a guard held | -1"},
		},
		{
			"the next report of one speaker", "Tal/NNP said/VBD the/DT gate/NN is/VBZ shut/VBN and/CC called/VBD on/IN Oru/NNP to/TO open/VB it/PRP ./.",
			[]string{"Tal | said | the gate is shut and called on Oru to open it", " | called on | Oru to open it"},
			[]string{"Tal | said | the gate is shut | -1", "Tal | called on | Oru to open it | -1"},
		},
		{
			"a participle of the outer speaker", "Tal/NNP said/VBD the/DT gate/NN was/VBD shut/VBN ,/, accusing/VBG Oru/NNP of/IN theft/NN ./.",
			[]string{"Tal | said | the gate was shut , accusing Oru of theft"},
			[]string{"Tal | said | the gate was shut | -1", "Tal | accusing | Oru of theft | -1"},
		},
		{
			"a participle that reports nothing", "Tal/NNP said/VBD the/DT gate/NN fell/VBD ,/, breaking/VBG the/DT wall/NN ./.",
			[]string{"Tal | said | the gate fell , breaking the wall"},
			[]string{"Tal | said | the gate fell , breaking the wall | -1"},
		},
		{
			"a participle behind a content", "Tal/NNP said/VBD Oru/NNP had/VBD slept/VBN ,/, contradicting/VBG earlier/JJR reports/NNS ./.",
			[]string{"Tal | said | Oru had slept"},
			[]string{"Tal | said | Oru had slept | -1", "Tal | contradicting | earlier reports | -1"},
		},
		{
			"what a noun is", "The/DT accusation/NN against/IN Oru/NNP is/VBZ that/IN he/PRP stole/VBD a/DT goat/NN ./.",
			nil,
			[]string{" | accusation | that he stole a goat | -1"},
		},
		{
			"what a noun is not", "The/DT report/NN is/VBZ that/DT book/NN there/RB ./.",
			nil, nil,
		},
		{
			"a time that dates the cue", "Tal/NNP accused/VBD Oru/NNP last/JJ week/NN of/IN hiding/VBG letters/NNS ./.",
			[]string{"Tal | accused | Oru last week of hiding letters"},
			[]string{"Tal | accused | Oru … of hiding letters | -1"},
		},
		{
			"a time of what was done", "Tal/NNP accused/VBD Oru/NNP of/IN hiding/VBG letters/NNS last/JJ week/NN ./.",
			[]string{"Tal | accused | Oru of hiding letters last week"},
			[]string{"Tal | accused | Oru of hiding letters last week | -1"},
		},
		{
			"a report of another tense", "Tal/NNP said/VBD the/DT gate/NN is/VBZ shut/VBN and/CC says/VBZ nothing/NN ./.",
			[]string{"Tal | said | the gate is shut and says nothing"},
			[]string{"Tal | said | the gate is shut and says nothing | -1"},
		},
		{
			"a report with a subject of its own", "Tal/NNP said/VBD the/DT gate/NN was/VBD shut/VBN and/CC guards/NNS denied/VBD the/DT theft/NN ./.",
			[]string{"Tal | said | the gate was shut and guards denied the theft"},
			[]string{"Tal | said | the gate was shut and guards denied the theft | -1", "guards | denied | the theft | 0"},
		},
		{
			"a claim somebody denies", "Tal/NNP accuses/VBZ Oru/NNP of/IN theft/NN —/: claims/VBZ Oru/NNP denies/VBZ ./.",
			[]string{"Tal | accuses | Oru of theft — claims Oru denies", "Tal | claims | Oru denies"},
			[]string{"Tal | accuses | Oru of theft | -1", " |  |  | -1", "Oru | denies | claims | -1"},
		},
		{
			"an allegation that somebody rejected", "Tal/NNP blamed/VBD Oru/NNP ,/, an/DT allegation/NN that/IN the/DT Oru/NNP council/NN has/VBZ rejected/VBN ./.",
			[]string{"Tal | blamed | Oru"},
			[]string{"Tal | blamed | Oru | -1", "the Oru council | rejected | an allegation | -1"},
		},
		{
			"an answer with an object", "Tal/NNP left/VBD ,/, claims/NNS Oru/NNP denies/VBZ him/PRP entry/NN ./.",
			nil, nil,
		},
		{
			"claims that are a noun", "Northern/JJ claims/VBZ that/IN the/DT gate/NN had/VBD been/VBN opened/VBN were/VBD false/JJ ./.",
			[]string{"Northern | claims | that the gate had been opened were false"},
			[]string{"Northern | claims | that the gate had been opened | -1"},
		},
		{
			"claims that are a verb", "Tal/NNP claims/VBZ that/IN what/WP the/DT guard/NN saw/VBD was/VBD false/JJ ./.",
			[]string{"Tal | claims | that what the guard saw was false"},
			[]string{"Tal | claims | that what the guard saw was false | -1"},
		},
		{
			"a passive with its agent", "The/DT calls/NNS were/VBD rejected/VBN by/IN Oru/NNP ./.",
			[]string{"Oru | were rejected | by"},
			[]string{"Oru | were rejected | The calls | -1"},
		},
		{
			"a content without a word of its own", "He/PRP was/VBD ,/, as/IN guards/NNS had/VBD claimed/VBN ,/, ill/JJ ./.",
			[]string{"guards | had claimed | as"},
			[]string{" |  |  | -1"},
		},
		{
			"denied doing so", "Oru/NNP has/VBZ denied/VBN doing/VBG so/RB ./.",
			[]string{"Oru | has denied doing | so"},
			[]string{"Oru | has denied | doing so | -1"},
		},
		{
			"a speaker who asks not to be named", "An/DT officer/NN who/WP asked/VBD not/RB to/TO be/VB named/VBN left/VBD ./.",
			[]string{"who | asked | not to be named"},
			[]string{" |  |  | -1"},
		},
		{
			"somebody else to be named", "Tal/NNP asked/VBD that/IN the/DT thief/NN be/VB named/VBN ./.",
			[]string{"Tal | asked | that the thief be named"},
			[]string{"Tal | asked | that the thief be named | -1"},
		},
		{
			"a statement that nobody found", "Oru/NNP and/CC Tal/NNP accused/VBD the/DT guard/NN of/IN lying/VBG ./.",
			nil,
			[]string{"Oru and Tal | accused | the guard of lying | -1"},
		},
		{
			"a cue of verb and noun", "Western/JJ ports/NNS have/VBP this/DT month/NN raised/VBN alarm/NN over/IN reported/VBN raids/NNS near/IN Tal/NNP ./.",
			nil,
			[]string{"Western ports | raised alarm over | reported raids near Tal | -1"},
		},
		{
			"a verb and noun that voice nothing", "Tal/NNP raised/VBD a/DT question/NN ./.",
			nil, nil,
		},
		{
			"called on", "Tal/NNP called/VBD on/IN Oru/NNP to/TO open/VB the/DT gate/NN ./.",
			nil,
			[]string{"Tal | called on | Oru to open the gate | -1"},
		},
		{
			"called at a place", "Tal/NNP called/VBD on/IN his/PRP$ aunt/NN in/IN Oru/NNP ./.",
			nil, nil,
		},
		{
			"called by a participle", "Oru/NNP calls/VBZ it/PRP forged/VBN ./.",
			[]string{"Oru | calls | it"},
			[]string{"Oru | calls | it forged | -1"},
		},
		{
			"the outer speaker's word on a rumour", "He/PRP denied/VBD a/DT rumour/NN that/IN she/PRP fled/VBD which/WDT is/VBZ not/RB true/JJ ./.",
			[]string{"He | denied | a rumour that she fled which is not true"},
			[]string{"He | denied | a rumour that she fled which is not true | -1", " | rumour | that she fled | 0"},
		},
		{
			"who said it comes last, with who was told", "The/DT gate/NN was/VBD shut/VBN ,/, the/DT abbot/NN told/VBD Radio/NNP Oru/NNP on/IN Monday/NNP ./.",
			nil,
			[]string{"the abbot | told | The gate was shut | -1"},
		},
		{
			"a source that reports two things inside a content", "Tal/NNP said/VBD Oru/NNP admitted/VBD the/DT theft/NN and/CC denied/VBD the/DT fire/NN ./.",
			[]string{"Tal | said | Oru admitted the theft and denied the fire"},
			[]string{"Tal | said | Oru admitted the theft and denied the fire | -1", "Oru | admitted | the theft | 0", "Oru | denied | the fire | 0"},
		},
		{
			"a report that is disputed", "Tal/NNP disputed/VBN on/IN Friday/NNP a/DT report/NN that/WDT said/VBD Oru/NNP lied/VBD ./.",
			[]string{"a report | said | Oru lied"},
			[]string{"a report | said | Oru lied | 1", "Tal | disputed | a report that said Oru lied | -1"},
		},
		{
			"a verb with its particle", "Tal/NNP brushed/VBD aside/RB concerns/NNS that/IN the/DT gate/NN leaks/VBZ ./.",
			nil,
			[]string{"Tal | brushed aside | concerns that the gate leaks | -1", " | concerns | that the gate leaks | 0"},
		},
		{
			"a verb without its particle", "Tal/NNP brushed/VBD the/DT dust/NN from/IN his/PRP$ coat/NN ./.",
			nil, nil,
		},
		{
			"the piece of writing that says it", "Tal/NNP doubted/VBD parts/NNS of/IN a/DT report/NN saying/VBG Oru/NNP lied/VBD ./.",
			[]string{"Tal | doubted | parts of a report saying Oru lied"},
			[]string{"Tal | doubted | parts of a report saying Oru lied | -1", "a report | saying | Oru lied | 0"},
		},
		{
			"what allegations are called", "Tal/NNP described/VBD growing/VBG Northern/JJ allegations/NNS that/IN Oru/NNP lied/VBD as/IN a/DT joke/NN ./.",
			[]string{"Tal | described | growing Northern allegations that Oru lied as a joke", "Northern | allegations | that Oru lied as a joke"},
			[]string{"Tal | described | growing Northern allegations that Oru lied as a joke | -1", "Northern | allegations | that Oru lied | 0"},
		},
		{
			"what allegations say of somebody as something", "Tal/NNP heard/VBD Northern/JJ allegations/NNS that/IN Oru/NNP worked/VBD as/IN a/DT spy/NN ./.",
			[]string{"Northern | allegations | that Oru worked as a spy"},
			[]string{"Northern | allegations | that Oru worked as a spy | -1"},
		},
		{
			"how he asks to be called", "They/PRP spoke/VBD on/IN condition/NN that/IN their/PRP$ names/NNS not/RB be/VB used/VBN ./.",
			[]string{"They | spoke on condition | that their names not be used"},
			[]string{" |  |  | -1"},
		},
		{
			"who has only seen it", "Tal/NNP spoke/VBD to/TO clerks/NNS who/WP have/VBP seen/VBN it/PRP ./.",
			[]string{"clerks | have seen | it"},
			[]string{" |  |  | -1"},
		},
		{
			"the end of a passive's subject", "The/DT report/NN about/IN the/DT gate/NN has/VBZ not/RB been/VBN confirmed/VBN by/IN Oru/NNP ./.",
			[]string{"Oru | has not been confirmed | the gate"},
			[]string{"Oru | has not been confirmed | The report about the gate | -1", " | report | about the gate | 0"},
		},
		{
			"denied having", "Oru/NNP denied/VBD having/VBG seen/VBN the/DT gate/NN ./.",
			nil,
			[]string{"Oru | denied | having seen the gate | -1"},
		},
		{
			"who reports that another says it", "Tal/NNP maintained/VBD that/IN Oru/NNP lied/VBD ,/, the/DT editor/NN said/VBD ./.",
			[]string{"Tal | maintained | that Oru lied", "the editor | said | that Oru lied"},
			[]string{"Tal | maintained | that Oru lied | 1", "the editor | said | Tal maintained that Oru lied | -1"},
		},
		{
			"who is cited, and for what", "Tal/NNP ,/, citing/VBG a/DT guard/NN ,/, said/VBD Oru/NNP lied/VBD ./.",
			[]string{"Tal | citing | a guard", "Tal | said | Oru lied"},
			[]string{" |  |  | -1", "Tal | said | Oru lied | -1", "a guard | citing | Oru lied | 1"},
		},
		{
			"what is cited where nothing else is said", "Tal/NNP left/VBD ,/, citing/VBG a/DT cold/NN ./.",
			[]string{"Tal | citing | a cold"},
			[]string{"Tal | citing | a cold | -1"},
		},
		{
			"a relative pronoun in another's content", "Tal/NNP met/VBD a/DT guard/NN who/WP said/VBD Oru/NNP lied/VBD ,/, the/DT paper/NN reported/VBD ./.",
			[]string{"who | said | Oru lied", "the paper | reported | Tal met a guard who said Oru lied"},
			[]string{"a guard | said | Oru lied | 1", "the paper | reported | Tal met a guard who said Oru lied | -1"},
		},
		{
			"a relative pronoun in nobody's", "Tal/NNP met/VBD a/DT guard/NN who/WP said/VBD Oru/NNP lied/VBD ./.",
			[]string{"who | said | Oru lied"},
			[]string{"who | said | Oru lied | -1"},
		},
		{
			"a direction is no source", "The/DT mill/NN was/VBD built/VBN according/VBG to/TO a/DT plan/NN ./.",
			nil, nil,
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			d, _ := tagged(test.sentence)
			check(t, d, Read(d, known(t, d, test.known)), test.want)
		})
	}
}

// TestReadLongRun reads a sentence of statements inside statements without end; work that grows with its cube would not
// finish.
func TestReadLongRun(t *testing.T) {
	const times, tokens = 1500, 6
	d, _ := tagged(strings.Repeat("He/PRP said/VBD that/IN a/DT guard/NN ,/, ", times))
	var list []Outer
	for i := 0; i < times*tokens; i += tokens {
		run := func(first, end int) []text.Range { return []text.Range{{First: first, End: end}} }
		list = append(list, Outer{Source: run(i, i+1), Cue: run(i+1, i+2), Content: run(i+2, times*tokens)})
	}
	if got := len(Read(d, list)); got < times {
		t.Errorf("%d statements are left of %d", got, times)
	}
}
