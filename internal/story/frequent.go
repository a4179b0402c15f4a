package story

import (
	_ "embed"
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// frequentText lists words and names that stand in at least two of a hundred news articles, in lines of a number and the words
// that stand in so many of a thousand. Names have a ^ before them and a _ between their words. It is made by
// gainsay/internal/story/generate.
//
//go:embed frequent.txt
var frequentText string

// frequentWords gives in what share of articles frequent words stand, by their keys.
var frequentWords = sync.OnceValue(func() map[uint32]float32 {
	table := map[uint32]float32{}
	for line := range strings.Lines(frequentText) {
		number, words, _ := strings.Cut(line, " ")
		thousandths, err := strconv.Atoi(number)
		if err != nil {
			continue // TestFrequentWords holds that there is no such line
		}
		for word := range strings.FieldsSeq(words) {
			table[keyOf("", word, "")] = float32(thousandths) / 1000
		}
	}
	return table
})

// leastThousandths is in how many articles of a thousand a word stands at least that is listed.
const leastThousandths = 20

// Frequent makes the list of frequent words of several collections of texts, each of which counts as much as the others.
func Frequent(collections [][]string) string {
	shares := map[string]float64{}
	for _, texts := range collections {
		for _, text := range texts {
			here := map[string]bool{}
			r := reading{found: func(mark, first, second string) { here[mark+first+second] = true }}
			r.read(text)
			for word := range here {
				shares[word] += 1 / float64(len(texts)*len(collections))
			}
		}
	}
	lines := map[int][]string{}
	for _, word := range slices.Sorted(maps.Keys(shares)) {
		if n := int(math.Round(1000 * shares[word])); n >= leastThousandths {
			lines[n] = append(lines[n], word)
		}
	}
	var out strings.Builder
	for _, n := range slices.Backward(slices.Sorted(maps.Keys(lines))) {
		fmt.Fprintln(&out, n, strings.Join(lines[n], " "))
	}
	return out.String()
}
