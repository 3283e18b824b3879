package conformance_test

import (
	"flag"
	"fmt"
	"net/http"
	"os"
	"reflect"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/internal/clienttest"
)

var update = flag.Bool("update", false, "rewrite what is generated from the code")

// The package documentation says which methods are idempotent, and so are retried. The table is generated from
// what the methods do when a server first responds with 503.
func TestRetryTable(t *testing.T) {
	t.Parallel()
	classes := map[string]map[bool][]string{} // domain -> retried -> methods
	var domains []string
	for _, m := range retriedMethods(t) {
		domain, name, _ := strings.Cut(m.name, ".")
		if classes[domain] == nil {
			classes[domain] = map[bool][]string{}
			domains = append(domains, domain)
		}
		classes[domain][m.retried] = append(classes[domain][m.retried], name)
	}
	var table strings.Builder
	for _, domain := range domains {
		for _, row := range []struct {
			class   string
			retried bool
		}{{"idempotent", true}, {"not idempotent", false}} {
			if names := classes[domain][row.retried]; len(names) > 0 {
				slices.Sort(names)
				table.WriteString(fill(fmt.Sprintf("//\t%-13s  %-14s  ", domain, row.class), names))
			}
		}
	}

	const from, to = "// The table shows which methods are idempotent. It is generated from the code.\n//\n", "//\n// # Secrets"
	doc, err := os.ReadFile(root + "/doc.go")
	if err != nil {
		t.Fatal(err)
	}
	before, rest, found := strings.Cut(string(doc), from)
	written, after, found2 := strings.Cut(rest, to)
	if !found || !found2 {
		t.Fatal("doc.go has no place for the table")
	}
	if *update {
		if err := os.WriteFile(root+"/doc.go", []byte(before+from+table.String()+to+after), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(table.String(), written); diff != "" {
		t.Errorf("doc.go and the code differ; run go test ./internal/conformance -run RetryTable -update (-code +doc):\n%s", diff)
	}
}

// retriedMethod is a method that calls the API, and whether a call is retried after a failure that may be temporary.
type retriedMethod struct {
	name    string
	retried bool
}

// retriedMethods finds out what the methods do when a server first responds with 503.
func retriedMethods(t *testing.T) []retriedMethod {
	t.Helper()
	var attempts atomic.Int32
	client := clienttest.New(t, func(w http.ResponseWriter, r *http.Request) {
		attempts.Add(1)
		clienttest.Fail(http.StatusServiceUnavailable, "server_unavailable")(w, r)
	}, stytch.WithRetry(stytch.RetryPolicy{MaxAttempts: 2, BaseDelay: time.Nanosecond}))
	var list []retriedMethod
	for _, m := range methods(reflect.ValueOf(client), "") {
		found := retriedMethod{name: m.name}
		// The retry budget is sometimes used up. Calls that are not retried refill it.
		for n := 0; n < 20 && !found.retried; n++ {
			attempts.Store(0)
			m.call.Call(placeholders(t.Context(), m))
			found.retried = attempts.Load() == 2
		}
		list = append(list, found)
	}
	return list
}

// fill writes words after a prefix, on as many lines as necessary.
func fill(prefix string, words []string) string {
	var out strings.Builder
	line := prefix
	for _, word := range words {
		if len(line)+len(word) > 100 {
			out.WriteString(strings.TrimRight(line, " ") + "\n")
			line = "//\t" + strings.Repeat(" ", len(prefix)-len("//\t"))
		}
		line += word + " "
	}
	return out.String() + strings.TrimRight(line, " ") + "\n"
}
