package store

import (
	"cmp"
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// Account is somebody who may use the pages where they are open to others than this machine.
type Account struct {
	Number   int64 // never given to another one
	Name     string
	Role     string // "reader", "reviewer" or "admin"
	Password string // what it is checked against, never the password itself; "" where there is none
	Subject  string // issuer and subject at a provider of OpenID Connect; "" for none
	Added    time.Time
}

// AccessKey is what a program comes with instead of a password. The key itself is not kept.
type AccessKey struct {
	Name  string
	Added time.Time
}

// The errors of accounts.
var (
	ErrAccount   = errors.New("there is an account of that name already: take another name")
	ErrName      = errors.New("a name has 1 to 64 letters, digits and signs, and no spaces around it")
	ErrRole      = errors.New("a role is reader, reviewer or admin")
	ErrLastAdmin = errors.New("it is the last admin's account: make another admin first")
	ErrKey       = errors.New("there is an access key of that name already: remove it first, or take another name")
)

// accountRoles are the roles of accounts.
var accountRoles = []string{"reader", "reviewer", "admin"}

const adminRole = "admin"

// mostName is how long the name of an account or a key may be, in code points.
const mostName = 64

// checkName tells whether something can be a name: shown in one line and typed again without doubt.
func checkName(name string) error {
	odd := func(r rune) bool { return !unicode.IsGraphic(r) }
	if name == "" || name != strings.TrimSpace(name) || !utf8.ValidString(name) || utf8.RuneCountInString(name) > mostName || strings.ContainsFunc(name, odd) {
		return fmt.Errorf("%q: %w", name, ErrName)
	}
	return nil
}

// AddAccount takes in an account with a name, a role and, where it has them, a password and a subject. Names that differ in case only are one. The
// errors are ErrAccount, ErrName and ErrRole.
func (s *Store) AddAccount(ctx context.Context, a Account) error {
	if err := checkName(a.Name); err != nil {
		return err
	}
	if !slices.Contains(accountRoles, a.Role) {
		return fmt.Errorf("%q: %w", a.Role, ErrRole)
	}
	return s.write(ctx, func(tx *sql.Tx) error {
		_, err := accountWhere(ctx, tx, "lower(name) = lower($1)", a.Name)
		if !errors.Is(err, ErrUnknown) {
			return cmp.Or(err, fmt.Errorf("%q: %w", a.Name, ErrAccount))
		}
		number, err := count(ctx, tx, "account", 1)
		if err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, "INSERT INTO accounts (id, name, role, password, subject, added) VALUES ($1, $2, $3, $4, $5, $6)",
			number, a.Name, a.Role, a.Password, plain(a.Subject), micros(s.now()))
		return err
	})
}

const accountColumns = "id, name, role, password, subject, added"

func scanAccount(scan func(...any) error) (a Account, err error) {
	var added int64
	err = scan(&a.Number, &a.Name, &a.Role, &a.Password, &a.Subject, &added)
	a.Added = timeOf(added)
	return a, err
}

// accountWhere gives the one account that a condition on $1 tells; ErrUnknown where there is none.
func accountWhere(ctx context.Context, db queryer, condition string, argument any) (Account, error) {
	a, err := scanAccount(db.QueryRowContext(ctx, "SELECT "+accountColumns+" FROM accounts WHERE "+condition, argument).Scan)
	if errors.Is(err, sql.ErrNoRows) {
		return a, fmt.Errorf("account: %w", ErrUnknown)
	}
	return a, err
}

// Account gives the account of a name, in whatever case. The error is ErrUnknown.
func (s *Store) Account(ctx context.Context, name string) (Account, error) {
	a, err := accountWhere(ctx, s.db, "lower(name) = lower($1)", plain(name))
	return a, s.known(err)
}

// AccountNumbered gives the account of a number. The error is ErrUnknown.
func (s *Store) AccountNumbered(ctx context.Context, number int64) (Account, error) {
	a, err := accountWhere(ctx, s.db, "id = $1", number)
	return a, s.known(err)
}

