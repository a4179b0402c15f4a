package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"gainsay/news"
)

// Exists tells whether there is an archive in a folder. Of a server it is taken for granted.
func Exists(place string) bool {
	if IsServer(place) {
		return true
	}
	_, err := os.Stat(filepath.Join(place, databaseName))
	return err == nil
}

// Article gives the article that was read off a document, whether its statements are known or not. The errors are ErrUnknown, and that
// no article was found in it.
func (s *Store) Article(ctx context.Context, id string) (news.Article, error) {
	number, err := numberOf(id, "d")
	if err != nil {
		return news.Article{}, err
	}
	var packed []byte
	var failure string
	err = s.db.QueryRowContext(ctx, "SELECT article, failure FROM documents WHERE id = $1", number).Scan(&packed, &failure)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return news.Article{}, fmt.Errorf("document %s: %w", id, ErrUnknown)
	case err != nil:
		return news.Article{}, s.known(err)
	case packed == nil:
		return news.Article{}, fmt.Errorf("%s: %w: %s", id, ErrFailed, failure)
	}
	return unpackArticle(packed)
}

// FailedDocuments lists documents that could not be read, in the order of their capture.
func (s *Store) FailedDocuments(ctx context.Context, most int) ([]news.Head, error) {
	return s.heads(ctx, "WHERE d.state = 'failed' ORDER BY d.id LIMIT $1", most)
}

// DocumentsIn lists the documents that carry a text ("o3") or tell a story ("t5"), by day of publication. The error is ErrUnknown.
func (s *Store) DocumentsIn(ctx context.Context, id string) ([]news.Head, error) {
	column, numbers := "d.story", []int64(nil)
	if strings.HasPrefix(id, "o") {
		number, err := numberOf(id, "o")
		if err != nil {
			return nil, err
		}
		merged, err := s.merged(ctx, "origin", -1)
		if err != nil {
			return nil, s.known(err)
		}
		column, numbers = "d.origin", merged.all(number)
	} else {
		number, err := numberOf(id, "t")
		if err != nil {
			return nil, err
		}
		numbers = []int64{number}
	}
	where, arguments := in(s, column, numbers, 1)
	list, err := s.heads(ctx, "WHERE "+where+" ORDER BY d.published, d.id", arguments...)
	if err == nil && len(list) == 0 {
		err = fmt.Errorf("%q: %w", id, ErrUnknown)
	}
	return list, err
}

// Speaker gives what is known of the speaker with an id, under the id that he has since he was merged with others. The error is
// ErrUnknown.
func (s *Store) Speaker(ctx context.Context, id string) (page news.SpeakerPage, err error) {
	number, err := numberOf(id, "e")
	if err != nil {
		return page, err
	}
	merged, err := s.merged(ctx, "entity", -1)
	if err != nil {
		return page, s.known(err)
	}
	numbers := merged.all(number)
	page.Speaker.ID = idOf("e", numbers[0])
	for _, n := range numbers[1:] {
		page.Merged = append(page.Merged, idOf("e", n))
	}
	err = s.db.QueryRowContext(ctx, "SELECT kind, name, role FROM entities WHERE id = $1", numbers[0]).
		Scan(&page.Speaker.Kind, &page.Speaker.Name, &page.Speaker.Role)
	if errors.Is(err, sql.ErrNoRows) {
		return page, fmt.Errorf("speaker %s: %w", id, ErrUnknown)
	}
	if err != nil {
		return page, s.known(err)
	}
	where, arguments := in(s, "entity", numbers, 1)
	query := "SELECT name, CAST(sum(documents) AS BIGINT) FROM names WHERE " + where + " GROUP BY name ORDER BY 2 DESC, 1"
	err = each(ctx, s.db, query, arguments, func(scan func(...any) error) error {
		var n news.NameCount
		err := scan(&n.Name, &n.Documents)
		page.Names = append(page.Names, n)
		return err
	})
	if err != nil {
		return page, s.known(err)
	}
	where, arguments = in(s, "s.speaker", numbers, 1)
	query = `SELECT s.act, count(*) FROM statements s JOIN documents d ON d.id = s.document
		WHERE ` + where + ` AND s.until IS NULL AND d.replaced IS NULL AND s.review <> 'rejected' GROUP BY s.act ORDER BY 2 DESC, 1`
	err = each(ctx, s.db, query, arguments, func(scan func(...any) error) error {
		var c news.ActCount
		err := scan(&c.Act, &c.Statements)
		page.Acts = append(page.Acts, c)
		return err
	})
	return page, s.known(err)
}
