package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"runtime/debug"

	"github.com/spf13/cobra"

	"gainsay"
)

// build is what a binary knows of itself.
type build struct {
	Version  string `json:"version"`  // of the module, "(devel)" outside a release
	Revision string `json:"revision"` // of the source, "" where it is not known
	Modified bool   `json:"modified"` // the source was changed after that revision
	Go       string `json:"go"`
	Models   string `json:"models"` // id of the model set
}

func (p *program) version() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "version",
		Short: "Print the program's version and the id of its model set",
		Args:  cobra.NoArgs,
		RunE: work(func(*cobra.Command, []string) error {
			reader, err := p.reader(gainsay.Careful)
			if err != nil {
				return err
			}
			b := buildOf()
			b.Models = reader.Models()
			if p.asJSON {
				line, err := json.Marshal(b)
				if err != nil {
					return err
				}
				return p.print(string(line) + "\n")
			}
			revision := cmp.Or(b.Revision, "unknown")
			if b.Modified {
				revision += " (modified)"
			}
			return p.print(fmt.Sprintf("gainsay %s\nrevision %s\n%s\nmodels %s\n", b.Version, revision, b.Go, b.Models))
		}),
	}
	p.json(cmd, "it as a JSON object")
	return cmd
}

func buildOf() build {
	b := build{Version: "unknown"}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return b
	}
	b.Version, b.Go = info.Main.Version, info.GoVersion
	for _, s := range info.Settings {
		switch s.Key {
		case "vcs.revision":
			b.Revision = s.Value
		case "vcs.modified":
			b.Modified = s.Value == "true"
		}
	}
	return b
}

// print writes to standard output.
func (p *program) print(s string) error {
	_, err := io.WriteString(p.stdout, s)
	return err
}
