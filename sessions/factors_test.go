package sessions_test

import (
	"errors"
	"maps"
	"net/http"
	"net/http/httptest"
	"reflect"
	"testing"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/google/go-cmp/cmp"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/sessions"
)

// factor returns an authentication factor as in a session JWT or an API response.
func factor(kind string, age time.Duration) any {
	return map[string]any{"type": kind, "delivery_method": "x", "last_authenticated_at": start.Add(-age).Format(time.RFC3339)}
}

// tokenWithFactors returns the JWT of a session with only these factors.
func tokenWithFactors(factors ...any) string {
	session := maps.Clone(claims(nil)["https://stytch.com/session"].(map[string]any))
	session["authentication_factors"] = factors
	return token(map[string]any{"https://stytch.com/session": session})
}

// responseWithFactors returns the API's response for a session with only these factors.
func responseWithFactors(factors ...any) string {
	body, err := json.Marshal(map[string]any{
		"status_code": 200, "request_id": "r", "session_token": "opaque", "session_jwt": "new-jwt",
		"session": map[string]any{"session_id": sessionID, "user_id": userID, "expires_at": "2026-01-02T05:00:00Z", "authentication_factors": factors},
		"user":    map[string]any{"user_id": userID},
	})
	if err != nil {
		panic(err)
	}
	return string(body)
}

const totpType, recoveryType = api.AuthenticationFactorTypeTOTP, api.AuthenticationFactorTypeRecoveryCodes

