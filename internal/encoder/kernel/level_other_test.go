//go:build !amd64

package kernel

func levels() []int { return []int{portable} }

func lower(int) (restore func()) { return func() {} }
