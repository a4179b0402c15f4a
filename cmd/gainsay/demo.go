package main

import (
	"strings"

	"github.com/spf13/cobra"

	"gainsay"
	"gainsay/news"
	"gainsay/samples"
)

func (p *program) demo() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "demo",
		Short: "Read the sample articles that ship with the program and print their ledger and their claims",
		Long: `Reads the sample articles that ship with the program, an invented dispute in invented outlets, and prints every
statement in the order of the day on which it was said (or published, where the text leaves that open), and then the
claims that several of them speak to, each with who asserts and who denies it.`,
		Args: cobra.NoArgs,
		RunE: work(func(cmd *cobra.Command, _ []string) error {
			reader, err := p.reader(gainsay.Careful)
			if err != nil {
				return err
			}
			files, err := samples.All()
			if err != nil {
				return err
			}
			var records []news.Record
			for _, file := range files {
				record, err := reader.Read(cmd.Context(), gainsay.Source{ID: file.Name, Raw: file.Content,
					Otherwise: gainsay.Known{Publisher: file.Outlet}})
				if err != nil {
					return err
				}
				records = append(records, record)
			}
			if p.asJSON {
				return p.printJSON(records...)
			}
			var out strings.Builder
			p.screen().printLedger(&out, records)
			if err := p.print(out.String()); err != nil {
				return err
			}
			return p.printExchange(records, false)
		}),
	}
	p.json(cmd, "the records as JSON Lines")
	return cmd
}

// printJSON writes records as JSON Lines.
func (p *program) printJSON(records ...news.Record) error {
	for i := range records {
		line, err := gainsay.Encode(&records[i])
		if err != nil {
			return err
		}
		if err := p.print(string(line)); err != nil {
			return err
		}
	}
	return nil
}
