// Command export-users writes the users of a Stytch project to a file, all of them or those that a query matches.
//
//	go run ./examples/export-users -o users.csv
//	go run ./examples/export-users -query '{"operands":[{"filter_name":"status","filter_value":"active"}]}'
//
// It may be interrupted at any time, by Ctrl-C as well as by a power cut: the same command goes on where it was, with
// nothing lost or doubled. Users who come or go meanwhile may be missed; Stytch does not say in which order it lists
// them. Only one export at a time may write to a file.
//
// Without keys it exports made-up users of stytchtest, a Stytch inside this process. With STYTCH_PROJECT_ID and
// STYTCH_SECRET set it uses Stytch's test environment; for live keys it wants -live.
//
// A line of NDJSON is a user as the API answers it, but for numbers in metadata: they are float64, so whole ones above
// 2^53 are rounded. The columns of CSV, and what keeps spreadsheets from taking its cells for formulas, are described
// in encoding.go.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"golang.org/x/time/rate"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/users"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop) // a second Ctrl-C does not wait
	err := run(ctx, os.Args[1:], os.Stderr, isTerminal(os.Stderr))
	if err != nil && !errors.Is(err, flag.ErrHelp) {
		fmt.Fprintln(os.Stderr, "export-users:", err)
		stop()
		os.Exit(1)
	}
}

const (
	// searchesPerMinute is what Stytch allows a project.
	searchesPerMinute = 150
	// maxPage is the largest page of a search.
	maxPage = 1000
)

func run(ctx context.Context, args []string, messages io.Writer, terminal bool) error {
	flags := flag.NewFlagSet("export-users", flag.ContinueOnError)
	flags.SetOutput(messages)
	path := flags.String("o", "users.ndjson", "`file` to write to; its extension says the format")
	format := flags.String("format", "", "ndjson or csv, whatever the extension is")
	query := flags.String("query", "", "which users, in `JSON` as the API has it; all when empty")
	perMinute := flags.Float64("rate", searchesPerMinute, "searches a minute, fewer where other programs search too")
	live := flags.Bool("live", false, "export the real users of a live project")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if flags.NArg() > 0 {
		return fmt.Errorf("what is %q? There are flags only, see -help", flags.Arg(0))
	}
	if *format == "" {
		*format = strings.TrimPrefix(filepath.Ext(*path), ".")
	}
	if _, ok := encodings[*format]; !ok {
		return fmt.Errorf("the format is %q; give -format ndjson or -format csv", *format)
	}
	if *perMinute <= 0 {
		return errors.New("-rate must be above 0")
	}
	wanted, err := parseQuery(*query)
	if err != nil {
		return fmt.Errorf("-query: %w", err)
	}
	source, err := newSource(*live)
	if err != nil {
		return err
	}
	defer source.close()
	fmt.Fprintln(messages, source.about)

	return (&export{
		client:   source.client,
		query:    wanted,
		format:   *format,
		path:     *path,
		pageSize: maxPage,
		limiter:  rate.NewLimiter(rate.Limit(*perMinute/time.Minute.Seconds()), 1),
		progress: &progress{out: messages, terminal: terminal},
	}).run(ctx)
}

// parseQuery reads a query strictly, since a part that is misspelled would match more users than was meant.
func parseQuery(text string) (users.Query, error) {
	if text == "" {
		return users.Query{}, nil
	}
	query := users.And()
	decoder := json.NewDecoder(strings.NewReader(text))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&query); err != nil {
		return query, err
	}
	if decoder.More() {
		return query, errors.New("there is something after the query")
	}
	if query.Operator != api.SearchOperatorAND && query.Operator != api.SearchOperatorOR {
		return query, fmt.Errorf("the operator is %q; it must be AND or OR", query.Operator)
	}
	return query, nil
}
