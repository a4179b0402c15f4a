package gainsay_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"gainsay"
	"gainsay/news"
	"gainsay/samples"
)

// dispute reads the sample articles.
func dispute(t *testing.T) []news.Record {
	t.Helper()
	reader, err := gainsay.NewReader(nil)
	if err != nil {
		t.Fatal(err)
	}
	files, err := samples.All()
	if err != nil {
		t.Fatal(err)
	}
	var records []news.Record
	for _, file := range files {
		rec, err := reader.Read(context.Background(), gainsay.Source{ID: file.Name, Raw: file.Content, Otherwise: gainsay.Known{Publisher: file.Outlet}})
		if err != nil {
			t.Fatal(err)
		}
		records = append(records, rec)
	}
	return records
}

func TestExchange(t *testing.T) {
	records := dispute(t)
	exchange := gainsay.Exchange(records)
	first := exchange.Origins[0]
	if first.Agency != "LNA" || first.Copies() != 2 {
		t.Errorf("the wire story is %+v, want it of LNA with two copies", first)
	}
	versions := slices.ContainsFunc(exchange.Origins, func(o news.Origin) bool {
		return slices.ContainsFunc(o.Publications, func(p news.Publication) bool { return p.Outlet == "Sarn Valley News" && len(p.Documents) == 2 })
	})
	if !versions {
		t.Errorf("the two versions of the Sarn Valley News are not one publication: %+v", exchange.Origins)
	}
	dam := exchange.Claims[0]
	if !dam.Contested() || dam.Copies != 2 || dam.Reply == nil || !strings.Contains(dam.Claim.Text, "Dam") {
		t.Errorf("the first claim is %+v, want the contested one about the dam, with the two copies of the wire story", dam)
	}
	days := map[news.Day]bool{}
	for _, v := range dam.With(news.Denies) {
		days[v.Day] = true
	}
	if !days["2024-05-13"] || !days["2024-05-15"] {
		t.Errorf("it is denied on %v, want the denials of the 13th and of the 15th tied to it", days)
	}
	for _, page := range exchange.Claims {
		for _, v := range page.Voices {
			if strings.HasPrefix(v.Document, "4-") {
				t.Errorf("%s speaks from a version that was superseded", v.Document)
			}
		}
	}
	entities := map[string]string{} // of one name, one id
	for _, rec := range records {
		for _, e := range rec.Entities {
			if e.Name == "Ilse Brandt" {
				if id, known := entities[e.Name]; known && id != e.ID {
					t.Errorf("%s is %s and %s", e.Name, id, e.ID)
				}
				entities[e.Name] = e.ID
			}
		}
	}
}
