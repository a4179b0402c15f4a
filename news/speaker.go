package news

// SpeakerPage is what the archive holds on somebody who speaks.
type SpeakerPage struct {
	Speaker Entity      // without aliases and mentions
	Names   []NameCount // that he goes by, those that most documents use first
	Merged  []string    // ids that are his too, since somebody merged them
	Acts    []ActCount  // of the statements that stand, the most frequent first
}

// NameCount is how many documents use a name.
type NameCount struct {
	Name      string
	Documents int
}

// ActCount is how many statements do something.
type ActCount struct {
	Act        Act
	Statements int
}
