//go:build unix

package main

import (
	"bufio"
	"crypto/sha256"
	"encoding/json"
	"flag"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/flymyai/stytch-go/internal/testsize"
)

// manyUsers is how many users the test of the heap imports. The figure of docs/benchmarks.md is that of 1,000,000.
var manyUsers = flag.Int("users", usersInHeap(), "users to import in TestProgram_heap")

func usersInHeap() int {
	if testsize.All() {
		return 20_000
	}
	return 5000
}

// counter accepts users and counts them, and the same ones. It keeps little of them.
type counter struct {
	mu    sync.Mutex
	seen  map[[8]byte]bool
	twice int
}

func (c *counter) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	if r.URL.Path == "/v1/users/search" {
		_, _ = w.Write([]byte(`{"status_code":200,"request_id":"r","results":[],"results_metadata":{"total":0}}`))
		return
	}
	var req struct {
		Email string `json:"email"`
	}
	if err := json.NewDecoder(r.Body).Decode(&req); err != nil {
		w.WriteHeader(http.StatusBadRequest)
		return
	}
	sum := sha256.Sum256([]byte(req.Email))
	c.mu.Lock()
	if key := [8]byte(sum[:8]); c.seen[key] {
		c.twice++
	} else {
		c.seen[key] = true
	}
	c.mu.Unlock()
	_, _ = fmt.Fprintf(w, `{"status_code":200,"request_id":"r","user_id":"user-test-%x","user_created":true,"user":{"user_id":"user-test-%[1]x"}}`, sum[:16])
}

// The heap does not grow with the file.
func TestProgram_heap(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "users.ndjson")
	file, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	w := bufio.NewWriter(file)
	encoder := json.NewEncoder(w)
	for i := range *manyUsers {
		if err := encoder.Encode(row(i)); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	if err := file.Close(); err != nil {
		t.Fatal(err)
	}
	c := &counter{seen: map[[8]byte]bool{}}
	srv := httptest.NewServer(c)
	t.Cleanup(srv.Close)
	p := &program{T: t, projectID: "project-test-11111111-1111-4111-8111-111111111111", secret: "secret-test-1", url: srv.URL, args: []string{path}, mode: "measure"}
	printed, ended := p.run()
	if !ended.Success() || !strings.Contains(printed, fmt.Sprintf("%d users created", *manyUsers)) || len(c.seen) != *manyUsers || c.twice > 0 {
		t.Errorf("%v, %d users, %d twice", ended, len(c.seen), c.twice)
	}
	match := regexp.MustCompile(`heap: (\d+) MiB`).FindStringSubmatch(printed)
	if match == nil {
		t.Fatal("the program did not print its heap")
	}
	if mib, err := strconv.Atoi(match[1]); err != nil || mib > 32 {
		t.Errorf("the heap held %s MiB, %v", match[1], err)
	}
}
