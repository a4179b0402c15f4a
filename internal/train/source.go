package train

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"

	"gainsay/internal/linear"
)

// Source names a corpus file for a model's header, with the hash of the file as it lies there.
func Source(name, licence, path string) (linear.Corpus, error) {
	file, err := os.Open(path)
	if err != nil {
		return linear.Corpus{}, fmt.Errorf("train: %w", err)
	}
	defer file.Close()
	hash := sha256.New()
	if _, err := io.Copy(hash, file); err != nil {
		return linear.Corpus{}, fmt.Errorf("train: %s: %w", path, err)
	}
	return linear.Corpus{Name: name, Licence: licence, SHA256: hex.EncodeToString(hash.Sum(nil))}, nil
}
