package news

// Exchange is what the articles of a collection say to each other.
type Exchange struct {
	Claims  []ClaimPage // those that somebody denies or doubts first, then by how many speak to them
	Origins []Origin    // the texts that the articles carry, in the order in which they were read
}

// Contested tells whether somebody asserts the claim and somebody denies or doubts it.
func (p *ClaimPage) Contested() bool {
	return len(p.With(Asserts)) > 0 && len(p.With(Denies))+len(p.With(Doubts)) > 0
}

// Shared tells whether a claim is more than one statement of one speaker: another speaker, or another text, speaks to it too.
func (p *ClaimPage) Shared() bool {
	for _, v := range p.Voices {
		first := &p.Voices[0]
		if v.Stance != "" && (v.Speaker != first.Speaker || v.Speaker == "" && v.Name != first.Name || p.Origins > 1 && v.Document != first.Document) {
			return true
		}
	}
	return false
}
