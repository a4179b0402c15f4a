package main

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"strings"
	"testing"
)

// TestMCPOverStandardStreams talks to the archive as a language model's program does, which keeps the stream open while it waits.
func TestMCPOverStandardStreams(t *testing.T) {
	data := t.TempDir()
	var out, errs bytes.Buffer
	none := func(string) string { return "" }
	if code := Run(t.Context(), []string{"add", "--data", data, "--reader", "fast", "../../samples/articles/6-operator-venn-courier.txt"}, strings.NewReader(""), &out, &errs, none); code != exitRead {
		t.Fatal(errs.String())
	}
	errs.Reset()
	stdin, requests := io.Pipe()
	answers, stdout := io.Pipe()
	code := make(chan int, 1)
	go func() {
		code <- Run(t.Context(), []string{"mcp", "--data", data, "--base", "https://record.example/"}, stdin, stdout, &errs, none)
		_ = stdout.Close()
	}()
	lines := bufio.NewReader(answers)
	for _, step := range []struct{ request, want string }{
		{`{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"test","version":"1"}}}`, `"name":"gainsay"`},
		{`{"jsonrpc":"2.0","method":"notifications/initialized"}`, ""},
		{`{"jsonrpc":"2.0","id":2,"method":"tools/list"}`, `"name":"exchange"`},
		{`{"jsonrpc":"2.0","id":3,"method":"tools/call","params":{"name":"search","arguments":{"query":"speaker:Ruland"}}}`, `"permalink":"https://record.example/statement/d1/s`},
	} {
		if _, err := fmt.Fprintln(requests, step.request); err != nil {
			t.Fatal(err)
		}
		if step.want == "" {
			continue
		}
		answer, err := lines.ReadString('\n')
		if err != nil || !strings.Contains(answer, step.want) {
			t.Fatalf("%s: %v %s", step.request, err, answer)
		}
	}
	_ = requests.Close()
	if c := <-code; c != exitRead || errs.Len() > 0 {
		t.Errorf("it ended with %d: %s", c, errs.String())
	}
}
