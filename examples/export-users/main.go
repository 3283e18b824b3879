// Command export-users writes the users of a Stytch project to a file: all of them, or those that match a query.
//
//	go run ./examples/export-users -o users.csv
//	go run ./examples/export-users -query '{"operands":[{"filter_name":"status","filter_value":"active"}]}'
//
// It can be stopped at any time, by Ctrl-C as well as by a power cut: the same command resumes the export, without
// losing or repeating a user. It may miss users who are created or deleted in the meantime, since Stytch does not
// document the order of its search results. Only one export at a time may write to a file.
//
// Without keys it exports the sample users of stytchtest, an in-process Stytch emulator. With STYTCH_PROJECT_ID and
// STYTCH_SECRET set it exports the users of Stytch's test environment; live keys require -live.
//
// A line of NDJSON is a user as the API returns it, except for integers above 2^53 in metadata, which are rounded to
// float64. encoding.go lists the columns of CSV, and formula.go describes how cells are escaped so that spreadsheets do
// not evaluate them.
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
	"github.com/flymyai/stytch-go/examples/internal/progress"
	"github.com/flymyai/stytch-go/users"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second Ctrl-C ends the program at once
	err := run(ctx, os.Args[1:], os.Stderr, progress.IsTerminal(os.Stderr))
	stop()
	switch {
	case err == nil, errors.Is(err, flag.ErrHelp):
	case errors.Is(err, errUsage):
		os.Exit(2)
	default:
		fmt.Fprintln(os.Stderr, "export-users:", err)
		os.Exit(1)
	}
}

// errUsage reports wrong flags, which the flag package has explained.
var errUsage = errors.New("wrong flags")

const (
	// searchesPerMinute is Stytch's limit for a project.
	searchesPerMinute = 150
	// maxPage is the largest number of users that a search returns.
	maxPage = 1000
)

func run(ctx context.Context, args []string, messages io.Writer, terminal bool) error {
	flags := flag.NewFlagSet("export-users", flag.ContinueOnError)
	flags.SetOutput(messages)
	path := flags.String("o", "users.ndjson", "output `file`; its extension selects the format")
	format := flags.String("format", "", "`ndjson or csv` (default the extension of the file)")
	query := flags.String("query", "", "search query in `JSON`, as the API takes it (default all users)")
	perMinute := flags.Float64("rate", searchesPerMinute, "searches per `minute`; choose fewer if other programs search too")
	live := flags.Bool("live", false, "allow live keys: export the users of a live project")
	switch err := flags.Parse(args); {
	case errors.Is(err, flag.ErrHelp):
		return err
	case err != nil:
		return errUsage
	}
	if flags.NArg() > 0 {
		return fmt.Errorf("unexpected argument %q; see -help", flags.Arg(0))
	}
	if *format == "" {
		*format = strings.TrimPrefix(filepath.Ext(*path), ".")
	}
	if _, ok := encodings[*format]; !ok {
		return fmt.Errorf("unknown format %q; use -format ndjson or -format csv", *format)
	}
	if *perMinute <= 0 {
		return errors.New("-rate must be greater than 0")
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
		progress: &progress.Progress{Out: messages, Terminal: terminal},
	}).run(ctx)
}

// parseQuery decodes a query and rejects unknown fields, since a query with a misspelled field matches too many users.
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
		return query, errors.New("there is more text after the query")
	}
	if query.Operator != api.SearchOperatorAND && query.Operator != api.SearchOperatorOR {
		return query, fmt.Errorf("unknown operator %q; it must be AND or OR", query.Operator)
	}
	return query, nil
}
