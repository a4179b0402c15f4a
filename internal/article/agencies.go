package article

import (
	"regexp"
	"sort"
	"strings"
)

// agencies are the wire services that bylines, datelines and credits name: the short name that they sign with, then other
// wordings, of which those in angle brackets are too short or too common to be believed outside a byline or dateline.
var agencies = []struct {
	name  string
	other string // parted by semicolons
}{
	{"AFP", "Agence France-Presse;Agence France Presse;AFP News"},
	{"AP", "Associated Press;The Associated Press;AP News;The AP"},
	{"Reuters", "Thomson Reuters;Reuters News;Reuters Staff;Reuters.com"},
	{"UPI", "United Press International"},
	{"dpa", "DPA;Deutsche Presse-Agentur;dpa International"},
	{"Bloomberg", "Bloomberg News"},
	{"Dow Jones", "Dow Jones Newswires"},
	{"TASS", "ITAR-TASS;Itar-Tass;TASS News Agency"},
	{"Interfax", "Interfax News Agency"},
	{"Interfax-Ukraine", "Interfax Ukraine"},
	{"RIA Novosti", "RIA;RIA News"},
	{"Sputnik", "Sputnik News"},
	{"Ukrinform", ""}, {"UNIAN", ""}, {"BelTA", "BELTA"}, {"Kazinform", ""}, {"Armenpress", ""}, {"Azertac", "AZERTAC"},
	{"Xinhua", "Xinhua News Agency;Xinhua News"},
	{"China News Service", "CNS"},
	{"Kyodo", "Kyodo News"}, {"Jiji", "Jiji Press"},
	{"Yonhap", "Yonhap News;Yonhap News Agency"}, {"KCNA", "Korean Central News Agency"},
	{"PTI", "Press Trust of India"}, {"ANI", "Asian News International"}, {"IANS", "Indo-Asian News Service"},
	{"PA", "PA Media;Press Association;PA News Agency"},
	{"AAP", "Australian Associated Press"},
	{"The Canadian Press", "Canadian Press;La Presse Canadienne"},
	{"Anadolu", "Anadolu Agency;AA"},
	{"EFE", "Agencia EFE"}, {"Europa Press", ""}, {"ANSA", "Agenzia ANSA"}, {"Lusa", "Agência Lusa"},
	{"APA", "Austria Presse Agentur"}, {"KNA", ""}, {"Keystone-SDA", "Keystone-ATS"}, {"Belga", "Belga News Agency"},
	{"ANP", ""}, {"NTB", ""}, {"Ritzau", ""}, {"STT", "STT-Lehtikuva"}, {"PAP", "Polish Press Agency"},
	{"CTK", "ČTK;Czech News Agency"}, {"TASR", ""}, {"MTI", ""}, {"Agerpres", "AGERPRES"}, {"BTA", "Bulgarian News Agency"},
	{"Tanjug", ""}, {"HINA", "Hina"}, {"FENA", ""}, {"STA", "Slovenian Press Agency"}, {"BNS", "Baltic News Service"},
	{"IRNA", ""}, {"Tasnim", "Tasnim News Agency"}, {"Fars", "Fars News Agency"}, {"SANA", ""}, {"WAM", ""},
	{"SPA", "Saudi Press Agency"}, {"MENA", "Middle East News Agency"}, {"Petra", ""}, {"KUNA", "Kuwait News Agency"}, {"QNA", "Qatar News Agency"},
	{"Bernama", ""}, {"Antara", "ANTARA"}, {"VNA", "Vietnam News Agency"}, {"NAN", "News Agency of Nigeria"},
	{"Prensa Latina", ""}, {"Notimex", ""}, {"Télam", "Telam"}, {"Agência Brasil", ""},
	{"Inter Press Service", "IPS"}, {"States Newsroom", ""}, {"KFF Health News", "Kaiser Health News"},
}

// signedName is what an agency signs with, by every wording.
var signedName = func() map[string]string {
	names := map[string]string{}
	for _, a := range agencies {
		names[a.name] = a.name
		for other := range strings.SplitSeq(a.other, ";") {
			if other != "" {
				names[other] = a.name
			}
		}
	}
	return names
}()

// anyAgency is an alternation of every wording, the longest first.
var anyAgency = func() string {
	var all []string
	for name := range signedName {
		all = append(all, regexp.QuoteMeta(name))
	}
	sort.Slice(all, func(i, j int) bool { return len(all[i]) > len(all[j]) || len(all[i]) == len(all[j]) && all[i] < all[j] })
	return strings.Join(all, "|")
}()

// agencyNamed is the agency of exactly this name, "" if there is none. One written in capitals throughout counts too.
func agencyNamed(s string) string {
	s = strings.Trim(s, " .,;:()[]/–—-")
	s = strings.TrimPrefix(strings.TrimPrefix(s, "the "), "The ")
	if name := signedName[s]; name != "" {
		return name
	}
	if name := signedName["The "+s]; name != "" {
		return name
	}
	for _, a := range agencies {
		if len(a.name) > 3 && strings.EqualFold(s, a.name) {
			return a.name
		}
	}
	if unknownSign.MatchString(s) && !notSigns[s] {
		return s
	}
	return ""
}

