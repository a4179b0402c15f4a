package export

import (
	"cmp"
	"io"
	"time"

	"gainsay/news"
)

// The types of schema.org that statements are written as, with what schema.org has no word for in the namespace "gainsay:".

type schemaQuotation struct {
	Type        string       `json:"@type"`
	ID          string       `json:"@id"`
	URL         string       `json:"url,omitempty"`
	Text        string       `json:"text"`
	Creator     *schemaAgent `json:"creator,omitempty"`
	CreditText  string       `json:"creditText,omitempty"` // the article's words for the source
	DateCreated string       `json:"dateCreated,omitempty"`
	BasedOn     schemaRef    `json:"isBasedOn"` // the article
	About       *schemaRef   `json:"about,omitempty"`
	Status      string       `json:"creativeWorkStatus"` // what people have said of the reading
	Act         string       `json:"gainsay:act"`
	Form        string       `json:"gainsay:form"` // an indirect one gives the words of the article, not the speaker's
	Stance      string       `json:"gainsay:stance,omitempty"`
	SaidFrom    string       `json:"gainsay:saidFrom,omitempty"`
	SaidTo      string       `json:"gainsay:saidTo,omitempty"`
	Confidence  float64      `json:"gainsay:confidence"`
}

type schemaRef struct {
	ID string `json:"@id"`
}

// schemaAgent is a Person or an Organization.
type schemaAgent struct {
	Type        string `json:"@type"`
	ID          string `json:"@id,omitempty"`
	Name        string `json:"name"`
	JobTitle    string `json:"jobTitle,omitempty"`
	Description string `json:"description,omitempty"`
}

type schemaArticle struct {
	Type      string        `json:"@type"`
	ID        string        `json:"@id"`
	URL       string        `json:"url,omitempty"`
	Headline  string        `json:"headline,omitempty"`
	Author    []schemaAgent `json:"author,omitempty"`
	Publisher *schemaAgent  `json:"publisher,omitempty"`
	Agency    *schemaAgent  `json:"sourceOrganization,omitempty"`
	Published string        `json:"datePublished,omitempty"`
	Encoding  *schemaMedia  `json:"encoding,omitempty"` // the original
}

type schemaMedia struct {
	Type     string `json:"@type"`
	SHA256   string `json:"sha256"`
	Captured string `json:"gainsay:captured,omitempty"`
}

type schemaClaim struct {
	Type            string      `json:"@type"`
	ID              string      `json:"@id"`
	URL             string      `json:"url,omitempty"`
	Text            string      `json:"text"`
	Appearance      []schemaRef `json:"appearance"`
	FirstAppearance *schemaRef  `json:"firstAppearance,omitempty"`
	first           news.Day
}

// schemaGraph gathers articles and claims, each once, in the order in which they first came.
type schemaGraph struct {
	options  *Options
	articles map[string]bool
	claims   map[string]*schemaClaim
	appeared map[[2]string]bool // a claim in an article
	nodes    []any
}

// WriteSchema writes statements as JSON-LD in the vocabulary of schema.org: a Quotation each, with its speaker as creator, based on a
// NewsArticle and about a Claim with its appearances. A Claim has a firstAppearance with [Options.WholeClaims] only: nobody can tell it from some
// of its statements. There is no ClaimReview and no rating. More than [MostGathered] statements are ErrTooMany, and nothing is written.
func WriteSchema(w io.Writer, entries Entries, o *Options) error {
	all, err := gather(entries)
	if err != nil {
		return err
	}
	graph := schemaGraph{options: o.orDefault(), articles: map[string]bool{}, claims: map[string]*schemaClaim{}, appeared: map[[2]string]bool{}}
	for i := range all {
		graph.add(&all[i])
	}
	out := newJSONWriter(w)
	out.raw(`{"@context":["https://schema.org",{"gainsay":"` + terms + `"}],"@graph":[`)
	for _, node := range graph.nodes {
		out.item(node)
	}
	out.raw("\n]}\n")
	return out.end()
}

