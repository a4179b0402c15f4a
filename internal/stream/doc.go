// Package stream does work on all cores and keeps its order: in come items or the lines of a reader, out goes what a function
// makes of each, in the order of the input, while only a bounded part of it is held in memory. It imports the standard
// library only.
package stream
