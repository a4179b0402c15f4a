package capture

import (
	"errors"
	"fmt"
	"net/netip"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// ErrForbidden is an address that no document of the public web has.
var ErrForbidden = errors.New("the address is not on the public internet: save the page to a file and read that")

// notPublic are the blocks of unicast addresses that are not the public internet (IANA special-purpose registries), and
// one public address by which a cloud tells its machines their secrets.
var notPublic = func() (blocks []netip.Prefix) {
	for _, s := range []string{
		"0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
		"192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24",
		"224.0.0.0/4", "240.0.0.0/4",
		"168.63.129.16/32", // Azure's metadata
		"2001::/23",        // Teredo, benchmarking, ORCHID
		"2001:db8::/32", "3fff::/20",
	} {
		blocks = append(blocks, netip.MustParsePrefix(s))
	}
	return blocks
}()

var (
	publicIPv6 = netip.MustParsePrefix("2000::/3")
	sixToFour  = netip.MustParsePrefix("2002::/16")
	nat64      = netip.MustParsePrefix("64:ff9b::/96")
)

// PublicOnly lets addresses of the public internet through and refuses the rest with ErrForbidden: private,
// loopback, link-local, unique local, carrier-grade NAT, multicast, documentation and metadata addresses, and IPv6
// addresses that carry one of these inside (IPv4-mapped, NAT64, 6to4).
func PublicOnly(address netip.Addr) error {
	forbidden := fmt.Errorf("%s: %w", address, ErrForbidden)
	inner := address.Unmap()
	if inner.Is6() {
		bytes := inner.As16()
		switch {
		case address.Zone() != "":
			return forbidden
		case nat64.Contains(inner):
			inner = netip.AddrFrom4([4]byte(bytes[12:16]))
		case sixToFour.Contains(inner):
			inner = netip.AddrFrom4([4]byte(bytes[2:6]))
		case !publicIPv6.Contains(inner):
			return forbidden
		}
	}
	if !inner.IsValid() {
		return forbidden
	}
	for _, block := range notPublic {
		if block.Contains(inner) {
			return forbidden
		}
	}
	return nil
}

// The ways in which an address is refused before anything is asked. ErrForbidden is the other.
var (
	ErrAddress = errors.New("the address cannot be read: give one that starts with http:// or https:// and holds no password")
	ErrPort    = errors.New("the address leads to a port where something else than a web server lives: check the address")
)

// maxAddress is the longest address that is asked for, in bytes; servers refuse longer ones.
const maxAddress = 8 << 10

// parseAddress reads an http or https address and judges its form.
func parseAddress(address string) (*url.URL, error) {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil {
		return nil, ErrAddress
	}
	return u, checkAddress(u)
}

// checkAddress judges the form of an address: http or https, a host, no user or password, no port of another service, and no
// host that is a number in disguise. What the host resolves to is judged when it is dialled.
func checkAddress(u *url.URL) error {
	host := u.Hostname()
	if u.Scheme != "http" && u.Scheme != "https" || host == "" || u.User != nil || len(u.String()) > maxAddress {
		return ErrAddress
	}
	if _, err := netip.ParseAddr(host); err != nil && endsInNumber(host) {
		return ErrAddress
	}
	if u.Port() != "" {
		// A number, as "0025" is 25 to whoever dials.
		if port, err := strconv.Atoi(u.Port()); err != nil || slices.Contains(otherPorts, port) {
			return ErrPort
		}
	}
	return nil
}

// endsInNumber is the "ends in a number checker" of the URL standard (https://url.spec.whatwg.org/#host-parsing): a host whose last
// label is a number in any of the notations of C, such as 0x7f.1 or 2130706433, is an IPv4 address to some resolvers.
func endsInNumber(host string) bool {
	labels := strings.Split(strings.TrimSuffix(host, "."), ".")
	last := strings.ToLower(labels[len(labels)-1])
	digits, isHex := strings.CutPrefix(last, "0x")
	if isHex {
		return strings.Trim(digits, "0123456789abcdef") == ""
	}
	return last != "" && strings.Trim(last, "0123456789") == ""
}

// otherPorts are the ports that browsers do not open, as the services behind them might take a request for something else
// (https://fetch.spec.whatwg.org/#port-blocking).
var otherPorts = []int{
	0, 1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102, 103, 104, 109, 110, 111, 113, 115, 117,
	119, 123, 135, 137, 139, 143, 161, 179, 389, 427, 465, 512, 513, 514, 515, 526, 530, 531, 532, 540, 548, 554, 556, 563, 587, 601, 636,
	989, 990, 993, 995, 1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080,
}
