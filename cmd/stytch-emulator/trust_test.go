package main

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// The endpoint receives the token, and only a valid response is accepted.
func TestUserInfo(t *testing.T) {
	t.Parallel()
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.Header.Get("Authorization") {
		case "Bearer good":
			_, _ = w.Write([]byte(`{"sub": "1", "email": "ada@example.com"}`))
		case "Bearer moved":
			http.Redirect(w, r, "/elsewhere", http.StatusFound)
		case "Bearer text":
			_, _ = w.Write([]byte("ada@example.com"))
		default:
			w.WriteHeader(http.StatusUnauthorized)
		}
	}))
	t.Cleanup(srv.Close)
	ask, err := userInfo(srv.URL)
	if err != nil {
		t.Fatal(err)
	}
	if email, err := ask("good"); email != "ada@example.com" || err != nil {
		t.Errorf("%q, %v", email, err)
	}
	for token, want := range map[string]string{"moved": "302", "text": "JSON", "bad": "401"} {
		if _, err := ask(token); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %s", token, err, want)
		}
	}
}
