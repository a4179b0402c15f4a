package corpus

import (
	"bufio"
	"errors"
	"fmt"
	"strings"
)

// ErrFormat is in every error about a file of lines that is not in its format.
var ErrFormat = errors.New("corpus file is not in the expected format")

// eachTextLine calls visit with every line of the file, gzipped or not, without its end. An error of visit stops the
// reading and is returned with the file and line.
func eachTextLine(path string, visit func(line string) error) error {
	file, err := open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	lines := bufio.NewScanner(file)
	lines.Buffer(make([]byte, 1<<16), 1<<26)
	number := 0
	for lines.Scan() {
		number++
		if err := visit(strings.TrimSuffix(lines.Text(), "\r")); err != nil {
			return fmt.Errorf("corpus: %s:%d: %w", path, number, err)
		}
	}
	if err := lines.Err(); err != nil {
		return fmt.Errorf("corpus: %s:%d: %w", path, number+1, err)
	}
	return nil
}
