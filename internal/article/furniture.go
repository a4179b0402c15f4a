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

	// phrases that no one but an outlet says, and only to its readers
	promoWords = regexp.MustCompile(`(?i)\b(?:sign up (?:for (?:our|the \w+ newsletter)|here|now)\b|sign[- ]up:|subscribe (?:to our|now|here|today)\b|free daily newsletter|our (?:\w+ ){0,3}newsletters?\b|newsletters? here\b|` +
		`in(?:to)? your inbox\b|like us on facebook|download (?:the|our) (?:\w+ ){0,4}app\b|get the (?:\w+ ){0,4}app\b|click here (?:to|for)\b|this material may not be published|all rights reserved|` +
		`(?:temporarily )?moderating all comments|prices are subject to change|terms and conditions apply|use (?:the )?code ["“'][\w-]+["”'])`)
	// phrases that say so only at the start of a sentence: "Share it with a friend", not "he would not share it with reporters"
	promoSentence = regexp.MustCompile(`(?:^|[.!?:|»”"] )(?i:(?:you can )?follow (?:us|@\w+|him|her|them|[\w.’'-]+(?: [\w.’'-]+){0,5}) on (?:twitter|facebook|instagram|x\b|social|linkedin|telegram|tiktok|mastodon)|follow @\w+|` +
		`share (?:this|it)(?: (?:story|article|post))? (?:with (?:a friend|your)|on|via)\b|(?:like|enjoy(?:ed|ing)?|love) this (?:story|article|post)|(?:do you )?(?:have|got) (?:a|any) (?:news )?tips?\b.{0,40}\?|have a tip|` +
		`join (?:our|us on)\b|support (?:our|independent|quality) (?:\w+ )?journalism|become a (?:member|subscriber|supporter|patron)(?: today| now|:|\.|!|$)|story continues(?: below)?|continue reading(?: below)?|` +
		`article continues(?: below| after)|scroll (?:down )?to continue|submit a letter)`)
	// how to write to the author, with an address or a handle
	contactLine = regexp.MustCompile(`(?i)\b(?:(?:may|can) be (?:reached|contacted)|reach (?:the (?:reporters?|authors?)|him|her|them|\w+ \w+)|contact (?:the (?:reporters?|authors?)|him|her|\w+ \w+)|e-?mail (?:me|him|her|us|\w+ \w+)) ?(?:directly )?(?:,|at|on|via|by)? ?(?:\w+ ){0,3}(?:[\w.+-]+@[\w-]+\.|@\w|https?:|www\.)`)
	promoStart  = regexp.MustCompile(`^(?i:(?:please |to )?(?:sign up|subscribe|register|click here|tap here)\b)`)
	promoLine   = regexp.MustCompile(`^(?i:advertisements?|sponsored(?: content)?|ad|loading\W*|share(?: this(?: (?:article|story|page|post))?| on \w+(?: \w+)?)?|tweet|email|print|comments?(?: \(\d+\))?|\d+ comments?|leave a (?:comment|reply)|` +
		`(?:facebook|twitter|whatsapp|telegram|reddit|linkedin|pinterest|instagram|email|copy link|print|share|tweet|flipboard|x|[,|/·•\s])+|save(?: for later)?|listen(?: to (?:this )?article)?|` +
		`(?:\d+[- ])?min(?:ute)?s? read|reading time\W.*|close|menu|skip to .*|back to top|home|tags?|topics?|filed under\b.*|tags?:.*|topics?:.*|categor(?:y|ies):.*|copyright (?:©|ⓒ|\(c\)|\d{4}|by\b|:).{0,120}|copyright|©.{0,120}|gallery|view gallery|play video|` +
		`thank you for (?:reading|subscribing)\b.*|we value your privacy.*|terms of use|privacy policy|cookie policy|contact us|about us|editor['’]s note:? this (?:story|article) (?:has been|was) (?:updated|corrected).*|` +
		`updated at \d.*|this (?:story|article) (?:has been|was|will be) updated\b.*|this is a (?:developing|breaking(?: news)?) story\b.*)$`)
	visitLine = regexp.MustCompile(`^(?i)(?:for )?more (?:[\w’'-]+ ?){0,6}\W*(?:at|on|here|:)?:? ?(?:https?://|www\.)\S+.*$|^(?:follow|read|see|visit|find) .{0,80}(?:https?://|www\.)\S+$`)

	staffLine = regexp.MustCompile(`^\(?(?i:(?:additional |further |writing |text )?(?:reporting|editing|writing|compiled|translat\w+|graphics?|photography|production|research) (?:and (?:reporting|editing|writing) )?by\b)`)
	staffNote = regexp.MustCompile(`\b(?:contributed (?:to this (?:report|story|article|piece)|reporting|research)|also contributed\b.{0,40})\s*(?:from [\p{L} .,]+)?\.?\)?$|^(?i:this (?:report|story|article) (?:includes|contains|incorporates) (?:reporting|material|information) (?:by|from)\b)`)

	creditLabel = regexp.MustCompile(`^[(\[]?(?i:(?:file )?(?:photo|image|picture|pic|illustration|graphic|video|screenshot|screengrab|cover image|featured image|header image|main image|lead image)s?(?: (?:credit|source|courtesy|by|via|from|credits|illustration))?\s*(?:©|:|\||/)|` +
		`(?:photo )?credits?\s*:|photograph(?:s|er)?(?: by)?\s*:|source\s*:\s*\S)`)
	creditBy    = regexp.MustCompile(`^[(\[]?(?i:(?:file )?(?:photo(?:graph)?|image|picture|illustration|graphic|video|screenshot)s? (?:by|via|from|courtesy(?: of)?)\b|courtesy (?:of |photo))`)
	creditHouse = regexp.MustCompile(`(?i:getty images|shutterstock|istock(?:photo)?|alamy|\b(?:reuters|afp|ap photo|epa|ap|tass|anadolu(?: agency)?)/[\p{L}]|/(?:reuters|afp|ap|epa|tass|getty)\b|ap photo\b|afp photo\b|via (?:getty|ap|reuters|afp|epa)\b|wikimedia commons|unsplash|zuma press|file photo|handout photo|\bepa-efe\b|creative commons)`)
	creditTail  = regexp.MustCompile(`[(\[](?i:(?:file )?(?:photo|image|picture|credit|source|courtesy of|ap photo|afp photo|reuters photo)\b)[^)\]]{0,100}[)\]]\.?$`)
	// a caption with its credit behind it: "The gate on Monday. Photo: Ana Reyl / LNA"
	captionTail = regexp.MustCompile(`[.!?"”)] (?i:photo|picture|image|credit|pic)s?(?: (?:by|credit|courtesy))?: ?\p{Lu}[^.!?]{1,70}$`)
	loneDomain  = regexp.MustCompile(`^(?i:(?:https?://)?(?:www\.)?[a-z0-9][a-z0-9-]*(?:\.[a-z0-9-]+)*\.[a-z]{2,12}(?:/\S*)?)$`)
	webAddress  = regexp.MustCompile(`^<?(https?://[^\s<>]+)>?$`)

	originalLabel = regexp.MustCompile(`^(?i:original(?: (?:url|link|article|source|story|post))?|source (?:url|link)|source|article (?:url|link)|canonical(?: (?:url|link))?|url|link|permalink|via|originally published (?:at|on|by)|read (?:the )?original(?: article)?(?: (?:at|on|here))?)\s*:?\s*<?(https?://[^\s<>]+)?>?$`)
)

