// Package access says who looks at the pages and what they may do.
//
// In comes a request, out goes the same request with its [Viewer]. It imports the standard library, the public package gainsay and
// libraries for passwords, sessions and OpenID Connect; it knows no page.
package access

import "context"

// Role is what somebody may do. Each may what those before it may.
type Role string

// The roles, from the least to the most.
const (
	Public   Role = "public"   // has not logged in: sees reviewed statements, in excerpts, where the site is public
	Reader   Role = "reader"   // sees everything
	Reviewer Role = "reviewer" // corrects statements, adds documents and feeds
	Admin    Role = "admin"    // accounts
)

// ranks is the order of the roles; whoever has none of them may nothing.
var ranks = map[Role]int{Public: 1, Reader: 2, Reviewer: 3, Admin: 4}

// May tells whether somebody in the role may do what demands another at least.
func (r Role) May(least Role) bool { return ranks[r] >= ranks[least] && ranks[r] > 0 }

// Viewer is who a request comes from.
type Viewer struct {
	Name string // under which corrections are made; "" for the public
	Role Role
}

type key struct{}

// With gives a context its viewer.
func With(ctx context.Context, v Viewer) context.Context { return context.WithValue(ctx, key{}, v) }

// Of is the viewer of a request's context; one who may nothing where there is none.
func Of(ctx context.Context) Viewer {
	v, _ := ctx.Value(key{}).(Viewer)
	return v
}
