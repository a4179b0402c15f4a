package kernel

import "golang.org/x/sys/cpu"

// level is what this machine can do. Tests lower it.
var level = best()

func best() int {
	switch {
	case !cpu.X86.HasAVX2 || !cpu.X86.HasFMA:
		return portable
	case cpu.X86.HasAVX512F:
		return avx512
	}
	return avx2
}
