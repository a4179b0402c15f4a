// Package kernel holds the inner loops of package encoder, on float32 numbers: products with a matrix, and the GELU, the
// softmax and the layer norm of vectors. In go slices and a Matrix packed beforehand, out come the same slices changed. It
// imports golang.org/x/sys/cpu and the standard library.
//
// On amd64 with AVX2 and FMA the loops are assembly, which the module in generate writes; AVX-512 makes the products
// somewhat faster. Elsewhere they are plain Go. Both agree to rounding errors, and one machine always gives the same bits.
package kernel

import "math"

//go:generate go -C generate run . -out ../kernel_amd64.s -stubs ../kernel_amd64.go -pkg kernel

// vector is how many numbers the assembly for vectors takes at a time.
const vector = 8

// wholes is how many of count numbers stand in whole vectors.
func wholes(count int) int { return count &^ (vector - 1) }

// Add adds the numbers of from to those of to, which is no shorter.
func Add(to, from []float32) {
	to = to[:len(from)]
	n := 0
	if level >= avx2 && len(from) >= vector {
		n = wholes(len(from))
		addVectors(&to[0], &from[0], n)
	}
	for i, x := range from[n:] {
		to[n+i] += x
	}
}

// GELU replaces each x by x times the share of the normal distribution below x: x·(1 + erf(x/√2))/2.
func GELU(x []float32) {
	if level < avx2 {
		portableGELU(x)
		return
	}
	n := wholes(len(x))
	if n > 0 {
		geluVectors(&x[0], n)
	}
	if n < len(x) { // in a vector of its own: a number's GELU is not to depend on its place
		var rest [vector]float32
		copy(rest[:], x[n:])
		geluVectors(&rest[0], vector)
		copy(x[n:], rest[:])
	}
}

// Softmax replaces each of the first count numbers of x, times scale, by the share of its exponential in the sum of all.
// Scale is positive. What follows the first count, up to the next multiple of eight, must exist and loses its value.
func Softmax(x []float32, count int, scale float32) {
	if level < avx2 || count == 0 {
		portableSoftmax(x[:count], scale)
		return
	}
	x = x[:Padded(count)]
	for i := count; i < len(x); i++ {
		x[i] = float32(math.Inf(-1))
	}
	softmaxVectors(&x[0], len(x), scale)
}

// Padded is the least multiple of eight that is not below count.
func Padded(count int) int { return wholes(count + vector - 1) }

// Normalise brings the numbers of x to mean 0 and variance 1, and replaces each by itself times its gain plus its bias.
// Gain and bias are as long as x. Epsilon is added to the variance.
func Normalise(x, gain, bias []float32, epsilon float32) {
	gain, bias = gain[:len(x)], bias[:len(x)]
	if level < avx2 || len(x) == 0 || len(x)%vector != 0 {
		portableNormalise(x, gain, bias, epsilon)
		return
	}
	normaliseVectors(&x[0], &gain[0], &bias[0], len(x), epsilon)
}
