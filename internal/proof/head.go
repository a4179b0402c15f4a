package proof

import (
	"encoding/base64"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// Head stands for a whole log as it was at some time: no two logs that differ have the same size and root.
type Head struct {
	Size int64 // entries
	Root Hash
	Time time.Time // in UTC; when the archive says that the log stood so
}

// maxCheckpoint is how many bytes a signed head may have: room for many witnesses that sign it too.
const maxCheckpoint = 256 << 10

// The ways in which a signed head is wrong.
var (
	ErrCheckpoint = errors.New("this is no signed head of a log of Gainsay: take the whole text of one, to the byte")
	ErrSignature  = errors.New("the head is not signed with this key: check that the head and the public key are of the same archive")
)

// HeadOf is the head of the first size entries of a log, which may have more by now.
func HeadOf(size int64, at time.Time, stored Hashes) (Head, error) {
	if size < 0 || size > MaxSize {
		return Head{}, fmt.Errorf("the head of %d entries: %w", size, ErrSize)
	}
	root, err := tlog.TreeHash(size, stored)
	if err != nil {
		return Head{}, fmt.Errorf("the head of %d entries: %w", size, err)
	}
	return Head{Size: size, Root: root, Time: at.UTC()}, nil
}

// Sign writes a head as a checkpoint and signs it:
//
//	gainsay.archive/port-elding
//	20852
//	CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=
//	time 2031-03-04T05:06:07Z
//
//	— gainsay.archive/port-elding Az3grl…
//
// The lines are the name of the key, the size, the root in base64, and the time (RFC 3339, in UTC) as an extension of the
// format. An archive must not sign two heads of which one does not extend the other; that is for the caller to see to.
func Sign(head Head, key note.Signer) ([]byte, error) {
	if head.Size < 0 || head.Size > MaxSize {
		return nil, fmt.Errorf("signing the head of %d entries: %w", head.Size, ErrSize)
	}
	if year := head.Time.UTC().Year(); year < 0 || year > 9999 {
		return nil, fmt.Errorf("signing a head: the year %d cannot be written with four digits", year)
	}
	signed, err := note.Sign(&note.Note{Text: head.text(key.Name())}, key)
	if err != nil {
		return nil, fmt.Errorf("signing a head: %w", err)
	}
	return signed, nil
}

func (h Head) text(origin string) string {
	return fmt.Sprintf("%s\n%d\n%s\ntime %s\n", origin, h.Size, h.Root, h.Time.UTC().Format(time.RFC3339Nano))
}

// Open reads what [Sign] wrote, and gives the head only if the key signed it. Signatures of others, such as witnesses, may stand
// beside; nobody looks at them. The errors are ErrCheckpoint and ErrSignature.
func Open(checkpoint []byte, key note.Verifier) (Head, error) {
	if len(checkpoint) > maxCheckpoint {
		return Head{}, fmt.Errorf("%w (it is longer than %d bytes)", ErrCheckpoint, maxCheckpoint)
	}
	signed, err := note.Open(checkpoint, note.VerifierList(key))
	var foreign *note.UnverifiedNoteError
	var forged *note.InvalidSignatureError
	switch {
	case errors.As(err, &foreign), errors.As(err, &forged):
		return Head{}, fmt.Errorf("%w (%s+%08x): %w", ErrSignature, key.Name(), key.KeyHash(), err)
	case err != nil:
		return Head{}, fmt.Errorf("%w: %w", ErrCheckpoint, err)
	}
	// Package note overlooks the bits of base64 that stand for nothing; a head has one spelling only.
	if _, err := base64.StdEncoding.Strict().DecodeString(signed.Sigs[0].Base64); err != nil {
		return Head{}, fmt.Errorf("%w: %w", ErrCheckpoint, err)
	}
	return parseHead(signed.Text, key.Name())
}

func parseHead(text, origin string) (Head, error) {
	lines := strings.Split(text, "\n")
	if len(lines) != 5 {
		return Head{}, fmt.Errorf("%w: it has %d lines, not 4", ErrCheckpoint, len(lines)-1)
	}
	size, errSize := strconv.ParseInt(lines[1], 10, 64)
	root, errRoot := tlog.ParseHash(lines[2])
	at, errTime := time.Parse("time "+time.RFC3339Nano, lines[3])
	head := Head{Size: size, Root: root, Time: at.UTC()}
	switch {
	case errSize != nil || size < 0 || size > MaxSize:
		return Head{}, fmt.Errorf("%w: %.40q: %w", ErrCheckpoint, lines[1], ErrSize)
	case errRoot != nil || errTime != nil:
		return Head{}, fmt.Errorf("%w: its third line must be a hash and its fourth a time", ErrCheckpoint)
	case head.text(origin) != text:
		return Head{}, fmt.Errorf("%w: it is not written as heads are, or is of another log than %s", ErrCheckpoint, origin)
	}
	return head, nil
}
