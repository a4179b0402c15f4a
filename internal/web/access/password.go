package access

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/crypto/argon2"
)

// The second choice of RFC 9106: 64 MiB and three passes, so that a stolen archive is costly to guess at.
const (
	argonTime    = 3
	argonMemory  = 64 * 1024 // KiB
	argonThreads = 4
	argonSalt    = 16 // bytes
	argonKey     = 32 // bytes
)

// mostHashing is how many passwords are hashed at once: logins, however many, take 128 MiB at most.
const mostHashing = 2

// leastPassword and mostPassword are how long a password is, in code points; as NIST SP 800-63B has it, nothing else is demanded.
const (
	leastPassword = 12
	mostPassword  = 256
)

// ErrPassword is a password that is no good one.
var ErrPassword = errors.New("a password has 12 to 256 letters and signs: take a few words")

// Passwords makes what passwords are checked against, and checks them. It is safe for concurrent use.
type Passwords struct {
	turns chan struct{} // one for each that may be hashed at once
	none  string        // what the password of somebody unknown is checked against, so that it takes as long
}

// NewPasswords makes the checker of a site.
func NewPasswords() *Passwords {
	p := &Passwords{turns: make(chan struct{}, mostHashing)}
	p.none = encoded(make([]byte, argonSalt), make([]byte, argonKey))
	return p
}

// Hash makes what a password is checked against, in PHC string format. The error is [ErrPassword], or the context's.
func (p *Passwords) Hash(ctx context.Context, password string) (string, error) {
	if n := utf8.RuneCountInString(password); n < leastPassword || n > mostPassword || !utf8.ValidString(password) {
		return "", ErrPassword
	}
	salt := make([]byte, argonSalt)
	_, _ = rand.Read(salt) // never fails
	key, err := p.key(ctx, password, salt)
	if err != nil {
		return "", err
	}
	return encoded(salt, key), nil
}

// Check tells whether a password is the one that something was made of by Hash; with "" it is not, after as long a time.
func (p *Passwords) Check(ctx context.Context, hash, password string) (bool, error) {
	known := hash != ""
	if !known {
		hash = p.none
	}
	salt, want, err := decoded(hash)
	if err != nil {
		return false, err
	}
	if utf8.RuneCountInString(password) > mostPassword {
		password = ""
	}
	key, err := p.key(ctx, password, salt)
	if err != nil {
		return false, err
	}
	return subtle.ConstantTimeCompare(key, want) == 1 && known, nil
}

// key waits for its turn and derives a key.
func (p *Passwords) key(ctx context.Context, password string, salt []byte) ([]byte, error) {
	select {
	case p.turns <- struct{}{}:
		defer func() { <-p.turns }()
		return argon2.IDKey([]byte(password), salt, argonTime, argonMemory, argonThreads, argonKey), nil
	case <-ctx.Done():
		return nil, context.Cause(ctx)
	}
}

// parameters is what stands before salt and key.
var parameters = fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$", argon2.Version, argonMemory, argonTime, argonThreads)

func encoded(salt, key []byte) string {
	return parameters + base64.RawStdEncoding.EncodeToString(salt) + "$" + base64.RawStdEncoding.EncodeToString(key)
}

var errHash = errors.New("the archive keeps a password in a way that this gainsay does not know: set it anew with gainsay account password NAME")

func decoded(hash string) (salt, key []byte, err error) {
	rest, ok := strings.CutPrefix(hash, parameters)
	if !ok {
		return nil, nil, errHash
	}
	first, second, _ := strings.Cut(rest, "$")
	salt, err = base64.RawStdEncoding.DecodeString(first)
	if err != nil {
		return nil, nil, errHash
	}
	key, err = base64.RawStdEncoding.DecodeString(second)
	if err != nil || len(key) != argonKey {
		return nil, nil, errHash
	}
	return salt, key, nil
}