func (g *schemaGraph) add(e *news.Entry) {
	o, s := g.options, &e.Statement
	article := schemaRef{o.urn(e.Document.ID)} // versions of an article have one address
	q := schemaQuotation{Type: "Quotation", ID: o.urn(e.ID), URL: o.link(e.ID), Text: e.Words, CreditText: e.Source, BasedOn: article,
		Status: reviewOf(e.Review), Act: string(s.Act), Form: string(s.Form), Stance: string(s.Stance), Confidence: rounded(s.Confidence)}
	if e.Speaker != nil {
		agent := agentOf(e.Speaker)
		agent.ID = o.urn(e.Speaker.ID)
		q.Creator = &agent
	}
	if said := s.Said; said != nil {
		q.SaidFrom, q.SaidTo = string(said.From), string(said.To)
		if said.From == said.To {
			q.DateCreated = string(said.From)
		}
	}
	speaks := s.Claim != "" && e.Review != news.Rejected
	if speaks {
		q.About = &schemaRef{o.urn(s.Claim)}
	}
	g.nodes = append(g.nodes, q)
	if !g.articles[article.ID] {
		g.articles[article.ID] = true
		g.nodes = append(g.nodes, articleOf(&e.Document, article.ID))
	}
	if speaks {
		g.addClaim(e, article)
	}
}

// addClaim notes that the claim of a statement appears in an article.
func (g *schemaGraph) addClaim(e *news.Entry, article schemaRef) {
	id := e.Statement.Claim
	claim := g.claims[id]
	if claim == nil {
		claim = &schemaClaim{Type: "Claim", ID: g.options.urn(id), URL: g.options.link(id), Text: e.Claim}
		g.claims[id] = claim
		g.nodes = append(g.nodes, claim)
	}
	if key := [2]string{id, article.ID}; !g.appeared[key] {
		g.appeared[key] = true
		claim.Appearance = append(claim.Appearance, article)
	}
	// An appearance is dated by its publication: what was said before may have appeared later.
	if d := e.Document.Published; g.options.WholeClaims && d != "" && (claim.first == "" || d < claim.first) {
		claim.first, claim.FirstAppearance = d, &schemaRef{article.ID}
	}
}

func articleOf(head *news.Head, id string) schemaArticle {
	a := schemaArticle{Type: "NewsArticle", ID: id, URL: webAddress(head.URL), Headline: head.Title, Published: string(head.Published)}
	for _, name := range list(head.Byline...) {
		a.Author = append(a.Author, schemaAgent{Type: "Person", Name: name})
	}
	if head.Publisher != "" {
		a.Publisher = &schemaAgent{Type: "Organization", Name: head.Publisher}
	}
	if head.Agency != "" {
		a.Agency = &schemaAgent{Type: "Organization", Name: head.Agency}
	}
	if head.SHA256 != "" {
		a.Encoding = &schemaMedia{Type: "MediaObject", SHA256: head.SHA256}
		if !head.Captured.IsZero() {
			a.Encoding.Captured = head.Captured.UTC().Format(time.RFC3339)
		}
	}
	return a
}

// agentOf is a speaker. A source that the text leaves unnamed has its words for a name.
func agentOf(e *news.Entity) schemaAgent {
	if e.Kind == news.Person {
		return schemaAgent{Type: "Person", Name: e.Name, JobTitle: e.Role}
	}
	kind := "Organization"
	switch e.Kind {
	case news.State:
		kind = "GovernmentOrganization"
	case news.Unnamed:
		kind = "Thing" // a person or an organisation: the text does not say
	}
	return schemaAgent{Type: kind, Name: e.Name, Description: cmp.Or(e.Role, describe(e.Kind))}
}

// describe is what a type of schema.org does not tell.
func describe(kind news.EntityKind) string {
	switch kind {
	case news.Unnamed:
		return "unnamed source"
	case news.Group:
		return "group"
	}
	return ""
}
