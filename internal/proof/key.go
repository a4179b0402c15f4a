package proof

import (
	"crypto/rand"
	"errors"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/mod/sumdb/note"
)

// The ways in which a key or a name is wrong.
var (
	ErrName       = errors.New("an archive is called by 1 to 200 bytes of letters, digits and marks, without spaces and plus signs")
	ErrPrivateKey = errors.New("this is no private key of an archive; one looks like PRIVATE+KEY+name+hash+key")
	ErrPublicKey  = errors.New("this is no public key of an archive; one looks like name+hash+key")
)

// GenerateKey makes a new pair of keys for the archive of that name. Both are texts of one line; the private one must be kept
// secret, and the public one is for all who want to check what the archive signs. The log is known as gainsay.archive/name.
func GenerateKey(name string) (private, public string, err error) {
	odd := func(r rune) bool { return !unicode.IsPrint(r) || r == ' ' || r == '+' }
	if name == "" || len(name) > 200 || !utf8.ValidString(name) || strings.ContainsFunc(name, odd) {
		return "", "", fmt.Errorf("%q: %w", name, ErrName)
	}
	return note.GenerateKey(rand.Reader, "gainsay.archive/"+name)
}

// ParsePrivateKey reads a private key back. The error is ErrPrivateKey and never tells the key.
func ParsePrivateKey(text string) (note.Signer, error) {
	key, err := note.NewSigner(text)
	if err != nil {
		return nil, ErrPrivateKey // what package note says speaks of a verifier
	}
	return key, nil
}

// ParsePublicKey reads a public key back. The error is ErrPublicKey.
func ParsePublicKey(text string) (note.Verifier, error) {
	if strings.HasPrefix(text, "PRIVATE+KEY+") {
		return nil, fmt.Errorf("%w, and this is a private one: keep it secret", ErrPublicKey)
	}
	key, err := note.NewVerifier(text)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrPublicKey, err)
	}
	return key, nil
}
