package main

import (
	"math"

	. "github.com/mmcloughlin/avo/build"
	. "github.com/mmcloughlin/avo/operand"
	. "github.com/mmcloughlin/avo/reg"
)

// polynomial gives the value at x, by Horner's rule, of the polynomial with these coefficients, the highest first.
func polynomial(x VecVirtual, coefficients ...float32) VecVirtual {
	y := YMM()
	VMOVUPS(constant(coefficients[0]), y)
	for _, c := range coefficients[1:] {
		VFMADD213PS(constant(c), x, y)
	}
	return y
}

// gelu writes x·(1 + erf(x/√2))/2. The error function is z·P(z²)/Q(z²) for z between -4 and 4, where it is ±1 but for a
// rounding error; the coefficients are those of Eigen (unsupported/Eigen/SpecialFunctions, and XLA).
func gelu() {
	function("geluVectors", "func(x *float32, count int)",
		"geluVectors applies the GELU to count numbers in place; count is a positive multiple of eight.")
	x, count := load("x"), load("count")
	each("next", count, func() {
		value, z, square, half := YMM(), YMM(), YMM(), YMM()
		VMOVUPS(constant(-4*math.Sqrt2), value) // not below: there the error of an error function of -1 would grow with x
		VMAXPS(Mem{Base: x}, value, value)
		VMULPS(constant(1/math.Sqrt2), value, z)
		VMINPS(constant(4), z, z)
		VMULPS(z, z, square)
		p := polynomial(square, -2.72614225801306e-10, 2.77068142495902e-08, -2.10102402082508e-06, -5.69250639462346e-05,
			-7.34990630326855e-04, -2.95459980854025e-03, -1.60960333262415e-02)
		q := polynomial(square, -1.45660718464996e-05, -2.13374055278905e-04, -1.68282697438203e-03, -7.37332916720468e-03,
			-1.42647390514189e-02)
		VMULPS(z, p, p)
		VDIVPS(q, p, p)
		VMULPS(constant(0.5), value, half)
		VFMADD213PS(half, half, p) // half·erf + half
		VMOVUPS(p, Mem{Base: x})
	}, x)
	VZEROUPPER()
	RET()
}

// exponential gives 2 to the power of x, for x of at most 0; what is below -126 counts as -126. It is the power of the
// nearest whole number, which is an exponent, times that of the rest, a polynomial with an error below 1e-8.
func exponential(x VecVirtual) VecVirtual {
	whole, rest := YMM(), YMM()
	VMAXPS(constant(-126), x, rest)
	VROUNDPS(Imm(0), rest, whole)
	VSUBPS(whole, rest, rest)
	y := polynomial(rest, 1.5353361555e-04, 1.3398874520e-03, 9.6184373599e-03, 5.5503324708e-02, 2.4022647914e-01, 6.9314720286e-01, 1)
	VCVTPS2DQ(whole, whole)
	VPSLLD(Imm(23), whole, whole)
	VPADDD(whole, y, y)
	return y
}

// softmax writes the share of each number's exponential in the sum of all.
func softmax() {
	function("softmaxVectors", "func(x *float32, count int, scale float32)",
		"softmaxVectors makes shares of count numbers times scale, which is positive; count is a positive multiple of eight.")
	x, count := load("x"), load("count")
	scale, largest, sum := YMM(), YMM(), YMM()
	VBROADCASTSS(NewParamAddr("scale", 16), scale)
	at, left := restart(x, count)
	VMOVUPS(Mem{Base: x}, largest)
	each("largest", left, func() { VMAXPS(Mem{Base: at}, largest, largest) }, at)
	reduce(largest, VMAXPS)
	VMULPS(constant(math.Log2E), scale, scale)
	VMULPS(scale, largest, largest)
	VXORPS(sum, sum, sum)
	at, left = restart(x, count)
	each("exponentials", left, func() {
		value := YMM()
		VMOVUPS(Mem{Base: at}, value)
		VFMSUB213PS(largest, scale, value)
		y := exponential(value)
		VADDPS(y, sum, sum)
		VMOVUPS(y, Mem{Base: at})
	}, at)
	reduce(sum, VADDPS)
	part := YMM()
	VMOVUPS(constant(1), part)
	VDIVPS(sum, part, part)
	at, left = restart(x, count)
	each("shares", left, func() {
		value := YMM()
		VMULPS(Mem{Base: at}, part, value)
		VMOVUPS(value, Mem{Base: at})
	}, at)
	VZEROUPPER()
	RET()
}

