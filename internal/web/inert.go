package web

import (
	"bytes"
	"regexp"
	"strings"

	"golang.org/x/net/html"
)

// mostDeep is how many elements may be open at once. What is opened in them is left out, and its words stay.
const mostDeep = 200

// mostTags is how many tags of a captured page are shown: a browser lays out no million of them in time.
const mostTags = 50_000

// What of a page is shown when it is made inert. Elements that load, run or send something are left out, some of them with all that is in them.
var (
	unshown = map[string]bool{"link": true, "meta": true, "base": true, "object": true, "embed": true, "applet": true, "frame": true, "frameset": true, "form": true,
		"input": true, "button": true, "select": true, "audio": true, "video": true, "source": true, "track": true, "svg": true, "math": true,
		"portal": true, "dialog": true, "template": true, "marquee": true}
	unshownWhole = map[string]bool{"script": true, "textarea": true, "plaintext": true, "iframe": true, "noscript": true, "noembed": true, "noframes": true, "xmp": true}
	kept         = map[string]bool{"class": true, "id": true, "style": true, "alt": true, "title": true, "lang": true, "dir": true, "colspan": true, "rowspan": true,
		"width": true, "height": true, "align": true, "valign": true, "datetime": true, "start": true, "bgcolor": true, "color": true, "size": true, "open": true}
	formatting = map[string]bool{"b": true, "big": true, "code": true, "em": true, "font": true, "i": true, "nobr": true, "s": true, "small": true, "strike": true, "strong": true,
		"tt": true, "u": true}
	empty       = map[string]bool{"area": true, "br": true, "col": true, "hr": true, "img": true, "wbr": true} // that have no end
	elementName = regexp.MustCompile(`^[a-z][a-z0-9-]*$`)
)

// inert is a captured page with nothing in it that runs, loads, leads or sends anywhere: what is left is text, its layout and the pictures that
// the page itself holds. It looks at tags one by one and builds no tree, so that none is too deep. cut tells that the page goes on.
func inert(page []byte) (out []byte, cut bool) {
	var buffer bytes.Buffer
	buffer.WriteString("<!DOCTYPE html>")
	tokens := html.NewTokenizer(bytes.NewReader(page))
	within := ""   // the element that is left out with all that is in it
	style := false // the text to come is a style sheet
	for tags, deep := 0, 0; ; {
		kind := tokens.Next()
		if kind == html.ErrorToken {
			return buffer.Bytes(), false // the end: what is no HTML is text
		}
		if kind == html.TextToken {
			switch text := tokens.Raw(); {
			case within != "":
			case style:
				buffer.Write(text)
			default:
				buffer.WriteString(html.EscapeString(html.UnescapeString(string(text)))) // no tag, whatever it looks like
			}
			continue
		}
		if kind == html.CommentToken || kind == html.DoctypeToken {
			continue
		}
		if tags++; tags > mostTags {
			return buffer.Bytes(), true
		}
		token := tokens.Token()
		style = kind == html.StartTagToken && token.Data == "style" && within == ""
		switch {
		case within != "":
			if kind == html.EndTagToken && token.Data == within {
				within = ""
			}
		case unshownWhole[token.Data]:
			if kind == html.StartTagToken {
				within = token.Data
			}
		case unshown[token.Data] || !elementName.MatchString(token.Data):
		case kind == html.EndTagToken:
			buffer.WriteString("</" + token.Data + ">")
			deep = max(0, deep-1)
		case empty[token.Data]:
			writeTag(&buffer, &token)
		case deep < mostDeep:
			writeTag(&buffer, &token)
			deep++
		}
	}
}

// writeTag writes a tag with those of its attributes that only say how it looks. Elements that format words get none: a browser opens those that
// are still open anew in every paragraph, however many there are, unless they are alike.
func writeTag(out *bytes.Buffer, token *html.Token) {
	out.WriteString("<" + token.Data)
	for _, a := range token.Attr {
		if formatting[token.Data] {
			break
		}
		name, value := a.Key, a.Val
		switch {
		case name == "src" && token.Data == "img" && strings.HasPrefix(strings.ToLower(value), "data:image/"):
		case name == "href" && token.Data == "a":
			name, value = "title", "Led to "+value
		case !kept[name]:
			continue
		}
		out.WriteString(" " + name + `="` + html.EscapeString(value) + `"`)
	}
	out.WriteString(">")
}
