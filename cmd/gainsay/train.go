package main

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"gainsay/internal/eval"
	"gainsay/internal/train"
)

func (p *program) train() *cobra.Command {
	var options train.Options
	cmd := &cobra.Command{
		Use:   "train --corpora DIR [STAGE…]",
		Short: "Make the model files from the corpora",
		Long: `Makes the models of the named stages, or of all, from a folder of corpora, and writes them below --out. The same corpora
give the same files, byte for byte. The embedding, which a script in training/embedding makes, is kept as it is. models/README.md says which corpora
are meant and where they come from.`,
		Example:   "  gainsay train --corpora ~/corpora --out models",
		ValidArgs: train.Stages(),
	}
	cmd.RunE = func(cmd *cobra.Command, stages []string) error {
		if options.Corpora == "" {
			return errors.New("train: give the folder of the corpora with --corpora")
		}
		options.Stages, options.Score = stages, eval.Scores
		options.Log = func(format string, args ...any) { fmt.Fprintf(p.stderr, format+"\n", args...) }
		return work(func(cmd *cobra.Command, _ []string) error { return train.Run(cmd.Context(), options) })(cmd, stages)
	}
	cmd.Flags().StringVar(&options.Corpora, "corpora", "", "the `folder` of the corpora")
	cmd.Flags().StringVar(&options.Out, "out", "models", "the `folder` of the model set")
	return cmd
}
