package linear

import "math"

// Logistic is a logistic regression: the probability of yes is that of the log-odds Weights·x + Bias.
type Logistic struct {
	Weights []float64
	Bias    float64
}

// Probability is that of yes for the values x, as many as there are weights.
func (l Logistic) Probability(x []float64) float64 {
	sum := l.Bias
	for i, w := range l.Weights {
		sum += w * x[i]
	}
	return 1 / (1 + math.Exp(-sum))
}

// newtonSteps is more than Newton's method needs on a problem of this kind.
const newtonSteps = 30

// FitLogistic fits a logistic regression to rows of equal length by Newton's method (iteratively reweighted least squares;
// Hastie, Tibshirani, Friedman, The Elements of Statistical Learning, 4.4.1). Ridge, above 0, is the L2 penalty on the
// weights, which keeps the system solvable.
func FitLogistic(rows [][]float64, yes []bool, ridge float64) Logistic {
	if len(rows) == 0 {
		return Logistic{}
	}
	n := len(rows[0]) + 1 // the last is the bias
	l := Logistic{Weights: make([]float64, n-1)}
	for range newtonSteps {
		gradient := make([]float64, n)
		hessian := make([][]float64, n)
		for i := range hessian {
			hessian[i] = make([]float64, n)
			hessian[i][i] = ridge
		}
		for i, w := range l.Weights {
			gradient[i] = -ridge * w
		}
		gradient[n-1] = -ridge * l.Bias
		for k, row := range rows {
			x := append(row[:n-1:n-1], 1)
			p := l.Probability(row)
			missed := -p
			if yes[k] {
				missed = 1 - p
			}
			for i := range n {
				gradient[i] += missed * x[i]
				for j := range n {
					hessian[i][j] += p * (1 - p) * x[i] * x[j]
				}
			}
		}
		step := solve(hessian, gradient)
		largest := 0.0
		for i, s := range step[:n-1] {
			l.Weights[i] += s
			largest = max(largest, math.Abs(s))
		}
		l.Bias += step[n-1]
		if max(largest, math.Abs(step[n-1])) < 1e-9 {
			break
		}
	}
	return l
}

// solve solves a symmetric, positive definite system by elimination; both arguments are overwritten.
func solve(matrix [][]float64, right []float64) []float64 {
	n := len(right)
	for i := range n {
		for k := i + 1; k < n; k++ {
			factor := matrix[k][i] / matrix[i][i]
			for j := i; j < n; j++ {
				matrix[k][j] -= factor * matrix[i][j]
			}
			right[k] -= factor * right[i]
		}
	}
	for i := n - 1; i >= 0; i-- {
		for j := i + 1; j < n; j++ {
			right[i] -= matrix[i][j] * right[j]
		}
		right[i] /= matrix[i][i]
	}
	return right
}
