package export

import (
	"errors"
	"fmt"
	"io"

	"gainsay/internal/record"
)

// WriteJSONL writes the records as the contract has them, a line a document (package record). An error of the documents that is
// a *[record.Failure], and a record that breaks the contract's rules, become a failure line in their place.
//
// The contract has no field for what people have said of a statement: the archive's records lack those that were rejected, and
// those that were accepted or corrected have the confidence 1.
func WriteJSONL(w io.Writer, documents Documents, _ *Options) error {
	for d, err := range documents {
		line, err := recordLine(&d, err)
		if err != nil {
			return err
		}
		if _, err := w.Write(line); err != nil {
			return err
		}
	}
	return nil
}

// recordLine is the line for one document, or for the failure that stands in its place.
func recordLine(d *Document, err error) ([]byte, error) {
	if err == nil {
		var line []byte
		if line, err = record.Encode(&d.Record); err == nil {
			return line, nil
		}
		err = &record.Failure{ID: &d.Record.ID, Reason: err.Error()}
	}
	if failure, ok := errors.AsType[*record.Failure](err); ok {
		return record.EncodeFailure(failure), nil
	}
	return nil, fmt.Errorf("reading the records: %w", err)
}
