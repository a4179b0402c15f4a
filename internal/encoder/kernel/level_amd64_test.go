package kernel

// levels are those that this machine has.
func levels() []int {
	var all []int
	for l := portable; l <= best(); l++ {
		all = append(all, l)
	}
	return all
}

// lower sets the level for a test, and gives what undoes that.
func lower(to int) (restore func()) {
	was := level
	level = to
	return func() { level = was }
}
