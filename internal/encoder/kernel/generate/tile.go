package main

import (
	. "github.com/mmcloughlin/avo/build"
	. "github.com/mmcloughlin/avo/operand"
	. "github.com/mmcloughlin/avo/reg"
)

const (
	across   = 2  // vectors of a tile's row
	unrolled = 4  // steps of a tile's inner loop that stand one after the other
	panel    = 64 // bytes of one row of a panel
)

// registers is a width of vector registers.
type registers struct {
	size int // bytes
	new  func() VecVirtual
}

var (
	ymm = registers{32, YMM}
	zmm = registers{64, ZMM}
)

// tile writes the kernel of matrix products: a tile of rows times two vectors of sums stays in registers, while the
// loop goes down the rows of one or two panels. A step loads one row of the panels and multiplies it by one number of each
// row of the left-hand matrix. Each sum is made in the order of the depth, whatever the tile, so that all tiles agree to
// the last bit.
func tile(name string, rows int, r registers) {
	function(name, "func(depth int, from *float32, stride int, panels *float32, apart int, bias *float32, to *float32, toStride int)",
		name+" writes a tile of bias + from · panels; strides and apart, the way from one panel to the next, count numbers.")
	sums := make([][across]VecVirtual, rows)
	bias := load("bias")
	for i := range sums {
		for j := range across {
			sum := r.new()
			if i == 0 {
				VMOVUPS(Mem{Base: bias, Disp: j * r.size}, sum)
			} else {
				VMOVAPS(sums[0][j], sum)
			}
			sums[i][j] = sum
		}
	}
	depth, left := load("depth"), rowsFrom(load("from"), load("stride"), rows)
	first, apart := load("panels"), load("apart")
	SHLQ(Imm(2), apart)
	var right [across]Mem
	for j := range right {
		if at := j * r.size; at < panel {
			right[j] = Mem{Base: first, Disp: at}
		} else {
			right[j] = Mem{Base: first, Index: apart, Scale: 1, Disp: at - panel}
		}
	}
	step := func(k int) {
		var row [across]VecVirtual
		for j := range row {
			row[j] = r.new()
			VMOVUPS(right[j].Offset(k*panel), row[j])
		}
		for i := range sums {
			number := r.new()
			VBROADCASTSS(left.at[i].Offset(k*bytes), number)
			for j := range row {
				VFMADD231PS(number, row[j], sums[i][j])
			}
		}
	}
	move := func(steps int) {
		for _, base := range left.bases {
			ADDQ(U32(steps*bytes), base)
		}
		ADDQ(U32(steps*panel), first)
	}
	SUBQ(Imm(unrolled), depth)
	JL(LabelRef("rest"))
	Label("steps")
	for k := range unrolled {
		step(k)
	}
	move(unrolled)
	SUBQ(Imm(unrolled), depth)
	JGE(LabelRef("steps"))
	Label("rest")
	ADDQ(Imm(unrolled), depth)
	JZ(LabelRef("done"))
	Label("single")
	step(0)
	move(1)
	SUBQ(Imm(1), depth)
	JNZ(LabelRef("single"))
	Label("done")
	out := rowsFrom(load("to"), load("toStride"), rows)
	for i := range sums {
		for j := range across {
			VMOVUPS(sums[i][j], out.at[i].Offset(j*r.size))
		}
	}
	VZEROUPPER()
	RET()
}

// addresses are those of the rows of a matrix, in few registers: one for each three rows.
type addresses struct {
	at    []Mem
	bases []GPVirtual
}

// rowsFrom gives the addresses of the rows that begin at start, stride numbers apart.
func rowsFrom(start, stride GPVirtual, rows int) addresses {
	SHLQ(Imm(2), stride)
	var a addresses
	for i := range rows {
		if i%3 == 0 {
			base := start
			if i > 0 {
				base = GP64()
				LEAQ(Mem{Base: a.bases[len(a.bases)-1], Index: stride, Scale: 2}, base)
				ADDQ(stride, base)
			}
			a.bases = append(a.bases, base)
		}
		at := Mem{Base: a.bases[len(a.bases)-1]}
		if i%3 > 0 {
			at.Index, at.Scale = stride, uint8(i%3)
		}
		a.at = append(a.at, at)
	}
	return a
}
