package search

// Within lets the parts of a search that name no field match in one field only.
func Within(e Expression, field Field) Expression {
	switch e := e.(type) {
	case And:
		return And(allWithin(e, field))
	case Or:
		return Or(allWithin(e, field))
	case Not:
		return Not{Within(e.Expression, field)}
	case Match:
		if e.Field == Any {
			e.Field = field
		}
		return e
	}
	return e
}

func allWithin(list []Expression, field Field) []Expression {
	out := make([]Expression, len(list))
	for i, e := range list {
		out[i] = Within(e, field)
	}
	return out
}
