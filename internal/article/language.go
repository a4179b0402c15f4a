package article

import (
	"strings"
	"unicode"

	"github.com/RadhiFadlillah/whatlanggo"
)

const (
	languageSample = 4000 // bytes that are looked at
	languageLeast  = 25   // letters under which a text is too short to say
	likelyForeign  = 0.5  // whatlanggo's confidence that is enough for a text without English function words
)

// englishWords are the function words that make up a third of any English prose; no other language has more than a few.
var englishWords = func() map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(`the of and to a in that is was for on with as by at from has had have are were be been it its he she his her
		they their not but an who which this will would said after about over more than when there also could one up out into we you i`) {
		m[w] = true
	}
	return m
}()

// language is the ISO 639-1 code of a text: what the text itself shows, else what its page declares, else "".
func language(text, declared string) string {
	sample := text[:min(len(text), languageSample)]
	sample = strings.ToValidUTF8(sample, "")
	if runes(key(sample)) < languageLeast {
		return declared
	}
	total, english, distinct := 0, 0, map[string]bool{}
	for _, w := range strings.Fields(strings.ToLower(sample)) {
		total++
		if w = strings.Trim(w, `.,;:!?"'()“”‘’`); englishWords[w] {
			english++
			distinct[w] = true
		}
	}
	if english*4 >= total && len(distinct) >= 3 {
		return "en"
	}
	info := whatlanggo.Detect(sample)
	found := info.Lang.Iso6391()
	enough := total >= 8 || info.Script != unicode.Latin
	foreign := found != "en" && info.Confidence >= likelyForeign && english*10 < total
	switch {
	case found == declared, found != "" && enough && (info.IsReliable() || foreign):
		return found
	case english*6 >= total && len(distinct) >= 2 && declared == "":
		return "en"
	case declared == "en" && total >= 12 && english*12 < total:
		return "" // its page says English, its words do not
	}
	return declared
}

// languageCode is the ISO 639-1 code of what pages declare: "en-GB", "en_US", "English".
func languageCode(declared string) string {
	declared = strings.ToLower(strings.TrimSpace(declared))
	if declared == "english" {
		return "en"
	}
	code, _, _ := strings.Cut(strings.ReplaceAll(declared, "_", "-"), "-")
	if len(code) != 2 || code[0] < 'a' || code[0] > 'z' || code[1] < 'a' || code[1] > 'z' {
		return ""
	}
	return code
}
