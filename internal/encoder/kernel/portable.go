package kernel

import "math"

// portableTile writes one row of one panel's products: to = bias + from · panels. Eight sums at a time stay in registers.
func portableTile(from, panels, bias, to []float32) {
	for half := 0; half < panel; half += 8 {
		b := (*[8]float32)(bias[half:])
		s0, s1, s2, s3, s4, s5, s6, s7 := b[0], b[1], b[2], b[3], b[4], b[5], b[6], b[7]
		rest := panels[half:]
		for i, x := range from {
			p := (*[8]float32)(rest[i*panel:])
			s0 += x * p[0]
			s1 += x * p[1]
			s2 += x * p[2]
			s3 += x * p[3]
			s4 += x * p[4]
			s5 += x * p[5]
			s6 += x * p[6]
			s7 += x * p[7]
		}
		*(*[8]float32)(to[half:]) = [8]float32{s0, s1, s2, s3, s4, s5, s6, s7}
	}
}

func portableGELU(x []float32) {
	for i, v := range x {
		x[i] = float32(0.5 * float64(v) * (1 + math.Erf(float64(v)/math.Sqrt2)))
	}
}

func portableSoftmax(x []float32, scale float32) {
	largest := float32(math.Inf(-1))
	for _, v := range x {
		largest = max(largest, v)
	}
	var sum float32
	for i, v := range x {
		x[i] = float32(math.Exp(float64(scale * (v - largest))))
		sum += x[i]
	}
	for i := range x {
		x[i] /= sum
	}
}

func portableNormalise(x, gain, bias []float32, epsilon float32) {
	var mean, variance float32
	for _, v := range x {
		mean += v
	}
	mean /= float32(len(x))
	for _, v := range x {
		variance += (v - mean) * (v - mean)
	}
	variance /= float32(len(x))
	factor := 1 / float32(math.Sqrt(float64(variance+epsilon)))
	for i, v := range x {
		x[i] = (v-mean)*factor*gain[i] + bias[i]
	}
}
