// Package chart lays out who spoke when: a lane for each party, a mark for each voice, arrows from answers to what they answer.
//
// In come voices and answers, out goes a [Drawing], which has a place for everything in points of an SVG and no text that was not given or
// counted; a template makes the SVG of it. Days in which nobody spoke are left out, and many days are brought together to weeks, months
// or years, so that no mark lies on another and a drawing grows no wider than it must.
//
// It imports the public package news and the standard library.
package chart

import (
	"cmp"
	"fmt"
	"slices"

	"gainsay/news"
)

// Voice is a mark to be drawn.
type Voice struct {
	Party  string // what tells parties apart
	Name   string // of the party, as it is shown
	Day    news.Day
	Stance news.Stance
	Copies int
	Label  string // all about it, for whoever points at it or cannot see it
	Link   string
}

// Answer is an arrow to be drawn.
type Answer struct {
	From, To int // voices, by their place in the list
	Relation news.Relation
	Reviewed bool // somebody has looked at it; otherwise it is a machine's suggestion
}

// Size is what a drawing is made for.
type Size struct {
	Width int // in points; a drawing is as wide, or wider where its columns need that
	Names int // width of the column of names on the left; 0: each stands above its lane
}

// Drawing is a laid out chart. Places are points from the left and from the top.
type Drawing struct {
	Width, Height int
	Names         int // as in [Size]
	Lanes         []Lane
	Columns       []Column
	Gaps          []Gap
	Marks         []Mark
	Arrows        []Arrow
	More          []More
	Unit          Unit
}

// Lane is the row of a party.
type Lane struct {
	Name, Whole    string // Name is cut to fit
	Others         int    // how many parties share it; 0 for the lane of one
	Top, Height    int
	NameX, NameY   int // where the name's line of writing begins
	Middle, Bottom int
}

// Column is the time that its marks share: a day, as a rule.
type Column struct {
	Left, Width, Middle int
	Label, Year         string // Year only where it is another than that of the column before
	Unknown             bool   // of no known day
}

// Gap is time in which nobody spoke.
type Gap struct {
	Middle int
	Label  string
}

// Mark is a voice.
type Mark struct {
	Voice
	X, Y   int
	Copies string // "+2"; "" for none
	CopyX  int    // where that is written
}

// More is how many voices of a cell are not drawn.
type More struct {
	X, Y, Count int
}

// The measures, in points.
const (
	Radius     = 8 // of a mark
	slotWidth  = 26
	slotHeight = 28
	digitWidth = 7
	axisHeight = 44
	gapWidth   = 46
	mostWidth  = 190 // of a column that is not stretched
	nameHeight = 18  // of a name above its lane
	padding    = 8
)

// How much is drawn.
const (
	mostLanes  = 12 // besides that of all others
	mostInCell = 12
)

// Lay lays out voices and the answers among them.
func Lay(voices []Voice, answers []Answer, size Size) Drawing {
	d := Drawing{Names: size.Names}
	lanes, laneOf := lanesOf(voices)
	unit, starts := unitOf(voices)
	d.Unit = unit
	cells := make([][][]int, len(lanes)) // of each lane and column, its voices
	for i := range cells {
		cells[i] = make([][]int, len(starts))
	}
	for i := range voices {
		column := slices.Index(starts, unit.start(voices[i].Day))
		cells[laneOf[i]][column] = append(cells[laneOf[i]][column], i)
	}
	d.columns(starts, columnWidths(voices, cells, len(starts), unit.labelWidth()), size)
	d.Lanes = lanes
	at := d.marks(voices, cells)
	d.arrows(answers, at)
	return d
}

// lanesOf gives the lanes in the order in which their parties first spoke, and the lane of each voice. Parties that few voices are of share
// the last one.
func lanesOf(voices []Voice) (lanes []Lane, laneOf []int) {
	count := map[string]int{}
	var parties []string
	for _, v := range voices {
		if count[v.Party]++; count[v.Party] == 1 {
			parties = append(parties, v.Party)
		}
	}
	busiest := slices.Clone(parties)
	slices.SortStableFunc(busiest, func(a, b string) int { return cmp.Compare(count[b], count[a]) })
	busiest = busiest[:min(len(busiest), mostLanes)]
	if len(parties) == mostLanes+1 {
		busiest = parties // a lane for one other would be no shorter
	}
	at := map[string]int{}
	for _, p := range parties {
		if slices.Contains(busiest, p) {
			at[p] = len(at)
		}
	}
	lanes = make([]Lane, len(at))
	if others := len(parties) - len(at); others > 0 {
		name := fmt.Sprintf("%d others", others)
		lanes = append(lanes, Lane{Name: name, Whole: name, Others: others})
	}
	laneOf = make([]int, len(voices))
	for i, v := range voices {
		lane, own := at[v.Party]
		if laneOf[i] = lane; !own {
			laneOf[i] = len(lanes) - 1
		} else if lanes[lane].Whole == "" {
			lanes[lane].Whole = v.Name
		}
	}
	return lanes, laneOf
}

// slot is the width that a voice takes in its cell.
func slot(v *Voice) int {
	if v.Copies == 0 {
		return slotWidth
	}
	return slotWidth + digitWidth*len(copies(v)) - 4
}

