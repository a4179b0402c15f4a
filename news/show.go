package news

import "fmt"

// Body is the text that spans of a part point into.
func (a *Article) Body(part Part) string {
	if part == InTitle {
		return a.Title
	}
	return a.Text
}

// Speaker is who made a statement of the record; nil where that is not resolved.
func (r *Record) Speaker(s *Statement) *Entity {
	if s.Source == nil || s.Source.Entity == "" {
		return nil
	}
	for i := range r.Entities {
		if r.Entities[i].ID == s.Source.Entity {
			return &r.Entities[i]
		}
	}
	return nil
}

// String is the name and the role: "Ida Falk, harbour chief".
func (e *Entity) String() string {
	if e.Role == "" {
		return e.Name
	}
	return e.Name + ", " + e.Role
}

// String is the days without the words that give them: "2024-05-07", "2024-05-01 to 2024-05-07", "by 2024-05-07".
func (s *Said) String() string {
	switch {
	case s.From == s.To:
		return string(s.From)
	case s.From == "":
		return "by " + string(s.To)
	case s.To == "":
		return "from " + string(s.From)
	}
	return string(s.From) + " to " + string(s.To)
}

// Share is a probability for people to read; none is called certain.
func Share(p float64) string {
	switch {
	case p > 0.99:
		return "over 99%"
	case p < 0.01:
		return "under 1%"
	}
	return fmt.Sprintf("%.0f%%", 100*p)
}
