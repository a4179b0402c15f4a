package store_test

import (
	"crypto/rand"
	"database/sql"
	"os"
	"strings"
	"testing"

	_ "github.com/jackc/pgx/v5/stdlib"

	"gainsay/internal/store/storetest"
)

func TestFolder(t *testing.T) {
	storetest.Run(t, func(t *testing.T) string { return t.TempDir() })
}

// TestServer runs where GAINSAY_TEST_POSTGRES is the address of a database on a server on which databases may be made.
func TestServer(t *testing.T) {
	storetest.Run(t, func(t *testing.T) string { return newDatabase(t) })
}

// newDatabase makes a database for a test and drops it afterwards.
func newDatabase(t *testing.T) string {
	address := os.Getenv("GAINSAY_TEST_POSTGRES")
	if address == "" {
		if os.Getenv("GAINSAY_TEST_ALL") != "" {
			t.Fatal("GAINSAY_TEST_POSTGRES is not set, and GAINSAY_TEST_ALL forbids to skip")
		}
		t.Skip("GAINSAY_TEST_POSTGRES is not set")
	}
	admin, err := sql.Open("pgx", address)
	if err != nil {
		t.Fatal(err)
	}
	name := "gainsay_" + strings.ToLower(rand.Text()[:12])
	if _, err := admin.Exec("CREATE DATABASE " + name + " TEMPLATE template0 ENCODING 'UTF8'"); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_, err := admin.Exec("DROP DATABASE " + name + " WITH (FORCE)")
		if err != nil {
			t.Error(err)
		}
		_ = admin.Close()
	})
	at := strings.LastIndexByte(address, '/')
	rest := ""
	if q := strings.IndexByte(address[at:], '?'); q >= 0 {
		rest = address[at+q:]
	}
	return address[:at+1] + name + rest
}

// TestBetween takes an archive from a folder to a server and back.
func TestBetween(t *testing.T) {
	storetest.RunBetween(t, func(t *testing.T) string { return t.TempDir() }, newDatabase)
}
