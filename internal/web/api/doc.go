// Package api is the record for programs: JSON over HTTP below /api/v1, described by an OpenAPI 3.1 document that is made from the
// same operations that answer (github.com/danielgtaylor/huma).
//
// In come requests, out go the lines of JSON that gainsay's verbs print with --json, and files in the formats of gainsay export. operations.go lists
// what can be asked; a file for each kind of thing answers; schema.go describes the lines by the types that write them. An error is
// application/problem+json (RFC 9457), whose detail says what to do. What a viewer may see is up to package view, what he may do to package access.
// It imports the public packages gainsay and gainsay/news, and packages access, events and view.
package api
