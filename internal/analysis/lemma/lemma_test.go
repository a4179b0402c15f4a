package lemma

import "testing"

func TestOf(t *testing.T) {
	for _, c := range []struct{ word, tag, want string }{
		{"said", "VBD", "say"}, {"Says", "VBZ", "say"}, {"saying", "VBG", "say"}, {"told", "VBD", "tell"},
		{"accused", "VBN", "accuse"}, {"accusing", "VBG", "accuse"}, {"argued", "VBD", "argue"}, {"noted", "VBD", "note"},
		{"denies", "VBZ", "deny"}, {"denied", "VBD", "deny"}, {"denying", "VBG", "deny"}, {"called", "VBD", "call"},
		{"telling", "VBG", "tell"}, {"dismissed", "VBD", "dismiss"}, {"admitted", "VBD", "admit"}, {"warned", "VBD", "warn"},
		{"suggesting", "VBG", "suggest"}, {"declared", "VBD", "declare"}, {"pledged", "VBD", "pledge"}, {"urging", "VBG", "urge"},
		{"claims", "VBZ", "claim"}, {"announced", "VBD", "announce"}, {"believes", "VBZ", "believe"}, {"’s", "VBZ", "be"},
		{"leaves", "VBZ", "leave"}, {"allegations", "NNS", "allegation"}, {"accusations", "NNS", "accusation"},
		{"spokesmen", "NNS", "spokesman"}, {"denials", "NNS", "denial"}, {"crises", "NNS", "crisis"},
		{"Moscow", "NNP", "moscow"}, {"lay", "VB", "lay"}, {"added", "VBD", "add"}, {"explained", "VBD", "explain"},
		{"planned", "VBD", "plan"}, {"threatened", "VBD", "threaten"}, {"proposed", "VBD", "propose"}, {"visited", "VBD", "visit"},
	} {
		if got := Of(c.word, c.tag); got != c.want {
			t.Errorf("Of(%q, %s) = %q, want %q", c.word, c.tag, got, c.want)
		}
	}
}

func FuzzOf(f *testing.F) {
	f.Add("ing", "VBG")
	f.Add("ed", "VBD")
	f.Add("yed", "VBN")
	f.Fuzz(func(t *testing.T, word, tag string) {
		if got := Of(word, tag); word != "" && got == "" {
			t.Errorf("Of(%q, %q) is empty", word, tag)
		}
	})
}
