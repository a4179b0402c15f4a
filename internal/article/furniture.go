package article

import (
	"regexp"
	"strings"

	"gainsay/news"
)

// Lines that stand among an article's paragraphs and are not part of it, told by their wording. Each pattern is anchored
// at the start of the line or asks for a whole phrase that prose does not use of itself; all are for English pages, as
// the models are.
var (
	relatedLabel = regexp.MustCompile(`^(?i:related(?: (?:articles?|stor(?:y|ies)|coverage|news|content|reading|links?|topics?|posts?|video))?|read (?:more|also|next|on|this next|the full story)|` +
		`also read|more(?: on this(?: story)?| from .{2,40}| news| stories| coverage)?|see (?:also|more)|don['’]t miss|must read|recommended(?: (?:reading|for you))?|` +
		`you (?:may|might)(?: also)? (?:like|be interested in)|further reading|in case you missed it|editor['’]s picks?|most (?:read|popular)|trending(?: now)?|watch(?: (?:more|now|also|live|below))?|` +
		`what to read next|up next|next (?:article|story)|previous (?:article|story)|story timeline|related article)\s*(?::|\||»|>|–|—|\.{3}|…|$)`)
	relatedBracket = regexp.MustCompile(`\[(?i:insight|video|pictures?|photos?|reaction|analysis|comment|latest|update|warning|news|opinion|live|reveal|revealed|exclusive|shock|watch)\]\|?$`)

	promoWords = regexp.MustCompile(`(?i)\b(?:sign up (?:for (?:our|the \w+ newsletter|free)|here|now)|sign[- ]up:|subscribe (?:to our|now|here|today)|free daily newsletter|our (?:\w+ ){0,3}newsletters?\b|newsletters? here|delivered (?:straight |directly )?to your inbox|` +
		`(?:right )?in(?:to)? your inbox|follow (?:us|@\w+|(?:him|her|them|[\w.’']+(?: [\w.’']+){0,3}) (?:on|at)) ?(?:on |at )?(?:twitter|facebook|instagram|x\b|@\w+|social|linkedin|telegram|tiktok|mastodon)|follow @\w+|` +
		`like us on facebook|download (?:the|our) (?:\w+ ){0,4}app\b|get the (?:\w+ ){0,4}app\b|join (?:our|the) (?:\w+ ){0,3}(?:channel|group|community|mailing list)|` +
		`all rights reserved|this material may not be published|story continues(?: below)?|continue reading(?: below)?|article continues(?: below| after)|scroll (?:down )?to continue|` +
		`(?:like|enjoy(?:ed|ing)?|love) this (?:story|article|post)|share (?:this|it) (?:story |article |post )?(?:with|on|via)|have (?:a|any) (?:news )?tips?\b.{0,40}\?|got a (?:news )?tip|` +
		`support (?:our|independent|quality) (?:\w+ )?journalism|become a (?:member|subscriber|supporter|patron)|(?:may|can) be (?:reached|contacted) (?:at|on|via)|reach (?:the (?:reporters?|authors?)|him|her|them) (?:at|on)|` +
		`(?:temporarily )?moderating all comments|use the code\b|click here (?:to|for)|submit a letter|letters? to the editor|terms (?:of (?:use|service)|and conditions) (?:apply|here)|prices are subject to change)`)
	promoStart = regexp.MustCompile(`^(?i:(?:please |to )?(?:sign up|subscribe|register|click here|tap here)\b)`)
	promoLine  = regexp.MustCompile(`^(?i:advertisements?|sponsored(?: content)?|ad|loading\W*|share(?: this(?: (?:article|story|page|post))?| on \w+(?: \w+)?)?|tweet|email|print|comments?(?: \(\d+\))?|\d+ comments?|leave a (?:comment|reply)|` +
		`(?:facebook|twitter|whatsapp|telegram|reddit|linkedin|pinterest|instagram|email|copy link|print|share|tweet|flipboard|x|[,|/·•\s])+|save(?: for later)?|listen(?: to (?:this )?article)?|` +
		`(?:\d+[- ])?min(?:ute)?s? read|reading time\W.*|close|menu|skip to .*|back to top|home|tags?|topics?|filed under\b.*|tags?:.*|topics?:.*|categor(?:y|ies):.*|copyright\b.{0,120}|©.{0,120}|gallery|view gallery|play video|` +
		`thank you for (?:reading|subscribing)\b.*|we value your privacy.*|terms of use|privacy policy|cookie policy|contact us|about us|editor['’]s note:? this (?:story|article) (?:has been|was) (?:updated|corrected).*|` +
		`updated at \d.*|this (?:story|article) (?:has been|was|will be) updated\b.*|this is a (?:developing|breaking(?: news)?) story\b.*)$`)
	visitLine = regexp.MustCompile(`^(?i)(?:for )?more (?:\w+ ){0,5}(?:news|coverage|stories|information)?\W*(?:at|on|here|:)?:? ?(?:https?://|www\.)\S+.*$|^(?:follow|read|see|visit|find) .{0,80}(?:https?://|www\.)\S+$`)

	staffLine = regexp.MustCompile(`^\(?(?i:(?:additional |further |writing |text )?(?:reporting|editing|writing|compiled|translat\w+|graphics?|photography|production|research) (?:and (?:reporting|editing|writing) )?by\b)|` +
		`\b(?:contributed (?:to this (?:report|story|article|piece)|reporting|research)|also contributed\b.{0,40})\s*(?:from [\p{L} .,]+)?\.?\)?$|^(?i:this (?:report|story|article) (?:includes|contains|incorporates) (?:reporting|material|information) (?:by|from)\b)`)

	creditLabel = regexp.MustCompile(`^[(\[]?(?i:(?:file )?(?:photo|image|picture|pic|illustration|graphic|video|screenshot|screengrab|cover image|featured image|header image|main image|lead image)s?(?: (?:credit|source|courtesy|by|via|from|credits|illustration))?\s*(?:©|:|\||/|by\b|courtesy\b|via\b)|` +
		`(?:photo )?credits?\s*:|photograph(?:s|er)?(?: by)?\s*:|source\s*:\s*\S|courtesy (?:of |photo)|photo by\b|photographs? by\b|images? (?:courtesy|via|by)\b)`)
	creditHouse = regexp.MustCompile(`(?i:getty images|shutterstock|istock(?:photo)?|alamy|(?:reuters|afp|ap photo|epa|ap|tass|anadolu(?: agency)?)/[\p{L}]|/(?:reuters|afp|ap|epa|tass|getty)\b|ap photo\b|afp photo\b|via (?:getty|ap|reuters|afp|epa)\b|wikimedia commons|unsplash|zuma press|file photo|handout photo|\bepa-efe\b|creative commons)`)
	creditTail  = regexp.MustCompile(`[(\[](?i:(?:file )?(?:photo|image|picture|credit|source|courtesy of|ap photo|afp photo|reuters photo)\b)[^)\]]{0,100}[)\]]\.?$`)
	loneDomain  = regexp.MustCompile(`^(?i:(?:https?://)?(?:www\.)?[a-z0-9][a-z0-9-]*(?:\.[a-z0-9-]+)*\.[a-z]{2,12}(?:/\S*)?)$`)
	webAddress  = regexp.MustCompile(`^<?(https?://[^\s<>]+)>?$`)

	originalLabel = regexp.MustCompile(`^(?i:original(?: (?:url|link|article|source|story|post))?|source (?:url|link)|source|article (?:url|link)|canonical(?: (?:url|link))?|url|link|permalink|via|originally published (?:at|on|by)|read (?:the )?original(?: article)?(?: (?:at|on|here))?)\s*:?\s*<?(https?://[^\s<>]+)?>?$`)
)

