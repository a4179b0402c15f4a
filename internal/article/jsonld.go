package article

import (
	"encoding/json"
	"html"
	"strings"
)

// linkedData is what the JSON-LD of a page says about its article.
type linkedData struct {
	headline, publisher, published, modified, url, language string
	authors                                                 []string
}

// ldDepth bounds the nesting that is followed.
const ldDepth = 12

// linkedData reads every JSON-LD script of a page. The first node of an article type speaks; a page with a list of
// articles (a front page, cards) is no article, so among several the one that names this page wins.
func (h *pageHead) linkedData() linkedData {
	var articles []map[string]any
	nodes := map[string]map[string]any{} // by @id, for references inside a @graph
	for _, script := range h.scripts {
		var value any
		if json.Unmarshal([]byte(cleanScript(script)), &value) != nil {
			continue
		}
		collectLinked(value, ldDepth, nodes, &articles)
	}
	if len(articles) == 0 {
		return linkedData{}
	}
	chosen := articles[0]
	for _, a := range articles {
		if u := ldURL(a); u != "" && (u == h.canonical || u == h.meta["og:url"]) {
			chosen = a
			break
		}
	}
	ld := linkedData{
		headline: ldText(first2(chosen["headline"], chosen["name"])), published: ldText(first2(chosen["datePublished"], chosen["dateCreated"])),
		modified: ldText(chosen["dateModified"]), url: ldURL(chosen), language: ldText(chosen["inLanguage"]),
		authors: ldNames(first2(chosen["author"], chosen["creator"]), nodes, true),
	}
	if names := ldNames(first2(chosen["publisher"], chosen["sourceOrganization"]), nodes, false); len(names) > 0 {
		ld.publisher = names[0]
	}
	return ld
}

// cleanScript takes off what pages wrap JSON-LD in, and the raw control characters that JSON forbids.
func cleanScript(s string) string {
	s = strings.TrimSpace(s)
	for _, wrap := range [][2]string{{"<!--", "-->"}, {"//<![CDATA[", "//]]>"}, {"<![CDATA[", "]]>"}, {"/*<![CDATA[*/", "/*]]>*/"}} {
		s = strings.TrimSpace(strings.TrimSuffix(strings.TrimPrefix(s, wrap[0]), wrap[1]))
	}
	return strings.Map(func(r rune) rune {
		if r < 0x20 {
			return ' '
		}
		return r
	}, strings.TrimSuffix(s, ";"))
}

func collectLinked(value any, depth int, nodes map[string]map[string]any, articles *[]map[string]any) {
	if depth == 0 {
		return
	}
	switch v := value.(type) {
	case []any:
		for _, x := range v {
			collectLinked(x, depth-1, nodes, articles)
		}
	case map[string]any:
		if id, ok := v["@id"].(string); ok && len(v) > 1 && nodes[id] == nil {
			nodes[id] = v
		}
		if ldArticle(v["@type"]) {
			*articles = append(*articles, v)
		}
		for _, name := range []string{"@graph", "mainEntity", "mainEntityOfPage", "author", "publisher"} { // a fixed order: maps have none
			if inner, ok := v[name]; ok {
				collectLinked(inner, depth-1, nodes, articles)
			}
		}
	}
}

// ldArticle tells schema.org's types of article.
func ldArticle(value any) bool {
	switch v := value.(type) {
	case string:
		v = v[strings.LastIndexAny(v, "/:#")+1:]
		return strings.HasSuffix(v, "Article") || strings.HasSuffix(v, "BlogPosting") || v == "Report" || v == "ReportageNewsArticle" || v == "ClaimReview"
	case []any:
		for _, x := range v {
			if ldArticle(x) {
				return true
			}
		}
	}
	return false
}

// ldText is a JSON-LD value as one line; of several, the first.
func ldText(value any) string {
	switch v := value.(type) {
	case string:
		return cleanLine(html.UnescapeString(v))
	case []any:
		for _, x := range v {
			if s := ldText(x); s != "" {
				return s
			}
		}
	case map[string]any:
		return ldText(first2(v["@value"], v["name"]))
	}
	return ""
}

// ldNames are the names of one or several persons or organisations, references looked up among the page's nodes. Where
// people are asked for, an organisation is named only if it is a wire agency.
func ldNames(value any, nodes map[string]map[string]any, people bool) []string {
	switch v := value.(type) {
	case string:
		if node := nodes[v]; node != nil {
			return ldNames(node, nil, people)
		}
		if !strings.Contains(v, "://") {
			return nonEmpty(ldText(v))
		}
	case []any:
		var names []string
		for _, x := range v {
			names = append(names, ldNames(x, nodes, people)...)
		}
		return names
	case map[string]any:
		if v["name"] == nil {
			id, _ := v["@id"].(string)
			if v = nodes[id]; v == nil {
				return nil
			}
		}
		if many, ok := v["name"].([]any); ok {
			return ldNames(many, nil, people)
		}
		name := ldText(v["name"])
		if kind, _ := v["@type"].(string); people && strings.HasSuffix(kind, "Organization") && agencyNamed(name) == "" {
			return nil
		}
		return nonEmpty(name)
	}
	return nil
}

func ldURL(node map[string]any) string {
	for _, name := range []string{"mainEntityOfPage", "url"} {
		switch v := node[name].(type) {
		case string:
			if strings.Contains(v, "://") {
				return v
			}
		case map[string]any:
			if id, ok := v["@id"].(string); ok && strings.Contains(id, "://") {
				return id
			}
		}
	}
	return ""
}

// first2 is a where it is there, else b.
func first2(a, b any) any {
	if a != nil {
		return a
	}
	return b
}
