package article

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"gainsay/news"
)

func TestByline(t *testing.T) {
	for line, want := range map[string]struct {
		names  []string
		agency string
		ok     bool
	}{
		"By Ilse Marend":                                        {[]string{"Ilse Marend"}, "", true},
		"BY ILSE MAREND":                                        {[]string{"ILSE MAREND"}, "", true},
		"By Ilse Marend and Tomas Orrel":                        {[]string{"Ilse Marend", "Tomas Orrel"}, "", true},
		"By Ilse Marend, Tomas Orrel and Ana de la Cruz":        {[]string{"Ilse Marend", "Tomas Orrel", "Ana de la Cruz"}, "", true},
		"By Ilse Marend, Political Correspondent":               {[]string{"Ilse Marend"}, "", true},
		"By Ilse Marend in Varn and Tomas Orrel in Port Elding": {[]string{"Ilse Marend", "Tomas Orrel"}, "", true},
		"Written by Ilse Marend":                                {[]string{"Ilse Marend"}, "", true},
		"By Ilse Marend | 3 May 2021":                           {[]string{"Ilse Marend"}, "", true},
		"By Ilse Marend May 3, 2021":                            {[]string{"Ilse Marend"}, "", true},
		"By Ilse Marend for Reuters":                            {[]string{"Ilse Marend"}, "Reuters", true},
		"By Ilse Marend (AP)":                                   {[]string{"Ilse Marend"}, "AP", true},
		"By ILSE MAREND, Associated Press":                      {[]string{"ILSE MAREND"}, "AP", true},
		"By The Associated Press":                               {nil, "AP", true},
		"By AFP":                                                {nil, "AFP", true},
		"By Agence France-Presse":                               {nil, "AFP", true},
		"By Reuters Staff":                                      {nil, "Reuters", true},
		"By staff writers":                                      {nil, "", true},
		"AFP":                                                   {nil, "AFP", true},
		"Interfax-Ukraine":                                      {nil, "Interfax-Ukraine", true},
		"By Tuesday the talks had failed, both sides said.":     {nil, "", false},
		"By then the river had risen":                           {nil, "", false},
		"By 2030 the harbour will be shut":                      {nil, "", false},
		"By contrast, Varn spends little":                       {nil, "", false},
		"The mayor spoke":                                       {nil, "", false},
		"By far the largest dam in the region":                  {nil, "", false},
		"By Marend's account, the pump had failed long before the storm": {nil, "", false},
	} {
		got, ok := readByline(line, true)
		if ok != want.ok || ok && (!slices.Equal(got.names, want.names) || got.agency != want.agency) {
			t.Errorf("%q: got %v, %q, %v", line, got.names, got.agency, ok)
		}
	}
}

func TestPeople(t *testing.T) {
	names, agency := people([]string{"By Ilse Marend", "ilse marend", "Varn Courier", "AFP", "https://varn.example/marend", "Marta Quell, Energy Editor", "CNX"}, "Varn Courier")
	if want := []string{"Ilse Marend", "Marta Quell"}; !slices.Equal(names, want) || agency != "AFP" {
		t.Errorf("got %v, %q", names, agency)
	}
}

func TestDateline(t *testing.T) {
	for text, want := range map[string][2]string{
		"VARN (Reuters) – The dam held.":                 {"VARN", "Reuters"},
		"VARN (Reuters) - The dam held.":                 {"VARN", "Reuters"},
		"(Reuters) — The dam held.":                      {"", "Reuters"},
		"PORT ELDING, Nov. 3 (Xinhua) -- The dam held.":  {"PORT ELDING", "Xinhua"},
		"Varn (dpa) - The dam held.":                     {"Varn", "dpa"},
		"VARN, November 3. /TASS/. The dam held.":        {"VARN", "TASS"},
		"KYIV. Nov 3 (Interfax-Ukraine) – The dam held.": {"KYIV", "Interfax-Ukraine"},
		"PORT ELDING, Calif. (AP) — The dam held.":       {"PORT ELDING, Calif.", "AP"},
		"VARN, Nov 3 – The dam held.":                    {"VARN", ""},
		"VARN — The dam held.":                           {"VARN", ""},
		"PORT ELDING, N.Y. — The dam held.":              {"PORT ELDING, N.Y.", ""},
		"BREAKING — The dam held.":                       {"", ""},
		"VENN (LNA) – The dam held.":                     {"VENN", "LNA"}, // an agency that no list knows
		"Varn (a port) – The dam held.":                  {"", ""},
		"The dam — an old one — held.":                   {"", ""},
		"Varn — once a port — has no harbour.":           {"", ""},
		"DEAR EDITOR: The dam held.":                     {"", ""},
		"The AP (a wire service) said so.":               {"", ""},
	} {
		if place, agency := dateline(text); place != want[0] || agency != want[1] {
			t.Errorf("%q: got %q, %q", text, place, agency)
		}
	}
}

