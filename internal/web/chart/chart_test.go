package chart

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"gainsay/news"
)

// crowd makes voices of some parties over some days, and answers among them.
func crowd(seed uint64, voices, parties, days int) ([]Voice, []Answer) {
	random := rand.New(rand.NewPCG(seed, 7))
	stances := []news.Stance{news.Asserts, news.Denies, news.Doubts, ""}
	relations := []news.Relation{news.RelationDenies, news.RelationDoubts, news.RelationConfirms, news.RelationRepeats}
	list := make([]Voice, voices)
	var answers []Answer
	for i := range list {
		party := fmt.Sprint("party ", int(float64(parties)*math.Pow(random.Float64(), 2)))
		list[i] = Voice{Party: party, Name: party + strings.Repeat(" of the long name", i%4), Day: news.Day("2031-02-20").Add(random.IntN(days)), Stance: stances[random.IntN(4)]}
		if random.IntN(5) == 0 {
			list[i].Copies = random.IntN(120)
		}
		if random.IntN(20) == 0 {
			list[i].Day = ""
		}
		if i > 0 && random.IntN(3) == 0 {
			answers = append(answers, Answer{From: i, To: random.IntN(i), Relation: relations[random.IntN(4)], Reviewed: i%2 == 0})
		}
	}
	return list, answers
}

var sizes = []Size{{Width: 1220, Names: 210}, {Width: 330}}

// TestNothingOverlaps: however many voices there are, no mark lies on another, all lies inside the drawing, each mark in its lane and column,
// and labels have room.
func TestNothingOverlaps(t *testing.T) {
	for _, test := range []struct{ voices, parties, days int }{{0, 1, 1}, {1, 1, 1}, {2, 1, 1}, {12, 7, 4}, {60, 13, 10}, {300, 40, 30}, {300, 14, 400}, {1000, 200, 9000}} {
		for i, size := range sizes {
			voices, answers := crowd(uint64(test.voices), test.voices, test.parties, test.days)
			d := Lay(voices, answers, size)
			name := fmt.Sprintf("%+v, size %d", test, i)
			shown := len(d.Marks)
			for _, m := range d.More {
				shown += m.Count
				if m.X < 0 || m.X+len(fmt.Sprint("+", m.Count))*digitWidth > d.Width {
					t.Errorf("%s: %+v lies outside", name, m)
				}
			}
			if shown != test.voices || len(d.Lanes) > mostLanes+1 || len(d.Columns) > mostColumns+1 && d.Unit != Year {
				t.Errorf("%s: %d voices, %d lanes, %d columns", name, shown, len(d.Lanes), len(d.Columns))
			}
			checkMarks(t, name, &d)
			checkColumns(t, name, &d, size)
		}
	}
}

func checkMarks(t *testing.T, name string, d *Drawing) {
	t.Helper()
	type box struct{ left, right, top, bottom int }
	var boxes []box
	for _, m := range d.Marks {
		b := box{m.X - Radius, m.X + Radius, m.Y - Radius, m.Y + Radius}
		if m.Copies != "" {
			b.right = m.CopyX + digitWidth*len(m.Copies) - 2
		}
		for _, other := range boxes {
			if b.left < other.right && other.left < b.right && b.top < other.bottom && other.top < b.bottom {
				t.Errorf("%s: %+v lies on %+v", name, b, other)
			}
		}
		boxes = append(boxes, b)
		inLane, inColumn := false, false
		for _, l := range d.Lanes {
			inLane = inLane || b.top >= l.Top && b.bottom <= l.Bottom && (l.Others > 0 || l.Whole == m.Name || strings.HasPrefix(m.Name, m.Party))
		}
		for _, c := range d.Columns {
			inColumn = inColumn || b.left >= c.Left && b.right <= c.Left+c.Width && c.Unknown == (m.Day == "")
		}
		if !inLane || !inColumn {
			t.Errorf("%s: mark at %d %d is in its lane: %v, in a column: %v", name, m.X, m.Y, inLane, inColumn)
		}
	}
}

func checkColumns(t *testing.T, name string, d *Drawing, size Size) {
	t.Helper()
	end := size.Names
	for _, c := range d.Columns {
		if c.Left < end || c.Width < digitWidth*len(c.Label)+8 || c.Left+c.Width > d.Width {
			t.Errorf("%s: column %+v begins before %d, is too narrow or lies outside %d", name, c, end, d.Width)
		}
		end = c.Left + c.Width
	}
	for _, l := range d.Lanes {
		if l.Bottom > d.Height || l.NameY <= l.Top || l.NameY >= l.Bottom {
			t.Errorf("%s: lane %+v lies outside", name, l)
		}
	}
}

