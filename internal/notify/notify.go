// Package notify sends word of what is new: to a webhook, or by mail.
//
// In come a message that is ready to go and where it is to go; out goes an error that tells whether there is any use in trying again. It knows
// neither searches nor statements, and imports the standard library and a library for mail.
package notify

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"time"
)

// The errors of sending that another attempt would not mend.
var (
	ErrGone    = errors.New("the receiver wants no more of it")
	ErrAddress = errors.New("nothing can be sent there")
)

// SignatureHeader is the header in which a webhook finds the signature of the body: "sha256=" and the HMAC-SHA256 of timestamp, a dot and the body in
// hex, with the secret of the search. The timestamp, in seconds since 1970, stands before it: "t=1716200000,sha256=…".
const SignatureHeader = "Gainsay-Signature"

const webhookTimeout = 20 * time.Second

// Webhook sends a body of JSON to an address. Any 2xx is a success. A server that says 410 gives ErrGone; a redirect is not followed. The client
// judges which addresses may be reached.
func Webhook(ctx context.Context, client *http.Client, address, secret string, body []byte, now time.Time) error {
	ctx, cancel := context.WithTimeout(ctx, webhookTimeout)
	defer cancel()
	if err := CheckWebhook(address); err != nil {
		return err
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, address, bytes.NewReader(body))
	if err != nil {
		return fmt.Errorf("%w: %w", ErrAddress, err)
	}
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("User-Agent", "gainsay")
	request.Header.Set(SignatureHeader, Sign(secret, body, now))
	response, err := client.Do(request)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	_, _ = io.CopyN(io.Discard, response.Body, 1<<16) // what it answers is of no interest
	switch {
	case response.StatusCode == http.StatusGone:
		return fmt.Errorf("%w (%s)", ErrGone, response.Status)
	case response.StatusCode/100 != 2:
		return fmt.Errorf("the webhook answered %s", response.Status)
	}
	return nil
}

// CheckWebhook tells whether an address can be a webhook's.
func CheckWebhook(address string) error {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" || u.User != nil {
		return fmt.Errorf("%w: a webhook has an address that begins with https:// or http:// and holds no password", ErrAddress)
	}
	return nil
}

// Sign is the value of SignatureHeader for a body that is sent now.
func Sign(secret string, body []byte, now time.Time) string {
	stamp := fmt.Sprint(now.Unix())
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write([]byte(stamp + "."))
	mac.Write(body)
	return "t=" + stamp + ",sha256=" + hex.EncodeToString(mac.Sum(nil))
}