// unknownSign is how an agency that the list does not know signs: a few capitals.
var unknownSign = regexp.MustCompile(`^\p{Lu}{3,6}$`)

// notSigns are words in capitals that bylines hold without naming an agency.
var notSigns = map[string]bool{"STAFF": true, "ADMIN": true, "EDITOR": true, "DESK": true, "NEWS": true, "GUEST": true, "WEB": true, "TEAM": true, "AND": true, "FOR": true, "THE": true}

// agencySigned is the agency that a sign in a dateline stands for.
func agencySigned(sign string) string {
	if name := signedName[sign]; name != "" {
		return name
	}
	return sign
}

const (
	placeWords  = `[\p{Lu}][\p{Lu}.'’-]+(?: [\p{Lu}][\p{Lu}.'’-]+){0,3}`
	placeRegion = `(?:, ?(?:[A-Z][a-z]+\.?|[A-Z]\.(?:[A-Z]\.)+|[A-Z]{2})(?: [A-Z][a-z]+\.?){0,2})?`
	mixedPlace  = `\p{Lu}[\p{L}.'’-]+(?: \p{Lu}[\p{L}.'’-]+){0,3}(?:[,/] ?\p{Lu}[\p{L}.]+(?: \p{Lu}[\p{L}.]+)?){0,2}`
	monthDay    = `[,.]? (?i:(?:` + months + `)\.? \d{1,2}|\d{1,2} (?:` + months + `))(?:, \d{4})?\.?`
)

var (
	// GENEVA (Reuters) – · PARIS, Nov. 3 (Xinhua) -- · MOSCOW, November 3. /TASS/. · Geneva (dpa) - · (Reuters) —
	agencyLead = regexp.MustCompile(`^(?:((?:` + placeWords + placeRegion + `|` + mixedPlace + `))(?:` + monthDay + `)?[,.]? ?)?` +
		`[(/\[](` + anyAgency + `)(?: ?[-–—/] ?[^)/\]]{1,30})?[)/\]]\.? ?(?:[-–—:]{1,3}|\.)? `)
	// VENN (LNA) – : an agency that the list does not know, where place, brackets and dash leave no doubt
	unknownLead = regexp.MustCompile(`^(` + placeWords + placeRegion + `)(?:` + monthDay + `)?[,.]? ?\((\p{Lu}{3,6})\) ?[-–—]{1,3} `)
	// MOSCOW, Nov 3 – · GENEVA —
	placeLead = regexp.MustCompile(`^(` + placeWords + placeRegion + `)(?:` + monthDay + `)? ?(?:–|—|--| -) ?\S`)
	// a sign-off at the end of a text: "… . – AFP", "— Reuters", "(AP)"
	signOff = regexp.MustCompile(`(?:^|[.!?"”'’)] ?)(?:[-–—/(] ?)(` + anyAgency + `)[)/]?\.?$`)
	// © 2021 AFP · Copyright 2021 The Associated Press. All rights reserved.
	agencyRights = regexp.MustCompile(`^(?i:©|\(c\)|copyright)[ ,]*(?i:copyright|©|\(c\))?[ ,]*(?:\d{4})?[ ,]*(` + anyAgency + `)\b`)
)

// notPlaces are words in capitals that open a paragraph before a dash without being places.
var notPlaces = map[string]bool{
	"BREAKING": true, "UPDATE": true, "UPDATED": true, "EXCLUSIVE": true, "OPINION": true, "WATCH": true, "VIDEO": true,
	"ANALYSIS": true, "EXPLAINER": true, "CORRECTION": true, "NOTE": true, "EDITOR'S NOTE": true, "LIVE": true, "READ": true,
	"BREAKING NEWS": true, "COMMENT": true, "REVIEW": true, "INTERVIEW": true, "PHOTOS": true, "DEAR": true, "NEW": true, "MORE": true,
}

// dateline reads the place and the agency that a wire story's first paragraph opens with.
func dateline(text string) (place, agency string) {
	text = text[:min(len(text), 300)] // no dateline is longer, and a cut character in prose after it does no harm
	if m := agencyLead.FindStringSubmatch(text); m != nil {
		place = strings.TrimRight(m[1], " ,")
		if !strings.Contains(place, ",") { // "KYIV. Nov 3", but "PORT ELDING, Calif."
			place = strings.TrimRight(place, ".")
		}
		return place, agencySigned(m[2])
	}
	if m := unknownLead.FindStringSubmatch(text); m != nil && !notPlaces[m[1]] {
		return strings.TrimRight(m[1], " ,"), m[2]
	}
	if m := placeLead.FindStringSubmatch(text); m != nil && !notPlaces[m[1]] && len(words(m[1])) <= 5 {
		return m[1], ""
	}
	return "", ""
}
