package api

import (
	"encoding/json"
	"reflect"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"gainsay"
	"gainsay/news"
)

// schemas describes types as JSON Schema, each struct of a name once in the document's components.
type schemas struct {
	registry huma.Registry
	names    map[reflect.Type]string
}

// prefix of references to what the components hold.
const prefix = "#/components/schemas/"

func newSchemas(registry huma.Registry) *schemas {
	s := &schemas{registry: registry, names: map[reflect.Type]string{}}
	for name, shape := range gainsay.Shapes() {
		s.names[shape] = name
	}
	for name, shape := range shapes {
		s.names[shape] = name
	}
	return s
}

// named is a reference to the schema of a shape.
func (s *schemas) named(name string) *huma.Schema {
	for shape, is := range s.names {
		if is == name {
			return s.of(shape)
		}
	}
	panic("api: there is no shape " + name)
}

// of describes a type.
func (s *schemas) of(t reflect.Type) *huma.Schema {
	switch {
	case t == reflect.TypeFor[time.Time]():
		return &huma.Schema{Type: huma.TypeString, Format: "date-time"}
	case t == reflect.TypeFor[[2]int]():
		return span()
	case t == reflect.TypeFor[[2]string]():
		return &huma.Schema{Type: huma.TypeArray, Items: &huma.Schema{Type: huma.TypeString}, MinItems: new(2), MaxItems: new(2)}
	}
	switch t.Kind() {
	case reflect.Pointer:
		return orNull(s.of(t.Elem()))
	case reflect.Slice:
		return &huma.Schema{Type: huma.TypeArray, Items: s.of(t.Elem())}
	case reflect.Map:
		return &huma.Schema{Type: huma.TypeObject, AdditionalProperties: s.of(t.Elem())}
	case reflect.Struct:
		return s.object(t)
	case reflect.String:
		return &huma.Schema{Type: huma.TypeString}
	case reflect.Bool:
		return &huma.Schema{Type: huma.TypeBoolean}
	case reflect.Int, reflect.Int64:
		return &huma.Schema{Type: huma.TypeInteger, Format: "int64"}
	case reflect.Float64:
		return &huma.Schema{Type: huma.TypeNumber, Format: "double"}
	}
	panic("api: no schema for " + t.String())
}

func span() *huma.Schema {
	return &huma.Schema{Type: huma.TypeArray, Items: &huma.Schema{Type: huma.TypeInteger, Minimum: new(0.0)}, MinItems: new(2), MaxItems: new(2),
		Description: "A half-open range [start, end) of Unicode code points."}
}

// orNull is a schema that takes null too.
func orNull(s *huma.Schema) *huma.Schema {
	if s.Ref != "" {
		return &huma.Schema{OneOf: []*huma.Schema{s, {Type: "null"}}}
	}
	s.Nullable = true
	return s
}

// object is a reference to the schema of a struct, or that itself where it has no name.
func (s *schemas) object(t reflect.Type) *huma.Schema {
	name := s.names[t]
	if name != "" && s.registry.Map()[name] != nil {
		return &huma.Schema{Ref: prefix + name}
	}
	o := &huma.Schema{Type: huma.TypeObject, Properties: map[string]*huma.Schema{}, AdditionalProperties: false, Description: abouts[name]}
	if name != "" {
		s.registry.Map()[name] = o // before its fields, which may lead back to it
	}
	s.fields(o, name, t)
	o.PrecomputeMessages()
	if name != "" {
		return &huma.Schema{Ref: prefix + name}
	}
	return o
}

// fields adds the fields of a struct to an object, those of what it embeds included.
func (s *schemas) fields(o *huma.Schema, name string, t reflect.Type) {
	for f := range t.Fields() {
		key, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		if f.Anonymous && key == "" {
			s.fields(o, name, f.Type)
			continue
		}
		may := strings.Contains(options, "omit")
		of := f.Type
		if may && of.Kind() == reflect.Pointer { // it is left out, and never null
			of = of.Elem()
		}
		schema := s.raw(f, of)
		if values := valuesOf(name, key); values != nil {
			schema.Enum = values
			if schema.Nullable {
				schema.Enum = append(schema.Enum, nil)
			}
		}
		if about := fieldAbouts[name+"."+key]; about != "" && schema.Ref == "" {
			schema.Description = about
		}
		o.Properties[key] = schema
		if !may {
			o.Required = append(o.Required, key)
		}
	}
}

// raw describes a field by its type, or, where that is raw JSON, by the shape that its tag names.
func (s *schemas) raw(f reflect.StructField, t reflect.Type) *huma.Schema {
	shape := f.Tag.Get("shape")
	switch {
	case shape == "":
		return s.of(t)
	case t == reflect.TypeFor[[]json.RawMessage]():
		return &huma.Schema{Type: huma.TypeArray, Items: s.named(shape)}
	}
	return s.named(shape)
}

// The values that a field can have, by the field's name; kinds by that of the object too.
var values = map[string][]any{
	"act":                   all(news.Assert, news.Deny, news.Accuse, news.Demand, news.Promise, news.Warn, news.Confirm, news.Question, news.Decline, news.OtherAct),
	"stance":                all(news.Asserts, news.Denies, news.Doubts),
	"form":                  all(news.Direct, news.Indirect, news.Mixed),
	"part":                  all(news.InText, news.InTitle),
	"relation":              all(news.RelationDenies, news.RelationDoubts, news.RelationConfirms, news.RelationRepeats),
	"review":                all(news.Accepted, news.Rejected, news.Corrected),
	"state":                 all(news.Captured, news.Read, news.Linked, news.Failed),
	"Entity.kind":           all(news.Person, news.Organisation, news.State, news.Group, news.Unnamed),
	"Correction.kind":       all(news.Accept, news.Reject, news.Correct, news.Merge, news.Split, news.Undo),
	"RevisedStatement.kind": all(news.Added, news.Gone, news.Reworded, news.SpeakerChanged, news.QuotationChanged),
	"StatementEdit.kind":    all(news.Kept, news.Added, news.Gone, news.Reworded, news.SpeakerChanged, news.QuotationChanged, news.ReadOtherwise),
	"Evidence.field": all(news.FieldSource, news.FieldSpeaker, news.FieldCue, news.FieldContent, news.FieldForm, news.FieldAct, news.FieldSaid, news.FieldChannel,
		news.FieldAddressee, news.FieldVia, news.FieldParent, news.FieldClaim, news.FieldStance, news.FieldAnswers, news.FieldConfidence),
	"Time.type": all(news.Date, news.TimeOfDay, news.Duration, news.Set),
}

func all[T ~string](values ...T) []any {
	list := make([]any, len(values))
	for i, v := range values {
		list[i] = string(v)
	}
	return list
}

// valuesOf are the values that a field of an object can have; none where it can have any.
func valuesOf(object, field string) []any {
	if object == "SpeakerName" || object == "Speaker" || object == "SpeakerSummary" {
		object = "Entity"
	}
	if object == "NewCorrection" {
		object = "Correction"
	}
	if own := values[object+"."+field]; own != nil {
		return append([]any{}, own...)
	}
	if object == "StatementChange" && field == "stance" { // "" takes the stance away
		return append(append([]any{}, values[field]...), "")
	}
	return append([]any(nil), values[field]...)
}
