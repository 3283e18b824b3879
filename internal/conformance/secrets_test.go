package conformance_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"encoding/base64"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"reflect"
	"testing"
	"time"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/go-json-experiment/json"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/internal/apidoc"
	"github.com/flymyai/stytch-go/internal/clienttest"
	"github.com/flymyai/stytch-go/internal/testsize"
)

// Every operation is called with secrets planted in all their places, against servers, proxies and RoundTrippers
// that quote the secrets in every place they can write to. No secret shows in an error, in any error it wraps, in a
// log record or in anything printed.
func TestNoOperationShowsASecret(t *testing.T) {
	t.Parallel()
	calls := secretCalls(t)
	for i, p := range places(t) {
		t.Run(p.name, func(t *testing.T) {
			t.Parallel()
			echo := new(echo)
			var output bytes.Buffer
			logger := captureLog(&output)
			opts := append(p.connect(t, echo), clienttest.Once, stytch.WithLogger(logger), stytch.WithTimeout(20*time.Second))
			client, err := stytch.New(clienttest.ProjectID, clienttest.Secret, opts...)
			if err != nil {
				t.Fatal(err)
			}
			bound := methods(reflect.ValueOf(client), "")
			for j, c := range calls {
				if !testsize.Sampled(i, j) {
					continue
				}
				echo.quote.Store(c.quote)
				output.Reset()
				err := c.call(t.Context(), client, bound)
				if err == nil {
					t.Fatalf("%s succeeded", c.name)
				}
				printError(&output, err)
				logger.Error("failed", "err", err, "wrapped", fmt.Errorf("wrapped: %w", err))
				if leak, form := c.quote.findLeak(output.String()); leak != "" {
					t.Errorf("%s shows %s in ...%s...", c.name, form, leak)
				}
			}
		})
	}
}

// Printing or logging the client, or what a call sends, shows no secret either.
func TestNothingSentShowsASecret(t *testing.T) {
	t.Parallel()
	client := clienttest.New(t, clienttest.Fail(400, "bad_request"), clienttest.Once)
	for _, c := range secretCalls(t) {
		var output bytes.Buffer
		logger := captureLog(&output)
		for _, v := range append(c.args, client) {
			logger.Info("sent", "value", v)
			fmt.Fprintf(&output, "%v %+v %#v %s %q\n", v, v, v, v, v)
		}
		if leak, form := c.quote.findLeak(output.String()); leak != "" {
			t.Errorf("%s shows %s in ...%s...", c.name, form, leak)
		}
	}
}

// secretCall is one call with secrets in it.
type secretCall struct {
	name  string
	args  []any
	quote *quote
	// call makes the call with a client, whose methods are given too.
	call func(context.Context, *stytch.Client, []method) error
}

// secretCalls returns a call of every operation, and raw requests with secrets in each kind of body and in the query.
func secretCalls(t *testing.T) []secretCall {
	t.Helper()
	ops := map[string]apidoc.Operation{}
	for _, op := range apidoc.Operations(t, apidoc.Load(t, "../../api/openapi.yaml")) {
		ops[operationKey(op.ID)] = op
	}
	var calls []secretCall
	planted := 0
	for i, m := range methods(reflect.ValueOf(clienttest.New(t, http.NotFound)), "") {
		op := ops[operationKey(m.name)]
		var args []any
		var secrets []string
		for j := 1; j < m.call.Type().NumIn(); j++ {
			arg := reflect.New(m.call.Type().In(j))
			if arg.Elem().Kind() == reflect.String {
				arg.Elem().SetString("id")
			} else {
				value := apidoc.Full(op.Request)
				secrets = append(secrets, plant(op.Request.Value, value)...)
				body, err := json.Marshal(value)
				if err != nil {
					t.Fatal(err)
				}
				if err := json.Unmarshal(body, arg.Interface()); err != nil {
					t.Fatal(err)
				}
			}
			args = append(args, arg.Elem().Interface())
		}
		planted += len(secrets)
		calls = append(calls, secretCall{m.name, args, newQuote(secrets...), func(ctx context.Context, _ *stytch.Client, bound []method) error {
			in := []reflect.Value{reflect.ValueOf(ctx)}
			for _, arg := range args {
				in = append(in, reflect.ValueOf(arg))
			}
			err, _ := reflect.TypeAssert[error](bound[i].call.Call(in)[1])
			return err
		}})
	}
	if planted < 50 {
		t.Fatalf("only %d secrets planted", planted)
	}
	raw := func(name, verb, path string, body any, secrets ...string) {
		calls = append(calls, secretCall{name, nil, newQuote(secrets...), func(ctx context.Context, client *stytch.Client, _ []method) error {
			var out struct {
				UserID string `json:"user_id"`
			}
			return client.Request(ctx, verb, path, body, &out)
		}})
	}
	password, passcode, token := secretFor("password"), secretFor("passcode"), secretFor("token")
	raw("raw JSON", http.MethodPost, "/v1/anything", map[string]any{"nested": []any{map[string]any{"password": password}}, "newPasscode": passcode}, password, passcode)
	raw("raw JSON, credentials quoted", http.MethodPost, "/v1/anything", map[string]any{"password": password}, password, clienttest.Secret, basic)
	raw("raw form", http.MethodPost, "/v1/public/x/oauth2/token", url.Values{"client_secret": {password}, "refresh_token": {token}}, password, token)
	raw("raw query", http.MethodGet, "/v1/anything?token="+url.QueryEscape(token), nil, token)
	return calls
}

