package access

import "net/http"

// policy is what pages may load: their own style sheets, scripts and pictures and nothing else.
const policy = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'none'; connect-src 'self'; form-action 'self'; " +
	"frame-src 'self'; manifest-src 'self'; base-uri 'none'; frame-ancestors 'none'"

// fixed are the lines that the header of every answer has, unless a handler puts another in its place.
var fixed = map[string]string{
	"Content-Security-Policy":      policy,
	"X-Content-Type-Options":       "nosniff",
	"Referrer-Policy":              "same-origin",
	"Permissions-Policy":           "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), microphone=(), midi=(), payment=(), usb=()",
	"Cross-Origin-Opener-Policy":   "same-origin",
	"Cross-Origin-Resource-Policy": "same-origin",
	"Cache-Control":                "private, no-cache",
}

// setHeader writes what every answer's header has.
func (o *Options) setHeader(header http.Header) {
	for name, value := range fixed {
		header.Set(name, value)
	}
	if o.secure() {
		header.Set("Strict-Transport-Security", "max-age=31536000")
	}
}
