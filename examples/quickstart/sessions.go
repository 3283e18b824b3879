package main

import (
	"context"
	"strings"
	"time"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/sessions"
)

// checkAndEndSession lists the sessions of a user, checks one with the API and without, and revokes it. In a web
// server, client.Sessions.Middleware does the checks.
func checkAndEndSession(ctx context.Context, client *stytch.Client, user login, done report) error {
	list, err := client.Sessions.Get(ctx, user.userID)
	if err != nil {
		return err
	}
	done("Sessions.Get", "Charles has %d session", len(list.Sessions))

	// Authenticate returns a new session JWT.
	current, err := client.Sessions.Authenticate(ctx, sessions.AuthenticateRequest{SessionToken: user.sessionToken})
	if err != nil {
		return err
	}
	// For the next five minutes, the JWT can be checked without calling the API.
	session, err := client.Sessions.AuthenticateJWTLocal(ctx, current.SessionJWT)
	if err != nil {
		return err
	}
	done("Sessions.Authenticate", "valid until %s, its JWT verified locally", session.ExpiresAt.Format(time.TimeOnly))

	// A JWT that was issued before stays valid until it expires.
	if _, err := client.Sessions.Revoke(ctx, sessions.RevokeRequest{SessionToken: user.sessionToken}); err != nil {
		return err
	}
	done("Sessions.Revoke", "Charles is logged out")
	return nil
}

// factors lists the factors that a session was authenticated with.
func factors(session *api.Session) string {
	var types []string
	for _, factor := range session.AuthenticationFactors {
		types = append(types, string(factor.Type))
	}
	return strings.Join(types, " + ")
}
