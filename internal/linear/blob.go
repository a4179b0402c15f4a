package linear

import "fmt"

// EncodeBlob writes a model file whose payload is not a weight table but bytes that its stage reads itself. Stage, Probe
// and the fields that say what it was made of need to be filled.
func EncodeBlob(h Header, payload string) ([]byte, error) {
	h.Payload = digest(payload)
	header, err := encodeHeader(h)
	if err != nil {
		return nil, err
	}
	return append(header, payload...), nil
}

// DecodeBlob reads what EncodeBlob wrote, without copying the payload, and checks stage, probe and hash.
func DecodeBlob(data, stage, probe string) (Header, string, error) {
	h, payload, err := DecodeHeader(data)
	switch {
	case err != nil:
		return h, "", fmt.Errorf("model %s: %w", stage, err)
	case h.Stage != stage || h.Probe != probe:
		return h, "", fmt.Errorf("model %s: %w (it is for stage %q, format %s)", stage, ErrNotFitted, h.Stage, h.Probe)
	case digest(payload) != h.Payload:
		return h, "", fmt.Errorf("model %s: %w", stage, ErrDamaged)
	}
	return h, payload, nil
}

// WithHeader is a model file with another header, whose Payload stays as it was.
func WithHeader(data string, h Header) ([]byte, error) {
	old, payload, err := DecodeHeader(data)
	if err != nil {
		return nil, fmt.Errorf("model %s: %w", h.Stage, err)
	}
	h.Payload = old.Payload
	header, err := encodeHeader(h)
	if err != nil {
		return nil, err
	}
	return append(header, payload...), nil
}
