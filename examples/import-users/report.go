package main

import (
	"fmt"
	"io"
	"time"

	"github.com/flymyai/stytch-go/examples/import-users/internal/journal"
)

// report prints what became of the records, in all runs together.
func report(w io.Writer, log *journal.Journal, records int, took time.Duration) {
	fmt.Fprintf(w, "%d of %d records are done, after %v in this run:\n", log.Total(), records, took.Round(time.Second))
	for _, row := range []struct {
		outcome journal.Outcome
		text    string
	}{
		{journal.Created, "users created"},
		{journal.Updated, "users existed and were updated"},
		{journal.Left, "users existed and were left as they are"},
		{journal.Rejected, "records were rejected by Stytch"},
		{journal.Invalid, "records were invalid"},
	} {
		if n := log.Count(row.outcome); n > 0 {
			fmt.Fprintf(w, "%10d %s\n", n, row.text)
		}
	}
	if n := log.Recovered(); n > 0 {
		fmt.Fprintf(w, "%d of the users created were found after a lost response or a killed program.\n", n)
	}
}