func TestDayLine(t *testing.T) {
	for line, want := range map[string]struct {
		published, modified news.Day
		ok                  bool
	}{
		"November 3, 2021":     {"2021-11-03", "", true},
		"Nov. 3, 2021":         {"2021-11-03", "", true},
		"Nov 3 2021":           {"2021-11-03", "", true},
		"3 November 2021":      {"2021-11-03", "", true},
		"3rd of November 2021": {"2021-11-03", "", true},
		"Wednesday, November 3, 2021, 9:05 am ET": {"2021-11-03", "", true},
		"Published: 3 Nov. 2021 14:20 GMT":        {"2021-11-03", "", true},
		"2021-11-03":                              {"2021-11-03", "", true},
		"2021-11-03T09:05:00Z":                    {"2021-11-03", "", true},
		"2021/11/03":                              {"2021-11-03", "", true},
		"3.11.2021":                               {"2021-11-03", "", true},
		"13/11/2021":                              {"2021-11-13", "", true},
		"11/13/2021":                              {"2021-11-13", "", true},
		"3/11/2021":                               {"", "", false}, // March or November: left open
		"Updated Nov 4, 2021":                     {"", "2021-11-04", true},
		"Published Nov 3, 2021 | Updated Nov 4, 2021":  {"2021-11-03", "2021-11-04", true},
		"Last updated on 4 November 2021 at 10.15 CET": {"", "2021-11-04", true},
		"3 min read | November 3, 2021":                {"2021-11-03", "", true},
		"February 30, 2021":                            {"", "", false},
		"The dam broke on November 3, 2021":            {"", "", false},
		"Two years later":                              {"", "", false},
	} {
		published, modified, ok := dayLine(line)
		if ok != want.ok || ok && (published != want.published || modified != want.modified) {
			t.Errorf("%q: got %q, %q, %v", line, published, modified, ok)
		}
	}
}

func TestFirstDayKeepsThePagesTimeZone(t *testing.T) {
	for value, want := range map[string]news.Day{
		"2021-11-03T23:30:00-05:00": "2021-11-03", "20211103": "2021-11-03", "20211103T101500Z": "2021-11-03",
		"Wed, 03 Nov 2021 10:15:00 GMT": "2021-11-03", "2021-11-3": "2021-11-03", "yesterday": "", "0000-00-00": "",
	} {
		if got := firstDay(value); got != want {
			t.Errorf("%q: got %q", value, got)
		}
	}
}

