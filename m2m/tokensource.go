package m2m

import (
	"context"
	"errors"
	"fmt"
	"time"

	"golang.org/x/oauth2"

	"github.com/flymyai/stytch-go/internal/refresh"
)

const (
	// A token is renewed when 1/earlyShare of its lifetime is left: 5 minutes of an hour.
	earlyShare = 12
	// maxLifetime limits the lifetime that expires_in gives a token. Stytch's tokens live for an hour.
	maxLifetime = 24 * time.Hour
)

// TokenSourceOption configures a [Service.TokenSource].
type TokenSourceOption func(*tokenSource)

// WithSecret gets the client's secret from a function each time a token is fetched, instead of from
// [TokenRequest].ClientSecret. After a rotation, the source uses the new secret without a restart. The context that the
// function gets ends after 30 seconds.
func WithSecret(secret func(context.Context) (string, error)) TokenSourceOption {
	return func(s *tokenSource) { s.secret = secret }
}

// TokenSource returns a source of access tokens for a client. It is safe for concurrent use. Create one for each
// client and set of scopes, and keep it.
//
// All callers share one token, which they must treat as read-only. The first call fetches it, and concurrent callers wait
// for that fetch. A token that is valid for an hour is renewed in the background 5 minutes before it expires, while
// callers use the old one. If that fails, the next attempt comes 30 seconds later. Without a valid token, callers wait
// for the fetch. If it fails, they get its error, which wraps the [api.Error] of [Service.Token]. For one second after
// that, further callers get the same error at once.
//
// Nothing runs between two fetches, so the source does not need to be closed. When ctx ends, a fetch in progress is
// canceled, and Token returns the error of ctx from then on. The values of ctx are passed on to the requests.
//
// An [oauth2.Transport] with this source renews its token as described. [oauth2.NewClient] works too, but caches the
// token itself and gets the next one only 10 seconds before it expires.
//
// TokenSource panics if the function of [WithSecret] is nil, so that a mistake shows when the program starts.
func (s *Service) TokenSource(ctx context.Context, req TokenRequest, opts ...TokenSourceOption) oauth2.TokenSource {
	source := &tokenSource{ctx: ctx, clientID: req.ClientID, secret: func(context.Context) (string, error) { return req.ClientSecret, nil }}
	for _, opt := range opts {
		opt(source)
	}
	if source.secret == nil {
		panic(invalidOption("WithSecret", "is nil"))
	}
	secret := source.secret
	get := func(ctx context.Context) (renewable, error) { return s.fetchToken(ctx, req, secret) }
	if source.store != nil {
		get = s.shared(source.store, req, get)
	}
	source.token = refresh.New(refresh.Config[oauth2.Token]{
		Fetch: func(fetchCtx context.Context) (*oauth2.Token, time.Duration, error) {
			// The source's context has the values, and ends the fetch if it is the first to end.
			deadline, _ := fetchCtx.Deadline()
			ctx, cancel := context.WithDeadline(ctx, deadline)
			defer cancel()
			got, err := get(ctx)
			if err != nil {
				return nil, 0, err
			}
			return got.token, max(got.renew.Sub(s.verifier.Now()), 1), nil // at once, if the fetch took that long
		},
		MaxAge:  maxLifetime,
		Limit:   maxLifetime,
		Expired: func(token *oauth2.Token) bool { return !s.verifier.Now().Before(token.Expiry) },
		Now:     s.verifier.Now,
	})
	return source
}

type tokenSource struct {
	ctx      context.Context // Token takes none: an oauth2.TokenSource gets its context when it is made
	clientID string
	secret   func(context.Context) (string, error)
	store    TokenStore // nil if tokens are not shared
	token    *refresh.Value[oauth2.Token]
}

// String names the source by its client, without secret and token.
func (s *tokenSource) String() string { return "m2m.TokenSource(" + s.clientID + ")" }

// GoString is String: %#v shows no more.
func (s *tokenSource) GoString() string { return s.String() }

// Token returns a token that has not expired.
func (s *tokenSource) Token() (*oauth2.Token, error) {
	if err := s.ctx.Err(); err != nil {
		return nil, fmt.Errorf("stytch: M2M token source: %w", err)
	}
	token, err := s.token.Get(s.ctx)
	if err != nil {
		return nil, fmt.Errorf("stytch: M2M token source: %w", err)
	}
	return token, nil
}

// shared returns a function that gets a token from a store, or else with fetch.
func (s *Service) shared(store TokenStore, req TokenRequest, fetch func(context.Context) (renewable, error)) func(context.Context) (renewable, error) {
	box, err := newBox(s.transport, req)
	if err != nil {
		return func(context.Context) (renewable, error) { return renewable{}, err }
	}
	return (&sharedToken{store: store, box: box, now: s.verifier.Now, fetch: fetch}).get
}

// fetchToken gets a token from the API.
func (s *Service) fetchToken(ctx context.Context, req TokenRequest, secret func(context.Context) (string, error)) (renewable, error) {
	var err error
	if req.ClientSecret, err = secret(ctx); err != nil {
		return renewable{}, fmt.Errorf("the client's secret: %w", err)
	}
	start := s.verifier.Now().Round(0) // a monotonic clock may stop before the token expires; see refresh.Age
	resp, err := s.Token(ctx, req)
	if err != nil {
		return renewable{}, err
	}
	if resp.ExpiresIn <= 0 {
		return renewable{}, errors.New("the response has no expires_in")
	}
	lifetime := time.Duration(min(resp.ExpiresIn, int64(maxLifetime/time.Second))) * time.Second
	token := &oauth2.Token{
		AccessToken: resp.AccessToken,
		TokenType:   resp.TokenType,
		Expiry:      start.Add(lifetime),
		ExpiresIn:   resp.ExpiresIn,
	}
	return renewable{token, start.Add(lifetime - lifetime/earlyShare)}, nil
}
