package main

import (
	"crypto/sha256"
	"crypto/subtle"
	"net/http"
	"net/url"
	"strings"

	"github.com/flymyai/stytch-go/internal/loopback"
)

// access decides who may call the server: anyone on this machine, clients with a token, or users of the project.
type access struct {
	// token is the bearer token that requests need. It is empty with oauth.
	token string
	oauth *resource
}

// protect passes on the requests that may call the server. Health and metadata need no token.
func (a access) protect(next http.Handler) http.Handler {
	if a.oauth == nil {
		return checkOrigin(withHealth(checkToken(a.token, next)))
	}
	mux := http.NewServeMux()
	mux.Handle("/", checkOrigin(withHealth(a.oauth.protect(next))))
	for _, path := range a.oauth.metadata.Paths() {
		mux.Handle(path, a.oauth.metadata)
	}
	return mux
}

// checkOrigin rejects requests from web pages of other machines. Programs send no Origin header.
func checkOrigin(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		for _, origin := range r.Header.Values("Origin") {
			u, err := url.Parse(origin)
			if err != nil || !loopback.Host(u.Hostname()) {
				http.Error(w, "requests from web pages of other machines are rejected", http.StatusForbidden)
				return
			}
		}
		next.ServeHTTP(w, r)
	})
}

// checkToken requires the bearer token, if there is one.
func checkToken(token string, next http.Handler) http.Handler {
	if token == "" {
		return next
	}
	want := sha256.Sum256([]byte(token))
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		scheme, given, _ := strings.Cut(r.Header.Get("Authorization"), " ")
		got := sha256.Sum256([]byte(given))
		if !strings.EqualFold(scheme, "Bearer") || subtle.ConstantTimeCompare(got[:], want[:]) != 1 {
			w.Header().Set("WWW-Authenticate", "Bearer")
			http.Error(w, "the bearer token is missing or wrong", http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}