func TestFurniture(t *testing.T) {
	link := func(s string) block { return block{text: s, linked: len(s), target: "/x"} }
	for _, c := range []struct {
		b    block
		want news.ExcludedKind // "" for a line of the body
	}{
		{block{text: "Related article: Dam opens", linked: 9}, news.ExcludedRelated},
		{block{text: "Read more: Mayor of Varn resigns"}, news.ExcludedRelated},
		{block{text: "READ ALSO: Mayor of Varn resigns"}, news.ExcludedRelated},
		{block{text: "You may also like..."}, news.ExcludedRelated},
		{link("Mayor of Varn resigns over the flood"), news.ExcludedRelated},
		{block{text: "Sign up for our newsletter to get the news of Varn."}, news.ExcludedPromo},
		{block{text: "Follow us on Twitter"}, news.ExcludedPromo},
		{block{text: "Advertisement"}, news.ExcludedPromo},
		{block{text: "Facebook Twitter WhatsApp"}, news.ExcludedPromo},
		{block{text: "Share this article"}, news.ExcludedPromo},
		{block{text: "All rights reserved. No part of this page may be copied."}, news.ExcludedPromo},
		{block{text: "© 2021 AFP"}, news.ExcludedCredit},
		{block{text: "Photo: Harbour office"}, news.ExcludedCredit},
		{block{text: "Workers at the gate on Monday morning. Photo: Jana Ortwin / LNA"}, news.ExcludedCaption},
		{block{text: "He took one last look at the photo: it was blurred."}, ""},
		{block{text: "(Photo by Ilse Marend / Varn Pictures)"}, news.ExcludedCredit},
		{block{text: "The lower dam in May. (Credit: Harbour office)"}, news.ExcludedCredit},
		{block{text: "Ilse Marend/Getty Images"}, news.ExcludedCredit},
		{block{kind: caption, text: "The lower dam in May."}, news.ExcludedCaption},
		{block{kind: caption, text: "Image: Harbour office"}, news.ExcludedCredit},
		{block{text: "(Reporting by Ilse Marend; Editing by Tomas Orrel)"}, news.ExcludedByline},
		{block{text: "Tomas Orrel contributed to this report."}, news.ExcludedByline},
		{block{text: "Ilse Marend can be reached at imarend@varn.example."}, news.ExcludedPromo},
		{block{text: "Follow Ilse Marend on Twitter @imarend."}, news.ExcludedPromo},
		{block{text: "Like this story? Share it with a friend!"}, news.ExcludedPromo},
		{block{text: "Photo by Ilse Marend for the Varn Courier"}, news.ExcludedCredit},
		{block{text: "Copyright 2021 Varn Courier"}, news.ExcludedPromo},
		{block{text: "Additional reporting by Ilse Marend in Varn"}, news.ExcludedByline},
		{block{text: "Copyright law in Varn was changed on Tuesday."}, ""},
		{block{text: "Video by the ministry shows a barge that crosses the river below the dam at night."}, ""},
		{block{text: "Reporting by the Courier had shown that the wall was cracked in the spring of the year."}, ""},
		{block{text: "Research by the school of Varn found that the river rises by a hand each year."}, ""},
		{block{text: "The mayor said the dam was safe."}, ""},
		{block{text: "A deal on the water can be reached on Friday, the mayor said."}, ""},
		{block{text: "Varn wants to become a member of the river league."}, ""},
		{block{text: "He declined to share it with reporters."}, ""},
		{block{text: "Forty thousand people follow her on Twitter, more than live in Varn.", linked: 7}, ""},
		{block{text: "The story continues to trouble the council, and they hope to join the group of river towns.", linked: 5}, ""},
		{block{text: "Officials tried to reach them on Tuesday, and laws that support independent journalism were cited."}, ""},
		{block{text: "A wall fell on the road in the night, the harbour office said. (Reuters)"}, ""},
		{block{text: "“Sign up for our newsletter,” the mayor told the crowd, to laughter."}, ""},
		{block{text: "Related claims were made by the mayor on Tuesday."}, ""},
		{block{text: "Photographs of the dam were shown to the court."}, ""},
		{block{text: "More than forty people fled."}, ""},
		{block{text: "Watch out for floods, the mayor said."}, ""},
		{block{kind: heading, text: "What the mayor said", linked: 19}, ""},
		{block{text: "She read the report.", linked: 10}, ""},
	} {
		if got, _ := furniture(c.b); got != c.want {
			t.Errorf("%q: got %q, want %q", c.b.text, got, c.want)
		}
	}
}

func TestJoin(t *testing.T) {
	for _, c := range []struct {
		a, b block
		want bool
	}{
		{block{text: "Engineers reported cracks in the wall near"}, block{text: "Varn, with the mayor saying she had \"no doubt\" of it."}, true},
		{block{text: "Engineers reported cracks in the wall of the"}, block{text: "lower dam on Tuesday."}, true},
		{block{text: "Engineers reported cracks in the lower dam,"}, block{text: "Mayor Marend said on Tuesday."}, true},
		{block{text: "Engineers reported many cracks in the wall"}, block{text: "after the storm had passed over Varn."}, true},
		{block{text: "Engineers reported cracks in the wall."}, block{text: "The mayor said so on Tuesday."}, false},
		{block{text: "Engineers reported cracks in the wall.”"}, block{text: "the mayor said so on Tuesday."}, false},
		{block{text: "What Engineers Found In The Wall Of"}, block{text: "Varn was told on Tuesday."}, false},
		{block{kind: heading, text: "what the engineers had found in the"}, block{text: "Varn was told on Tuesday."}, false},
		{block{text: "what the engineers had found in the"}, block{kind: item, text: "Varn was told on Tuesday."}, false},
		{block{text: "The pumps, all of them"}, block{text: "Varn was told on Tuesday that they had failed."}, false},
		{block{text: "Here is what engineers have found so far:"}, block{text: "the wall is old."}, false},
		{block{text: "Pumps and"}, block{text: "valves had failed."}, false},
	} {
		if got := continues(c.a, c.b); got != c.want {
			t.Errorf("%q + %q: got %v", c.a.text, c.b.text, got)
		}
	}
}

func TestTitleWithout(t *testing.T) {
	for _, c := range []struct {
		title, publisher, want string
		others                 []string
	}{
		{"Dam holds | Varn Courier", "Varn Courier", "Dam holds", nil},
		{"Dam holds - The Varn Courier", "the varn courier", "Dam holds", nil},
		{"Dam holds – Varn Courier", "", "Dam holds", []string{"Dam holds"}},
		{"Dam holds – mayor", "Varn Courier", "Dam holds – mayor", nil},
	} {
		if got := titleWithout(c.title, c.publisher, c.others); got != c.want {
			t.Errorf("%q: got %q", c.title, got)
		}
	}
}

