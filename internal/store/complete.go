package store

import "context"

// Named is a name that a speaker goes by.
type Named struct {
	Name      string
	Entity    string // id
	Documents int    // that call him so
}

// Names lists names of speakers that begin like a prefix, whatever its case and accents, those that most documents use first.
func (s *Store) Names(ctx context.Context, prefix string, most int) (list []Named, err error) {
	// What is folded holds letters, digits and spaces only, so that LIKE takes nothing in it for a pattern.
	query := "SELECT name, entity, documents FROM names WHERE folded LIKE $1 ORDER BY documents DESC, name, entity LIMIT $2"
	err = each(ctx, s.db, query, []any{folded(prefix) + "%", most}, func(scan func(...any) error) error {
		var n Named
		var entity int64
		err := scan(&n.Name, &entity, &n.Documents)
		n.Entity = idOf("e", entity)
		list = append(list, n)
		return err
	})
	return list, s.known(err)
}

// Outlets lists the names of all outlets in their order.
func (s *Store) Outlets(ctx context.Context) (list []string, err error) {
	err = each(ctx, s.db, "SELECT name FROM outlets ORDER BY name", nil, func(scan func(...any) error) error {
		var name string
		err := scan(&name)
		list = append(list, name)
		return err
	})
	return list, s.known(err)
}