// TestArrowsEndAtMarks: an arrow's head points at the mark that is answered and touches it not, its line begins at the one that answers,
// and no sign lies on a mark or another sign.
func TestArrowsEndAtMarks(t *testing.T) {
	for _, size := range sizes {
		voices, answers := crowd(3, 80, 9, 12)
		d := Lay(voices, answers, size)
		if len(d.Arrows) < 10 {
			t.Fatalf("%d arrows", len(d.Arrows))
		}
		at := map[string]point{} // by label
		for i := range voices {
			voices[i].Label = fmt.Sprint(i)
		}
		d = Lay(voices, answers, size)
		for _, m := range d.Marks {
			at[m.Label] = point{float64(m.X), float64(m.Y)}
		}
		var signs []circle
		for _, a := range d.Arrows {
			var sx, sy, bx, by, nx, ny, tx, ty float64
			if _, err := fmt.Sscanf(a.Line, "M%f %f Q%f %f %f %f", &sx, &sy, &bx, &by, &nx, &ny); err != nil {
				t.Fatal(a.Line, err)
			}
			if _, err := fmt.Sscanf(a.Head, "M%f %f L", &tx, &ty); err != nil {
				t.Fatal(a.Head, err)
			}
			from, to := at[fmt.Sprint(a.From)], at[fmt.Sprint(a.To)]
			if away := to.to(point{tx, ty}).length(); away < Radius || away > Radius+distance+1 {
				t.Errorf("%d to %d: the head is %.1f from its mark", a.From, a.To, away)
			}
			if away := from.to(point{sx, sy}).length(); away < Radius || away > Radius+distance+1 {
				t.Errorf("%d to %d: the line begins %.1f from its mark", a.From, a.To, away)
			}
			for _, p := range []point{{sx, sy}, {bx, by}, {nx, ny}, {tx, ty}} {
				if p.x < 0 || p.y < 0 || p.x > float64(d.Width) || p.y > float64(d.Height) {
					t.Errorf("%d to %d: %v lies outside", a.From, a.To, p)
				}
			}
			if a.Sign == "" {
				continue
			}
			sign := circle{point{float64(a.SignX), float64(a.SignY)}, signRadius}
			for _, m := range d.Marks {
				signs = append(signs, circle{point{float64(m.X), float64(m.Y)}, Radius})
			}
			if overlaps(signs, sign) {
				t.Errorf("%d to %d: the sign lies on another or on a mark", a.From, a.To)
			}
			signs = append(signs[:len(signs)-len(d.Marks)], sign)
		}
	}
}

func TestUnits(t *testing.T) {
	for _, test := range []struct {
		days   string
		unit   Unit
		labels string
	}{
		{"2024-05-13 2024-05-14 2024-05-14 2024-05-20", Day, "13 May 2024, 14 May, +6 days, 20 May"},
		{"2023-12-31 2024-01-01", Day, "31 Dec 2023, 1 Jan 2024"},
		{" 2024-05-13", Day, "13 May 2024, no day known"},
	} {
		var voices []Voice
		for _, day := range strings.Split(test.days, " ") {
			voices = append(voices, Voice{Party: "a", Day: news.Day(day)})
		}
		d := Lay(voices, nil, sizes[0])
		var labels []string
		for i, c := range d.Columns {
			for _, g := range d.Gaps {
				if i > 0 && g.Middle < c.Left && g.Middle > d.Columns[i-1].Middle {
					labels = append(labels, "+"+g.Label)
				}
			}
			labels = append(labels, strings.TrimSpace(c.Label+" "+c.Year))
		}
		if got := strings.Join(labels, ", "); got != test.labels || d.Unit != test.unit {
			t.Errorf("%s: %s by %s", test.days, got, d.Unit)
		}
	}
	for days, unit := range map[int]Unit{31: Day, 32: Week, 220: Month, 1200: Year} {
		var voices []Voice
		for i := range days {
			voices = append(voices, Voice{Party: "a", Day: news.Day("2024-01-01").Add(i)})
		}
		if d := Lay(voices, nil, sizes[0]); d.Unit != unit {
			t.Errorf("%d days: by %s", days, d.Unit)
		}
	}
	if start := Week.start("2024-05-19"); start != "2024-05-13" {
		t.Errorf("the week of a Sunday begins on %s", start)
	}
}

func TestCut(t *testing.T) {
	for _, test := range []struct{ name, want string }{{"Falk", "Falk"}, {"Ida Falk", "Ida…"}, {"Идалия", "Ида…"}} {
		if got := cut(test.name, 4); got != test.want {
			t.Errorf("%s: %s", test.name, got)
		}
	}
}
