package tools

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/go-json-experiment/json"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/sessions"
)

func (b *toolbox) sessions() []*tool {
	return []*tool{
		define(spec{
			name: "stytch_session_get", title: "List sessions of a user", effect: reads,
			shape:       shape{list: "sessions", id: "session_id", fields: fieldsOf[session]()},
			description: "List the active sessions of a user, without their tokens.",
		}, b.sessionGet),
		define(spec{
			name: "stytch_session_authenticate", title: "Authenticate a session", effect: adds,
			description: "Check that a session is active. With return_jwt, get a new JWT for it; with authorization_check, also check whether its user has a permission.",
			rules:       []rule{exactlyOneOf("session_token", "session_jwt")},
			guards: []guard{
				{
					argument:    "session_duration_minutes",
					does:        "changes the session's expiration",
					description: "With session_duration_minutes, change the session's expiration.",
				},
				{argument: "session_custom_claims", does: "changes the claims that backends read from the session"},
			},
		}, b.sessionAuthenticate),
		define(spec{
			name: "stytch_session_revoke", title: "Revoke a session", effect: overwrites,
			description: "End one session, or with user_id all sessions of a user. A JWT still passes local checks for up to 5 minutes.",
			rules:       []rule{exactlyOneOf("session_id", "session_token", "session_jwt", "user_id")},
		}, b.sessionRevoke),
	}
}

type sessionGetInput struct {
	UserID userID     `json:"user_id"`
	Fields fieldNames `json:"fields,omitzero"`
	Cursor cursor     `json:"cursor,omitzero"`
}

type sessionGetOutput struct {
	Sessions   []session `json:"sessions"`
	NextCursor string    `json:"next_cursor,omitzero"`
}

func (b *toolbox) sessionGet(ctx context.Context, in sessionGetInput) (sessionGetOutput, string, error) {
	resp, err := b.client.Sessions.Get(ctx, string(in.UserID))
	if err != nil {
		return sessionGetOutput{}, "", err
	}
	out := sessionGetOutput{}
	for i := range resp.Sessions {
		out.Sessions = append(out.Sessions, newSession(&resp.Sessions[i]))
	}
	return out, count(len(out.Sessions), "active session") + ".", nil
}

type sessionAuthenticateInput struct {
	SessionToken           token               `json:"session_token,omitzero" jsonschema:"Token of the session, e.g. WJtR5BCy38Szd5AfoDpf"`
	SessionJWT             jwt                 `json:"session_jwt,omitzero"`
	SessionDurationMinutes sessionMinutes      `json:"session_duration_minutes,omitzero" jsonschema:"Minutes from now until the session ends, e.g. 60. Without it, the end stays the same"`
	SessionCustomClaims    object              `json:"session_custom_claims,omitzero" jsonschema:"Claims to put in the session, e.g. {\"tenant\":\"acme\"}. null removes one; at most 4 KB"`
	ReturnJWT              returnJWT           `json:"return_jwt,omitzero"`
	AuthorizationCheck     *authorizationCheck `json:"authorization_check,omitzero" jsonschema:"Permission to check, from the project's RBAC policy, e.g. {\"resource_id\":\"documents\",\"action\":\"write\"}"`
}

type authorizationCheck struct {
	ResourceID rbacName `json:"resource_id" jsonschema:"Resource of the policy, e.g. documents"`
	Action     rbacName `json:"action" jsonschema:"Action on it, e.g. write"`
}

type sessionAuthenticateOutput struct {
	UserID       string           `json:"user_id"`
	SessionToken string           `json:"session_token" jsonschema:"Secret; valid until the session ends"`
	SessionJWT   string           `json:"session_jwt,omitzero" jsonschema:"Secret; valid for 5 minutes"`
	Session      sessionReference `json:"session"`
}

func (b *toolbox) sessionAuthenticate(ctx context.Context, in sessionAuthenticateInput) (sessionAuthenticateOutput, string, error) {
	req := sessions.AuthenticateRequest{
		SessionToken:           string(in.SessionToken),
		SessionJWT:             string(in.SessionJWT),
		SessionDurationMinutes: int(in.SessionDurationMinutes),
		SessionCustomClaims:    in.SessionCustomClaims,
	}
	if check := in.AuthorizationCheck; check != nil {
		req.AuthorizationCheck = sessions.AuthorizationCheck{ResourceID: string(check.ResourceID), Action: string(check.Action)}
	}
	resp, err := b.client.Sessions.Authenticate(ctx, req)
	if errors.Is(err, api.ErrorTypeSessionNotFound) && in.SessionJWT != "" {
		err = explainEnd(err, string(in.SessionJWT), time.Now())
	}
	if err != nil {
		return sessionAuthenticateOutput{}, "", err
	}
	out := sessionAuthenticateOutput{resp.Session.UserID, resp.SessionToken, in.ReturnJWT.of(resp.SessionJWT), sessionReference(newSession(&resp.Session))}
	summary := "The session is active."
	if resp.Verdict != nil && resp.Verdict.Authorized {
		summary += " Its user is authorized."
	}
	return out, summary, nil
}