// copies is what is written beside a mark.
func copies(v *Voice) string {
	if v.Copies == 0 {
		return ""
	}
	return fmt.Sprintf("+%d", v.Copies)
}

// columnWidths is how wide columns would like to be: as their fullest cell, within bounds.
func columnWidths(voices []Voice, cells [][][]int, columns, least int) []int {
	widths := make([]int, columns)
	for c := range widths {
		widths[c] = least
		for _, lane := range cells {
			width := padding
			for _, i := range lane[c][:min(len(lane[c]), mostInCell)] {
				width += slot(&voices[i])
			}
			widths[c] = max(widths[c], min(width, mostWidth))
		}
	}
	return widths
}

// columns places the columns: where there is room they are stretched, where there is not they shrink as far as their labels let them.
func (d *Drawing) columns(starts []news.Day, widths []int, size Size) {
	gaps := make([]string, len(starts)) // before each column
	label := d.Unit.labelWidth()
	total, least := 0, 0
	for i, start := range starts {
		if i > 0 && start != "" {
			gaps[i] = d.Unit.gap(starts[i-1], start)
		}
		if gaps[i] != "" {
			total += gapWidth
			least += gapWidth
		}
		total += widths[i]
		least += label
	}
	left := size.Names + padding
	room := size.Width - left - padding
	for i := range widths {
		switch wish := widths[i]; {
		case total <= room:
			widths[i] += (room - total) / len(widths)
		case least >= room:
			widths[i] = label
		default:
			widths[i] = label + (wish-label)*(room-least)/(total-least)
		}
	}
	year := ""
	for i, start := range starts {
		if gaps[i] != "" {
			d.Gaps = append(d.Gaps, Gap{left + gapWidth/2, gaps[i]})
			left += gapWidth
		}
		c := Column{Left: left, Width: widths[i], Middle: left + widths[i]/2, Unknown: start == ""}
		c.Label, c.Year = d.Unit.label(start)
		if c.Year == year {
			c.Year = ""
		} else {
			year = c.Year
		}
		d.Columns = append(d.Columns, c)
		left += widths[i]
	}
	d.Width = max(size.Width, left+padding)
}

// marks places the lanes and the marks in them, and tells where each voice went.
func (d *Drawing) marks(voices []Voice, cells [][][]int) map[int]point {
	at := map[int]point{}
	top := axisHeight
	for l := range d.Lanes {
		lane := &d.Lanes[l]
		lane.Top = top
		first := top + padding + slotHeight/2
		if d.Names == 0 {
			first += nameHeight
		}
		rows := 1
		for c := range cells[l] {
			rows = max(rows, d.cell(voices, cells[l][c], &d.Columns[c], first, at))
		}
		lane.Height = first - top + rows*slotHeight - slotHeight/2 + padding
		lane.Middle = first + (rows-1)*slotHeight/2
		lane.Bottom = top + lane.Height
		lane.NameX, lane.NameY = padding, lane.Middle+4
		room := d.Names - 2*padding
		if d.Names == 0 {
			lane.NameY, room = top+nameHeight-3, d.Width-2*padding
		}
		lane.Name = cut(lane.Whole, room/digitWidth)
		top = lane.Bottom
	}
	d.Height = top + padding
	return at
}

// cell places the marks of one lane in one column, in as many rows as they need, which it counts.
func (d *Drawing) cell(voices []Voice, list []int, c *Column, y int, at map[int]point) (rows int) {
	hidden := 0
	if len(list) > mostInCell {
		hidden = len(list) - (mostInCell - 1)
		list = list[:mostInCell-1]
	}
	var row []int
	width, start := 0, 0
	flush := func(extra int) {
		x := c.Middle - (width+extra)/2
		for _, i := range row {
			m := Mark{Voice: voices[i], X: x + slotWidth/2, Y: y, Copies: copies(&voices[i]), CopyX: x + slotWidth/2 + Radius + 2}
			at[i] = point{float64(m.X), float64(m.Y)}
			d.Marks = append(d.Marks, m)
			x += slot(&voices[i])
		}
		start = x
	}
	for _, i := range list {
		if len(row) > 0 && width+slot(&voices[i]) > c.Width-padding {
			flush(0)
			rows++
			row, width, y = nil, 0, y+slotHeight
		}
		row, width = append(row, i), width+slot(&voices[i])
	}
	if len(row) == 0 {
		return rows
	}
	if hidden == 0 {
		flush(0)
		return rows + 1
	}
	more := digitWidth * len(fmt.Sprintf("+%d", hidden))
	if width+more+padding > c.Width-padding {
		flush(0)
		rows++
		y, start = y+slotHeight, c.Middle-more/2
	} else {
		flush(more + padding)
		start += padding
	}
	d.More = append(d.More, More{start, y, hidden})
	return rows + 1
}

// cut is a name of at most some characters, with a sign where something is missing.
func cut(name string, most int) string {
	runes := []rune(name)
	if len(runes) <= most {
		return name
	}
	return string(runes[:max(1, most-1)]) + "…"
}
