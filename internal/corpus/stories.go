package corpus

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strings"

	"gainsay/news"
)

// Story is a disputed matter as several outlets told it, with gold statements: who said what, how, and about which claim.
type Story struct {
	ID         string // the file's name without .json and .gz
	Matter     string // what it is about, in one line
	Documents  []StoryDocument
	Entities   []StoryEntity
	Claims     []StoryClaim
	Statements []StoryStatement // in the file's order; those of one document need not stand together
}

// StoryDocument is one article of a story.
type StoryDocument struct {
	ID        string
	Outlet    string
	Published news.Day
	Title     string
	Text      string
	Complete  bool   // every statement is annotated, not only those that bear on the story's claims
	Origin    string // the same for documents that are copies of one text
}

// StoryEntity is a speaker of a story.
type StoryEntity struct {
	ID      string
	Name    string
	Kind    news.EntityKind
	Aliases []string
	Role    string
}

// StoryClaim is what a story's statements assert or deny.
type StoryClaim struct {
	ID          string
	Proposition string // one neutral sentence, not from the text
}

// StoryStatement is one gold statement. Its spans are byte spans into its document's text, in text order; a field that does
// not apply is "" or empty.
type StoryStatement struct {
	ID                   string
	Document             string // id of its StoryDocument
	Entity               string // id of its speaker
	Source, Cue, Content []news.Span
	Form                 news.Form
	Act                  news.Act
	Claim                string // id
	Stance               news.Stance
	Answers              []string // ids of the statements that it denies, doubts or confirms in words
	SaidOn               string   // YYYY-MM-DD, YYYY-MM or YYYY-Www
	Channel              string
	Addressee            string
	Via                  string
	Parent               string // id of the statement inside whose content it is reported
}

// Document finds a story's document by its id.
func (s *Story) Document(id string) (*StoryDocument, bool) {
	for i := range s.Documents {
		if s.Documents[i].ID == id {
			return &s.Documents[i], true
		}
	}
	return nil, false
}

// Of lists the statements of one document, ordered by where their first span starts.
func (s *Story) Of(document string) []StoryStatement {
	var out []StoryStatement
	for _, statement := range s.Statements {
		if statement.Document == document {
			out = append(out, statement)
		}
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].start() < out[j].start() })
	return out
}

// start is the least offset of the statement's spans.
func (s StoryStatement) start() int {
	least := -1
	for _, spans := range [][]news.Span{s.Source, s.Cue, s.Content} {
		if len(spans) > 0 && (least < 0 || spans[0].Start < least) {
			least = spans[0].Start
		}
	}
	return least
}

// ReadStories reads the claim stories of a folder, one JSON file each (.json or .json.gz), in name order.
func ReadStories(dir string) ([]Story, error) {
	var paths []string
	for _, pattern := range []string{"*.json", "*.json.gz"} {
		found, err := filepath.Glob(filepath.Join(dir, pattern))
		if err != nil {
			return nil, fmt.Errorf("corpus: %w", err)
		}
		paths = append(paths, found...)
	}
	if len(paths) == 0 {
		return nil, fmt.Errorf("corpus: %s: %w: no story (*.json)", dir, os.ErrNotExist)
	}
	sort.Strings(paths)
	var stories []Story
	for _, path := range paths {
		story, err := ReadStory(path)
		if err != nil {
			return nil, err
		}
		stories = append(stories, story)
	}
	return stories, nil
}

// rawStory is a story as its file has it; spans are in code points.
type rawStory struct {
	Story      string
	Docs       []rawDocument
	Entities   []StoryEntity
	Claims     []StoryClaim
	Statements []rawStatement
}

type rawDocument struct {
	ID, Outlet, Published, Title, Text, Origin string
	Complete                                   bool
}

type rawStatement struct {
	ID, Doc, Source          string
	SourceSpans              [][2]int `json:"source_spans"`
	CueSpans                 [][2]int `json:"cue_spans"`
	ContentSpans             [][2]int `json:"content_spans"`
	Form, Act, Claim, Stance string
	Answers                  []string
	SaidOn                   string `json:"said_on"`
	Channel, Addressee, Via  string
	NestedIn                 string `json:"nested_in"`
}

// ReadStory reads one claim story. An error about its contents wraps ErrFormat.
func ReadStory(path string) (story Story, err error) {
	file, err := open(path)
	if err != nil {
		return Story{}, err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	var raw rawStory
	if err := json.NewDecoder(file).Decode(&raw); err != nil {
		return Story{}, fmt.Errorf("corpus: %s: %w: %w", path, ErrFormat, err)
	}
	story = Story{Matter: raw.Story, Entities: raw.Entities, Claims: raw.Claims,
		ID: strings.TrimSuffix(strings.TrimSuffix(filepath.Base(path), ".gz"), ".json")}
	toByte := map[string][]int{}
	for _, d := range raw.Docs {
		toByte[d.ID] = byteOffsets(d.Text)
		story.Documents = append(story.Documents, StoryDocument{ID: d.ID, Outlet: d.Outlet, Published: news.Day(d.Published),
			Title: d.Title, Text: d.Text, Complete: d.Complete, Origin: d.Origin})
	}
	for _, s := range raw.Statements {
		offsets, known := toByte[s.Doc]
		if !known {
			return Story{}, fmt.Errorf("corpus: %s: %w: statement %s is of no document", path, ErrFormat, s.ID)
		}
		statement, err := s.statement(offsets)
		if err != nil {
			return Story{}, fmt.Errorf("corpus: %s: %w", path, err)
		}
		story.Statements = append(story.Statements, statement)
	}
	return story, nil
}

// statement turns the code points of a statement into bytes.
func (s rawStatement) statement(toByte []int) (StoryStatement, error) {
	for _, spans := range [][][2]int{s.SourceSpans, s.CueSpans, s.ContentSpans} {
		for _, span := range spans {
			if span[0] < 0 || span[0] >= span[1] || span[1] >= len(toByte) {
				return StoryStatement{}, fmt.Errorf("%w: statement %s: no span %v in its text", ErrFormat, s.ID, span)
			}
		}
	}
	stance := news.Stance(s.Stance)
	if stance == "null" {
		stance = ""
	}
	return StoryStatement{ID: s.ID, Document: s.Doc, Entity: s.Source, Source: byteSpans(toByte, s.SourceSpans),
		Cue: byteSpans(toByte, s.CueSpans), Content: byteSpans(toByte, s.ContentSpans), Form: news.Form(s.Form), Act: news.Act(s.Act),
		Claim: s.Claim, Stance: stance, Answers: s.Answers, SaidOn: s.SaidOn, Channel: s.Channel, Addressee: s.Addressee,
		Via: s.Via, Parent: s.NestedIn}, nil
}