// AccountOfSubject gives the account that belongs to a subject at a provider of OpenID Connect. The error is ErrUnknown.
func (s *Store) AccountOfSubject(ctx context.Context, subject string) (Account, error) {
	if subject == "" {
		return Account{}, fmt.Errorf("account: %w", ErrUnknown)
	}
	a, err := accountWhere(ctx, s.db, "subject = $1", plain(subject))
	return a, s.known(err)
}

// Accounts lists the accounts by name.
func (s *Store) Accounts(ctx context.Context) (list []Account, err error) {
	err = each(ctx, s.db, "SELECT "+accountColumns+" FROM accounts ORDER BY lower(name)", nil, func(scan func(...any) error) error {
		a, err := scanAccount(scan)
		list = append(list, a)
		return err
	})
	return list, s.known(err)
}

// changeAccount does something with the account of a name, while nobody changes another.
func (s *Store) changeAccount(ctx context.Context, name string, do func(tx *sql.Tx, a Account) error) error {
	return s.write(ctx, func(tx *sql.Tx) error {
		a, err := accountWhere(ctx, tx, "lower(name) = lower($1)", plain(name))
		if err != nil {
			return fmt.Errorf("%q: %w", name, err)
		}
		return do(tx, a)
	})
}

// SetPassword gives an account another password, as it is checked against, and ends its sessions. The error is ErrUnknown.
func (s *Store) SetPassword(ctx context.Context, name, password string) error {
	return s.changeAccount(ctx, name, func(tx *sql.Tx, a Account) error {
		if _, err := tx.ExecContext(ctx, "UPDATE accounts SET password = $1 WHERE id = $2", password, a.Number); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, "DELETE FROM sessions WHERE account = $1", a.Number)
		return err
	})
}

// SetSubject ties an account to a subject at a provider of OpenID Connect, if it is tied to none. The errors are ErrUnknown and ErrAccount.
func (s *Store) SetSubject(ctx context.Context, name, subject string) error {
	return s.changeAccount(ctx, name, func(tx *sql.Tx, a Account) error {
		if a.Subject != "" {
			return fmt.Errorf("%q belongs to somebody else at the provider: %w", name, ErrAccount)
		}
		_, err := tx.ExecContext(ctx, "UPDATE accounts SET subject = $1 WHERE id = $2", plain(subject), a.Number)
		return err
	})
}

// SetRole gives an account another role; it holds from the next request on. The errors are ErrUnknown, ErrRole and ErrLastAdmin.
func (s *Store) SetRole(ctx context.Context, name, role string) error {
	if !slices.Contains(accountRoles, role) {
		return fmt.Errorf("%q: %w", role, ErrRole)
	}
	return s.changeAccount(ctx, name, func(tx *sql.Tx, a Account) error {
		if role != adminRole {
			if err := notLastAdmin(ctx, tx, a); err != nil {
				return err
			}
		}
		_, err := tx.ExecContext(ctx, "UPDATE accounts SET role = $1 WHERE id = $2", role, a.Number)
		return err
	})
}

func notLastAdmin(ctx context.Context, tx *sql.Tx, a Account) error {
	var others int
	err := tx.QueryRowContext(ctx, "SELECT count(*) FROM accounts WHERE role = $1 AND id <> $2", adminRole, a.Number).Scan(&others)
	if err == nil && others == 0 && a.Role == adminRole {
		err = fmt.Errorf("%q: %w", a.Name, ErrLastAdmin)
	}
	return err
}

// RemoveAccount takes an account out with its sessions, access keys and stars; the corrections made under its name stay. The errors are
// ErrUnknown and ErrLastAdmin.
func (s *Store) RemoveAccount(ctx context.Context, name string) error {
	return s.changeAccount(ctx, name, func(tx *sql.Tx, a Account) error {
		if err := notLastAdmin(ctx, tx, a); err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, "DELETE FROM stars WHERE account = $1", a.Name); err != nil {
			return err
		}
		for _, statement := range []string{"DELETE FROM sessions WHERE account = $1", "DELETE FROM access_keys WHERE account = $1", "DELETE FROM accounts WHERE id = $1"} {
			if _, err := tx.ExecContext(ctx, statement, a.Number); err != nil {
				return err
			}
		}
		return nil
	})
}

// KeyPrefix begins every access key, so that one that was left lying about can be told.
const KeyPrefix = "gainsay_"

