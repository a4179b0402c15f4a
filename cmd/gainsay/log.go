package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"gainsay"
	"gainsay/internal/proof"
)

func (p *program) logVerbs() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "log",
		Short: "Prove what the archive holds, and check such a proof",
		Long: `The archive keeps a log of all that happened to it. No entry can be changed, cut or slipped in without every signed head of the log
showing it. Keep a head elsewhere, and verify --since tells later whether the log was rewritten. A proof and the public key of the archive
are all that is needed to check that a statement is in the log: no archive, and no trust in whoever hands the proof on.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(p.logHead(), p.logKey(), p.logProve(), p.logCheck())
	return cmd
}

func (p *program) logHead() *cobra.Command {
	return p.archiveFlags(&cobra.Command{
		Use: "head", Short: "Print the head of the log, signed: a checkpoint (https://c2sp.org/tlog-checkpoint)", Args: cobra.NoArgs,
		Example: "  gainsay log head > head-of-may.txt",
		RunE: p.onArchive(func(ctx context.Context, archive *gainsay.Archive, _ []string) error {
			head, err := archive.Head(ctx)
			if err != nil {
				return err
			}
			return p.print(string(head))
		}),
	})
}

func (p *program) logKey() *cobra.Command {
	return p.archiveFlags(&cobra.Command{
		Use: "key", Short: "Print the public key of the archive, with which heads and proofs are checked", Args: cobra.NoArgs,
		RunE: p.onArchive(func(ctx context.Context, archive *gainsay.Archive, _ []string) error {
			key, err := archive.PublicKey(ctx)
			if err != nil {
				return err
			}
			return p.print(key + "\n")
		}),
	})
}

func (p *program) logProve() *cobra.Command {
	cmd := &cobra.Command{
		Use: "prove ID", Short: "Print the proof that a statement is in the log: a tlog-proof (https://c2sp.org/tlog-proof)",
		Long: `Prints the proof that the reading which a statement is from, or the correction that made it what it is, is in the log. What it proves carries
the digest of the record that the statement is in.`,
		Example:           "  gainsay log prove d12#s7 > statement.tlog-proof",
		Args:              exactly(1, "log prove: give the id of a statement, such as d12#s7"),
		ValidArgsFunction: p.fromArchive(completeStatementIDs),
		RunE: p.onArchive(func(ctx context.Context, archive *gainsay.Archive, args []string) error {
			proof, err := archive.Proof(ctx, args[0])
			if err != nil {
				return err
			}
			if p.asJSON {
				return p.printObject(proof)
			}
			return p.print(string(proof.Text()))
		}),
	}
	p.json(cmd, "it as a JSON object")
	return p.archiveFlags(cmd)
}

// proven is what a proof that holds says.
type proven struct {
	Log   string          `json:"log"`   // its name
	Index int64           `json:"index"` // of the entry
	Size  int64           `json:"size"`  // of the log
	Time  time.Time       `json:"time"`  // when the archive says that the log stood so
	Entry json.RawMessage `json:"entry"`
}

func (p *program) logCheck() *cobra.Command {
	var key string
	cmd := &cobra.Command{
		Use: "check FILE --key KEY", Short: "Check a proof that log prove printed, without the archive",
		Example: "  gainsay log check statement.tlog-proof --key key.txt",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return errors.New("log check: give the file of a proof, or - for standard input")
			}
			if key == "" {
				return errors.New("log check: give the public key of the archive with --key")
			}
			return nil
		},
		RunE: work(func(_ *cobra.Command, args []string) error { return p.checkProof(args[0], key) }),
	}
	cmd.Flags().StringVar(&key, "key", "", "the public `key` that log key prints, or a file that holds it")
	p.json(cmd, "what it proves as a JSON object")
	return cmd
}

func (p *program) checkProof(file, key string) error {
	verifier, err := proof.ParsePublicKey(key)
	if text, missing := p.readSmall(key); err != nil && missing == nil {
		verifier, err = proof.ParsePublicKey(strings.TrimSpace(string(text)))
	}
	if err != nil {
		return fmt.Errorf("--key: %w", err)
	}
	data, err := p.readSmall(file)
	if err != nil {
		return err
	}
	inclusion, err := proof.ParseInclusion(data)
	if err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	head, err := inclusion.Verify(verifier)
	if err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	if _, err := proof.DecodeEntry(inclusion.Entry); err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	if p.asJSON {
		return p.printObject(proven{Log: verifier.Name(), Index: inclusion.Index, Size: head.Size, Time: head.Time, Entry: inclusion.Entry})
	}
	return p.print(fmt.Sprintf("the proof holds: when the log %s had %d entries, at %s, entry %d of it was\n%s\n",
		oneLine(verifier.Name()), head.Size, moment(head.Time), inclusion.Index, oneLine(string(inclusion.Entry))))
}
