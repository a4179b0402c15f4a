package storetest

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"gainsay/internal/store"
	"gainsay/news"
)

func (a *archive) account(name, role string) {
	a.t.Helper()
	if err := a.AddAccount(a.t.Context(), store.Account{Name: name, Role: role, Password: "checked " + name}); err != nil {
		a.t.Fatal(err)
	}
}

func testAccounts(t *testing.T, places Places) {
	a := open(t, places(t))
	a.account("Ann", "admin")
	a.account("bo", "reader")
	for _, wrong := range []struct {
		name, role string
		want       error
	}{{"ann", "reader", store.ErrAccount}, {"", "reader", store.ErrName}, {" cy", "reader", store.ErrName}, {"c\ny", "reader", store.ErrName},
		{"c\u202ey", "reader", store.ErrName}, {"c\xffy", "reader", store.ErrName}, {strings.Repeat("c", 65), "reader", store.ErrName}, {"cy", "owner", store.ErrRole}, {"cy", "", store.ErrRole}} {
		if err := a.AddAccount(t.Context(), store.Account{Name: wrong.name, Role: wrong.role}); !errors.Is(err, wrong.want) {
			t.Errorf("%q %q: %v", wrong.name, wrong.role, err)
		}
	}
	ann, err := a.Account(t.Context(), "ANN")
	if err != nil || ann.Name != "Ann" || ann.Role != "admin" || ann.Password != "checked Ann" || !ann.Added.Equal(start) || ann.Number == 0 {
		t.Errorf("%+v, %v", ann, err)
	}
	if same, err := a.AccountNumbered(t.Context(), ann.Number); err != nil || same != ann {
		t.Errorf("%+v, %v", same, err)
	}
	list, err := a.Accounts(t.Context())
	if err != nil || len(list) != 2 || list[0].Name != "Ann" || list[1].Name != "bo" {
		t.Errorf("%+v, %v", list, err)
	}
	if err := a.SetSubject(t.Context(), "bo", "https://id.example 7"); err != nil {
		t.Fatal(err)
	}
	if err := a.SetSubject(t.Context(), "bo", "https://id.example 8"); !errors.Is(err, store.ErrAccount) {
		t.Errorf("taken over: %v", err)
	}
	if bo, err := a.AccountOfSubject(t.Context(), "https://id.example 7"); err != nil || bo.Name != "bo" {
		t.Errorf("%+v, %v", bo, err)
	}
	for _, subject := range []string{"", "https://id.example 8"} {
		if _, err := a.AccountOfSubject(t.Context(), subject); !errors.Is(err, store.ErrUnknown) {
			t.Errorf("%q: %v", subject, err)
		}
	}
	if err := a.RemoveAccount(t.Context(), "bo"); err != nil {
		t.Fatal(err)
	}
	a.account("Bo", "reviewer")
	again, err := a.Account(t.Context(), "bo")
	if err != nil || again.Number == list[1].Number || again.Subject != "" {
		t.Errorf("another account is taken for the one before: %+v, %v", again, err)
	}
	for what, err := range map[string]error{"remove": a.RemoveAccount(t.Context(), "cy"), "role": a.SetRole(t.Context(), "cy", "reader"),
		"password": a.SetPassword(t.Context(), "cy", ""), "subject": a.SetSubject(t.Context(), "cy", "")} {
		if !errors.Is(err, store.ErrUnknown) {
			t.Errorf("%s: %v", what, err)
		}
	}
}