// The factor checks apply to sessions from a JWT and from the API, in each of the three calls.
func TestFactors(t *testing.T) {
	t.Parallel()
	type problem struct {
		Type            string   `json:"type"`
		Status          int      `json:"status"`
		RequiredFactors []string `json:"required_factors"`
		MaxFactorAge    int      `json:"max_factor_age_seconds"`
	}
	const docs = "https://github.com/flymyai/stytch-go/blob/main/docs/sessions.md#"
	password, oldTOTP, newTOTP := factor("password", time.Minute), factor("totp", time.Hour), factor("totp", time.Minute)
	second := sessions.WithRequiredFactor(totpType, recoveryType)
	for _, test := range []struct {
		name    string
		factors []any
		opts    []sessions.LocalOption
		want    error
		problem problem
	}{
		{name: "required and there", factors: []any{password, oldTOTP}, opts: []sessions.LocalOption{second}},
		{name: "another of those named", factors: []any{factor("recovery_codes", time.Hour)}, opts: []sessions.LocalOption{second}},
		{
			name: "missing", factors: []any{password}, opts: []sessions.LocalOption{second}, want: sessions.ErrFactorRequired,
			problem: problem{docs + "factor-required", 403, []string{"totp", "recovery_codes"}, 0},
		},
		{
			name: "no factor at all", opts: []sessions.LocalOption{sessions.WithMaxFactorAge(time.Hour)}, want: sessions.ErrFactorRequired,
			problem: problem{docs + "factor-required", 403, nil, 3600},
		},
		{name: "any recent factor", factors: []any{password, oldTOTP}, opts: []sessions.LocalOption{sessions.WithMaxFactorAge(10 * time.Minute)}},
		{name: "just recent enough", factors: []any{oldTOTP}, opts: []sessions.LocalOption{sessions.WithMaxFactorAge(time.Hour)}},
		{
			name: "too old", factors: []any{oldTOTP}, opts: []sessions.LocalOption{sessions.WithMaxFactorAge(time.Hour - time.Second)}, want: sessions.ErrFactorTooOld,
			problem: problem{docs + "factor-too-old", 403, nil, 3599},
		},
		{
			name: "recent, but not of the required type", factors: []any{password, oldTOTP},
			opts: []sessions.LocalOption{second, sessions.WithMaxFactorAge(10 * time.Minute)}, want: sessions.ErrFactorTooOld,
			problem: problem{docs + "factor-too-old", 403, []string{"totp", "recovery_codes"}, 600},
		},
		{name: "recent of the required type", factors: []any{oldTOTP, newTOTP}, opts: []sessions.LocalOption{sessions.WithMaxFactorAge(10 * time.Minute), second}},
		{
			name: "without a time", factors: []any{map[string]any{"type": "totp"}},
			opts: []sessions.LocalOption{second, sessions.WithMaxFactorAge(24 * time.Hour)}, want: sessions.ErrFactorTooOld,
			problem: problem{docs + "factor-too-old", 403, []string{"totp", "recovery_codes"}, 86400},
		},
		{name: "both of two", factors: []any{password, oldTOTP}, opts: []sessions.LocalOption{second, sessions.WithRequiredFactor(api.AuthenticationFactorTypePassword)}},
		{
			name: "one of two", factors: []any{oldTOTP}, opts: []sessions.LocalOption{second, sessions.WithRequiredFactor(api.AuthenticationFactorTypePassword)},
			want: sessions.ErrFactorRequired, problem: problem{docs + "factor-required", 403, []string{"password"}, 0},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			i := newIssuer(t)
			i.status, i.body = 200, responseWithFactors(test.factors...)
			fresh := tokenWithFactors(test.factors...)
			expired := token(map[string]any{"exp": start.Unix() - 60})
			check := func(name string, ok bool, err error) {
				t.Helper()
				if !errors.Is(err, test.want) || ok != (test.want == nil) || (err != nil && sessions.StatusCode(err) != 403) {
					t.Errorf("%s = %v, %v; want %v", name, ok, err, test.want)
				}
			}
			session, err := i.client.Sessions.AuthenticateJWTLocal(t.Context(), fresh, test.opts...)
			check("AuthenticateJWTLocal", session != nil, err)
			jwtOptions := make([]sessions.JWTOption, len(test.opts))
			middlewareOptions := make([]sessions.MiddlewareOption, len(test.opts))
			for n, o := range test.opts {
				jwtOptions[n], middlewareOptions[n] = o, o
			}
			resp, err := i.client.Sessions.AuthenticateJWT(t.Context(), fresh, jwtOptions...)
			check("AuthenticateJWT of a fresh JWT", resp != nil, err)
			i.want(t, 1, 0) // a missing factor is no reason to call the API
			resp, err = i.client.Sessions.AuthenticateJWT(t.Context(), expired, jwtOptions...)
			check("AuthenticateJWT of an expired JWT", resp != nil, err)

			handler := i.client.Sessions.Middleware(middlewareOptions...)(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {}))
			for name, cookie := range map[string]http.Cookie{
				"fresh JWT":     {Name: "stytch_session_jwt", Value: fresh},
				"session token": {Name: "stytch_session", Value: "opaque"},
			} {
				r := httptest.NewRequest(http.MethodGet, "/", nil)
				r.AddCookie(&cookie)
				w := httptest.NewRecorder()
				handler.ServeHTTP(w, r)
				// The session is valid, so the browser gets its new JWT even if a factor is missing.
				if renewed := w.Header().Get("Set-Cookie") != ""; renewed != (cookie.Name == "stytch_session") {
					t.Errorf("%s: cookie set: %v", name, renewed)
				}
				if test.want == nil {
					if w.Code != 200 {
						t.Errorf("%s: status %d, body %s", name, w.Code, w.Body)
					}
					continue
				}
				var got problem
				if err := json.Unmarshal(w.Body.Bytes(), &got); err != nil {
					t.Fatal(err)
				}
				if diff := cmp.Diff(test.problem, got); diff != "" || w.Code != 403 {
					t.Errorf("%s: status %d, problem (-want +got):\n%s", name, w.Code, diff)
				}
			}
		})
	}
}

func TestFactorError(t *testing.T) {
	t.Parallel()
	i := newIssuer(t)
	_, err := i.client.Sessions.AuthenticateJWTLocal(t.Context(), token(nil), sessions.WithRequiredFactor(totpType, recoveryType), sessions.WithMaxFactorAge(time.Hour))
	got, ok := errors.AsType[*sessions.FactorError](err)
	want := &sessions.FactorError{Types: []api.AuthenticationFactorType{totpType, recoveryType}, MaxAge: time.Hour}
	if diff := cmp.Diff(want, got); !ok || diff != "" {
		t.Errorf("error (-want +got):\n%s", diff)
	}
	const text = "stytch: the session lacks a required authentication factor: needs totp or recovery_codes within 1h0m0s"
	if err.Error() != text {
		t.Errorf("error %q, want %q", err, text)
	}
}

