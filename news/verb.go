package news

// thirdPerson is how an act is told of a speaker.
var thirdPerson = map[Act]string{Assert: "says", Deny: "denies", Accuse: "accuses", Demand: "demands", Promise: "promises", Warn: "warns",
	Confirm: "confirms", Question: "questions", Decline: "declines"}

// Verb says what a speaker does, in the third person: "denies"; "" where the act says nothing ([OtherAct]).
func (a Act) Verb() string { return thirdPerson[a] }
