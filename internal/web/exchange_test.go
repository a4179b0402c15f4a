package web_test

import (
	"testing"

	"gainsay/internal/web"
)

func TestExchangeLooks(t *testing.T) {
	ctx := browser(t)
	address := served(t, sampleArchive(t), web.Options{})
	looked(t, ctx, address+"/claim/c1", "claim")
	looked(t, ctx, address+"/statement/d6/s10?why=1", "statement")
}