// samples are openings of news in several languages.
func TestLanguage(t *testing.T) {
	for _, c := range []struct{ text, declared, want string }{
		{"The mayor of Varn said on Tuesday that the dam was safe.", "", "en"},
		{"Varn's dam is safe, mayor says after the storm.", "", "en"},
		{"The mayor of Varn said on Tuesday that the dam was safe and that nobody had to leave the city.", "fr", "en"},
		{"Le maire de Varn a déclaré mardi que le barrage était sûr et que personne ne devait quitter la ville.", "en", "fr"},
		{"Der Bürgermeister von Varn sagte am Dienstag, der Damm sei sicher und niemand müsse die Stadt verlassen.", "", "de"},
		{"El alcalde de Varn dijo el martes que la presa era segura y que nadie tenía que abandonar la ciudad.", "", "es"},
		{"Le maire de Varn a déclaré que le barrage.", "", "fr"},
		{"Мер Варна заявив у вівторок, що гребля безпечна і нікому не потрібно залишати місто.", "en", "uk"},
		{"市長は火曜日、ダムは安全であり、誰も町を離れる必要はないと述べた。", "ja", "ja"},
		{"Dam safe", "", ""},
		{"Dam safe", "en", "en"},
		{"", "", ""},
	} {
		if got := language(c.text, c.declared); got != c.want {
			t.Errorf("%q: got %q, want %q", c.text, got, c.want)
		}
	}
}

// story is an article as tools that save Markdown give it; %s is put in the middle.
const story = `

Varn Mayor Rejects Talk of a Failing Dam

By [AFP](#)

November 3, 2021

[harbour.example](https://www.harbour.example)

The mayor of Varn on Wednesday rejected claims that the lower dam is failing.

"The wall has stood for ninety years and it will stand for ninety more," Mayor Ilse Marend said in a **statement** to [local reporters](#).

Related article: [Engineers Warn of Cracks in Varn – Courier](#)

Engineers have reported cracks in the wall near

Port Elding, with the harbour office saying it has "grave doubts" about the pumps.

%s

Original url:

<https://www.varncourier.example/2021/11/03/mayor-rejects-a123>
`

func TestMarkdownStory(t *testing.T) {
	a, err := Read(fmt.Appendf(nil, story, "> Nobody has to leave, she said.\n\n## What comes next\n\n- Pumps are checked.\n- Walls are measured.\n\n![The lower dam](dam.jpg)"), Hint{Location: "story.txt"})
	if err != nil {
		t.Fatal(err)
	}
	want := news.Article{
		Title: "Varn Mayor Rejects Talk of a Failing Dam", Agency: "AFP", Published: "2021-11-03", Language: "en",
		CanonicalURL: "https://www.varncourier.example/2021/11/03/mayor-rejects-a123",
		Text: `The mayor of Varn on Wednesday rejected claims that the lower dam is failing.

"The wall has stood for ninety years and it will stand for ninety more," Mayor Ilse Marend said in a statement to local reporters.

Engineers have reported cracks in the wall near Port Elding, with the harbour office saying it has "grave doubts" about the pumps.

Nobody has to leave, she said.

What comes next

Pumps are checked.

Walls are measured.`,
		Excluded: []news.Excluded{
			{Kind: news.ExcludedTitle, Text: "Varn Mayor Rejects Talk of a Failing Dam"},
			{Kind: news.ExcludedByline, Text: "By AFP"},
			{Kind: news.ExcludedDate, Text: "November 3, 2021"},
			{Kind: news.ExcludedCredit, Text: "harbour.example"},
			{Kind: news.ExcludedRelated, Text: "Related article: Engineers Warn of Cracks in Varn – Courier"},
			{Kind: news.ExcludedCaption, Text: "The lower dam"},
			{Kind: news.ExcludedOriginal, Text: "Original url:"},
			{Kind: news.ExcludedOriginal, Text: "https://www.varncourier.example/2021/11/03/mayor-rejects-a123"},
		},
	}
	same(t, a, want)
}

