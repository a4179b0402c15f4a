package main

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"gainsay/news"
)

// What the flags of the same name choose from.
var (
	acts = []news.Act{news.Assert, news.Deny, news.Accuse, news.Demand, news.Promise, news.Warn, news.Confirm, news.Question,
		news.Decline, news.OtherAct}
	stances   = []news.Stance{news.Asserts, news.Denies, news.Doubts}
	reviews   = []news.Review{news.Accepted, news.Rejected, news.Corrected}
	relations = []news.Relation{news.RelationDenies, news.RelationDoubts, news.RelationConfirms, news.RelationRepeats}
)

// parsed is a flag whose value is checked when the command line is read.
type parsed[T any] struct {
	into  *T
	kind  string // what the help calls its value
	parse func(string) (T, error)
	given string
}

func (f *parsed[T]) Set(given string) (err error) {
	*f.into, err = f.parse(given)
	f.given = given
	return err
}

func (f *parsed[T]) String() string { return f.given }

func (f *parsed[T]) Type() string { return f.kind }

var _ pflag.Value = (*parsed[string])(nil)

// choose adds a flag with one of some values, which a shell can complete.
func choose[T ~string](cmd *cobra.Command, into *T, name, usage string, allowed []T) {
	cmd.Flags().Var(&parsed[T]{into: into, kind: name, parse: oneOf(allowed)}, name, usage+": "+listed(allowed))
	var list []string
	for _, one := range allowed {
		list = append(list, string(one))
	}
	complete(cmd, name, cobra.FixedCompletions(list, cobra.ShellCompDirectiveNoFileComp))
}

func oneOf[T ~string](allowed []T) func(string) (T, error) {
	return func(given string) (T, error) {
		value := T(strings.ToLower(given))
		if !slices.Contains(allowed, value) {
			return "", fmt.Errorf("it is %s", listed(allowed))
		}
		return value, nil
	}
}

// listed is "a, b or c".
func listed[T ~string](all []T) string {
	var list strings.Builder
	for i, one := range all {
		switch {
		case i > 0 && i == len(all)-1:
			list.WriteString(" or ")
		case i > 0:
			list.WriteString(", ")
		}
		list.WriteString(string(one))
	}
	return list.String()
}

// dayFlag adds a flag that is a day.
func dayFlag(cmd *cobra.Command, into *news.Day, name, usage string) {
	cmd.Flags().Var(&parsed[news.Day]{into: into, kind: "day", parse: news.ParseDay}, name, usage)
	complete(cmd, name, cobra.NoFileCompletions)
}

// parseMoment reads a time (RFC 3339), or a day, which stands for its end in UTC.
func parseMoment(given string) (time.Time, error) {
	if at, err := time.Parse(time.RFC3339, given); err == nil {
		return at.UTC(), nil
	}
	day, err := time.Parse(time.DateOnly, given)
	if err != nil {
		return time.Time{}, fmt.Errorf("%q is no time: give one such as 2024-05-07T12:00:00Z, or a day as YYYY-MM-DD", given)
	}
	return day.AddDate(0, 0, 1).Add(-time.Microsecond), nil
}
