package statement

import (
	"testing"

	"gainsay/internal/analysis/quotation"
	"gainsay/internal/analysis/token"
	"gainsay/internal/text"
)

func plain(s string) *text.Document {
	d := token.Split(s)
	quotation.Annotate(d)
	return d
}

func TestByLayout(t *testing.T) {
	for _, c := range []struct {
		name, text            string
		source, cue, contents []string
	}{
		{"signed in one paragraph", "“The gates were shut all night.” ― Ana Reyl",
			[]string{"Ana Reyl"}, []string{"―"}, []string{"“The gates were shut all night.”"}},
		{"signed below", "“The gates were shut all night.”\n— Ana Reyl, 34, a nurse in the old town",
			[]string{"Ana Reyl"}, []string{"—"}, []string{"“The gates were shut all night.”"}},
		{"an account", "“Nobody asked us.” — Jonas Ebert (@ebert) May 3, 2024",
			[]string{"Jonas Ebert"}, []string{"—"}, []string{"“Nobody asked us.”"}},
		{"two signatures", "“One.” – Ana Reyl\n“Two.” – Tom van Dorn.",
			[]string{"Ana Reyl", "Tom van Dorn"}, []string{"–", "–"}, []string{"“One.”", "“Two.”"}},
		{"an aside is no signature", "He called it “a dam” — Orlek Hydro calls it a wall.", nil, nil, nil},
		{"running text after the dash", "“The gates were shut.” — The minister left the room and did not come back that day or the next one at all.", nil, nil, nil},
		{"a lower-case word is no name", "“The gates were shut.” — so they said", nil, nil, nil},
		{"transcript", "REYL: Did you open the gates?\nEBERT: We did not open the gates.",
			[]string{"REYL", "EBERT"}, []string{":", ":"}, []string{"Did you open the gates?", "We did not open the gates."}},
		{"quoted transcript", "“REYL: Did you open the gates?\n“EBERT: We did not open the gates.",
			[]string{"REYL", "EBERT"}, []string{":", ":"}, []string{"Did you open the gates?", "We did not open the gates."}},
		{"one heading is no transcript", "UPDATE: The gates are open now.\nThe minister left.", nil, nil, nil},
		{"empty", "", nil, nil, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := plain(c.text)
			found := byLayout(d)
			if len(found) != len(c.source) {
				t.Fatalf("found %d, want %d", len(found), len(c.source))
			}
			for i, r := range found {
				for role, want := range map[role]string{sourceRole: c.source[i], cueRole: c.cue[i], contentRole: c.contents[i]} {
					if got := d.Span(r.roles[role][0]).In(d.Text); got != want {
						t.Errorf("role %d of %d is %q, want %q", role, i, got, want)
					}
				}
			}
		})
	}
}

func TestCarriedOn(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       []string // contents carried on
	}{
		{"a quotation of its own", "“The gates were shut,” Reyl said.\n“Nobody had touched them since Friday.”", []string{"“Nobody had touched them since Friday.”"}},
		{"two of them", "“The gates were shut,” Reyl said.\n“Nobody had touched them since Friday.\n“The log shows it, hour by hour.”",
			[]string{"“Nobody had touched them since Friday.", "“The log shows it, hour by hour.”"}},
		{"not all quoted", "“The gates were shut,” Reyl said.\n“Nobody had touched them” since Friday, it seems.", nil},
		{"something else between", "“The gates were shut,” Reyl said.\nThe water rose.\n“Nobody had touched them since Friday.”", nil},
		{"too short", "“The gates were shut,” Reyl said.\n“Quite.”", nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := plain(c.text)
			found := layoutRelation("", text.Range{First: 8, End: 9}, text.Range{First: 7, End: 8}, text.Range{First: 0, End: 7})
			got := carriedOn(d, []relation{found})[1:]
			if len(got) != len(c.want) {
				t.Fatalf("carried on %d, want %d", len(got), len(c.want))
			}
			for i, r := range got {
				content := d.Span(r.roles[contentRole][0]).In(d.Text)
				source := d.Span(r.roles[sourceRole][0]).In(d.Text)
				if content != c.want[i] || source != "Reyl" || len(r.roles[cueRole]) > 0 {
					t.Errorf("%q from %q", content, source)
				}
			}
		})
	}
}

func TestFormOf(t *testing.T) {
	for _, c := range []struct {
		text string
		want string
	}{
		{"“All of it.”", "direct"}, {"None of it.", "indirect"}, {"Some “of it”.", "mixed"}, {"‘All of it’,", "direct"},
	} {
		d := plain(c.text)
		if got := formOf(d, []text.Range{{First: 0, End: len(d.Tokens)}}); string(got) != c.want {
			t.Errorf("%s is %s, want %s", c.text, got, c.want)
		}
	}
}
