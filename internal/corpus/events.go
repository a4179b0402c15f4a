package corpus

import (
	"fmt"
	"path/filepath"
	"strconv"

	"gainsay/news"
)

// EventArticle is an article of a collection of articles on events. What a collection does not give is empty.
type EventArticle struct {
	ID        string
	Event     string // the same for articles on one event or topic
	Title     string
	Publisher string
	URL       string
	Published news.Day
	Text      string
}

// ReadFNC reads the training bodies of the Fake News Challenge under the folder of the corpora, with their topics as events.
// A body without a topic is an event of its own.
func ReadFNC(corpora string) ([]EventArticle, error) {
	topics := map[int]int{}
	path := filepath.Join(corpora, "stories", "fnc1-topics.jsonl.gz")
	err := eachLine(path, func(decode func(any) error) error {
		var line struct {
			Topic  int
			Bodies []int
		}
		if err := decode(&line); err != nil {
			return err
		}
		for _, body := range line.Bodies {
			topics[body] = line.Topic
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	var out []EventArticle
	path = filepath.Join(corpora, "stance", "fnc1-train-bodies.jsonl.gz")
	err = eachLine(path, func(decode func(any) error) error {
		var line struct {
			Body int `json:"body_id"`
			Text string
		}
		if err := decode(&line); err != nil {
			return err
		}
		event := "body " + strconv.Itoa(line.Body)
		if topic, ok := topics[line.Body]; ok {
			event = strconv.Itoa(topic)
		}
		out = append(out, EventArticle{ID: strconv.Itoa(line.Body), Event: event, Text: line.Text})
		return nil
	})
	return out, err
}

// ReadFNCDuplicates reads the pairs of bodies of [ReadFNC] that are nearly the same, as their ids.
func ReadFNCDuplicates(corpora string) ([][2]string, error) {
	var out [][2]string
	err := eachLine(filepath.Join(corpora, "stories", "fnc1-near-duplicates.jsonl.gz"), func(decode func(any) error) error {
		var line struct{ A, B int }
		if err := decode(&line); err != nil {
			return err
		}
		out = append(out, [2]string{strconv.Itoa(line.A), strconv.Itoa(line.B)})
		return nil
	})
	return out, err
}

// ReadEvents reads one of the collections of articles of the folder stories, "basil", "wikiref220" or "wikinews-2019-2020".
// Each article of the last is an event of its own.
func ReadEvents(corpora, name string) ([]EventArticle, error) {
	var out []EventArticle
	err := eachLine(filepath.Join(corpora, "stories", name+".jsonl.gz"), func(decode func(any) error) error {
		var line struct{ ID, Story, Topic, Title, Publisher, URL, Date, Text string }
		if err := decode(&line); err != nil {
			return err
		}
		a := EventArticle{ID: line.ID, Event: line.Story + line.Topic, Title: line.Title, Publisher: line.Publisher, URL: line.URL, Text: line.Text}
		if a.Event == "" {
			a.Event = line.ID
		}
		if line.Date != "" {
			day, err := news.ParseDay(line.Date)
			if err != nil {
				return fmt.Errorf("%w: article %s: %w", ErrFormat, line.ID, err)
			}
			a.Published = day
		}
		out = append(out, a)
		return nil
	})
	return out, err
}
