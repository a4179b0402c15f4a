package web

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// change is a stretch of two texts laid side by side: the same in both, or in the one only.
type change struct {
	Kind changeKind
	Text string
}

type changeKind string

const (
	same changeKind = "same"
	gone changeKind = "gone" // stands in the text before
	came changeKind = "came" // stands in the text after
)

// mostCompared is how many pairs of words of two texts are compared at most; beyond, the whole of what differs is gone and came.
const mostCompared = 1 << 20

// changes tells word by word how a text became another.
func changes(before, after string) []change {
	a, b := wordsOf(before), wordsOf(after)
	head := 0
	for head < len(a) && head < len(b) && a[head] == b[head] {
		head++
	}
	tail := 0
	for tail < len(a)-head && tail < len(b)-head && a[len(a)-1-tail] == b[len(b)-1-tail] {
		tail++
	}
	var out changeList
	out.add(same, a[:head]...)
	out.between(a[head:len(a)-tail], b[head:len(b)-tail])
	out.add(same, a[len(a)-tail:]...)
	return out.joined()
}

type changeList []change

func (l *changeList) add(kind changeKind, words ...string) {
	if len(words) == 0 {
		return
	}
	if n := len(*l); n > 0 && (*l)[n-1].Kind == kind {
		(*l)[n-1].Text += strings.Join(words, "")
		return
	}
	*l = append(*l, change{kind, strings.Join(words, "")})
}

// between adds how some words became others, by the longest common subsequence of the two.
func (l *changeList) between(a, b []string) {
	if len(a)*len(b) > mostCompared {
		l.add(gone, a...)
		l.add(came, b...)
		return
	}
	wide := len(b) + 1
	common := make([]int32, (len(a)+1)*wide) // of what is behind a place in each
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			if a[i] == b[j] {
				common[i*wide+j] = common[(i+1)*wide+j+1] + 1
			} else {
				common[i*wide+j] = max(common[(i+1)*wide+j], common[i*wide+j+1])
			}
		}
	}
	i, j := 0, 0
	for i < len(a) && j < len(b) {
		switch {
		case a[i] == b[j]:
			l.add(same, a[i])
			i, j = i+1, j+1
		case common[(i+1)*wide+j] >= common[i*wide+j+1]:
			l.add(gone, a[i])
			i++
		default:
			l.add(came, b[j])
			j++
		}
	}
	l.add(gone, a[i:]...)
	l.add(came, b[j:]...)
}

// joined makes one change of those that only a space parts, what is gone before what came: people read phrases, not words.
func (l changeList) joined() []change {
	var out []change
	var before, after strings.Builder
	flush := func() {
		if before.Len() > 0 {
			out = append(out, change{gone, before.String()})
		}
		if after.Len() > 0 {
			out = append(out, change{came, after.String()})
		}
		before.Reset()
		after.Reset()
	}
	for i, c := range l {
		switch {
		case c.Kind == gone:
			before.WriteString(c.Text)
		case c.Kind == came:
			after.WriteString(c.Text)
		case i > 0 && i+1 < len(l) && strings.TrimSpace(c.Text) == "":
			before.WriteString(c.Text)
			after.WriteString(c.Text)
		default:
			flush()
			out = append(out, c)
		}
	}
	flush()
	return out
}

// wordsOf cuts a text into words, and what stands between them into single signs.
func wordsOf(s string) []string {
	var out []string
	for len(s) > 0 {
		end := 0
		for end < len(s) {
			r, size := utf8.DecodeRuneInString(s[end:])
			if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) {
				break
			}
			end += size
		}
		if end == 0 {
			_, end = utf8.DecodeRuneInString(s)
		}
		out = append(out, s[:end])
		s = s[end:]
	}
	return out
}
