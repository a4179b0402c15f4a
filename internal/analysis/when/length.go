package when

import (
	"fmt"
	"strings"
)

// unitCodes are the designators of a period.
var unitCodes = map[granularity]string{
	second: "S", minute: "M", hour: "H", dayUnit: "D", weekend: "WE", week: "W", monthUnit: "M", quarter: "Q", yearUnit: "Y",
	decadeUnit: "E", century: "C", millennium: "L",
}

// length is the value of a duration.
func (e expression) length() string {
	n, u := e.number, e.unit
	switch {
	case e.counted:
	case e.plural:
		n = vagueNumber
	default: // "the year ended in May"
		n = 1
	}
	if u == noUnit {
		return "PXX"
	}
	if n != vagueNumber {
		n, u = plainUnit(n, u)
	}
	prefix := "P"
	if u <= hour {
		prefix = "PT"
	}
	if n == vagueNumber {
		return prefix + "X" + unitCodes[u]
	}
	if !e.half {
		return fmt.Sprintf("%s%d%s", prefix, n, unitCodes[u])
	}
	smaller := map[granularity]string{yearUnit: "6M", hour: "30M", minute: "30S", dayUnit: "T12H"}[u]
	if smaller == "" {
		return fmt.Sprintf("%s%d.5%s", prefix, n, unitCodes[u])
	}
	if n == 0 {
		return prefix + smaller
	}
	return fmt.Sprintf("%s%d%s%s", prefix, n, unitCodes[u], smaller)
}

// plainUnit puts decades, centuries and fortnights in years and weeks.
func plainUnit(n int, u granularity) (int, granularity) {
	switch u {
	case decadeUnit:
		return n * 10, yearUnit
	case century:
		return n * 100, yearUnit
	case millennium:
		return n * 1000, yearUnit
	case fortnight:
		return n * 2, week
	}
	return n, u
}

// recurrence is the value of a set.
func (e expression) recurrence() string {
	switch {
	case e.weekday != 0:
		return fmt.Sprintf("XXXX-WXX-%d", e.weekday) + timeOf(e)
	case e.month != 0:
		return fmt.Sprintf("XXXX-%02d", e.month)
	case e.season != 0:
		return "XXXX-" + seasonCodes[e.season-1]
	case e.part != 0:
		return "XXXX-XX-XX" + timeOf(e)
	}
	e.half = false
	if !e.counted || e.number == vagueNumber || !e.plural {
		e.number = 1
	}
	e.counted = true
	if e.other {
		e.number = 2
	}
	return strings.Replace(e.length(), "P1WE", "XXXX-WXX-WE", 1)
}
