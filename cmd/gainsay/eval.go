package main

import (
	"encoding/json"
	"errors"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"gainsay/internal/eval"
	"gainsay/models"
)

// measured is what eval prints as JSON.
type measured struct {
	Stage  string   `json:"stage"`
	Models string   `json:"models"` // id of the model set
	Lines  []string `json:"lines"`  // the figures as they are printed
}

func (p *program) eval() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "eval STAGE DIR",
		Short: "Measure a stage on gold data and print its figures",
		Long:  "Measures one stage of the reading over the corpora in a folder and prints its figures. The stages are\n\n" + eval.Stages(),
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 2 {
				return errors.New("eval: give a stage and the folder of the corpora")
			}
			return nil
		},
		RunE: work(func(cmd *cobra.Command, args []string) error {
			set, err := p.modelSet()
			if err != nil {
				return err
			}
			var out strings.Builder
			if err := eval.Run(cmd.Context(), args[0], args[1], set, &out); err != nil {
				return err
			}
			if !p.asJSON {
				return p.print(out.String())
			}
			lines := strings.Split(strings.TrimSuffix(out.String(), "\n"), "\n")
			data, err := json.Marshal(measured{Stage: args[0], Models: set.ID(), Lines: lines})
			if err != nil {
				return err
			}
			return p.print(string(data) + "\n")
		}),
	}
	p.json(cmd, "them as a JSON object")
	return cmd
}

// modelSet is the set that --models names, or the embedded one.
func (p *program) modelSet() (models.Set, error) {
	if p.models != "" {
		return models.From(os.DirFS(p.models))
	}
	return models.Embedded(), nil
}