// plant replaces the strings of a value that its schema calls passwords, and returns the replacements.
func plant(schema *openapi3.Schema, value any) []string {
	var planted []string
	object, _ := value.(map[string]any)
	for name, field := range schema.Properties {
		switch v := object[name].(type) {
		case string:
			if field.Value.Format == "password" {
				object[name] = secretFor(name)
				planted = append(planted, secretFor(name))
			}
		default:
			planted = append(planted, plant(field.Value, v)...)
		}
	}
	for _, part := range schema.AllOf {
		planted = append(planted, plant(part.Value, value)...)
	}
	return planted
}

// secretFor returns the secret planted under a name: six digits for a code, else random letters around whatever
// some encoding escapes.
func secretFor(name string) string {
	sum := sha256.Sum256([]byte(name))
	if name == "code" || name == "totp_code" {
		return fmt.Sprintf("7%d%d%d%d3", sum[0]%10, sum[1]%10, sum[2]%10, sum[3]%10)
	}
	random := base64.RawURLEncoding.EncodeToString(sum[:])
	return random[:14] + `"\<&> %/+é` + random[14:28]
}

// captureLog returns a logger that writes debug records as JSON and as text, without times and durations: their digits could
// be taken for a code.
func captureLog(output *bytes.Buffer) *slog.Logger {
	opts := &slog.HandlerOptions{Level: slog.LevelDebug, ReplaceAttr: func(_ []string, a slog.Attr) slog.Attr {
		if a.Key == slog.TimeKey || a.Key == "duration" {
			return slog.Attr{}
		}
		return a
	}}
	return slog.New(slog.NewMultiHandler(slog.NewJSONHandler(output, opts), slog.NewTextHandler(output, opts)))
}

// printError prints an error in every way, and so everything it wraps and everything errors.As finds in it of the
// standard library.
func printError(output *bytes.Buffer, err error) {
	fmt.Fprintln(output, err)
	printChain(output, err)
	if e, ok := errors.AsType[*stytch.Error](err); ok {
		fmt.Fprintf(output, "%v %+v %#v %v %v\n", *e, *e, *e, e.Details, e.Hint())
		fmt.Fprintf(output, "%q %q %q %q %v\n", e.Message, e.URL, e.RequestID, e.ForeignID, e.Type)
	}
	printFound[*net.OpError](output, err)
	printFound[*net.DNSError](output, err)
	printFound[net.Error](output, err)
	printFound[*url.Error](output, err)
	printFound[*tls.CertificateVerificationError](output, err)
	printFound[tls.RecordHeaderError](output, err)
	printFound[x509.UnknownAuthorityError](output, err)
	printFound[x509.HostnameError](output, err)
	printFound[x509.CertificateInvalidError](output, err)
	printFound[interface{ Timeout() bool }](output, err)
}

func printFound[E any](output *bytes.Buffer, err error) {
	var found E
	if errors.As(err, &found) {
		fmt.Fprintf(output, "%v %+v %#v\n", found, found, found)
	}
}

// printChain prints an error and whatever it wraps.
func printChain(output *bytes.Buffer, err error) {
	if err == nil {
		return
	}
	fmt.Fprintf(output, "%v %+v %#v %s %q %x\n", err, err, err, err, err, err)
	switch err := err.(type) { //nolint:errorlint // the chain is walked by hand
	case interface{ Unwrap() error }:
		printChain(output, err.Unwrap())
	case interface{ Unwrap() []error }:
		for _, e := range err.Unwrap() {
			printChain(output, e)
		}
	}
}
