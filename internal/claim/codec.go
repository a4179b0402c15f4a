package claim

import (
	"slices"

	"gainsay/internal/recall"
	"gainsay/news"
)

// The forms in which a collection is stored.
var (
	totalCodec = recall.Codec[total]{
		Version: 1,
		Write: func(w *recall.Writer, v *total) {
			w.Int(int(v.documents))
			w.Int(int(v.claims))
		},
		Read: func(r *recall.Reader, v *total) { v.documents, v.claims = r.Number(), r.Number() },
	}
	postingCodec = recall.Codec[posting]{
		Version: 1,
		Write: func(w *recall.Writer, v *posting) {
			w.Uint(uint64(v.all))
			w.Numbers(v.latest)
		},
		Read: func(r *recall.Reader, v *posting) { v.all, v.latest = int(r.Uint()&highest), r.Numbers() },
	}
	profileCodec  = recall.Codec[profile]{Version: 1, Write: writeProfile, Read: readProfile}
	sketchesCodec = recall.Codec[[]Sketch]{Version: 1, Write: writeSketches, Read: readSketches}
	knownCodec    = recall.Codec[known]{Version: 1, Write: writeKnown, Read: readKnown}
)

// highest is what a stored count cannot be above.
const highest = 1<<40 - 1

func writeProfile(w *recall.Writer, p *profile) {
	w.String(string(p.day))
	w.Length(len(p.context))
	for _, t := range p.context {
		w.String(t.stem)
		w.Flags(t.name)
		w.Uint(uint64(t.n))
	}
	w.Float64(p.squares)
	w.Numbers(p.claims)
}

func readProfile(r *recall.Reader, p *profile) {
	p.day = news.Day(r.String())
	p.context = make([]count, r.Length())
	for i := range p.context {
		p.context[i] = count{stem: r.String(), name: r.Flags()[0], n: int(r.Uint() & highest)}
	}
	p.squares = r.Float64()
	p.claims = r.Numbers()
}

func writeSketches(w *recall.Writer, list *[]Sketch) {
	w.Length(len(*list))
	for i := range *list {
		s := &(*list)[i]
		w.String(s.text)
		w.Float64(s.fitness)
		w.Flags(s.turned, s.works, s.early)
		w.Strings(s.owners)
		w.Uint(uint64(s.asserting))
		w.Uint(uint64(s.disputing))
		w.Uint(uint64(s.members))
		w.Length(len(s.wordings))
		for _, p := range s.wordings {
			writeProposition(w, p)
		}
	}
}

func readSketches(r *recall.Reader, list *[]Sketch) {
	for range r.Length() {
		s := Sketch{text: r.String(), fitness: r.Float64()}
		flags := r.Flags()
		s.turned, s.works, s.early = flags[0], flags[1], flags[2]
		s.owners = r.Strings()
		s.asserting, s.disputing, s.members = int(r.Uint()&highest), int(r.Uint()&highest), int(r.Uint()&highest)
		for range r.Length() {
			s.wordings = append(s.wordings, readProposition(r))
			if r.Failed() {
				return
			}
		}
		*list = append(*list, s)
		if r.Failed() {
			return
		}
	}
}

func writeProposition(w *recall.Writer, p Proposition) {
	w.Flags(p.Negative)
	w.Length(len(p.Terms))
	for _, t := range p.Terms {
		w.String(t.Stem)
		w.Flags(t.Name, t.Core)
	}
	w.Strings(p.agents)
	w.Strings(p.patients)
}

func readProposition(r *recall.Reader) (p Proposition) {
	p.Negative = r.Flags()[0]
	for range r.Length() {
		t := Term{Stem: r.String()}
		flags := r.Flags()
		t.Name, t.Core = flags[0], flags[1]
		if r.Failed() {
			return p
		}
		p.Terms = append(p.Terms, t)
	}
	p.agents, p.patients = r.Strings(), r.Strings()
	return p
}

func writeKnown(w *recall.Writer, x *known) {
	w.Length(len(x.appearances))
	for _, a := range x.appearances {
		w.Int(int(a.document))
		w.Int(int(a.place))
		w.Int(int(a.article))
	}
	w.String(x.text)
	w.Flags(x.turned)
	w.Length(len(x.voices))
	for _, v := range x.voices {
		w.String(v.id)
		w.Int(int(v.document))
		w.Int(int(v.article))
		w.Int(v.speaker)
		w.String(string(v.day))
		w.Uint(uint64(slices.Index(stances, v.stance)))
		w.Flags(v.confirms, v.answered)
	}
}

func readKnown(r *recall.Reader, x *known) {
	for range r.Length() {
		x.appearances = append(x.appearances, appearance{document: r.Number(), place: r.Number(), article: r.Number()})
		if r.Failed() {
			return
		}
	}
	x.text = r.String()
	x.turned = r.Flags()[0]
	for range r.Length() {
		v := voice{id: r.String(), document: r.Number(), article: r.Number(), speaker: r.Int(), day: news.Day(r.String())}
		stance := r.Uint()
		if stance >= uint64(len(stances)) {
			r.Fail(recall.ErrRange)
		}
		flags := r.Flags()
		if r.Failed() {
			return
		}
		v.stance, v.confirms, v.answered = stances[stance], flags[0], flags[1]
		x.voices = append(x.voices, v)
	}
}
