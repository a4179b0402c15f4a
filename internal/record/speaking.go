package record

import "gainsay/news"

type monthLine struct {
	Month      string `json:"month"`
	Act        string `json:"act"`
	Statements int    `json:"statements"`
}

// EncodeMonth writes how many statements of a speaker do something in a month as one line of JSON, newline included.
func EncodeMonth(m *news.MonthCount) []byte {
	return marshal(monthLine{Month: m.Month, Act: string(m.Act), Statements: m.Statements})
}

type positionLine struct {
	Claim   claimLine    `json:"claim"`
	Voices  []voiceLine  `json:"voices"`
	Changes []changeLine `json:"changes"`
}

// EncodePosition writes what a speaker said towards a claim over time as one line of JSON, newline included.
func EncodePosition(p *news.Position) []byte {
	out := positionLine{Claim: claimLine(p.Claim), Voices: make([]voiceLine, len(p.Course.Voices)), Changes: make([]changeLine, len(p.Course.Changes))}
	for i := range p.Course.Voices {
		out.Voices[i] = voiceOf(&p.Course.Voices[i])
	}
	for i := range p.Course.Changes {
		c := &p.Course.Changes[i]
		out.Changes[i] = changeLine{Before: voiceOf(&c.Before), After: voiceOf(&c.After)}
	}
	return marshal(out)
}

type partyLine struct {
	Speaker    speakerLine `json:"speaker"`
	Relation   string      `json:"relation"`
	Statements int         `json:"statements"` // that answer
}

// EncodeParty writes somebody whom a speaker answers, or who answers him, as one line of JSON, newline included.
func EncodeParty(p *news.Party) []byte {
	return marshal(partyLine{Speaker: *speakerOf(&p.Speaker), Relation: string(p.Relation), Statements: p.Statements})
}
