package redisstore_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/flymyai/stytch-go/internal/redistest"
	"github.com/flymyai/stytch-go/stytchtest"
	"github.com/flymyai/stytch-go/webhooks"
)

// fleet is a number of replicas. One that crashes is replaced.
type fleet struct {
	start func() *process

	mu        sync.Mutex
	processes []*process
	crashes   atomic.Int32
}

// any returns one of the replicas.
func (f *fleet) any() *process {
	f.mu.Lock()
	defer f.mu.Unlock()
	n := rand.IntN(len(f.processes))
	select {
	case <-f.processes[n].exited:
		f.crashes.Add(1)
		f.processes[n] = f.start()
	default:
	}
	return f.processes[n]
}

// 8 replicas get each of 200 events 3 times, at the same time, and Svix retries what is not acknowledged. Handlers crash
// the process, panic and fail at random. Every event is handled, and by one handler that returned nil.
func TestEventsAreHandledOnce(t *testing.T) {
	t.Parallel()
	heavy.Lock()
	defer heavy.Unlock()
	redis := redistest.Start(t)
	srv := stytchtest.NewServer(t)
	cfg := replicaConfig{Redis: redis.Addr, Journal: filepath.Join(t.TempDir(), "journal"), Crash: 0.1}
	f := &fleet{start: func() *process { return startReplica(t, srv, cfg) }}
	certain := cfg
	certain.Crash = 1 // with its first event
	f.processes = append(f.processes, startReplica(t, srv, certain))
	for range 7 {
		f.processes = append(f.processes, f.start())
	}
	const deliveries = 3
	events := 200 / share()
	var attempts atomic.Int32
	var wg sync.WaitGroup
	limit := make(chan struct{}, 24) // deliveries at the same time
	for n := range events {
		for range deliveries {
			wg.Go(func() {
				limit <- struct{}{}
				defer func() { <-limit }()
				for !deliver(t, f.any(), id("event", n)) && !t.Failed() {
					attempts.Add(1)
					time.Sleep(50 * time.Millisecond)
				}
			})
		}
	}
	wg.Wait()
	journal, err := os.ReadFile(cfg.Journal)
	if err != nil {
		t.Fatal(err)
	}
	handled := map[string]int{}
	for line := range strings.FieldsSeq(string(journal)) {
		handled[line]++
	}
	for n := range events {
		if got := handled[id("event", n)]; got != 1 {
			t.Errorf("%s was handled %d times", id("event", n), got)
		}
	}
	if f.crashes.Load() == 0 {
		t.Error("no replica has crashed")
	}
	t.Logf("%d crashes, %d deliveries that were not acknowledged", f.crashes.Load(), attempts.Load())
}

// deliver delivers an event and reports whether it was acknowledged.
func deliver(t *testing.T, p *process, eventID string) bool {
	body := fmt.Appendf(nil, `{"event_id":%q,"action":"CREATE","object_type":"user","id":"user-test-1"}`, eventID)
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, p.url+"/webhook", bytes.NewReader(body))
	if err != nil {
		t.Error(err)
		return true
	}
	if r.Header, err = webhooks.Sign(body, "msg_"+eventID, time.Now(), webhookSecret); err != nil {
		t.Error(err)
		return true
	}
	r.Close = true
	resp, err := (&http.Client{Timeout: patience}).Do(r)
	if err != nil {
		return false // the replica has crashed
	}
	_ = resp.Body.Close()
	return resp.StatusCode == http.StatusNoContent
}
