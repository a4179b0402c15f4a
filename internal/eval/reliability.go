package eval

import (
	"fmt"
	"math"
	"strings"
)

// Reliability sets the stated confidence against the share that is right, in ten bins of equal width.
type Reliability [10]Bin

// Bin is the statements of one tenth of the confidences.
type Bin struct {
	Statements int
	Stated     float64 // sum of the confidences
	Right      int
}

func reliability(found []graded) (r Reliability) {
	for _, g := range found {
		b := &r[min(int(g.confidence*10), 9)]
		b.Statements++
		b.Stated += g.confidence
		if g.right {
			b.Right++
		}
	}
	return r
}

// ExpectedError is the expected calibration error (Naeini, Cooper, Hauskrecht 2015): the mean over the statements of how far
// the mean confidence of their bin is from the share in it that is right.
func (r Reliability) ExpectedError() float64 {
	off, all := 0.0, 0
	for _, b := range r {
		off += math.Abs(b.Stated - float64(b.Right))
		all += b.Statements
	}
	if all == 0 {
		return 0
	}
	return off / float64(all)
}

func (r Reliability) String() string {
	var out strings.Builder
	out.WriteString("CONFIDENCE           statements  stated  right\n")
	for i, b := range r {
		if b.Statements > 0 {
			fmt.Fprintf(&out, "  %.1f to %.1f         %6d    %5.1f  %5.1f\n", float64(i)/10, float64(i+1)/10, b.Statements,
				100*b.Stated/float64(b.Statements), 100*ratio(b.Right, b.Statements))
		}
	}
	fmt.Fprintf(&out, "  expected calibration error: %.3f\n", r.ExpectedError())
	return out.String()
}
