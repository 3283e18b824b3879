// Command eval measures what common tasks cost an agent that uses stytch-mcp: calls, wrong turns and tokens.
//
//	go run ./cmd/stytch-mcp/eval
//
// This prints the table of docs/mcp.md. Each task is a script of the calls that an agent makes, against an emulator
// with the same users each time. A wrong turn is a failed call that is typical of agents. The script then continues as
// the result advises. The tokens of a language model are counted at 4 bytes each, in the arguments that the agent
// writes and in the text of the results that it reads. The list of tools, which is the same for every task, is not
// counted.
package main

import (
	"context"
	"fmt"
	"os"
)

func main() {
	table, err := evaluate(context.Background())
	if err != nil {
		fmt.Fprintln(os.Stderr, "eval:", err)
		os.Exit(1)
	}
	fmt.Print(table)
}
