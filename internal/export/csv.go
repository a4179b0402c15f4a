package export

import (
	"encoding/csv"
	"io"
	"strconv"
	"strings"
	"time"
	"unicode"
)

// csvColumns are the names of the columns, those of Parquet.
var csvColumns = []string{
	"id", "document", "part", "said_from", "said_to", "said_words", "published", "outlet", "agency", "byline", "title", "url",
	"speaker_id", "speaker", "speaker_kind", "speaker_role", "source_words", "cue_lemma", "act", "stance", "form", "words", "start", "end",
	"channel", "addressee", "via", "parent", "claim_id", "claim",
	"answers", "answered_by", "copies", "review", "confidence", "captured", "sha256", "version", "latest", "models", "page",
}

// cells are the values of a row, in the order of csvColumns.
func (r *row) cells() []string {
	answers := make([]string, len(r.Answers))
	for i, a := range r.Answers {
		answers[i] = a.Relation + " " + a.Statement
	}
	captured := ""
	if r.Captured != nil {
		captured = r.Captured.Format(time.RFC3339)
	}
	return []string{
		r.ID, r.Document, r.Part, date(r.SaidFrom), date(r.SaidTo), r.SaidWords, date(r.Published), r.Outlet, r.Agency,
		strings.Join(r.Byline, "; "), r.Title, r.URL, r.SpeakerID, r.Speaker, r.SpeakerKind, r.SpeakerRole,
		r.SourceWords, r.CueLemma, r.Act, r.Stance, r.Form, r.Words,
		number(r.Start), number(r.End), r.Channel, r.Addressee, r.Via, r.Parent, r.ClaimID, r.Claim,
		strings.Join(answers, "; "), number(&r.AnsweredBy), number(&r.Copies), r.Review,
		strconv.FormatFloat(r.Confidence, 'f', 4, 64), captured, r.SHA256, number(&r.Version), strconv.FormatBool(r.Latest), r.Models, r.Page,
	}
}

// WriteCSV writes a table with a row for each statement and a line of names before them, as RFC 4180 has it: commas, quotes where
// needed, CR LF behind a row. Days are YYYY-MM-DD, times RFC 3339; start and end are code points of the title or text, from the
// beginning of the content to its end, and empty without [Options.Text]. Several values of a cell are parted by "; ". Line breaks inside a cell
// are LF before they are written, so that none stands alone.
//
// A cell that a spreadsheet could take for a formula has an apostrophe before it (OWASP, "CSV injection"): one that begins with =, +,
// - or @, in their full-width forms too, also behind quotation marks and what cannot be seen, and one that begins with a tab or a
// line break.
func WriteCSV(w io.Writer, entries Entries, o *Options) error {
	o = o.orDefault()
	if o.Mark {
		if _, err := io.WriteString(w, "\ufeff"); err != nil {
			return err
		}
	}
	table := csv.NewWriter(w)
	table.UseCRLF = true
	if err := table.Write(csvColumns); err != nil {
		return err
	}
	for r, err := range rows(entries, o) {
		if err != nil {
			return err
		}
		cells := r.cells()
		for i, cell := range cells {
			cells[i] = harmless(cell)
		}
		if err := table.Write(cells); err != nil {
			return err
		}
	}
	table.Flush()
	return table.Error()
}

var lineBreaks = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\x00", "\ufffd")

// harmless is a cell that no spreadsheet reads as a formula, in UTF-8 and with one kind of line break.
func harmless(cell string) string {
	cell = lineBreaks.Replace(strings.ToValidUTF8(cell, "\ufffd"))
	if isFormula(cell) {
		return "'" + cell
	}
	return cell
}

// isFormula tells whether a spreadsheet might take a cell for a formula. It rather says so once too often.
func isFormula(cell string) bool {
	if cell != "" && strings.ContainsRune("\t\r\n", rune(cell[0])) {
		return true
	}
	for _, r := range cell {
		switch {
		case strings.ContainsRune("=+-@＝＋－＠﹦﹢﹣﹫−", r):
			return true
		case unicode.IsSpace(r), unicode.Is(unicode.Cc, r), unicode.Is(unicode.Cf, r), unicode.Is(unicode.Quotation_Mark, r):
			// Trimmed by some, or stripped by a reader that quotes otherwise.
		default:
			return false
		}
	}
	return false
}

// date is days since 1970 as YYYY-MM-DD.
func date(days *int32) string {
	if days == nil {
		return ""
	}
	return time.Unix(int64(*days)*secondsOfDay, 0).UTC().Format(time.DateOnly)
}

func number(n *int64) string {
	if n == nil {
		return ""
	}
	return strconv.FormatInt(*n, 10)
}
