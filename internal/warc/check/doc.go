// Package check holds package warc against two other implementations of WARC: what one writes the other reads, byte for
// byte. It is a module of its own, so that Gainsay does not depend on them: github.com/nlnwa/gowarc of the National Library of
// Norway (Apache-2.0) and github.com/internetarchive/gowarc of the Internet Archive (CC0).
//
//	cd internal/warc/check && go test ./...
package check