// furniture tells why a line is not part of the body; ok is false for a line that is.
func furniture(b block) (news.ExcludedKind, bool) {
	t, n := b.text, len(b.text)
	switch {
	case b.kind == caption:
		if creditLabel.MatchString(t) || creditBy.MatchString(t) || n < 120 && creditHouse.MatchString(t) {
			return news.ExcludedCredit, true
		}
		return news.ExcludedCaption, true
	case n > 600: // no line of the frame is that long
		return "", false
	case b.relatedLabel(), n < 200 && relatedBracket.MatchString(t):
		return news.ExcludedRelated, true
	case promoLine.MatchString(t), b.promotes(), n < 200 && visitLine.MatchString(t), n < 200 && promoStart.MatchString(t) && b.linked > 0:
		if agencyRights.MatchString(t) {
			return news.ExcludedCredit, true
		}
		return news.ExcludedPromo, true
	case staffNote.MatchString(t) && !quoted(t), staffLine.MatchString(t) && (strings.HasSuffix(t, ")") || strings.Contains(t, ";") || !b.says()):
		return news.ExcludedByline, true
	case n < 250 && creditLabel.MatchString(t), n < 250 && creditBy.MatchString(t) && !b.says(), n < 160 && creditHouse.MatchString(t) && !b.says(),
		n < 250 && creditTail.MatchString(t):
		return news.ExcludedCredit, true
	case n < 400 && captionTail.MatchString(t):
		return news.ExcludedCaption, true
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

// promotes tells a line by which the outlet speaks to its readers. A quotation without a link is somebody else's words.
func (b block) promotes() bool {
	return (promoWords.MatchString(b.text) || promoSentence.MatchString(b.text) || contactLine.MatchString(b.text)) &&
		(b.linked > 0 || len(b.text) < 330 && !quoted(b.text))
}

// says tells a line that reads as a statement, not as a label: it ends like a sentence and is long enough for one.
func (b block) says() bool { return sentenceEnd(b.text) && len(words(b.text)) > 12 }

// quoted tells that a line holds a quotation, so that its words may be a speaker's.
func quoted(s string) bool {
	return strings.Count(s, `"`) >= 2 || strings.Contains(s, "“") && strings.Contains(s, "”")
}
