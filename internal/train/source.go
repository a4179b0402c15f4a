package train

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"

	"gainsay/internal/linear"
)

// Source names a corpus for a model's header, with the hash of its files as they lie there, one after the other.
func Source(name, licence string, paths ...string) (linear.Corpus, error) {
	hash := sha256.New()
	for _, path := range paths {
		if err := copyFile(hash, path); err != nil {
			return linear.Corpus{}, fmt.Errorf("train: %w", err)
		}
	}
	return linear.Corpus{Name: name, Licence: licence, SHA256: hex.EncodeToString(hash.Sum(nil))}, nil
}

// copyFile writes the content of a file to w.
func copyFile(w io.Writer, path string) (err error) {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	if _, err := io.Copy(w, file); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	return nil
}
