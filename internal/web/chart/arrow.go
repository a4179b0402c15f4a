package chart

import (
	"fmt"
	"math"

	"gainsay/news"
)

// Arrow is an answer: a curve from the mark of who answers to the mark of what is answered, with a head and, where there is room, a sign on it.
type Arrow struct {
	Answer
	Line, Head string // paths of SVG
	Sign       string // "" where there is no room for it
	SignX      int
	SignY      int
}

// signs say how one statement answers another.
var signs = map[news.Relation]string{news.RelationDenies: "≠", news.RelationDoubts: "?", news.RelationConfirms: "=", news.RelationRepeats: "″"}

// Sign is the sign of a relation on an arrow.
func Sign(r news.Relation) string { return signs[r] }

type point struct{ x, y float64 }

func (p point) to(q point) point             { return point{q.x - p.x, q.y - p.y} }
func (p point) plus(q point) point           { return point{p.x + q.x, p.y + q.y} }
func (p point) times(n float64) point        { return point{p.x * n, p.y * n} }
func (p point) length() float64              { return math.Hypot(p.x, p.y) }
func (p point) along(n float64) point        { return p.times(n / max(p.length(), 1e-9)) }
func (p point) String() string               { return fmt.Sprintf("%.1f %.1f", p.x, p.y) }
func (p point) near(q point, r float64) bool { return p.to(q).length() < r }

// The measures of arrows, in points.
const (
	headLength = 8
	headWidth  = 7
	distance   = 3 // between a mark and an arrow
	signRadius = 7
)

// arrows places the arrows among marks that are drawn; at tells where they are. Answers to and from others are left out.
func (d *Drawing) arrows(answers []Answer, at map[int]point) {
	taken := make([]circle, 0, len(at))
	for _, p := range at {
		taken = append(taken, circle{p, Radius})
	}
	seen := map[Answer]bool{}
	for _, a := range answers {
		from, drawn := at[a.From]
		to, also := at[a.To]
		if !drawn || !also || a.From == a.To || seen[a] {
			continue
		}
		seen[a] = true
		bend := d.bend(from, to)
		start := from.plus(from.to(bend).along(Radius + distance))
		direction := bend.to(to).along(1)
		tip := to.plus(direction.times(-(Radius + distance)))
		neck := tip.plus(direction.times(-headLength))
		side := point{-direction.y, direction.x}.times(headWidth / 2)
		arrow := Arrow{Answer: a, Line: fmt.Sprintf("M%v Q%v %v", start, bend, neck),
			Head: fmt.Sprintf("M%v L%v L%vZ", tip, neck.plus(side), neck.plus(side.times(-1)))}
		for _, t := range []float64{0.5, 0.4, 0.6, 0.3, 0.7} {
			p := start.times((1 - t) * (1 - t)).plus(bend.times(2 * t * (1 - t))).plus(neck.times(t * t))
			p = point{math.Round(p.x), math.Round(p.y)}
			if !overlaps(taken, circle{p, signRadius}) {
				arrow.Sign, arrow.SignX, arrow.SignY = signs[a.Relation], int(p.x), int(p.y)
				taken = append(taken, circle{p, signRadius})
				break
			}
		}
		d.Arrows = append(d.Arrows, arrow)
	}
}

type circle struct {
	middle point
	radius float64
}

func overlaps(taken []circle, c circle) bool {
	for _, other := range taken {
		if other.middle.near(c.middle, other.radius+c.radius) {
			return true
		}
	}
	return false
}

// bend is the point that an arrow's curve is drawn towards: a little to one side of the straight line, so that two arrows between the
// same marks part, and above it where both are in one row.
func (d *Drawing) bend(from, to point) point {
	straight := from.to(to)
	middle := from.plus(straight.times(0.5))
	off := min(40, max(16, straight.length()*0.16))
	if math.Abs(straight.y) < 1 {
		off = min(34, max(20, straight.length()*0.3))
		return point{middle.x, max(2, middle.y-off)}
	}
	side := point{-straight.y, straight.x}.along(off)
	bent := middle.plus(side)
	return point{min(max(bent.x, 2), float64(d.Width-2)), min(max(bent.y, 2), float64(d.Height-2))}
}
