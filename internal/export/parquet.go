package export

import (
	"io"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/compress/zstd"
)

const (
	mostInGroup = 20_000 // rows that are held before they are written
	mostAtOnce  = 256    // rows that are handed over together
)

// WriteParquet writes the table of [WriteCSV] with types: days as DATE, times as TIMESTAMP in UTC, confidence as DOUBLE, byline and
// answers as LIST. Words that are not known are "", numbers and days null. Row groups have at most 20,000 rows and are packed with zstd.
func WriteParquet(w io.Writer, entries Entries, o *Options) error {
	table := parquet.NewGenericWriter[row](w, parquet.Compression(&zstd.Codec{Level: zstd.SpeedDefault, Concurrency: 1}),
		parquet.MaxRowsPerRowGroup(mostInGroup), parquet.CreatedBy(software, "", ""))
	some := make([]row, 0, mostAtOnce)
	for r, err := range rows(entries, o.orDefault()) {
		if err != nil {
			return err
		}
		if some = append(some, r); len(some) == mostAtOnce {
			if _, err := table.Write(some); err != nil {
				return err
			}
			some = some[:0]
		}
	}
	if _, err := table.Write(some); err != nil {
		return err
	}
	return table.Close()
}