// An option that would check nothing, or something other than it seems to, is an error.
func TestInvalidOptions(t *testing.T) {
	t.Parallel()
	read := sessions.WithAuthorizationCheck(sessions.AuthorizationCheck{ResourceID: "documents", Action: "read"})
	for name, opts := range map[string][]sessions.LocalOption{
		"empty check":             {sessions.WithAuthorizationCheck(sessions.AuthorizationCheck{})},
		"check without action":    {sessions.WithAuthorizationCheck(sessions.AuthorizationCheck{ResourceID: "documents"})},
		"check without resource":  {sessions.WithAuthorizationCheck(sessions.AuthorizationCheck{Action: "read"})},
		"two checks":              {read, read},
		"no factor type":          {sessions.WithRequiredFactor()},
		"empty factor type":       {sessions.WithRequiredFactor(totpType, "")},
		"factor age of 0":         {sessions.WithMaxFactorAge(0)},
		"negative factor age":     {sessions.WithMaxFactorAge(-time.Second)},
		"negative token age":      {sessions.WithMaxTokenAge(-time.Second)},
		"negative clock skew":     {sessions.WithClockSkew(-time.Second)},
		"invalid before good one": {sessions.WithMaxFactorAge(0), read},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			i := newIssuer(t)
			session, err := i.client.Sessions.AuthenticateJWTLocal(t.Context(), token(nil), opts...)
			if _, ok := errors.AsType[*api.ArgumentError](err); !ok || session != nil || sessions.StatusCode(err) != 500 {
				t.Errorf("AuthenticateJWTLocal = %v, %v; want an ArgumentError", session, err)
			}
			wantInvalid(t, i, opts)
		})
	}
	for name, opt := range map[string]sessions.JWTOption{
		"duration of 0":     sessions.WithSessionDurationMinutes(0),
		"negative duration": sessions.WithSessionDurationMinutes(-5),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			wantInvalid(t, newIssuer(t), []sessions.JWTOption{opt})
		})
	}
	wantPanic(t, "WithErrorHandler(nil)", func() { newIssuer(t).client.Sessions.Middleware(sessions.WithErrorHandler(nil)) })
}

// wantInvalid expects AuthenticateJWT to return an error for the options and Middleware to panic.
func wantInvalid[O sessions.JWTOption](t *testing.T, i *issuer, opts []O) {
	t.Helper()
	var jwtOptions []sessions.JWTOption
	var middlewareOptions []sessions.MiddlewareOption
	for _, o := range opts {
		jwtOptions, middlewareOptions = append(jwtOptions, o), append(middlewareOptions, o)
	}
	resp, err := i.client.Sessions.AuthenticateJWT(t.Context(), token(nil), jwtOptions...)
	if _, ok := errors.AsType[*api.ArgumentError](err); !ok || resp != nil {
		t.Errorf("AuthenticateJWT = %v, %v; want an ArgumentError", resp, err)
	}
	wantPanic(t, "Middleware", func() { i.client.Sessions.Middleware(middlewareOptions...) })
	i.want(t, 0, 0)
}

// An option does not compile where it would do nothing. The type that its function returns decides that.
func TestOptionTypes(t *testing.T) {
	t.Parallel()
	local, jwt := reflect.TypeFor[sessions.LocalOption](), reflect.TypeFor[sessions.JWTOption]()
	for name, test := range map[string]struct {
		option     any
		local, jwt bool
	}{
		"WithMaxTokenAge":            {sessions.WithMaxTokenAge, true, true},
		"WithClockSkew":              {sessions.WithClockSkew, true, true},
		"WithAuthorizationCheck":     {sessions.WithAuthorizationCheck, true, true},
		"WithRequiredFactor":         {sessions.WithRequiredFactor, true, true},
		"WithMaxFactorAge":           {sessions.WithMaxFactorAge, true, true},
		"WithSessionDurationMinutes": {sessions.WithSessionDurationMinutes, false, true},
		"WithCookies":                {sessions.WithCookies, false, false},
		"WithErrorHandler":           {sessions.WithErrorHandler, false, false},
	} {
		returns := reflect.TypeOf(test.option).Out(0)
		if returns.AssignableTo(local) != test.local || returns.AssignableTo(jwt) != test.jwt || !returns.AssignableTo(reflect.TypeFor[sessions.MiddlewareOption]()) {
			t.Errorf("%s returns %v", name, returns)
		}
	}
}
