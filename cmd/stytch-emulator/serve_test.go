package main

import (
	"context"
	"log/slog"
	"net"
	"net/http"
	"testing"
)

// stopDuring stops a server while it handles a call, and returns the result of the call.
func stopDuring(t *testing.T, handle func(stopping context.Context)) (callErr error) {
	t.Helper()
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	handler := http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		stop()
		handle(r.Context())
	})
	listener, err := listen(ctx, "localhost:0", false)
	if err != nil {
		t.Fatal(err)
	}
	called := make(chan error, 1)
	call := func() {
		resp, err := http.Get("http://" + listener.Addr().String())
		if err == nil {
			err = resp.Body.Close()
		}
		called <- err
	}
	log := slog.New(slog.DiscardHandler)
	if err := serve(ctx, newServer(ctx, handler, log), listener, log, func() { go call() }); err != nil {
		t.Errorf("serve returns %v", err)
	}
	return <-called
}

func TestServe_finishesCalls(t *testing.T) {
	t.Parallel()
	if err := stopDuring(t, func(context.Context) {}); err != nil {
		t.Error(err)
	}
}

// Calls delayed by a fault end when the emulator stops.
func TestServe_cutsDelays(t *testing.T) {
	t.Parallel()
	if err := stopDuring(t, func(stopping context.Context) {
		<-stopping.Done()
		panic(http.ErrAbortHandler)
	}); err == nil {
		t.Error("the delayed call was answered")
	}
}

// A call that never ends delays the shutdown only briefly.
func TestServe_cutsEndlessCalls(t *testing.T) {
	t.Parallel()
	over := make(chan struct{})
	defer close(over)
	if err := stopDuring(t, func(context.Context) { <-over }); err == nil {
		t.Error("the endless call was answered")
	}
}

func TestServe_listenerFails(t *testing.T) {
	t.Parallel()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	if err := listener.Close(); err != nil {
		t.Fatal(err)
	}
	log := slog.New(slog.DiscardHandler)
	if err := serve(t.Context(), newServer(t.Context(), http.NotFoundHandler(), log), listener, log, func() {}); err == nil {
		t.Error("nothing is wrong with a closed listener")
	}
}