// furniture tells why a line is not part of the body; ok is false for a line that is.
func furniture(b block) (news.ExcludedKind, bool) {
	t, n := b.text, len(b.text)
	switch {
	case b.kind == caption:
		if creditLabel.MatchString(t) || n < 120 && creditHouse.MatchString(t) {
			return news.ExcludedCredit, true
		}
		return news.ExcludedCaption, true
	case n > 600: // no line of the frame is that long
		return "", false
	case b.relatedLabel(), n < 200 && relatedBracket.MatchString(t):
		return news.ExcludedRelated, true
	case promoLine.MatchString(t), promoWords.MatchString(t) && (b.linked > 0 || n < 330 && !quoted(t)), n < 200 && visitLine.MatchString(t),
		n < 200 && promoStart.MatchString(t) && b.linked > 0:
		if agencyRights.MatchString(t) {
			return news.ExcludedCredit, true
		}
		return news.ExcludedPromo, true
	case staffLine.MatchString(t) && !quoted(t):
		return news.ExcludedByline, true
	case n < 250 && creditLabel.MatchString(t), n < 160 && creditHouse.MatchString(t) && !b.says(),
		n < 250 && creditTail.MatchString(t):
		return news.ExcludedCredit, true
	case b.kind != heading && b.allLink() && n < 200 && len(words(t)) > 1 && !sentenceEnd(t):
		return news.ExcludedRelated, true
	case b.kind != heading && b.allLink() && len(words(t)) == 1 && !loneDomain.MatchString(t):
		return news.ExcludedOther, true // a section's name
	}
	return "", false
}

// loneAddress tells why a line that is nothing but an address is not part of a text that began with its article: the
// name of a site is the source of the picture above it. (Web pages have voted on theirs.)
func loneAddress(b block) (news.ExcludedKind, bool) {
	switch {
	case webAddress.MatchString(b.text):
		return news.ExcludedOther, true
	case b.allLink() && loneDomain.MatchString(b.text):
		return news.ExcludedCredit, true
	}
	return "", false
}

// relatedLabel tells a line that announces or names another article: a label alone, or one before a link or a headline.
func (b block) relatedLabel() bool {
	label := relatedLabel.FindString(b.text)
	return label != "" && len(b.text) < 200 && (label == b.text || b.linked > 0 || !sentenceEnd(b.text))
}

// says tells a line that reads as a statement, not as a label: it ends like a sentence and is long enough for one.
func (b block) says() bool { return sentenceEnd(b.text) && len(words(b.text)) > 12 }

// quoted tells that a line holds a quotation, so that its words may be a speaker's.
func quoted(s string) bool {
	return strings.Count(s, `"`) >= 2 || strings.Contains(s, "“") && strings.Contains(s, "”")
}
