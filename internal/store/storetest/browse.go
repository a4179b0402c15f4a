package storetest

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"gainsay/internal/store"
	"gainsay/news"
)

func testBrowse(t *testing.T, places Places) {
	place := places(t)
	if store.Exists(place) != store.IsServer(place) {
		t.Error("there is an archive before it is made")
	}
	a := open(t, place)
	if !store.Exists(place) {
		t.Error("there is no archive once it is made")
	}
	copied := gate
	copied.place, copied.outlet = "https://copies.example/gate", "Copies"
	copied.title += "!" // other bytes, the same text
	a.add(gate, copied, answer)
	_, err := a.Keep(t.Context(), []store.Found{{Capture: news.Capture{Place: "empty", Location: "empty", Time: *a.clock}, Source: []byte("{}"), Failure: "it is empty"}})
	if err != nil {
		t.Fatal(err)
	}
	if art, err := a.Article(t.Context(), "d1"); err != nil || art.Title != gate.title {
		t.Errorf("article %+v, %v", art, err)
	}
	if _, err := a.Article(t.Context(), "d4"); err == nil || !strings.Contains(err.Error(), "it is empty") {
		t.Errorf("article of none: %v", err)
	}
	failed, err := a.FailedDocuments(t.Context(), 5)
	if err != nil || len(failed) != 1 || failed[0].ID != "d4" || failed[0].Failure != "it is empty" {
		t.Errorf("failed: %+v, %v", failed, err)
	}
	head, err := a.Document(t.Context(), "d2")
	if err != nil {
		t.Fatal(err)
	}
	for id, want := range map[string][]string{head.Origin: {"d1", "d2"}, head.Story: {"d1", "d2", "d3"}} {
		list, err := a.DocumentsIn(t.Context(), id)
		if !slices.EqualFunc(list, want, func(h news.Head, id string) bool { return h.ID == id }) || err != nil {
			t.Errorf("%s: %+v, %v", id, list, err)
		}
	}
	for _, unknown := range []string{"o99", "t99", "x1", ""} {
		if _, err := a.DocumentsIn(t.Context(), unknown); !errors.Is(err, store.ErrUnknown) {
			t.Errorf("%q: %v", unknown, err)
		}
	}
}

func testSpeaker(t *testing.T, places Places) {
	a := open(t, places(t))
	a.add(gate, answer)
	brandt, ruland := a.entry("d1#s1").Speaker.ID, a.entry("d2#s1").Speaker.ID
	page, err := a.Speaker(t.Context(), ruland)
	if err != nil || page.Speaker.Name != "Marta Ruland" || len(page.Merged) != 0 || !slices.Equal(page.Names, []news.NameCount{{Name: "Marta Ruland", Documents: 1}}) ||
		!slices.Equal(page.Acts, []news.ActCount{{Act: news.Deny, Statements: 1}}) {
		t.Errorf("%+v, %v", page, err)
	}
	a.correct(news.Correction{Kind: news.Merge, Target: brandt, Into: ruland})
	page, err = a.Speaker(t.Context(), brandt)
	if err != nil || page.Speaker.ID != ruland || !slices.Equal(page.Merged, []string{brandt}) || len(page.Names) != 2 || len(page.Acts) != 2 {
		t.Errorf("merged: %+v, %v", page, err)
	}
	for _, unknown := range []string{"e99", "eh1", "d1"} {
		if _, err := a.Speaker(t.Context(), unknown); !errors.Is(err, store.ErrUnknown) {
			t.Errorf("%q: %v", unknown, err)
		}
	}
}

func testComplete(t *testing.T, places Places) {
	a := open(t, places(t))
	a.add(gate, answer, third)
	for prefix, want := range map[string]string{"marta r": "Marta Ruland", "ILSE": "Ilse Brandt", "nobody": ""} {
		names, err := a.Names(t.Context(), prefix, 1)
		got := ""
		if len(names) > 0 {
			got = names[0].Name
		}
		if got != want || err != nil {
			t.Errorf("%q: %+v, %v", prefix, names, err)
		}
	}
	if names, err := a.Names(t.Context(), "%", 10); len(names) < 2 || err != nil { // no letter to begin with: everybody
		t.Errorf("%+v, %v", names, err)
	}
	outlets, err := a.Outlets(t.Context())
	if want := []string{"Sarn Valley News", "Tarsk Daily Post", "The Lakeland Observer"}; !slices.Equal(outlets, want) || err != nil {
		t.Errorf("%q, %v", outlets, err)
	}
}

