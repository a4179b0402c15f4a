package notify

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net"
	netmail "net/mail"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/wneessen/go-mail"
)

// Mailer hands mail to a server.
type Mailer struct {
	Server string // smtps://user:password@mail.example:465, or smtp://… with STARTTLS, which only a server on this machine may do without
	From   string // the sender's address
}

// ErrNoMail is a program that was not told through which server mail goes.
var ErrNoMail = errors.New("no mail can be sent: name a server in GAINSAY_SMTP (smtps://user:password@mail.example) and a sender in GAINSAY_MAIL_FROM")

const mailTimeout = 30 * time.Second

// Send sends a plain text.
func (m Mailer) Send(ctx context.Context, to, subject, text string) error {
	if m.Server == "" || m.From == "" {
		return ErrNoMail
	}
	client, err := m.client()
	if err != nil {
		return err
	}
	message := mail.NewMsg()
	if err := message.From(m.From); err != nil {
		return fmt.Errorf("%w: GAINSAY_MAIL_FROM: %w", ErrAddress, err)
	}
	if err := message.To(to); err != nil {
		return fmt.Errorf("%w: %w", ErrAddress, err)
	}
	message.Subject(onOneLine(subject))
	message.SetDate()
	message.SetMessageID()
	message.SetGenHeader("Auto-Submitted", "auto-generated")
	message.SetBodyString(mail.TypeTextPlain, text)
	ctx, cancel := context.WithTimeout(ctx, mailTimeout)
	defer cancel()
	return client.DialAndSendWithContext(ctx, message)
}

// CheckEmail tells whether something is one address of mail.
func CheckEmail(address string) error {
	if one, err := netmail.ParseAddress(address); err != nil || one.Address != address {
		return fmt.Errorf("%w: an address of mail looks like desk@paper.example", ErrAddress)
	}
	return nil
}

// client is a client of the server.
func (m Mailer) client() (*mail.Client, error) {
	u, err := url.Parse(m.Server)
	if err != nil || u.Hostname() == "" || u.Scheme != "smtp" && u.Scheme != "smtps" {
		return nil, errors.New("GAINSAY_SMTP: give smtps://user:password@mail.example, or smtp:// where the server speaks STARTTLS")
	}
	options := []mail.Option{mail.WithTimeout(mailTimeout)}
	usual := 587
	switch {
	case u.Scheme == "smtps":
		options, usual = append(options, mail.WithSSL()), 465
	case onThisMachine(u.Hostname()):
		options = append(options, mail.WithTLSPolicy(mail.TLSOpportunistic))
	default:
		options = append(options, mail.WithTLSPolicy(mail.TLSMandatory))
	}
	port, err := strconv.Atoi(cmp.Or(u.Port(), strconv.Itoa(usual)))
	if err != nil {
		return nil, fmt.Errorf("GAINSAY_SMTP: %w", err)
	}
	options = append(options, mail.WithPort(port))
	if password, ok := u.User.Password(); ok {
		options = append(options, mail.WithSMTPAuth(mail.SMTPAuthAutoDiscover), mail.WithUsername(u.User.Username()), mail.WithPassword(password))
	}
	return mail.NewClient(u.Hostname(), options...)
}

func onThisMachine(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// onOneLine is a text without what would end a header's line.
func onOneLine(s string) string {
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r < ' ' || r == 0x7f || r == ' ' }), " ")
}
