package edit

import "testing"

func TestSpelling(t *testing.T) {
	for _, test := range []struct {
		one, other    string
		plain, spoken bool // wanted to be the same
	}{
		{"“No,” she said", `"No," she said`, true, true},
		{"‘No,’ she said", `"No," she said`, true, true},
		{"«No», she said", "« No », she said", true, true},
		{"``No'' she said", `"No" she said`, true, true},
		{"it’s", "it's", true, true},
		{"it's", "its", false, false},
		{"well—known", "well - known", true, true},
		{"well--known", "well–known", true, true},
		{"cease-fire", "ceasefire", false, true},
		{"wait...", "wait …", true, true},
		{"wait. . . and", "wait... and", true, true},
		{"wait.", "wait...", false, false},
		{"caf\u00e9", "cafe\u0301", true, true},
		{"café", "cafe", false, false},
		{"soft\u00adhyphen", "softhyphen", true, true},
		{"ﬁnal", "final", true, true},
		{"a\u202fb", "a b", true, true},
		{"no where", "nowhere", false, true},
		{"5 %", "5%", true, true},
		{"1, 200", "1,200", false, false},
		{"1 200", "1200", false, false},
		{"1.5", "15", false, false},
		{"rose .5 points", "rose 5 points", false, false},
		{"fell to −5", "fell to -5", true, true},
		{"fell to -5", "fell to 5", false, false},
		{"10²", "102", false, false},
		{"½", "1/2", false, false},
		{"6' deep", `6" deep`, false, false},
		{"6’ deep", "6' deep", true, true},
		{"yes, no", "yes no", false, true},
		{"yes!", "yes", false, false},
		{"they [the crew] knew", "they the crew knew", false, false},
		{`he said "never" to me`, "he said never to me", false, false},
		{"US", "U.S.", false, true},
		{"the Minister", "the minister", false, true},
	} {
		if got := plain(test.one) == plain(test.other); got != test.plain {
			t.Errorf("plain: %q and %q: %q, %q", test.one, test.other, plain(test.one), plain(test.other))
		}
		if got := spoken(test.one) == spoken(test.other); got != test.spoken {
			t.Errorf("spoken: %q and %q: %q, %q", test.one, test.other, spoken(test.one), spoken(test.other))
		}
	}
}