func testSavedSearches(t *testing.T, places Places) {
	a := open(t, places(t))
	for _, name := range []string{"gates", "dam"} {
		if err := a.SaveSearch(t.Context(), name, "act:deny "+name); err != nil {
			t.Fatal(err)
		}
	}
	if err := a.SaveSearch(t.Context(), "dam", "other"); !errors.Is(err, store.ErrSaved) {
		t.Errorf("saved twice: %v", err)
	}
	list, err := a.Searches(t.Context())
	if err != nil || len(list) != 2 || list[0].Name != "dam" || list[0].Query != "act:deny dam" || !list[0].Added.Equal(start) {
		t.Errorf("%+v, %v", list, err)
	}
	if one, err := a.SavedSearch(t.Context(), "gates"); one.Query != "act:deny gates" || one.Webhook.To != "" || err != nil {
		t.Errorf("%+v, %v", one, err)
	}
	testDelivery(t, a)
	if err := a.RemoveSearch(t.Context(), "gates"); err != nil {
		t.Error(err)
	}
	_, err = a.SavedSearch(t.Context(), "gates")
	if again := a.RemoveSearch(t.Context(), "gates"); !errors.Is(err, store.ErrUnknown) || !errors.Is(again, store.ErrUnknown) {
		t.Errorf("removed: %v, %v", err, again)
	}
}

// testDelivery: what is new is sent from the moment on in which somebody asks for it, on each channel by itself.
func testDelivery(t *testing.T, a *archive) {
	a.add(gate)
	const hook, mail = "https://desk.example/hook", "desk@sarn.example"
	position, err := a.Position(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	failed := errors.Join(a.Deliver(t.Context(), "gates", store.ByWebhook, hook), a.Deliver(t.Context(), "gates", store.ByEmail, mail))
	first, err := a.SavedSearch(t.Context(), "gates")
	if err := errors.Join(failed, err); err != nil || first.Webhook != (store.Delivery{To: hook, Told: position}) || first.Email != (store.Delivery{To: mail, Told: position}) || len(first.Secret) < 20 {
		t.Errorf("%+v, %v", first, err)
	}
	failed = errors.Join(a.Told(t.Context(), "gates", store.ByEmail, position+3, ""), a.Told(t.Context(), "gates", store.ByWebhook, 0, "no answer"))
	second, err := a.SavedSearch(t.Context(), "gates")
	if err := errors.Join(failed, err); err != nil || second.Webhook != (store.Delivery{To: hook, Told: position, Failure: "no answer"}) || second.Email != (store.Delivery{To: mail, Told: position + 3}) {
		t.Errorf("%+v, %v", second, err)
	}
	failed = errors.Join(a.Deliver(t.Context(), "gates", store.ByWebhook, ""), a.Told(t.Context(), "gates", store.ByEmail, 0, "box full"), a.Told(t.Context(), "gates", store.ByEmail, position+4, ""))
	third, err := a.SavedSearch(t.Context(), "gates")
	if err := errors.Join(failed, err); err != nil || third.Webhook.To != "" || third.Email.Failure != "" || third.Secret != first.Secret {
		t.Errorf("%+v, %v", third, err)
	}
	for _, err := range []error{a.Deliver(t.Context(), "none", store.ByEmail, mail), a.Told(t.Context(), "none", store.ByEmail, 1, "")} {
		if !errors.Is(err, store.ErrUnknown) {
			t.Errorf("unknown: %v", err)
		}
	}
}

// testCorrectCue: a cue that a person marks has its words for a lemma, and the record stays sound.
func testCorrectCue(t *testing.T, places Places) {
	a := open(t, places(t))
	a.add(gate)
	e := a.entry("d1#s1")
	cue := []news.Span{e.Statement.Cue.Spans[0]}
	a.correct(news.Correction{Kind: news.Correct, Target: "d1#s1", Changed: &news.StatementChange{Cue: &cue}})
	if after := a.entry("d1#s1"); after.Statement.Cue == nil || after.Statement.Cue.Lemma == "" {
		t.Errorf("%+v", after.Statement.Cue)
	}
	if _, err := a.Record(t.Context(), "d1"); err != nil {
		t.Error(err)
	}
	a.sound()
}
