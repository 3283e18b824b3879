package transport_test

import (
	"context"
	"net/http"
	"testing"
	"testing/synctest"
	"time"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/internal/clienttest"
	"github.com/flymyai/stytch-go/magiclinks"
	"github.com/flymyai/stytch-go/otp"
	"github.com/flymyai/stytch-go/passwords"
	"github.com/flymyai/stytch-go/sessions"
	"github.com/flymyai/stytch-go/users"
)

// The calls that share a limit wait for it, and no others do.
func TestRateLimit_scope(t *testing.T) {
	t.Parallel()
	create := func(email string) operation {
		return func(ctx context.Context, c *stytch.Client) error {
			_, err := c.Users.Create(ctx, users.CreateRequest{Email: email})
			return err
		}
	}
	migrate := func(email string) operation {
		return func(ctx context.Context, c *stytch.Client) error {
			_, err := c.Passwords.Migrate(ctx, passwords.MigrateRequest{Email: email})
			return err
		}
	}
	search := func(ctx context.Context, c *stytch.Client) error {
		_, err := c.Users.Search(ctx, users.SearchRequest{})
		return err
	}
	get := func(id string) operation {
		return func(ctx context.Context, c *stytch.Client) error { _, err := c.Users.Get(ctx, id); return err }
	}
	deleteUser := func(ctx context.Context, c *stytch.Client) error { _, err := c.Users.Delete(ctx, "u"); return err }
	link := func(email string) operation {
		return func(ctx context.Context, c *stytch.Client) error {
			_, err := c.MagicLinks.Email.Send(ctx, magiclinks.EmailSendRequest{Email: email})
			return err
		}
	}
	linkOrCreate := func(email string) operation {
		return func(ctx context.Context, c *stytch.Client) error {
			_, err := c.MagicLinks.Email.LoginOrCreate(ctx, magiclinks.EmailLoginOrCreateRequest{Email: email})
			return err
		}
	}
	invite := func(email string) operation {
		return func(ctx context.Context, c *stytch.Client) error {
			_, err := c.MagicLinks.Email.Invite(ctx, magiclinks.EmailInviteRequest{Email: email})
			return err
		}
	}
	sms := func(number string) operation {
		return func(ctx context.Context, c *stytch.Client) error {
			_, err := c.OTP.SMS.Send(ctx, otp.SMSSendRequest{PhoneNumber: number})
			return err
		}
	}
	code := func(methodID, code string) operation {
		return func(ctx context.Context, c *stytch.Client) error {
			_, err := c.OTP.Authenticate(ctx, otp.AuthenticateRequest{MethodID: methodID, Code: code})
			return err
		}
	}
	session := func(token string) operation {
		return func(ctx context.Context, c *stytch.Client) error {
			_, err := c.Sessions.Authenticate(ctx, sessions.AuthenticateRequest{SessionToken: token})
			return err
		}
	}
	raw := func(method, path string, body any) operation {
		return func(ctx context.Context, c *stytch.Client) error { return c.Request(ctx, method, path, body, nil) }
	}
	for _, test := range []struct {
		name        string
		first, then operation
		waits       bool
	}{
		{"the same endpoint for other users", get("a"), get("b"), true},
		{"another endpoint", get("a"), search, false},
		{"another method", get("a"), deleteUser, false},
		{"a limit per project", create("a@example.com"), create("b@example.com"), true},
		{"another limit per project", migrate("a@example.com"), migrate("b@example.com"), true},
		{"searches", search, search, true},
		{"a raw request", create("a@example.com"), raw(http.MethodPost, "/v1/users", users.CreateRequest{Email: "b@example.com"}), true},
		{"raw requests with a query", raw(http.MethodGet, "/v1/x?a=1", nil), raw(http.MethodGet, "/v1/x?a=2", nil), true},
		{"raw requests with other paths", raw(http.MethodGet, "/v1/x/1", nil), raw(http.MethodGet, "/v1/x/2", nil), false},
		{"links to one address", link("a@example.com"), link("A@example.com"), true},
		{"links to one address by another endpoint", link("a@example.com"), linkOrCreate("a@example.com"), true},
		{"links to one address by a third endpoint", linkOrCreate("a@example.com"), invite("a@example.com"), true},
		{"links to other addresses", link("a@example.com"), link("b@example.com"), false},
		{"messages to one number", sms("+14155550100"), sms("+14155550100"), true},
		{"messages to other numbers", sms("+14155550100"), sms("+14155550101"), false},
		{"codes for one address", code("email-test-1", "000000"), code("email-test-1", "000001"), true},
		{"codes for other addresses", code("email-test-1", "000000"), code("email-test-2", "000000"), false},
		{"other sessions", session("a"), session("b"), false},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				s := new(rejecting)
				_, client := clienttest.Serve(t, s.ServeHTTP, stytch.WithRetry(stytch.RetryPolicy{MaxDelay: time.Hour}))
				meetLimit(t, s, client, test.first)
				start := time.Now()
				if err := test.then(t.Context(), client); err != nil {
					t.Fatal(err)
				}
				if waited := time.Since(start) > 0; waited != test.waits {
					t.Errorf("waited %v", time.Since(start))
				}
			})
		})
	}
}
