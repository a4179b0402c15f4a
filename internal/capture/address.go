package capture

import (
	"errors"
	"fmt"
	"net/netip"
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