// restart gives copies of a pointer and a count, for a loop that leaves the two as they are.
func restart(pointer, count GPVirtual) (at, left GPVirtual) {
	at, left = GP64(), GP64()
	MOVQ(pointer, at)
	MOVQ(count, left)
	return at, left
}

// reduce combines the eight numbers of a vector into one, which then fills the vector.
func reduce(v VecVirtual, combine func(...Op)) {
	other := YMM()
	VPERM2F128(Imm(1), v, v, other)
	combine(other, v, v)
	VPERMILPS(Imm(0b01_00_11_10), v, other)
	combine(other, v, v)
	VPERMILPS(Imm(0b10_11_00_01), v, other)
	combine(other, v, v)
}

// normalise writes the layer norm of a vector.
func normalise() {
	function("normaliseVectors", "func(x, gain, bias *float32, count int, epsilon float32)",
		"normaliseVectors brings count numbers to mean 0 and variance 1, times gain plus bias; count is a positive multiple of eight.")
	x, gain, bias, count := load("x"), load("gain"), load("bias"), load("count")
	mean, variance, numbers := YMM(), YMM(), YMM()
	VCVTSI2SSQ(count, numbers.AsX(), numbers.AsX())
	VBROADCASTSS(numbers.AsX(), numbers)
	VXORPS(mean, mean, mean)
	at, left := restart(x, count)
	each("mean", left, func() { VADDPS(Mem{Base: at}, mean, mean) }, at)
	reduce(mean, VADDPS)
	VDIVPS(numbers, mean, mean)
	VXORPS(variance, variance, variance)
	at, left = restart(x, count)
	each("variance", left, func() {
		value := YMM()
		VMOVUPS(Mem{Base: at}, value)
		VSUBPS(mean, value, value)
		VFMADD231PS(value, value, variance)
	}, at)
	reduce(variance, VADDPS)
	VDIVPS(numbers, variance, variance)
	epsilon := YMM()
	VBROADCASTSS(NewParamAddr("epsilon", 32), epsilon)
	VADDPS(epsilon, variance, variance)
	VSQRTPS(variance, variance)
	factor := YMM()
	VMOVUPS(constant(1), factor)
	VDIVPS(variance, factor, factor)
	each("apply", count, func() {
		value := YMM()
		VMOVUPS(Mem{Base: x}, value)
		VSUBPS(mean, value, value)
		VMULPS(factor, value, value)
		offset := YMM()
		VMOVUPS(Mem{Base: bias}, offset)
		VFMADD132PS(Mem{Base: gain}, offset, value)
		VMOVUPS(value, Mem{Base: x})
	}, x, gain, bias)
	VZEROUPPER()
	RET()
}

// transpose writes eight rows of eight numbers as columns.
func transpose() {
	function("transpose8", "func(to *float32, toStride int, from *float32, stride int)",
		"transpose8 writes the 8×8 numbers at from, its rows stride numbers apart, to the columns of to.")
	in, out := rowsFrom(load("from"), load("stride"), vector), rowsFrom(load("to"), load("toStride"), vector)
	var rows, pairs, fours [vector]VecVirtual
	for i := range rows {
		rows[i] = YMM()
		VMOVUPS(in.at[i], rows[i])
	}
	for i := 0; i < vector; i += 2 { // a0 b0 a1 b1 | a4 b4 a5 b5 and a2 b2 a3 b3 | a6 b6 a7 b7
		pairs[i], pairs[i+1] = YMM(), YMM()
		VUNPCKLPS(rows[i+1], rows[i], pairs[i])
		VUNPCKHPS(rows[i+1], rows[i], pairs[i+1])
	}
	for i := 0; i < vector; i += 4 { // a b c d of columns 0|4, 1|5, 2|6, 3|7
		for j := range 2 {
			low, high := YMM(), YMM()
			VSHUFPS(Imm(0b01_00_01_00), pairs[i+j+2], pairs[i+j], low)
			VSHUFPS(Imm(0b11_10_11_10), pairs[i+j+2], pairs[i+j], high)
			fours[i+2*j], fours[i+2*j+1] = low, high
		}
	}
	for i := range 4 {
		column := YMM()
		VPERM2F128(Imm(0x20), fours[i+4], fours[i], column)
		VMOVUPS(column, out.at[i])
		later := YMM()
		VPERM2F128(Imm(0x31), fours[i+4], fours[i], later)
		VMOVUPS(later, out.at[i+4])
	}
	VZEROUPPER()
	RET()
}