// testLastAdmin: whatever happens at once, somebody is left who can make accounts.
func testLastAdmin(t *testing.T, places Places) {
	a := open(t, places(t))
	a.account("ann", "admin")
	if err := a.RemoveAccount(t.Context(), "ann"); !errors.Is(err, store.ErrLastAdmin) {
		t.Errorf("remove: %v", err)
	}
	if err := a.SetRole(t.Context(), "ann", "reviewer"); !errors.Is(err, store.ErrLastAdmin) {
		t.Errorf("role: %v", err)
	}
	if err := a.SetRole(t.Context(), "ann", "admin"); err != nil {
		t.Errorf("the same role: %v", err)
	}
	if err := a.SetRole(t.Context(), "ann", "owner"); !errors.Is(err, store.ErrRole) {
		t.Errorf("no role: %v", err)
	}
	names := []string{"ann", "bo", "cy", "di"}
	for _, name := range names[1:] {
		a.account(name, "admin")
	}
	var all sync.WaitGroup
	failed := make([]error, len(names))
	for i, name := range names {
		all.Go(func() { failed[i] = a.RemoveAccount(t.Context(), name) })
	}
	all.Wait()
	kept := slices.DeleteFunc(slices.Clone(failed), func(err error) bool { return err == nil })
	if list, err := a.Accounts(t.Context()); err != nil || len(list) != 1 || len(kept) != 1 || !errors.Is(kept[0], store.ErrLastAdmin) {
		t.Errorf("%+v, %v, %v", list, kept, err)
	}
}

func testAccessKeys(t *testing.T, places Places) {
	a := open(t, places(t))
	a.account("ann", "admin")
	a.account("bo", "reader")
	secret, err := a.AddKey(t.Context(), "bo", "feed reader")
	if err != nil || !strings.HasPrefix(secret, store.KeyPrefix) || len(secret) < 40 {
		t.Fatal(secret, err)
	}
	if strings.Contains(a.dump(), secret) {
		t.Error("the archive keeps the key itself")
	}
	if owner, err := a.KeyAccount(t.Context(), secret); err != nil || owner.Name != "bo" {
		t.Errorf("%+v, %v", owner, err)
	}
	for _, wrong := range []string{"", secret[:len(secret)-1], secret + "A", "bo"} {
		if _, err := a.KeyAccount(t.Context(), wrong); !errors.Is(err, store.ErrUnknown) {
			t.Errorf("%q: %v", wrong, err)
		}
	}
	if _, err := a.AddKey(t.Context(), "bo", "feed reader"); !errors.Is(err, store.ErrKey) {
		t.Errorf("twice: %v", err)
	}
	other, err := a.AddKey(t.Context(), "ann", "feed reader")
	if err != nil || other == secret {
		t.Errorf("another's: %v", err)
	}
	if list, err := a.Keys(t.Context(), "bo"); err != nil || len(list) != 1 || list[0].Name != "feed reader" || !list[0].Added.Equal(start) {
		t.Errorf("%+v, %v", list, err)
	}
	if err := a.RemoveKey(t.Context(), "bo", "feed reader"); err != nil {
		t.Error(err)
	}
	if err := a.RemoveKey(t.Context(), "bo", "feed reader"); !errors.Is(err, store.ErrUnknown) {
		t.Errorf("removed twice: %v", err)
	}
	if _, err := a.KeyAccount(t.Context(), secret); !errors.Is(err, store.ErrUnknown) {
		t.Errorf("removed: %v", err)
	}
	last, err := a.AddKey(t.Context(), "bo", "script")
	if err != nil {
		t.Fatal(err)
	}
	if err := a.RemoveAccount(t.Context(), "bo"); err != nil {
		t.Fatal(err)
	}
	if _, err := a.KeyAccount(t.Context(), last); !errors.Is(err, store.ErrUnknown) {
		t.Errorf("of an account that is gone: %v", err)
	}
}

