package kernel

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
)

// numbers gives normally distributed ones, the same for the same seed.
func numbers(seed uint64, count int) []float32 {
	r := rand.New(rand.NewPCG(seed, 1))
	x := make([]float32, count)
	for i := range x {
		x[i] = float32(r.NormFloat64())
	}
	return x
}

// same holds two lists equal but for a tolerance.
func same(t *testing.T, what string, got []float32, want []float64, tolerance float64) {
	t.Helper()
	for i := range want {
		if !(math.Abs(float64(got[i])-want[i]) <= tolerance) {
			t.Fatalf("%s: number %d is %v, not %v", what, i, got[i], want[i])
		}
	}
}

// double gives the numbers in double precision.
func double(x []float32) []float64 {
	y := make([]float64, len(x))
	for i := range x {
		y[i] = float64(x[i])
	}
	return y
}

// each runs a test at each level that this machine has.
func each(t *testing.T, test func(t *testing.T)) {
	for _, level := range levels() {
		t.Run(fmt.Sprint("level=", level), func(t *testing.T) {
			defer lower(level)()
			test(t)
		})
	}
}

// shapes are rows, depth and columns of products: those of the models, and odd ones.
var shapes = [][3]int{{1, 1, 1}, {1, 384, 7}, {2, 3, 16}, {5, 32, 17}, {6, 7, 33}, {7, 384, 7}, {11, 33, 48}, {12, 4, 32},
	{13, 32, 13}, {23, 1536, 40}, {24, 100, 31}, {97, 384, 64}, {250, 32, 250}, {61, 250, 32}, {300, 1536, 20}, {20, 192, 576}}

func TestProductsAreThoseOfTheDefinition(t *testing.T) {
	each(t, func(t *testing.T) {
		for _, s := range shapes {
			rows, depth, columns := s[0], s[1], s[2]
			const gap = 3 // between the rows
			from := Rows{numbers(1, rows*(depth+gap)), depth + gap}
			weights := Rows{numbers(2, columns*(depth+gap)), depth + gap}
			bias := numbers(3, columns)
			to := Rows{numbers(4, rows*(columns+gap)), columns + gap}
			want := double(to.Numbers) // and what stands between the rows is to stay
			for i := range rows {
				for j := range columns {
					sum := float64(bias[j])
					for k := range depth {
						sum += float64(from.Numbers[i*from.Stride+k]) * float64(weights.Numbers[j*weights.Stride+k])
					}
					want[i*to.Stride+j] = sum
				}
			}
			var m Matrix
			m.SetTransposed(weights, columns, depth, bias)
			m.Multiply(to, from, rows)
			same(t, fmt.Sprint(s), to.Numbers, want, 1e-6*float64(depth)+1e-6)
		}
	})
}

func TestTilesAgreeToTheBit(t *testing.T) {
	const rows, depth, columns = 29, 77, 45
	from, weights := numbers(1, rows*depth), numbers(2, depth*columns)
	var m Matrix
	m.Set(Rows{weights, columns}, depth, columns)
	want := make([]float32, rows*columns)
	m.Multiply(Rows{want, columns}, Rows{from, depth}, rows)
	for _, level := range levels() {
		if level == portable {
			continue // rounds each product
		}
		restore := lower(level)
		for count := 1; count <= rows; count++ {
			got := make([]float32, count*columns)
			m.Multiply(Rows{got, columns}, Rows{from, depth}, count)
			same(t, fmt.Sprint("level ", level, ", rows ", count), got, double(want[:count*columns]), 0)
		}
		restore()
	}
}

func TestMatrixIsTheSameHoweverItIsSet(t *testing.T) {
	each(t, func(t *testing.T) {
		for _, s := range [][2]int{{1, 1}, {8, 16}, {9, 17}, {31, 23}, {250, 32}} {
			depth, columns := s[0], s[1]
			lying := numbers(1, depth*columns)
			standing := make([]float32, len(lying))
			for i := range depth {
				for j := range columns {
					standing[j*depth+i] = lying[i*columns+j]
				}
			}
			var a, b Matrix
			b.SetTransposed(Rows{numbers(2, 64*300), 300}, 64, 300, nil) // what was there before is to leave no trace
			a.Set(Rows{lying, columns}, depth, columns)
			b.SetTransposed(Rows{standing, depth}, columns, depth, nil)
			same(t, fmt.Sprint(s), b.panels, double(a.panels), 0)
		}
	})
}

func TestAdd(t *testing.T) {
	each(t, func(t *testing.T) {
		for _, count := range []int{0, 1, 8, 13, 32} {
			a, b := numbers(1, count), numbers(2, count)
			want := double(a)
			for i := range b {
				want[i] = float64(a[i] + b[i])
			}
			Add(a, b)
			same(t, fmt.Sprint(count), a, want, 0)
		}
	})
}

func TestGELU(t *testing.T) {
	each(t, func(t *testing.T) {
		var x []float32
		for v := float32(-12); v < 12; v += 0.0007 {
			x = append(x, v)
		}
		x = append(x, 0, 1e-30, -1e-30, 100, -100, 1e30, -1e30)
		want := make([]float64, len(x))
		for i, v := range x {
			want[i] = 0.5 * float64(v) * math.Erfc(-float64(v)/math.Sqrt2)
		}
		GELU(x)
		for i := range x {
			same(t, "GELU", x[i:i+1], want[i:i+1], 8e-7+2e-7*max(0, want[i]))
		}
		for count := range 19 {
			x, whole := numbers(1, count), numbers(1, 24)
			GELU(x)
			GELU(whole)
			same(t, fmt.Sprint(count), x, double(whole[:count]), 0)
		}
	})
}

func TestSoftmax(t *testing.T) {
	each(t, func(t *testing.T) {
		for _, count := range []int{1, 2, 7, 8, 9, 100, 257, 2000} {
			for _, spread := range []float32{0.01, 1, 30, 1000} {
				x := numbers(uint64(count), Padded(count))
				for i := range x {
					x[i] = x[i]*spread - 5*spread
				}
				const scale = 0.17
				want := make([]float64, count)
				largest, sum := math.Inf(-1), 0.0
				for _, v := range x[:count] {
					largest = max(largest, float64(v))
				}
				for i := range want {
					want[i] = math.Exp(scale * (float64(x[i]) - largest))
					sum += want[i]
				}
				for i := range want {
					want[i] /= sum
				}
				Softmax(x, count, scale)
				same(t, fmt.Sprint(count, " ", spread), x, want, 2e-6*float64(max(1, spread/30)))
			}
		}
	})
}

func TestNormalise(t *testing.T) {
	each(t, func(t *testing.T) {
		for _, width := range []int{1, 2, 8, 13, 192, 384} {
			x, gain, bias := numbers(1, width), numbers(2, width), numbers(3, width)
			var mean, variance float64
			for _, v := range x {
				mean += float64(v) / float64(width)
			}
			for _, v := range x {
				variance += (float64(v) - mean) * (float64(v) - mean) / float64(width)
			}
			want := make([]float64, width)
			for i := range want {
				want[i] = (float64(x[i])-mean)/math.Sqrt(variance+1e-12)*float64(gain[i]) + float64(bias[i])
			}
			Normalise(x, gain, bias, 1e-12)
			same(t, fmt.Sprint(width), x, want, 1e-5)
		}
	})
}
