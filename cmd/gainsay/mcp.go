package main

import (
	"context"
	"errors"
	"io"
	"strings"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"
	"github.com/spf13/cobra"

	"gainsay"
	"gainsay/internal/web/mcp"
)

func (p *program) mcp() *cobra.Command {
	base := "http://" + usualAddress
	cmd := &cobra.Command{
		Use:   "mcp",
		Short: "Let a language model look things up in the archive, over standard input and output",
		Long: `Serves the archive by the Model Context Protocol over standard input and output, for a program that starts it, such as an assistant: search,
one statement, the exchange on a claim, one article. Nothing can be changed through it. Answers carry exact words, where they stand and a permalink,
and are marked as quotations. gainsay serve offers the same at /mcp.`,
		Example: `  gainsay mcp --data ~/dam --base https://record.newsroom.example`,
		Args:    cobra.NoArgs,
		RunE: p.onArchive(func(ctx context.Context, archive *gainsay.Archive, _ []string) error {
			server := mcp.Server(archive, mcp.Options{Base: strings.TrimSuffix(base, "/"), Version: buildOf().Version, Log: p.log})
			err := server.Run(ctx, &sdk.IOTransport{Reader: io.NopCloser(p.stdin), Writer: kept{p.stdout}})
			if ctx.Err() != nil && errors.Is(err, ctx.Err()) || errors.Is(err, io.EOF) {
				return nil // that is how it ends
			}
			return err
		}),
	}
	cmd.Flags().StringVar(&base, "base", base, "the `address` at which the pages are, for permalinks")
	return p.archiveFlags(cmd)
}

// kept is a stream that stays open when its user closes it.
type kept struct{ io.Writer }

func (kept) Close() error { return nil }
