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
