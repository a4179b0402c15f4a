// Command generate writes the assembly of package kernel. It is a module of its own, so that Gainsay does not depend on
// the assembler: it runs when somebody changes a kernel, by go generate, and what it writes is committed.
//
// All kernels but the ones named tile work on whole vectors of eight numbers and leave tails to their callers.
package main

import (
	"fmt"
	"math"

	. "github.com/mmcloughlin/avo/build"
	. "github.com/mmcloughlin/avo/operand"
	. "github.com/mmcloughlin/avo/reg"
)

// vector is how many numbers a YMM register holds, and bytes how many bytes one number takes.
const (
	vector = 8
	bytes  = 4
)

func main() {
	ConstraintExpr("amd64")
	tile("tile1x16", 1, ymm)
	tile("tile6x16", 6, ymm)
	tile("tile6x32", 6, zmm)
	tile("tile12x32", 12, zmm)
	add()
	gelu()
	softmax()
	normalise()
	transpose()
	Generate()
}

// constant is a vector of one value in memory, made once for each value.
func constant(value float32) Mem {
	bits := math.Float32bits(value)
	if made, ok := constants[bits]; ok {
		return made
	}
	made := GLOBL(fmt.Sprintf("all_%08x", bits), RODATA|NOPTR)
	for i := range vector {
		DATA(i*bytes, U32(bits))
	}
	constants[bits] = made
	return made
}

var constants = map[uint32]Mem{}

// function begins a function. It may not keep the pointers that it is given.
func function(name, signature, doc string) {
	TEXT(name, NOSPLIT, signature)
	Pragma("noescape")
	Doc(doc)
}

// load gives the named parameter in a register.
func load(name string) GPVirtual { return Load(Param(name), GP64()).(GPVirtual) }

// each runs body once for every vector of the count numbers that the registers in pointers point at. The pointers move on.
func each(label string, count GPVirtual, body func(), pointers ...GPVirtual) {
	Label(label)
	body()
	for _, p := range pointers {
		ADDQ(Imm(vector*bytes), p)
	}
	SUBQ(Imm(vector), count)
	JG(LabelRef(label))
}

// add adds one list to another.
func add() {
	function("addVectors", "func(to, from *float32, count int)",
		"addVectors adds the numbers of from to those of to; count is a positive multiple of eight.")
	to, from, count := load("to"), load("from"), load("count")
	each("next", count, func() {
		x := YMM()
		VMOVUPS(Mem{Base: to}, x)
		VADDPS(Mem{Base: from}, x, x)
		VMOVUPS(x, Mem{Base: to})
	}, to, from)
	VZEROUPPER()
	RET()
}
