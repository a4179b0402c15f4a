package store

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/klauspost/compress/zstd"
)

// originals keeps the bytes that were captured, by their digest, packed with zstd (RFC 8878).
type originals interface {
	// keep makes sure that the bytes are there to stay before the transaction that refers to them ends.
	keep(ctx context.Context, tx *sql.Tx, sha256 string, raw []byte) error
	read(ctx context.Context, sha256 string) ([]byte, error)
	// any tells whether there are some where there is no database yet.
	any() bool
}

// ErrOriginal is an original that is not what it was.
var ErrOriginal = errors.New("the original is missing or damaged")

// mostUnpacked is how many bytes an original may unpack to.
const mostUnpacked = 1 << 30

func digest(raw []byte) string {
	sum := sha256.Sum256(raw)
	return hex.EncodeToString(sum[:])
}

// folderOriginals are files: ab/abcd….zst.
type folderOriginals struct{ folder string }

func (o folderOriginals) path(sha256 string) string {
	return filepath.Join(o.folder, sha256[:2], sha256+".zst")
}

func (o folderOriginals) any() bool {
	entries, err := os.ReadDir(o.folder)
	return err == nil && len(entries) > 0
}

// keep writes beside the place and moves it there, so that a file that has its name is whole.
func (o folderOriginals) keep(ctx context.Context, tx *sql.Tx, sha256 string, raw []byte) error {
	path := o.path(sha256)
	if _, err := os.Stat(path); err != nil {
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			return folderTrouble(err)
		}
		if err := writeFile(path, pack(raw)); err != nil {
			return folderTrouble(err)
		}
	}
	_, err := tx.ExecContext(ctx, "INSERT INTO originals (sha256, size) VALUES ($1, $2) ON CONFLICT (sha256) DO NOTHING", sha256, len(raw))
	return err
}

// writeFile writes a file that is whole and on the disk when it has its name.
func writeFile(path string, data []byte) (err error) {
	temporary := path + "." + rand.Text()[:8] + ".part"
	file, err := os.OpenFile(temporary, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = os.Remove(temporary) // what is told is why it could not be written
		}
	}()
	_, err = file.Write(data)
	if err = errors.Join(err, file.Sync(), file.Close()); err != nil {
		return err
	}
	return os.Rename(temporary, path)
}

func (o folderOriginals) read(_ context.Context, sha256 string) ([]byte, error) {
	packed, err := os.ReadFile(o.path(sha256))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%w: there is no file %s", ErrOriginal, o.path(sha256))
	}
	if err != nil {
		return nil, err
	}
	return unpackOriginal(sha256, packed)
}

// tableOriginals are rows.
type tableOriginals struct{ store *Store }

// any: where there is no database, there are no rows.
func (tableOriginals) any() bool { return false }

func (o tableOriginals) keep(ctx context.Context, tx *sql.Tx, sha256 string, raw []byte) error {
	_, err := tx.ExecContext(ctx, "INSERT INTO originals (sha256, size, packed) VALUES ($1, $2, $3) ON CONFLICT (sha256) DO NOTHING", sha256, len(raw), pack(raw))
	return err
}

func (o tableOriginals) read(ctx context.Context, sha256 string) ([]byte, error) {
	var packed []byte
	err := o.store.db.QueryRowContext(ctx, "SELECT packed FROM originals WHERE sha256 = $1", sha256).Scan(&packed)
	if errors.Is(err, sql.ErrNoRows) || err == nil && packed == nil {
		return nil, fmt.Errorf("%w: there is no row %s", ErrOriginal, sha256)
	}
	if err != nil {
		return nil, err
	}
	return unpackOriginal(sha256, packed)
}

func unpackOriginal(sha256 string, packed []byte) ([]byte, error) {
	raw, err := unpack(packed)
	if err != nil {
		return nil, fmt.Errorf("%w: %s does not unpack (%w)", ErrOriginal, sha256, err)
	}
	if digest(raw) != sha256 {
		return nil, fmt.Errorf("%w: %s has another digest", ErrOriginal, sha256)
	}
	return raw, nil
}

// The coder and decoder of all: they are safe for concurrent use and cost much to make.
var (
	coder, coderErr     = zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedDefault), zstd.WithEncoderConcurrency(1), zstd.WithWindowSize(1<<20))
	decoder, decoderErr = zstd.NewReader(nil, zstd.WithDecoderConcurrency(0), zstd.WithDecoderMaxMemory(mostUnpacked))
)

func pack(raw []byte) []byte {
	if coderErr != nil {
		panic(coderErr) // of the constants above
	}
	return coder.EncodeAll(raw, nil)
}

func unpack(packed []byte) ([]byte, error) {
	if decoderErr != nil {
		panic(decoderErr) // of the constants above
	}
	return decoder.DecodeAll(packed, nil)
}