// same compares field by field, so that a failure says which one differs.
func same(t *testing.T, got, want news.Article) {
	t.Helper()
	for _, f := range []struct{ name, got, want string }{
		{"title", got.Title, want.Title}, {"byline", strings.Join(got.Byline, "; "), strings.Join(want.Byline, "; ")},
		{"agency", got.Agency, want.Agency}, {"publisher", got.Publisher, want.Publisher},
		{"published", string(got.Published), string(want.Published)}, {"modified", string(got.Modified), string(want.Modified)},
		{"dateline", got.Dateline, want.Dateline}, {"url", got.URL, want.URL}, {"canonical url", got.CanonicalURL, want.CanonicalURL},
		{"language", got.Language, want.Language}, {"text", got.Text, want.Text},
		{"excluded", fmt.Sprintf("%q", got.Excluded), fmt.Sprintf("%q", want.Excluded)},
	} {
		if f.got != f.want {
			t.Errorf("%s:\n got %s\nwant %s", f.name, f.got, f.want)
		}
	}
}

func TestPlainText(t *testing.T) {
	a, err := Read([]byte("Varn Mayor Rejects Talk of a Failing Dam\nBy Ilse Marend\nNov 3, 2021\n\nVARN (Reuters) - The mayor of Varn on Wednesday rejected claims\nthat the lower dam is failing, and said that nobody has to leave\nthe city.\n\nThe harbour office agreed.\n"), Hint{})
	if err != nil {
		t.Fatal(err)
	}
	same(t, a, news.Article{
		Title: "Varn Mayor Rejects Talk of a Failing Dam", Byline: []string{"Ilse Marend"}, Agency: "Reuters", Dateline: "VARN", Published: "2021-11-03", Language: "en",
		Text: "VARN (Reuters) - The mayor of Varn on Wednesday rejected claims that the lower dam is failing, and said that nobody has to leave the city.\n\nThe harbour office agreed.",
		Excluded: []news.Excluded{{Kind: news.ExcludedTitle, Text: "Varn Mayor Rejects Talk of a Failing Dam"},
			{Kind: news.ExcludedByline, Text: "By Ilse Marend"}, {Kind: news.ExcludedDate, Text: "Nov 3, 2021"}},
	})
}

func TestFrontMatter(t *testing.T) {
	a, err := Read([]byte("---\ntitle: \"Dam holds\"\nauthor: Ilse Marend\ndate: 2021-11-03\nurl: https://varn.example/dam\nlang: en\n---\n\n# Dam holds\n\nThe lower dam of Varn has held, the mayor said on Wednesday.\n"), Hint{})
	if err != nil {
		t.Fatal(err)
	}
	same(t, a, news.Article{
		Title: "Dam holds", Byline: []string{"Ilse Marend"}, Published: "2021-11-03", CanonicalURL: "https://varn.example/dam", Language: "en",
		Text:     "The lower dam of Varn has held, the mayor said on Wednesday.",
		Excluded: []news.Excluded{{Kind: news.ExcludedTitle, Text: "Dam holds"}},
	})
}

func TestGivenAndOtherwise(t *testing.T) {
	page := []byte("# Dam holds\n\nNovember 3, 2021\n\nThe lower dam of Varn has held, the mayor said on Wednesday.\n")
	for _, c := range []struct {
		hint      Hint
		title     string
		published news.Day
	}{
		{Hint{}, "Dam holds", "2021-11-03"},
		{Hint{Given: Metadata{Title: "Varn's dam", Published: "2021-11-04"}}, "Varn's dam", "2021-11-04"},
		{Hint{Otherwise: Metadata{Title: "Varn's dam", Published: "2021-11-04"}}, "Dam holds", "2021-11-03"},
	} {
		if a, err := Read(page, c.hint); err != nil || a.Title != c.title || a.Published != c.published {
			t.Errorf("%+v: got %q, %q, %v", c.hint, a.Title, a.Published, err)
		}
	}
	a, err := Read([]byte("The lower dam of Varn has held, the mayor said on Wednesday.\n"), Hint{Otherwise: Metadata{Published: "2021-11-04"}})
	if err != nil || a.Published != "2021-11-04" || a.Title != "" {
		t.Errorf("got %+v, %v", a, err)
	}
}

func TestLiteralIsTheTextToTheByte(t *testing.T) {
	const text = "\ufeff# Dam holds\r\n\r\n\r\nBy AFP\x00 \t\n[x](y)\n"
	a, err := Literal(text, Metadata{Title: "Dam", Published: "2021-11-03"})
	if err != nil || a.Text != text || a.Title != "Dam" || a.Published != "2021-11-03" || len(a.Excluded) > 0 || a.Agency != "" {
		t.Errorf("got %+v, %v", a, err)
	}
	if _, err := Literal(strings.Repeat("a", MaxBytes+1), Metadata{}); err != ErrTooLarge {
		t.Errorf("got %v", err)
	}
}
