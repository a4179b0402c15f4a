package news

// ClaimPage is what a collection holds on one claim: who asserts, denies and doubts it, when and where. It has no verdict.
type ClaimPage struct {
	Claim     Claim
	FirstSeen Voice   // the earliest; the first read where no day is known
	Voices    []Voice // by day, those of unknown day last; those that copies repeat are there once
	Origins   int     // independent texts that carry the claim
	Copies    int     // documents besides, which carry a text that one of those has
	Reply     *Reply  // the first to deny or doubt what somebody asserted before; nil where nobody does
	Courses   []Course
}

// Voice is one statement on a claim, without a stance where its speaker only passes the claim on.
type Voice struct {
	Document, Statement string // ids
	Outlet              string // "" where it is not known
	Day                 Day    // when it was said, or else when it was published; "" where neither is known
	Speaker             string // id of the entity; "" where it is not known
	Name                string // the entity's, or else the words for the source
	Stance              Stance
	Words               string // verbatim
	Copies              int    // documents that carry the same statement in a copy of the text
	Review              Review
	Answers             []Answer // of the statement and of its like in copies, with whole ids: "d12#s7"
	Also                []string // whole ids of its like in copies
}

// ID is the whole id of the voice's statement: "d12#s7".
func (v *Voice) ID() string { return v.Document + "#" + v.Statement }

// Reply is how a claim was first answered.
type Reply struct {
	To, By Voice
	Days   int // between the two
}

// Course is what one speaker said on one claim over time.
type Course struct {
	Speaker string // id of the entity
	Name    string
	Voices  []Voice // those with a stance, by day
	Changes []Change
}

// Change is two statements of one speaker, one after the other, that take different stances.
type Change struct{ Before, After Voice }

// With lists the voices that take a stance, in their order; with "" those that only pass the claim on.
func (p *ClaimPage) With(s Stance) []Voice {
	var list []Voice
	for _, v := range p.Voices {
		if v.Stance == s {
			list = append(list, v)
		}
	}
	return list
}
