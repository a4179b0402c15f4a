package coref

import "testing"

func TestTablesAreRead(t *testing.T) {
	l := tables()
	for word, name := range map[string]string{"Kyiv": "Ukraine", "U.S.": "United States", "the Kremlin": "Kremlin", "Holland": "Netherlands"} {
		if p := l.bodies[key(word)]; p.body == nil || p.body.name != name {
			t.Errorf("%s: got %v, want %s", word, p.body, name)
		}
	}
	if n := l.nouns["spokeswoman"]; n == nil || n.class != personNoun || n.gender != female || !n.standsFor(l.nouns["spokesperson"]) {
		t.Errorf("spokeswoman: got %+v", n)
	}
}
