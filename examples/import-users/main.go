// Command import-users imports users with their password hashes into a Stytch project.
//
//	go run ./examples/import-users -dry-run users.ndjson
//	go run ./examples/import-users users.csv
//	go run ./examples/import-users -format auth0 passwords.json.gz
//
// It reads files in its own format (package internal/input lists the fields) and the exports of Auth0, Firebase, Amazon
// Cognito and export-users. First it checks the whole file and prints what is wrong with it. Then it imports with many
// workers, as fast as Stytch accepts calls: the client waits for rate limits.
//
// It can be stopped at any time, by Ctrl-C as well as by kill -9 or a power cut: the same command resumes the import,
// without losing a user or importing one twice. A journal beside the file says what became of each record, with the
// user ID that Stytch gave it. Records that fail are written to a file that can be corrected and imported again.
//
// Without keys it imports into stytchtest, an in-process Stytch emulator. With STYTCH_PROJECT_ID and STYTCH_SECRET set
// it imports into Stytch's test environment; live keys require -live.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"

	"golang.org/x/time/rate"

	"github.com/flymyai/stytch-go/examples/import-users/internal/input"
	"github.com/flymyai/stytch-go/examples/import-users/internal/journal"
	"github.com/flymyai/stytch-go/examples/internal/progress"
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
		fmt.Fprintln(os.Stderr, "import-users:", err)
		os.Exit(1)
	}
}

// errUsage reports wrong flags, which the flag package has explained.
var errUsage = errors.New("wrong flags")

// settings are what the command line says.
type settings struct {
	path, format     string
	dropHashes       bool
	dryRun           bool
	skipInvalid      bool
	update           bool
	workers          int
	rate             float64
	journal, rejects string
	shown            int
	live             bool
	messages         io.Writer
	terminal         bool
}

func parse(args []string, messages io.Writer) (*settings, error) {
	s := &settings{messages: messages}
	flags := flag.NewFlagSet("import-users", flag.ContinueOnError)
	flags.SetOutput(messages)
	flags.Usage = func() {
		fmt.Fprintln(messages, "usage: import-users [flags] file")
		flags.PrintDefaults()
	}
	flags.StringVar(&s.format, "format", "", "`format` of the file: "+strings.Join(input.Formats(), ", ")+" (default by the extension: ndjson or csv)")
	flags.BoolVar(&s.dropHashes, "drop-hashes", false, "import users whose password Stytch cannot verify, but without the password")
	flags.BoolVar(&s.dryRun, "dry-run", false, "check the file and import nothing")
	flags.BoolVar(&s.skipInvalid, "skip-invalid", false, "import the valid records of a file that has problems; the others become rejects")
	existing := flags.String("existing", "leave", "what to do with users who exist: `leave or update` them")
	flags.IntVar(&s.workers, "workers", 16, "`number` of calls at a time")
	flags.Float64Var(&s.rate, "rate", 0, "calls per `second`, if other programs need some (default as many as Stytch accepts)")
	flags.StringVar(&s.journal, "journal", "", "`file` that records the progress (default the name of the input and .journal)")
	flags.StringVar(&s.rejects, "rejects", "", "`file` for the records that fail (default beside the input)")
	flags.IntVar(&s.shown, "problems", 50, "`number` of problems to print")
	flags.BoolVar(&s.live, "live", false, "allow live keys: import into a live project")
	switch err := flags.Parse(args); {
	case errors.Is(err, flag.ErrHelp):
		return nil, err
	case err != nil:
		return nil, errUsage
	case flags.NArg() != 1:
		return nil, fmt.Errorf("there must be one file to import, not %d; see -help", flags.NArg())
	case *existing != "leave" && *existing != "update":
		return nil, fmt.Errorf("-existing must be leave or update, not %q", *existing)
	case s.workers < 1 || s.workers > 1000:
		return nil, errors.New("-workers must be between 1 and 1000")
	case s.rate < 0:
		return nil, errors.New("-rate must not be negative")
	}
	s.path = flags.Arg(0)
	s.update = *existing == "update"
	if s.journal == "" {
		s.journal = s.path + ".journal"
	}
	if s.rejects == "" {
		s.rejects = rejectsPath(s.path)
	}
	return s, nil
}

func run(ctx context.Context, args []string, messages io.Writer, terminal bool) error {
	s, err := parse(args, messages)
	if err != nil {
		return err
	}
	s.terminal = terminal
	return s.run(ctx, newTarget)
}

// run checks the file and imports it into a target.
func (s *settings) run(ctx context.Context, open func(*settings) (*target, error)) error {
	file, err := input.Open(s.path, s.format, input.Options{DropHashes: s.dropHashes})
	if err != nil {
		return err
	}
	checked, err := check(ctx, file, s.shown)
	if err != nil {
		return err
	}
	if err := checked.print(s.messages, s.path); err != nil {
		return err
	}
	switch {
	case checked.invalid > 0 && s.dryRun:
		return fmt.Errorf("%d of %d records cannot be imported", checked.invalid, checked.records)
	case s.dryRun:
		return nil
	case checked.invalid > 0 && !s.skipInvalid:
		return fmt.Errorf("nothing was imported, since %d of %d records have problems\n"+
			"correct them, or add -skip-invalid to import the others", checked.invalid, checked.records)
	}
	target, err := open(s)
	if err != nil {
		return err
	}
	defer target.close()
	return s.importInto(ctx, target, file, checked)
}

// importInto imports a file that was checked into a target.
func (s *settings) importInto(ctx context.Context, target *target, file *input.File, checked *checked) (err error) {
	fmt.Fprintln(s.messages, target.about)

	existing := "leave"
	if s.update {
		existing = "update"
	}
	log, err := journal.Open(target.journal, journal.Import{
		Version: journalVersion, Project: target.client.ProjectID(), SHA256: checked.sum, Records: checked.records,
		Format: file.Format, Existing: existing, Options: fmt.Sprintf("drop-hashes=%t", s.dropHashes),
	})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, log.Close()) }()

	limit := rate.Inf
	if s.rate > 0 {
		limit = rate.Limit(s.rate)
	}
	im := &importer{
		client: target.client, file: file, checked: checked, journal: log,
		update: s.update, workers: s.workers, limiter: rate.NewLimiter(limit, 1),
		progress: &progress.Progress{Out: s.messages, Terminal: s.terminal},
	}
	start := time.Now()
	err = im.run(ctx)
	report(s.messages, log, checked.records, time.Since(start))
	if err != nil {
		return stopped(err, log, checked.records)
	}
	failed := log.Count(journal.Rejected) + log.Count(journal.Invalid)
	if failed == 0 {
		return nil
	}
	if err := writeRejects(s.rejects, file, log); err != nil {
		return fmt.Errorf("%d records were not imported: %w", failed, err)
	}
	return fmt.Errorf("%d records were not imported: %s has them, and %s says why\ncorrect them there and import that file",
		failed, s.rejects, reasonsPath(s.rejects))
}

// stopped returns the error of an import that was interrupted.
func stopped(err error, log *journal.Journal, records int) error {
	const resume = "stopped after %d of %d records; run the same command again to resume"
	if errors.Is(err, context.Canceled) {
		return fmt.Errorf(resume, log.Total(), records)
	}
	return fmt.Errorf("%w\n"+resume, err, log.Total(), records)
}

// journalVersion changes whenever this program cannot resume an import of an older version.
const journalVersion = 1
