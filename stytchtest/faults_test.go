package stytchtest_test

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/stytchtest"
	"github.com/flymyai/stytch-go/users"
)

// unretried tries each call once.
var unretried = stytch.WithRetry(stytch.RetryPolicy{MaxAttempts: 1})

// failure takes the error of the API out of an error.
func failure(t *testing.T, err error) *stytch.Error {
	t.Helper()
	got, ok := errors.AsType[*stytch.Error](err)
	if !ok {
		t.Fatalf("got error %v", err)
	}
	return got
}

func TestFaults(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name  string
		fault stytchtest.Fault
		// want is the error of the call, and handled is whether the server handled the call.
		want    stytch.Error
		handled bool
	}{
		{"error type", stytchtest.Fault{ErrorType: api.ErrorTypeTooManyRequests, RetryAfter: 1500 * time.Millisecond}, stytch.Error{StatusCode: 429, Type: api.ErrorTypeTooManyRequests, RetryAfter: 2 * time.Second}, false},
		{"status", stytchtest.Fault{Status: 503}, stytch.Error{StatusCode: 503, Type: api.ErrorTypeServerUnavailable}, false},
		{"both", stytchtest.Fault{Status: 418, ErrorType: api.ErrorTypeBadRequest}, stytch.Error{StatusCode: 418, Type: api.ErrorTypeBadRequest}, false},
		{"status of a proxy", stytchtest.Fault{Status: 502}, stytch.Error{StatusCode: 502}, false},
		{"cut before", stytchtest.Fault{CutBefore: true}, stytch.Error{}, false},
		{"cut after", stytchtest.Fault{CutAfter: true}, stytch.Error{}, true},
		{"garbage", stytchtest.Fault{Garbage: true}, stytch.Error{StatusCode: 201}, true},
		{"another operation", stytchtest.Fault{Operation: "users.get", Status: 500}, stytch.Error{}, true},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			srv := stytchtest.NewServer(t)
			client := srv.Client(unretried)
			srv.Inject(test.fault)
			_, err := client.Users.Create(t.Context(), users.CreateRequest{Email: ada})
			if test.fault.Operation == "" {
				got := failure(t, err)
				w := &harness{T: t}
				w.same(*got, test.want, cmpopts.IgnoreFields(stytch.Error{}, "Message", "RequestID", "URL", "Details", "Operation", "Attempts", "Environment", "Cause"), cmpopts.IgnoreUnexported(stytch.Error{}))
			} else if err != nil {
				t.Fatal(err)
			}
			page, err := client.Users.Search(t.Context(), users.SearchRequest{})
			if err != nil {
				t.Fatal(err)
			}
			if handled := len(page.Results) == 1; handled != test.handled {
				t.Errorf("handled: %v, want %v", handled, test.handled)
			}
		})
	}
}

// A fault that can never make a call fail would leave its test without effect.
func TestFaults_invalid(t *testing.T) {
	t.Parallel()
	srv, err := stytchtest.Start()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(srv.Close)
	for want, fault := range map[string]stytchtest.Fault{
		`operation: unknown operation "user.get"`: {Operation: "user.get", Status: 503},
		"status: must be from 400 to 599":         {Status: 200},
		"error_type: must look like":              {ErrorType: "Too many requests"},
		"retry_after: must be positive":           {CutBefore: true, RetryAfter: time.Second},
		"delay: must be positive":                 {Delay: -time.Second},
		"in only one way":                         {CutAfter: true, Garbage: true},
		"does nothing":                            {Times: 3},
	} {
		func() {
			defer func() {
				if got, _ := recover().(string); !strings.HasPrefix(got, "stytchtest: ") || !strings.Contains(got, want) {
					t.Errorf("got panic %q, want %s", got, want)
				}
			}()
			srv.Inject(fault)
		}()
	}
	// The endpoints of the authorization server are in no API document, and are named as in Requests.
	srv.Inject(stytchtest.Fault{Operation: "oauth2.register", Status: 503})
}

// The type of a fault determines the status that Stytch returns it with.
func TestFaults_statusOfType(t *testing.T) {
	t.Parallel()
	srv := stytchtest.NewServer(t)
	for errorType, want := range map[api.ErrorType]int{
		api.ErrorTypeIDPAccessTokenCouldNotBeExchanged: 404,
		api.ErrorTypeIDPAccessTokenExpired:             401,
		api.ErrorTypeIDPAccessTokenNotFound:            404,
		api.ErrorTypeIDPAuthCodeExpired:                401,
		api.ErrorTypeIDPAuthCodeNotFound:               404,
		api.ErrorTypeIDPRefreshTokenAlreadyUsed:        401,
		api.ErrorTypeIDPRefreshTokenExpired:            401,
		api.ErrorTypeIDPRefreshTokenNotFound:           404,
	} {
		srv.Inject(stytchtest.Fault{ErrorType: errorType})
		if got := rejected(t, srv, "GET", "/v1/users/nobody", "", nil); got.StatusCode != want || got.ErrorType != errorType {
			t.Errorf("%s: got %+v, want %d", errorType, got, want)
		}
	}
}

