package when

import "testing"

func TestGrammarCompiles(t *testing.T) {
	if grammarError != nil {
		t.Fatal(grammarError)
	}
}

func TestCompileRefuses(t *testing.T) {
	for _, pattern := range []string{"(a|b", "<nosuchclass>", "$nosuchmacro", "a)"} {
		if _, err := compile([]rule{{pattern: pattern}}, nil); err == nil {
			t.Errorf("%q compiled", pattern)
		}
	}
}
