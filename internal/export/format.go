package export

import (
	"errors"
	"fmt"
	"io"
	"iter"
	"strings"

	"gainsay/news"
)

// Entries are statements as the archive keeps them. An error ends the export.
type Entries = iter.Seq2[news.Entry, error]

// Documents are documents with their records. An error ends the export; in the contract's format a *[record.Failure] becomes a line.
type Documents = iter.Seq2[Document, error]

// Document is a document with all that was read out of it.
type Document struct {
	Head    news.Head
	Record  news.Record
	Reviews map[string]news.Review // by id of the statement in the record; none: nobody has looked at it
}

// Options say how things are to look outside. The zero value, like nil, is the default.
type Options struct {
	Archive string // its name, which keeps its ids apart from those of others: "port-elding"; "" for none
	Title   string // of a feed or a collection; "" for a plain one
	Home    string // address of the page that lists the same; "" for none
	Self    string // address at which the file itself can be had; "" for none
	// Link gives the address of the archive's page on a statement ("d12#s7"), a claim ("c9") or a document ("d12"), or "". Nil: there are none.
	Link func(id string) string
	// Text gives the article of a document, so that tables can tell places in code points. Nil: they tell none.
	Text func(document string) (news.Article, error)
	// Mark puts a byte-order mark before CSV: without one Excel does not read it as UTF-8.
	Mark bool
	// WholeClaims says that the statements are all that the archive has on their claims, so that the first one is where a claim
	// was first seen.
	WholeClaims bool
}

// Format is one kind of file. Exactly one of its functions is given: it tells what the format takes.
type Format struct {
	Name      string // by which it is asked for
	About     string // in a few words
	MediaType string
	Ending    string // of file names, with the dot

	Entries   func(io.Writer, Entries, *Options) error
	Documents func(io.Writer, Documents, *Options) error
	Originals func(io.Writer, Originals, *Options) error
	Decisions func(io.Writer, Decisions, *Options) error
	Claim     func(io.Writer, *Evidence, *Options) error
}

// Formats lists all formats, in the order in which they are offered.
func Formats() []Format {
	return []Format{
		{Name: "jsonl", About: "records of the contract, a line a document", MediaType: "application/jsonl", Ending: ".jsonl", Documents: WriteJSONL},
		{Name: "csv", About: "a table for spreadsheets, a row a statement", MediaType: "text/csv; charset=utf-8; header=present", Ending: ".csv", Entries: WriteCSV},
		{Name: "parquet", About: "the same table with types, for databases and notebooks", MediaType: "application/vnd.apache.parquet", Ending: ".parquet", Entries: WriteParquet},
		{Name: "annotations", About: "W3C web annotations", MediaType: `application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"`, Ending: ".jsonld", Documents: WriteAnnotations},
		{Name: "schema", About: "quotations and claims of schema.org", MediaType: "application/ld+json", Ending: ".jsonld", Entries: WriteSchema},
		{Name: "csl", About: "citations for Zotero and its like (CSL-JSON)", MediaType: "application/vnd.citationstyles.csl+json", Ending: ".json", Entries: WriteCSL},
		{Name: "rss", About: "a feed (RSS 2.0)", MediaType: "application/rss+xml; charset=utf-8", Ending: ".rss", Entries: WriteRSS},
		{Name: "atom", About: "a feed (Atom)", MediaType: "application/atom+xml; charset=utf-8", Ending: ".atom", Entries: WriteAtom},
		{Name: "jsonfeed", About: "a feed (JSON Feed 1.1)", MediaType: "application/feed+json", Ending: ".json", Entries: WriteJSONFeed},
		{Name: "warc", About: "the originals as they were captured (WARC)", MediaType: "application/warc", Ending: ".warc.gz", Originals: WriteWARC},
		{Name: "wacz", About: "the same as a packed web archive that replays in a browser (WACZ)", MediaType: "application/wacz", Ending: ".wacz", Originals: WriteWACZ},
		{Name: "training", About: "what people decided, as training data", MediaType: "application/jsonl", Ending: ".jsonl", Decisions: WriteTraining},
		{Name: "bundle", About: "evidence for one claim, with the originals (WACZ)", MediaType: "application/wacz", Ending: ".wacz", Claim: WriteBundle},
	}
}

// ErrFormat is the name of a format that there is not.
var ErrFormat = errors.New("there is no such format")

// Named is the format of a name; else the error is ErrFormat and lists those that there are.
func Named(name string) (Format, error) {
	all := Formats()
	names := make([]string, len(all))
	for i, format := range all {
		if format.Name == name {
			return format, nil
		}
		names[i] = format.Name
	}
	return Format{}, fmt.Errorf("%w as %.40q: take one of %s", ErrFormat, name, strings.Join(names, ", "))
}

// MostGathered is how many statements go into a file that is read as a whole: citations and schema.org.
const MostGathered = 20_000

// ErrTooMany is more statements than the format is good for.
var ErrTooMany = fmt.Errorf("more than %d statements are too many for this format: ask for fewer, or take csv or parquet", MostGathered)

// gather holds all entries; more than most are ErrTooMany.
func gather(entries Entries) (all []news.Entry, err error) {
	for entry, err := range entries {
		if err != nil {
			return nil, err
		}
		if len(all) == MostGathered {
			return nil, ErrTooMany
		}
		all = append(all, entry)
	}
	return all, nil
}

// LeftOut tells of items that could not be written. All others were, and the file is whole.
type LeftOut struct {
	Items int
	First error // why the first one was left out
}

func (l *LeftOut) Error() string {
	return fmt.Sprintf("%d left out of what was exported, the first because: %v", l.Items, l.First)
}

func (l *LeftOut) Unwrap() error { return l.First }

// note counts one item with what is wrong with it.
func (l *LeftOut) note(err error) {
	if l.Items == 0 {
		l.First = err
	}
	l.Items++
}

// orNil is the error that an export ends with when all went well otherwise.
func (l *LeftOut) orNil() error {
	if l.Items == 0 {
		return nil
	}
	return l
}
