package corpus

import (
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
)

// open opens a file, unpacking it where its name ends in .gz.
func open(path string) (io.ReadCloser, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("corpus: %w", err)
	}
	if !strings.HasSuffix(path, ".gz") {
		return file, nil
	}
	unpacked, err := gzip.NewReader(file)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("corpus: %s: %w", path, err), file.Close())
	}
	return struct {
		io.Reader
		io.Closer
	}{unpacked, file}, nil
}

// eachLine calls read once for each JSON object of a JSON Lines file.
func eachLine(path string, read func(decode func(any) error) error) (err error) {
	file, err := open(path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	decoder := json.NewDecoder(file)
	for decoder.More() {
		if err := read(decoder.Decode); err != nil {
			return fmt.Errorf("corpus: %s: %w", path, err)
		}
	}
	return nil
}
