package gainsay

import (
	"context"
	"io"

	"gainsay/internal/capture"
)

// Capture fetches the document at a path or an http address, 32 MiB of it at most.
func Capture(ctx context.Context, place string) (Source, error) {
	return sourceAt(capture.Get(ctx, nil, place))
}

// CaptureFrom takes the document that a stream gives, 32 MiB of it at most.
func CaptureFrom(in io.Reader) (Source, error) {
	return sourceAt(capture.Stream(in, "-"))
}

func sourceAt(document capture.Document, err error) (Source, error) {
	return Source{ID: document.Location, Raw: document.Raw, ContentType: document.ContentType, Location: document.Location}, err
}
