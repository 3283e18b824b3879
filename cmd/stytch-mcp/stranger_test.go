package main

import (
	"bufio"
	"context"
	"fmt"
	"html"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/modelcontextprotocol/go-sdk/auth"
	"github.com/modelcontextprotocol/go-sdk/mcp"
	"github.com/modelcontextprotocol/go-sdk/oauthex"
)

const callback = "http://127.0.0.1:3142/callback"

// consents returns a person with a browser, who grants an app access on the consent page.
func consents(email string) auth.AuthorizationCodeFetcher {
	return func(ctx context.Context, args *auth.AuthorizationArgs) (*auth.AuthorizationResult, error) {
		u, err := url.Parse(args.URL)
		if err != nil {
			return nil, err
		}
		form := url.Values{"email": {email}, "scope": strings.Fields(u.Query().Get("scope")), "decision": {"allow"}}
		r, err := http.NewRequestWithContext(ctx, http.MethodPost, args.URL, strings.NewReader(form.Encode()))
		if err != nil {
			return nil, err
		}
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		resp, err := (&http.Transport{DisableKeepAlives: true}).RoundTrip(r)
		if err != nil {
			return nil, err
		}
		defer func() { _ = resp.Body.Close() }()
		page, err := io.ReadAll(resp.Body)
		if err != nil {
			return nil, err
		}
		if problem := regexp.MustCompile(`role="alert">(.*?)<`).FindSubmatch(page); problem != nil {
			return nil, fmt.Errorf("the consent page says: %s", html.UnescapeString(string(problem[1])))
		}
		to, err := resp.Location()
		if err != nil {
			return nil, err
		}
		return &auth.AuthorizationResult{Code: to.Query().Get("code"), State: to.Query().Get("state"), Iss: to.Query().Get("iss")}, nil
	}
}

// MCP's Go client knows nothing but the URL, and finds its way in for a user with a role.
func TestStranger(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		email string
		flags []string
		want  string // an error
	}{
		"an engineer":           {"ada@example.com", nil, ""},
		"an engineer who reads": {"ada@example.com", []string{"-read-only"}, ""},
		"support":               {"grace@example.com", []string{"-read-only"}, ""},
		"support who writes":    {"grace@example.com", nil, "This user cannot grant write:stytch-mcp"},
		"anybody":               {"mallory@example.com", []string{"-read-only"}, "This user cannot grant read:stytch-mcp"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			cmd := command(t.Context(), nil, append([]string{"-emulator", "-http", "127.0.0.1:0", "-oauth"}, test.flags...)...)
			stderr, err := cmd.StderrPipe()
			if err != nil {
				t.Fatal(err)
			}
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			log, serving := bufio.NewReader(stderr), regexp.MustCompile(`msg=serving url=(\S+)`)
			var found []string
			for found == nil {
				line, err := log.ReadString('\n')
				if err != nil {
					t.Fatal(err)
				}
				found = serving.FindStringSubmatch(line)
			}
			go func() { _, _ = io.Copy(io.Discard, log) }()
			oauth, err := auth.NewAuthorizationCodeHandler(&auth.AuthorizationCodeHandlerConfig{
				DynamicClientRegistrationConfig: &auth.DynamicClientRegistrationConfig{Metadata: &oauthex.ClientRegistrationMetadata{
					ClientName: "Stranger", RedirectURIs: []string{callback},
				}},
				AuthorizationCodeFetcher: consents(test.email),
				Client:                   &http.Client{Transport: &http.Transport{DisableKeepAlives: true}},
			})
			if err != nil {
				t.Fatal(err)
			}
			session, err := mcp.NewClient(&mcp.Implementation{Name: "test"}, nil).
				Connect(t.Context(), &mcp.StreamableClientTransport{Endpoint: found[1], OAuthHandler: oauth}, nil)
			if test.want != "" {
				if err == nil || !strings.Contains(err.Error(), test.want) {
					t.Errorf("got %v, want %q", err, test.want)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			defer func() { _ = session.Close() }()
			users, _ := call(t, session, "stytch_user_search", map[string]any{})["users"].([]any)
			if len(users) != 2 {
				t.Errorf("%d users", len(users))
			}
		})
	}
}
