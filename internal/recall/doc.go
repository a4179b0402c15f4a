// Package recall lets what a fold remembers outlive the process: tables of small rows that are kept in memory, or that lie in a
// store and are in memory only while they are used.
//
// In come the keys that somebody asks for, and from a [Memory] the stored rows; out go values, and from [Cache.Changes] the rows that
// are to be written, in one transaction with what was found out by them. A [Cache] holds several tables of one fold. Rows that are
// known to be needed are asked for with [Table.Want]: all that were wanted by then are fetched together as soon as one of them is
// looked at, so that a document costs a few round trips to the store and not hundreds.
//
// A fold that works on these tables need not handle an error at each look: the first one stays in the cache ([Cache.Err]), every
// look after it finds nothing, and no changes come out until [Cache.Forget]. Without a memory everything stays in memory and nothing
// fails. The package imports the standard library only.
package recall
