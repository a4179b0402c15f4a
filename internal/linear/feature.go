package linear

// Feature is the 64-bit hash of one feature: its template and the values that fill it.
type Feature = uint64

// multiplier is 2^64 divided by the golden ratio (Knuth, The Art of Computer Programming 6.4).
const multiplier = 0x9E3779B97F4A7C15

// Combine mixes a value into a hash. The order matters: Combine(Combine(t, a), b) differs from Combine(Combine(t, b), a).
func Combine(hash, value uint64) uint64 {
	hash = (hash ^ value) * multiplier
	return hash ^ hash>>29
}

// HashString is FNV-1a with a final mix, so that short strings too differ in their high bits.
func HashString(s string) uint64 {
	hash := uint64(14695981039346656037)
	for i := 0; i < len(s); i++ {
		hash ^= uint64(s[i])
		hash *= 1099511628211
	}
	return Combine(hash, uint64(len(s)))
}
