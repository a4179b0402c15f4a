//go:build !amd64

package kernel

// level is what this machine can do: no assembly is written for it, and none of the functions below is ever called.
const level = portable

func addVectors(to, from *float32, count int)                             { panic("no assembly") }
func geluVectors(x *float32, count int)                                   { panic("no assembly") }
func softmaxVectors(x *float32, count int, scale float32)                 { panic("no assembly") }
func normaliseVectors(x, gain, bias *float32, count int, epsilon float32) { panic("no assembly") }
func transpose8(to *float32, toStride int, from *float32, stride int)     { panic("no assembly") }
func tile1x16(_ int, _ *float32, _ int, _ *float32, _ int, _, _ *float32, _ int) {
	panic("no assembly")
}
func tile6x16(_ int, _ *float32, _ int, _ *float32, _ int, _, _ *float32, _ int) {
	panic("no assembly")
}
func tile6x32(_ int, _ *float32, _ int, _ *float32, _ int, _, _ *float32, _ int) {
	panic("no assembly")
}
func tile12x32(_ int, _ *float32, _ int, _ *float32, _ int, _, _ *float32, _ int) {
	panic("no assembly")
}
