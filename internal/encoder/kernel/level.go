package kernel

// The levels of what a machine can do, each of which can do more than those before.
const (
	portable = iota
	avx2     // and FMA
	avx512
)
