package chart

import (
	"fmt"
	"math"
	"slices"

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

type point struct{ x, y float64 }

func (p point) to(q point) point      { return point{q.x - p.x, q.y - p.y} }
func (p point) plus(q point) point    { return point{p.x + q.x, p.y + q.y} }
func (p point) times(n float64) point { return point{p.x * n, p.y * n} }
func (p point) length() float64       { return math.Hypot(p.x, p.y) }
func (p point) along(n float64) point { return p.times(n / max(p.length(), 1e-9)) }
func (p point) String() string        { return fmt.Sprintf("%.1f %.1f", p.x, p.y) }
func (p point) near(q point, r float64) bool {
	d := p.to(q)
	return d.x*d.x+d.y*d.y < r*r
}

// The measures of arrows, in points.
const (
	headLength = 8
	headWidth  = 7
	distance   = 3 // between a mark and an arrow
	signRadius = 7
	mostArrows = 400
)

// arrows places the arrows among marks that are drawn; at tells where they are. Answers to and from others are left out,
// and so are those beyond more than anybody could follow.
func (d *Drawing) arrows(answers []Answer, at map[int]point) {
	marks := make([]circle, len(d.Marks))
	for i, m := range d.Marks {
		marks[i] = circle{point{float64(m.X), float64(m.Y)}, Radius}
	}
	taken := slices.Clone(marks)
	seen := map[Answer]bool{}
	for _, a := range answers {
		from, drawn := at[a.From]
		to, also := at[a.To]
		if !drawn || !also || a.From == a.To || seen[a] {
			continue
		}
		if len(d.Arrows) == mostArrows {
			break
		}
		seen[a] = true
		bend := d.bend(from, to, marks)
		start := from.plus(from.to(bend).along(Radius + distance))
		direction := bend.to(to).along(1)
		tip := to.plus(direction.times(-(Radius + distance)))
		neck := tip.plus(direction.times(-headLength))
		side := point{-direction.y, direction.x}.times(headWidth / 2)
		arrow := Arrow{Answer: a, Line: fmt.Sprintf("M%v Q%v %v", start, bend, neck),
			Head: fmt.Sprintf("M%v L%v L%vZ", tip, neck.plus(side), neck.plus(side.times(-1)))}
		for _, t := range []float64{0.5, 0.4, 0.6, 0.3, 0.7} {
			p := on(start, bend, neck, t)
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

// bend is the point that an arrow's curve is drawn towards: to one side of the straight line, so that it goes round the marks between the
// two as far as it can; of the ways that meet no more marks than others it takes the straightest.
func (d *Drawing) bend(from, to point, marks []circle) point {
	straight := from.to(to)
	middle := from.plus(straight.times(0.5))
	usual := min(40, max(18, straight.length()*0.18))
	best, fewest := middle, len(marks)+1
	reach := straight.length()/2 + 3*usual
	marks = slices.DeleteFunc(slices.Clone(marks), func(m circle) bool { return m.middle == from || m.middle == to || !m.middle.near(middle, reach) })
	for _, off := range []float64{usual, -usual, 2 * usual, -2 * usual, 3 * usual, -3 * usual} {
		bent := middle.plus(point{-straight.y, straight.x}.along(off))
		bent = point{min(max(bent.x, 2), float64(d.Width-2)), min(max(bent.y, 2), float64(d.Height-2))}
		met := 0
		for _, m := range marks {
			if meets(from, bent, to, m) {
				met++
			}
		}
		if met < fewest {
			best, fewest = bent, met
		}
	}
	return best
}

// on is the point of a curve at a part of its way, 0 to 1.
func on(from, bend, to point, t float64) point {
	return from.times((1 - t) * (1 - t)).plus(bend.times(2 * t * (1 - t))).plus(to.times(t * t))
}

// steps is at how many points a curve is looked at.
const steps = 24

// meets tells whether a curve touches a mark.
func meets(from, bend, to point, mark circle) bool {
	for i := 1; i < steps; i++ {
		if on(from, bend, to, float64(i)/steps).near(mark.middle, mark.radius+2) {
			return true
		}
	}
	return false
}
