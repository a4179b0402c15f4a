package main

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"gainsay/internal/eval"
	"gainsay/internal/train"
	"gainsay/models"
)

func (p *program) train() *cobra.Command {
	var options train.Options
	cmd := &cobra.Command{
		Use:   "train --corpora DIR [STAGE…]",
		Short: "Make the model files from the corpora",
		Long: `Makes the models of the named stages, or of all, from a folder of corpora, and writes them below --out. The same corpora
give the same files, byte for byte. The embedding and the weights of the careful model, which
scripts in training make, are kept as they are; the stage careful calibrates the latter. models/README.md says which corpora
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
	cmd.AddCommand(p.examples())
	return cmd
}

// examples is for the script that trains the careful model, and for nobody else.
func (p *program) examples() *cobra.Command {
	var corpora, pieces, split string
	cmd := &cobra.Command{Use: "examples --corpora DIR --pieces FILE", Short: "Write the examples that training/careful learns from", Hidden: true, Args: cobra.NoArgs}
	cmd.RunE = work(func(*cobra.Command, []string) error {
		return train.Examples(corpora, split, pieces, models.Embedded(), p.stdout)
	})
	cmd.Flags().StringVar(&corpora, "corpora", "", "the `folder` of the corpora")
	cmd.Flags().StringVar(&pieces, "pieces", "", "the `file` that lists the word pieces")
	cmd.Flags().StringVar(&split, "split", "train", "train or dev")
	return cmd
}
