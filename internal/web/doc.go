// Package web is the pages: the record shown to a person in a browser, on the server's HTML alone, with a little script on top.
//
// In come requests, out go pages over what package view lets their viewer see. routes.go lists them; each page is a file of its own,
// ledger.go for the ledger, with the template of the same name, templates/ledger.html. A page makes a [page] of a request:
// it asks the archive and lays the answer out as plain values; render.go makes HTML of it. What many pages show, such as a statement
// in a row, is in rows.go and templates/parts.html.
//
// Before all pages stands the guard of package access: who comes, and what every answer's header has. A page asks the archive through Site.asked,
// which shows the public less (package view).
//
// It imports the public packages gainsay and gainsay/news, the packages below its own folder, and no other of the house.
package web
