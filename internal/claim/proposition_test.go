package claim

import "testing"

func TestNaming(t *testing.T) {
	for words, want := range map[string]bool{
		"the woman was identified as Ana Reyl":      true,
		"The suspect is named Reyl and is 30":       true,
		"the man, called only Reyl, left":           true,
		"she was named head of the port":            false,
		"Reyl identified the man":                   false,
		"the ship is called the Reyl by its owners": false,
		"Reyl opened the gate":                      false,
	} {
		p := vocabulary{}.page(words)
		all := make([]int, len(p.words))
		for i := range all {
			all[i] = i
		}
		names := map[string]bool{stem("reyl"): true, stem("ana"): true}
		if q, _ := p.propositionOf(all, names); q.holds(named) != want {
			t.Errorf("%q names somebody: %v, want %v", words, !want, want)
		}
	}
}
