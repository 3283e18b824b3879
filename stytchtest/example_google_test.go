package stytchtest_test

import (
	"fmt"
	"net/http"
	"net/url"

	"github.com/flymyai/stytch-go/passwords"
	"github.com/flymyai/stytch-go/stytchtest"
)

func ExampleWithPublicToken() {
	srv := stytchtest.NewServer(t, stytchtest.WithPublicToken("public-token-test-11111111-1111-4111-8111-111111111111"))
	fmt.Println(srv.PublicToken())
	// Output: public-token-test-11111111-1111-4111-8111-111111111111
}

// A login with Google, by the form on the page that the server shows in place of Google's.
func ExampleServer_PublicToken() {
	srv := stytchtest.NewServer(t)
	browser := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	query := url.Values{
		"public_token":        {srv.PublicToken()},
		"login_redirect_url":  {"https://app.example.com/authenticate"},
		"signup_redirect_url": {"https://app.example.com/authenticate"},
	}
	resp, err := browser.PostForm(srv.URL()+"/v1/public/oauth/google/start?"+query.Encode(), url.Values{"email": {"ada@example.com"}})
	if err != nil {
		t.Fatal(err)
	}
	if err := resp.Body.Close(); err != nil {
		t.Fatal(err)
	}
	back, err := resp.Location()
	if err != nil {
		t.Fatal(err)
	}
	fmt.Println(back.Host, back.Query().Get("stytch_token_type"))
	// Output: app.example.com oauth
}

func ExampleWithURLIssuer() {
	srv := stytchtest.NewServer(t, stytchtest.WithURLIssuer())
	client := srv.Client()
	created, err := client.Passwords.Create(t.Context(), passwords.CreateRequest{
		Email: "ada@example.com", Password: "unusual staple of horses", SessionDurationMinutes: 60,
	})
	if err != nil {
		t.Fatal(err)
	}
	_, err = client.Sessions.AuthenticateJWTLocal(t.Context(), created.SessionJWT)
	fmt.Println("verified:", err == nil)
	// Output: verified: true
}