func testSessions(t *testing.T, places Places) {
	a := open(t, places(t))
	a.account("ann", "admin")
	a.account("bo", "reader")
	bo, err := a.Account(t.Context(), "bo")
	if err != nil {
		t.Fatal(err)
	}
	commit := func(token string, account int64, data string) {
		t.Helper()
		if err := a.CommitSession(t.Context(), token, account, []byte(data), a.clock.Add(time.Hour)); err != nil {
			t.Fatal(err)
		}
	}
	find := func(token, want string) {
		t.Helper()
		data, _, ok, err := a.FindSession(t.Context(), token)
		if err != nil || ok != (want != "") || !bytes.Equal(data, []byte(want)) {
			t.Errorf("%s: %q, %v, %v", token, data, ok, err)
		}
	}
	commit("one", 0, "nobody yet")
	commit("one", bo.Number, "bo")
	commit("two", bo.Number, "bo too")
	commit("three", 0, "nobody")
	find("one", "bo")
	find("none", "")
	if err := a.DeleteSession(t.Context(), "one"); err != nil {
		t.Error(err)
	}
	find("one", "")
	find("two", "bo too")
	if err := a.SetPassword(t.Context(), "bo", "another"); err != nil {
		t.Fatal(err)
	}
	find("two", "")
	find("three", "nobody")
	commit("four", bo.Number, "bo")
	if err := a.RemoveAccount(t.Context(), "bo"); err != nil {
		t.Fatal(err)
	}
	find("four", "")
	if err := a.ExtendSession(t.Context(), "four", a.clock.Add(time.Hour)); err != nil {
		t.Error(err)
	}
	find("four", "")
	commit("six", 0, "longer")
	longer := a.clock.Add(3 * time.Hour)
	if err := a.ExtendSession(t.Context(), "six", longer); err != nil {
		t.Error(err)
	}
	*a.clock = a.clock.Add(2 * time.Hour)
	find("three", "")
	find("six", "longer")
	if _, expires, _, err := a.FindSession(t.Context(), "six"); err != nil || !expires.Equal(longer) {
		t.Errorf("until %s, %v", expires, err)
	}
	commit("five", 0, "nobody")
	db, _ := a.Database()
	var kept int
	if err := db.QueryRowContext(t.Context(), "SELECT count(*) FROM sessions").Scan(&kept); err != nil || kept != 2 {
		t.Errorf("%d sessions are kept, %v", kept, err)
	}
}

// testDumpAccounts: a dump has the accounts and their keys, but nobody is logged in behind it.
func testDumpAccounts(t *testing.T, places Places) {
	a := open(t, places(t))
	a.add(gate)
	a.account("ann", "admin")
	secret, err := a.AddKey(t.Context(), "ann", "script")
	if err != nil {
		t.Fatal(err)
	}
	if err := a.CommitSession(t.Context(), "token", 1, []byte("x"), a.clock.Add(time.Hour)); err != nil {
		t.Fatal(err)
	}
	b := open(t, places(t))
	if err := b.Restore(t.Context(), strings.NewReader(a.dump())); err != nil {
		t.Fatal(err)
	}
	if ann, err := b.KeyAccount(t.Context(), secret); err != nil || ann.Name != "ann" || ann.Password != "checked ann" {
		t.Errorf("%+v, %v", ann, err)
	}
	if _, _, ok, err := b.FindSession(t.Context(), "token"); ok || err != nil {
		t.Errorf("a session is restored, %v", err)
	}
	b.account("bo", "reader") // with a number of its own
	c := open(t, places(t))
	c.account("cy", "admin")
	if err := c.Restore(t.Context(), strings.NewReader(a.dump())); !errors.Is(err, store.ErrNotEmpty) {
		t.Errorf("restored over accounts: %v", err)
	}
}

// testReviewed: what nobody has looked at, or what was rejected, is not among what people have reviewed.
func testReviewed(t *testing.T, places Places) {
	a := open(t, places(t))
	a.add(gate, answer, third)
	a.expect(news.Query{Reviewed: true}, "")
	a.correct(news.Correction{Kind: news.Accept, Target: "d1#s1"})
	a.correct(news.Correction{Kind: news.Reject, Target: "d1#s2"})
	act := news.Warn
	a.correct(news.Correction{Kind: news.Correct, Target: "d2#s1", Changed: &news.StatementChange{Act: &act}})
	a.expect(news.Query{Reviewed: true}, "d2#s1 d1#s1")
	a.expect(news.Query{Reviewed: true, Past: true}, "d2#s1 d1#s1")
	a.expect(news.Query{Reviewed: true, Document: "d1"}, "d1#s1")
	a.expect(news.Query{Reviewed: true, Review: news.Rejected}, "")
	a.expect(news.Query{Reviewed: true, Limit: 1}, "d2#s1")
	a.correct(news.Correction{Kind: news.Reject, Target: "d1#s1"})
	a.expect(news.Query{Reviewed: true}, "d2#s1")
}