// The status of a fault determines the type that the failed operation returns with it.
func TestFaults_typeOfStatus(t *testing.T) {
	t.Parallel()
	srv := stytchtest.NewServer(t) // without the API document, because no request has its required fields
	w := &harness{T: t}
	for _, test := range []struct {
		operation, path string
		status          int
		want            string
	}{
		{"m2m.token", "/v1/public/" + srv.ProjectID() + "/oauth2/token", 400, `"error":"invalid_request"`},
		{"m2m.token", "/v1/public/" + srv.ProjectID() + "/oauth2/token", 401, `"error":"invalid_client"`},
		{"m2m.token", "/v1/public/" + srv.ProjectID() + "/oauth2/token", 429, `"error":"too_many_requests"`},
		{"fraud.fingerprint.lookup", "/v1/fingerprint/lookup", 401, `"error_type":"unauthorized_credentials_error"`},
		{"fraud.fingerprint.lookup", "/v1/fingerprint/lookup", 503, `"error_type":"service_unavailable"`},
		{"users.create", "/v1/users", 401, `"error_type":"unauthorized_credentials"`},
		{"users.create", "/v1/users", 503, `"error_type":"server_unavailable"`},
	} {
		srv.Inject(stytchtest.Fault{Operation: test.operation, Status: test.status})
		status, body := send(t, srv, "POST", test.path, "{}", nil)
		w.same(status, test.status)
		w.contains(body, test.want)
	}
}

func TestFaults_times(t *testing.T) {
	t.Parallel()
	w := newHarness(t)
	w.Client = w.srv.Client(unretried)
	get := func() error {
		_, err := w.Users.Get(w.ctx, "nobody")
		return err
	}
	w.srv.Inject(stytchtest.Fault{Operation: "users.get", Status: 500, Times: 2})
	w.srv.Inject(stytchtest.Fault{Operation: "users.get", Status: 503})
	w.srv.Inject(stytchtest.Fault{Operation: "users.search", Status: 500})
	for _, want := range []api.ErrorType{api.ErrorTypeInternalServerError, api.ErrorTypeInternalServerError, api.ErrorTypeServerUnavailable, api.ErrorTypeUserNotFound} {
		w.fails(get(), want)
	}
	w.srv.Inject(stytchtest.Fault{Status: 500, Times: -1})
	for range 3 {
		w.fails(get(), api.ErrorTypeInternalServerError)
	}
	w.srv.ClearFaults()
	w.fails(get(), api.ErrorTypeUserNotFound)
}

func TestFaults_delay(t *testing.T) {
	t.Parallel()
	w := newHarness(t)
	w.srv.Inject(stytchtest.Fault{Delay: time.Hour})
	ctx, cancel := context.WithTimeout(w.ctx, 50*time.Millisecond)
	defer cancel()
	_, err := w.Users.Create(ctx, users.CreateRequest{Email: ada})
	if !errors.Is(err, context.DeadlineExceeded) {
		t.Fatalf("got error %v", err)
	}
	w.srv.Inject(stytchtest.Fault{Delay: 10 * time.Millisecond})
	start := time.Now()
	w.user(ada)
	if took := time.Since(start); took < 10*time.Millisecond {
		t.Errorf("took %v", took)
	}
}

func TestFaults_clientRetries(t *testing.T) {
	t.Parallel()
	w := newHarness(t)
	w.srv.Inject(stytchtest.Fault{Operation: "users.create", ErrorType: api.ErrorTypeTooManyRequests})
	w.user(ada)
	var statuses []int
	for _, r := range w.srv.Requests() {
		statuses = append(statuses, r.Status)
	}
	w.same(statuses, []int{http.StatusTooManyRequests, http.StatusCreated})
}

func TestRequestsRecorded(t *testing.T) {
	t.Parallel()
	srv := stytchtest.NewServer(t)
	w := &harness{T: t, Client: srv.Client(stytch.WithAppInfo("app", "1"), unretried), srv: srv, ctx: t.Context()}
	start := srv.Now()
	w.user(ada)
	_, err := w.Sessions.Get(w.ctx, "nobody")
	w.fails(err, api.ErrorTypeUserNotFound)
	w.fails(w.Request(w.ctx, http.MethodGet, "/v1/nowhere", nil, nil), api.ErrorTypeRouteNotFound)
	srv.Inject(stytchtest.Fault{CutBefore: true})
	_, err = w.Users.Create(w.ctx, users.CreateRequest{Email: grace})
	w.same(failure(t, err).StatusCode, 0)

	got := srv.Requests()
	w.same(got, []stytchtest.Request{
		{Operation: "users.create", Method: "POST", Path: "/v1/users", Body: []byte(`{"email":"ada@example.com"}`), Status: 201},
		{Operation: "sessions.get", Method: "GET", Path: "/v1/sessions", Query: "user_id=nobody", Status: 404, ErrorType: api.ErrorTypeUserNotFound},
		{Method: "GET", Path: "/v1/nowhere", Status: 404, ErrorType: api.ErrorTypeRouteNotFound},
		{Operation: "users.create", Method: "POST", Path: "/v1/users", Body: []byte(`{"email":"grace@example.com"}`)},
	}, cmpopts.IgnoreFields(stytchtest.Request{}, "Header", "Time"))
	for _, r := range got {
		w.contains(r.Header.Get("User-Agent"), "app/1")
		w.same(r.Header.Get("Authorization"), "")
		w.same(r.Time.Before(start), false)
	}
	srv.ResetRequests()
	w.same(len(srv.Requests()), 0)
}
