package proof

import (
	"errors"
	"strings"
	"testing"

	"golang.org/x/mod/sumdb/note"
)

// Keys of an archive that never was.
const (
	privateText = "PRIVATE+KEY+gainsay.archive/port-elding+c8078feb+AS3tX6obkrdv2lrdGLxlsyA6FH9MaaEaUyZRD5ILaNVL"
	publicText  = "gainsay.archive/port-elding+c8078feb+Abv57HgQL+V4Yf0OfhUFzc4cWIoNF2m54jo92VCubFjy"
)

func keys(t testing.TB) (note.Signer, note.Verifier) {
	t.Helper()
	private, err := ParsePrivateKey(privateText)
	if err != nil {
		t.Fatal(err)
	}
	public, err := ParsePublicKey(publicText)
	if err != nil {
		t.Fatal(err)
	}
	return private, public
}

// newKeys makes keys of another archive, or other keys of the same one.
func newKeys(t testing.TB, name string) (note.Signer, note.Verifier) {
	t.Helper()
	privateText, publicText, err := GenerateKey(name)
	if err != nil {
		t.Fatal(err)
	}
	private, errPrivate := ParsePrivateKey(privateText)
	public, errPublic := ParsePublicKey(publicText)
	if errPrivate != nil || errPublic != nil {
		t.Fatal(errPrivate, errPublic)
	}
	return private, public
}

func TestGeneratedKeysBelongTogether(t *testing.T) {
	for _, name := range []string{"port-elding", "Ossa/2", "Øst", strings.Repeat("x", 200)} {
		private, public := newKeys(t, name)
		if origin := "gainsay.archive/" + name; private.Name() != origin || public.Name() != origin {
			t.Errorf("%q: the keys are of %q and %q", name, private.Name(), public.Name())
		}
		signed, err := Sign(headOf(t, 0, nil), private)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := Open(signed, public); err != nil {
			t.Errorf("%q: %v", name, err)
		}
	}
}

func TestGenerateKeyRefuses(t *testing.T) {
	for _, name := range []string{"", "a b", "a+b", "a\nb", "a\u00a0b", "a\x00b", "\xff", strings.Repeat("x", 201)} {
		if private, public, err := GenerateKey(name); !errors.Is(err, ErrName) || private != "" || public != "" {
			t.Errorf("%q: %v", name, err)
		}
	}
}

func TestParseKeyRefuses(t *testing.T) {
	renamed := strings.Replace(privateText, "elding", "oss", 1)
	for _, text := range []string{"", "nonsense", publicText, privateText[:len(privateText)-4], renamed} {
		if _, err := ParsePrivateKey(text); !errors.Is(err, ErrPrivateKey) {
			t.Errorf("private key %q: %v", text, err)
		} else if secret := privateText[len(privateText)-20:]; strings.Contains(err.Error(), secret) {
			t.Errorf("the error tells the key: %v", err)
		}
	}
	renamed = strings.Replace(publicText, "elding", "oss", 1)
	for _, text := range []string{"", "nonsense", privateText, publicText[:len(publicText)-4], renamed} {
		if _, err := ParsePublicKey(text); !errors.Is(err, ErrPublicKey) {
			t.Errorf("public key %q: %v", text, err)
		}
	}
}

func FuzzParseKey(f *testing.F) {
	f.Add(privateText)
	f.Add(publicText)
	f.Add("++++")
	f.Fuzz(func(t *testing.T, text string) {
		if key, err := ParsePublicKey(text); (key == nil) != errors.Is(err, ErrPublicKey) {
			t.Errorf("a public key: %v, %v", key, err)
		}
		if key, err := ParsePrivateKey(text); (key == nil) != errors.Is(err, ErrPrivateKey) {
			t.Errorf("a private key: %v, %v", key, err)
		}
	})
}