// explainEnd explains, from a session JWT, how its session ended. Stytch has accepted the signature: for a forged JWT
// the error is unable_to_parse_session_jwt.
func explainEnd(err error, jwt string, now time.Time) error {
	var claims struct {
		UserID  string `json:"sub"`
		Session struct {
			SessionID string    `json:"id"`
			ExpiresAt time.Time `json:"expires_at"`
		} `json:"https://stytch.com/session"`
	}
	_, rest, _ := strings.Cut(jwt, ".")
	payload, _, _ := strings.Cut(rest, ".")
	data, decodeErr := base64.RawURLEncoding.DecodeString(payload)
	if decodeErr == nil {
		decodeErr = json.Unmarshal(data, &claims)
	}
	if decodeErr != nil || !stytchID.MatchString(claims.Session.SessionID) || !stytchID.MatchString(claims.UserID) || claims.Session.ExpiresAt.IsZero() {
		return err
	}
	end := claims.Session.ExpiresAt.Format(time.RFC3339)
	how := "expired at " + end + ". "
	if now.Before(claims.Session.ExpiresAt) {
		how = "was to last until " + end + ", so it was revoked or shortened, or its user was deleted; stytch_user_get shows whether the user exists. "
	}
	return &explainedError{
		error: err,
		next:  claims.Session.SessionID + " of " + claims.UserID + " " + how + "The user must log in again, with session_duration_minutes.",
	}
}

type sessionRevokeInput struct {
	SessionID    objectID `json:"session_id,omitzero" jsonschema:"ID of the session, e.g. session-test-fe6c042b-6286-479f-8a4f-b046a6c46509"`
	SessionToken token    `json:"session_token,omitzero" jsonschema:"Token of the session, e.g. WJtR5BCy38Szd5AfoDpf"`
	SessionJWT   jwt      `json:"session_jwt,omitzero" jsonschema:"JWT of the session, e.g. eyJhbGciOi.eyJzdWIiOi.c2ln"`
	UserID       userID   `json:"user_id,omitzero"`
}

type sessionRevokeOutput struct {
	Revoked int `json:"revoked" jsonschema:"Sessions that have ended"`
}

func (b *toolbox) sessionRevoke(ctx context.Context, in sessionRevokeInput) (sessionRevokeOutput, string, error) {
	if in.UserID != "" {
		return b.revokeAll(ctx, string(in.UserID))
	}
	_, err := b.client.Sessions.Revoke(ctx, sessions.RevokeRequest{
		SessionID:    string(in.SessionID),
		SessionToken: string(in.SessionToken),
		SessionJWT:   string(in.SessionJWT),
	})
	if err != nil {
		return sessionRevokeOutput{}, "", err
	}
	return sessionRevokeOutput{1}, "The session is revoked.", nil
}

// revokeAll revokes the sessions of a user one by one, since the API has no endpoint that revokes all.
func (b *toolbox) revokeAll(ctx context.Context, userID string) (sessionRevokeOutput, string, error) {
	resp, err := b.client.Sessions.Get(ctx, userID)
	if err != nil {
		return sessionRevokeOutput{}, "", err
	}
	var out sessionRevokeOutput
	for _, session := range resp.Sessions {
		_, err := b.client.Sessions.Revoke(ctx, sessions.RevokeRequest{SessionID: session.SessionID})
		if errors.Is(err, api.ErrorTypeSessionNotFound) {
			continue // it has ended in the meantime
		}
		if err != nil {
			return sessionRevokeOutput{}, "", &explainedError{err, fmt.Sprintf(
				"%d of %d sessions are revoked. Call stytch_session_revoke again with the same user_id for the others.", out.Revoked, len(resp.Sessions))}
		}
		out.Revoked++
	}
	if len(resp.Sessions) == 0 {
		return out, "The user has no active sessions.", nil
	}
	return out, "Revoked " + count(out.Revoked, "session") + ".", nil
}
