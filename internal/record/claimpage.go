package record

import "gainsay/news"

// claimPageLine is what a collection holds on one claim.
type claimPageLine struct {
	ID        string       `json:"id"`
	Text      string       `json:"text"`
	Contested bool         `json:"contested"`
	Origins   int          `json:"origins"`
	Copies    int          `json:"copies"`
	Voices    []voiceLine  `json:"voices"`
	Answered  *replyLine   `json:"answered"`
	Changes   []changeLine `json:"changes"`
}

type voiceLine struct {
	Document  string  `json:"document"`
	Statement string  `json:"statement"`
	Outlet    *string `json:"outlet"`
	Day       *string `json:"day"`
	Speaker   *string `json:"speaker"` // entity
	Name      *string `json:"name"`
	Stance    *string `json:"stance"`
	Words     string  `json:"words"`
	Copies    int     `json:"copies"`
	Review    *string `json:"review"`
}

type replyLine struct {
	To   voiceLine `json:"to"`
	By   voiceLine `json:"by"`
	Days int       `json:"days"`
}

type changeLine struct {
	Before voiceLine `json:"before"`
	After  voiceLine `json:"after"`
}

// EncodeClaim writes what a collection holds on a claim as one line of JSON, newline included. It is no record of the contract.
func EncodeClaim(p *news.ClaimPage) []byte {
	out := claimPageLine{ID: p.Claim.ID, Text: p.Claim.Text, Contested: p.Contested(), Origins: p.Origins, Copies: p.Copies,
		Voices: make([]voiceLine, len(p.Voices)), Changes: []changeLine{}}
	for i := range p.Voices {
		out.Voices[i] = voiceOf(&p.Voices[i])
	}
	if r := p.Reply; r != nil {
		out.Answered = &replyLine{To: voiceOf(&r.To), By: voiceOf(&r.By), Days: r.Days}
	}
	for _, course := range p.Courses {
		for i := range course.Changes {
			c := &course.Changes[i]
			out.Changes = append(out.Changes, changeLine{Before: voiceOf(&c.Before), After: voiceOf(&c.After)})
		}
	}
	return marshal(out)
}

func voiceOf(v *news.Voice) voiceLine {
	return voiceLine{Document: v.Document, Statement: v.Statement, Outlet: nullable(v.Outlet), Day: nullable(string(v.Day)), Speaker: nullable(v.Speaker),
		Name: nullable(v.Name), Stance: nullable(string(v.Stance)), Words: v.Words, Copies: v.Copies,
		Review: nullable(v.Review)}
}