// AddKey makes an access key for an account, and gives it: it can be had this once only. The errors are ErrUnknown, ErrName and ErrKey.
func (s *Store) AddKey(ctx context.Context, account, name string) (secret string, err error) {
	if err := checkName(name); err != nil {
		return "", err
	}
	secret = KeyPrefix + rand.Text() + rand.Text()
	err = s.changeAccount(ctx, account, func(tx *sql.Tx, a Account) error {
		var same int
		if err := tx.QueryRowContext(ctx, "SELECT count(*) FROM access_keys WHERE account = $1 AND name = $2", a.Number, name).Scan(&same); err != nil {
			return err
		}
		if same > 0 {
			return fmt.Errorf("%q: %w", name, ErrKey)
		}
		_, err := tx.ExecContext(ctx, "INSERT INTO access_keys (digest, account, name, added) VALUES ($1, $2, $3, $4)", digest([]byte(secret)), a.Number, name, micros(s.now()))
		return err
	})
	if err != nil {
		return "", err
	}
	return secret, nil
}

// KeyAccount gives the account that an access key belongs to. The error is ErrUnknown.
func (s *Store) KeyAccount(ctx context.Context, secret string) (Account, error) {
	a, err := accountWhere(ctx, s.db, "id = (SELECT account FROM access_keys WHERE digest = $1)", digest([]byte(secret)))
	return a, s.known(err)
}

// Keys lists the access keys of an account by name.
func (s *Store) Keys(ctx context.Context, account string) (list []AccessKey, err error) {
	query := "SELECT k.name, k.added FROM access_keys k JOIN accounts a ON a.id = k.account WHERE lower(a.name) = lower($1) ORDER BY k.name"
	err = each(ctx, s.db, query, []any{plain(account)}, func(scan func(...any) error) error {
		var k AccessKey
		var added int64
		err := scan(&k.Name, &added)
		k.Added = timeOf(added)
		list = append(list, k)
		return err
	})
	return list, s.known(err)
}

// RemoveKey takes an access key of an account out. The error is ErrUnknown.
func (s *Store) RemoveKey(ctx context.Context, account, name string) error {
	return s.changeAccount(ctx, account, func(tx *sql.Tx, a Account) error {
		result, err := tx.ExecContext(ctx, "DELETE FROM access_keys WHERE account = $1 AND name = $2", a.Number, plain(name))
		if err != nil {
			return err
		}
		if n, err := result.RowsAffected(); err != nil || n == 0 {
			return errors.Join(err, fmt.Errorf("access key %q: %w", name, ErrUnknown))
		}
		return nil
	})
}

// FindSession gives what a session keeps and until when; ok is false where there is none or it has expired.
func (s *Store) FindSession(ctx context.Context, token string) (data []byte, expires time.Time, ok bool, err error) {
	var until int64
	query := "SELECT data, expires FROM sessions WHERE token = $1 AND expires > $2"
	err = s.db.QueryRowContext(ctx, query, digest([]byte(token)), micros(s.now())).Scan(&data, &until)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, expires, false, nil
	}
	return data, timeOf(until), err == nil, s.known(err)
}

// ExtendSession lets a session that is there last until another time.
func (s *Store) ExtendSession(ctx context.Context, token string, expires time.Time) error {
	return s.transact(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, "UPDATE sessions SET expires = $1 WHERE token = $2", micros(expires), digest([]byte(token)))
		return err
	})
}

// CommitSession keeps a session under its token, of which the archive has a digest only, and takes out those that have expired. The account
// is the number of the one that it ends with; 0 for none.
func (s *Store) CommitSession(ctx context.Context, token string, account int64, data []byte, expires time.Time) error {
	return s.transact(ctx, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, "DELETE FROM sessions WHERE expires <= $1", micros(s.now())); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, `INSERT INTO sessions (token, account, data, expires) VALUES ($1, $2, $3, $4)
			ON CONFLICT (token) DO UPDATE SET account = $2, data = $3, expires = $4`, digest([]byte(token)), account, data, micros(expires))
		return err
	})
}

// DeleteSession ends a session.
func (s *Store) DeleteSession(ctx context.Context, token string) error {
	return s.transact(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, "DELETE FROM sessions WHERE token = $1", digest([]byte(token)))
		return err
	})
}
