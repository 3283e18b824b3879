package stytchtest

import (
	"crypto"
	"log/slog"
	"net/http"
	"time"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/emulator"
)

// Option configures a [Server].
type Option func(*config)

type config struct {
	emulator emulator.Config
	addr     string
	tls      bool
	// urlIssuer makes the URL of the server the issuer of the JWTs.
	urlIssuer bool
	// middleware is nil for none.
	middleware func(http.Handler) http.Handler
}

// WithTLS makes the server use https, with a certificate generated for it. [Server.Client] trusts it. Other clients
// need [Server.CACertificate].
func WithTLS() Option { return func(c *config) { c.tls = true } }

// WithAddr listens on the given address, such as "127.0.0.1:4110", instead of a free port of 127.0.0.1.
func WithAddr(addr string) Option { return func(c *config) { c.addr = addr } }

// WithURLIssuer sets the issuer of the JWTs to the URL of the server, as Stytch does for a project with a custom domain.
// Without it, the issuer is stytch.com/<project ID>.
func WithURLIssuer() Option { return func(c *config) { c.urlIssuer = true } }

// WithMiddleware wraps the handler of the API, to serve more paths or to observe requests. [Server.Handler] includes it.
func WithMiddleware(middleware func(api http.Handler) http.Handler) Option {
	return func(c *config) { c.middleware = middleware }
}

// WithProjectID sets the project ID, project-test-<uuid> or project-live-<uuid>. With the ID of a live project, the
// server acts as the live environment: its IDs contain "live", and the sandbox values do not work.
func WithProjectID(id string) Option { return func(c *config) { c.emulator.ProjectID = id } }

// WithSecret sets the secret of the project.
func WithSecret(secret string) Option { return func(c *config) { c.emulator.Secret = secret } }

// WithPublicToken sets the public token of the project, public-token-test-<uuid>. See [Server.PublicToken].
func WithPublicToken(token string) Option { return func(c *config) { c.emulator.PublicToken = token } }

// WithLogger logs one record for each call: operation, path, status, error type and duration.
func WithLogger(logger *slog.Logger) Option { return func(c *config) { c.emulator.Logger = logger } }

// WithTime sets the time at which the server's clock starts. The clock runs on from there; [Server.Advance] moves it
// forward.
func WithTime(start time.Time) Option { return func(c *config) { c.emulator.Start = start } }

// WithDeterministicIDs generates the same IDs, tokens and codes each time the server starts with the same seed and receives
// the same calls in the same order. Signatures and password hashes still differ.
func WithDeterministicIDs(seed uint64) Option { return func(c *config) { c.emulator.Seed = &seed } }

// User is a user that the server starts with. The ID is generated if empty, the status defaults to active,
// and the creation time defaults to the server's current time. PlainPassword and TOTPSecret hold the secrets that a user object of the
// API does not contain.
type User struct {
	api.User

	// PlainPassword is the password, for a user with an email address.
	PlainPassword string `json:"plain_password,omitzero"`
	// TOTPSecret is the base32 secret of a verified authenticator app.
	TOTPSecret string `json:"totp_secret,omitzero"`
}

// WithUsers starts the server with the given users. It sends them no messages.
func WithUsers(users ...User) Option {
	return func(c *config) {
		for _, u := range users {
			c.emulator.Users = append(c.emulator.Users, emulator.SeedUser(u))
		}
	}
}

// PasswordPolicy decides which passwords are strong enough. Its zero value is the default of a Stytch project: a zxcvbn
// score of 3 is required, and passwords from known breaches are rejected.
type PasswordPolicy struct {
	// LUDS checks length and character types (lowercase, uppercase, digits and symbols) instead of the zxcvbn score.
	LUDS bool
	// MinLength is the minimum length and MinComplexity the minimum number of character types under LUDS. The defaults
	// are 8 and 3.
	MinLength, MinComplexity int
	// AllowBreached accepts passwords from known breaches.
	AllowBreached bool
	// Breached lists more breached passwords, in addition to the few that are built in.
	Breached []string
}

// WithPasswordPolicy sets the password policy.
func WithPasswordPolicy(policy PasswordPolicy) Option {
	return func(c *config) { c.emulator.Passwords = emulator.PasswordPolicy(policy) }
}

// RedirectPurpose is a purpose that a redirect URL is registered for, such as login.
type RedirectPurpose string

// The purposes of redirect URLs.
const (
	RedirectLogin         RedirectPurpose = emulator.RedirectLogin
	RedirectSignup        RedirectPurpose = emulator.RedirectSignup
	RedirectInvite        RedirectPurpose = emulator.RedirectInvite
	RedirectResetPassword RedirectPurpose = emulator.RedirectResetPassword
)

// WithRedirectURLs registers redirect URLs for every purpose, and makes the first the default. A * matches a part of
// the host or a segment of the path. Without this option and [WithRedirectURL], every http and https URL is accepted,
// and the default is http://localhost:3000/authenticate.
func WithRedirectURLs(urls ...string) Option {
	return func(c *config) {
		if c.emulator.RedirectURLs == nil {
			c.emulator.RedirectURLs = []emulator.RedirectURL{}
		}
		for i, u := range urls {
			r := emulator.RedirectURL{URL: u}
			if i == 0 {
				r.Default = []string{emulator.RedirectLogin, emulator.RedirectSignup, emulator.RedirectInvite, emulator.RedirectResetPassword}
			}
			c.emulator.RedirectURLs = append(c.emulator.RedirectURLs, r)
		}
	}
}

// WithRedirectURL registers one redirect URL for the given purposes, or for all purposes if none are given. It does not
// become the default for any of them.
func WithRedirectURL(url string, purposes ...RedirectPurpose) Option {
	return func(c *config) {
		r := emulator.RedirectURL{URL: url}
		for _, p := range purposes {
			r.For = append(r.For, string(p))
		}
		c.emulator.RedirectURLs = append(c.emulator.RedirectURLs, r)
	}
}

// WithTemplates registers the IDs of email templates. Without it, every ID is accepted.
func WithTemplates(ids ...string) Option {
	return func(c *config) { c.emulator.Templates = append([]string{}, ids...) }
}

// WithCountryCodes allows messages only to the countries with these calling codes, such as "1" for the United States and
// Canada, the default of new Stytch projects. Without this option, every country is allowed.
func WithCountryCodes(codes ...string) Option {
	return func(c *config) { c.emulator.CountryCodes = append([]string{}, codes...) }
}

// WithAllowedEmails restricts email to these addresses and domains.
func WithAllowedEmails(addressesOrDomains ...string) Option {
	return func(c *config) { c.emulator.AllowedEmails = append([]string{}, addressesOrDomains...) }
}

// WithDeniedEmails blocks email to these addresses and domains.
func WithDeniedEmails(addressesOrDomains ...string) Option {
	return func(c *config) { c.emulator.DeniedEmails = addressesOrDomains }
}

// WithInactiveEmails marks email addresses as inactive, as if email to them had bounced before.
func WithInactiveEmails(addresses ...string) Option {
	return func(c *config) { c.emulator.InactiveEmails = addresses }
}

// WithUnsubscribedPhones marks phone numbers as unsubscribed, as if their owners had opted out of messages.
func WithUnsubscribedPhones(numbers ...string) Option {
	return func(c *config) { c.emulator.UnsubscribedPhones = numbers }
}

// WithoutEmbeddableMagicLinks rejects magic_links.create, as Stytch does until it enables the product for the workspace.
func WithoutEmbeddableMagicLinks() Option {
	return func(c *config) { c.emulator.NoEmbeddableMagicLinks = true }
}

// WithoutImpersonation rejects impersonation.authenticate, as Stytch does until the project allows impersonation.
func WithoutImpersonation() Option {
	return func(c *config) { c.emulator.NoImpersonation = true }
}

// WithoutSandbox turns off the sandbox values of the test environment.
func WithoutSandbox() Option { return func(c *config) { c.emulator.NoSandbox = true } }

// WithRateLimits enforces the documented rate limits: one magic link per second to each address, 150 searches per
// minute, and 100 migrated passwords per second.
func WithRateLimits() Option { return func(c *config) { c.emulator.RateLimits = true } }

// WithOAuthProviders sets the OAuth providers that the project has configured, by their names in requests, such as
// "google". Without it, the project has all providers.
func WithOAuthProviders(names ...string) Option {
	return func(c *config) { c.emulator.OAuthProviders = append([]string{}, names...) }
}

// WithMaxSessionDuration sets the maximum session duration of the project, from 5 minutes to 366 days.
func WithMaxSessionDuration(d time.Duration) Option {
	return func(c *config) { c.emulator.MaxSession = &d }
}

// WithUserLock sets how many failures in a row lock a user (1 to 100) and how long the lock lasts (5 minutes to 7
// days). Stytch's defaults are 10 failures and an hour.
func WithUserLock(failures int, d time.Duration) Option {
	return func(c *config) { c.emulator.LockThreshold, c.emulator.LockFor = &failures, &d }
}

// WithRequiredUserVerification makes passkeys verify the user, by PIN or biometrics. The server then sends "required" to
// the browser as userVerification, and rejects a response without verification. Without this option, it sends
// "preferred" for passkeys, and accepts a response without verification.
func WithRequiredUserVerification() Option {
	return func(c *config) { c.emulator.RequireUserVerification = true }
}

// WithRBACPolicy sets the policy: the roles that users can have, and the permissions that sessions.authenticate checks.
// Without it, only the default role stytch_user exists.
func WithRBACPolicy(policy api.RBACPolicy) Option {
	return func(c *config) { c.emulator.Policy = &policy }
}

// WithUserInfo replaces the UserInfo endpoint of a former provider for sessions.migrate. The function returns the email
// address of the user that a session token of that provider belongs to.
func WithUserInfo(userInfo func(token string) (email string, err error)) Option {
	return func(c *config) { c.emulator.UserInfo = userInfo }
}

// ConnectedApp is a connected app with its secret. See [api.ConnectedAppWithClientSecret] for its fields.
type ConnectedApp = api.ConnectedAppWithClientSecret

// WithConnectedApps starts the server with the given connected apps. ClientType is required. The ID is generated if empty, and
// so is the secret, unless the app is public. The server keeps only a hash of each secret. In a test, you can also create
// an app with client.ConnectedApps.Clients.Create, which returns its ID and secret.
func WithConnectedApps(apps ...ConnectedApp) Option {
	return func(c *config) { c.emulator.ConnectedApps = append(c.emulator.ConnectedApps, apps...) }
}

// WithAuthorizationEndpoint sets the page of your application on which users grant connected apps access. The
// metadata of the authorization server contains its URL. Without this option, the server uses a page of its own,
// which asks for no password.
func WithAuthorizationEndpoint(url string) Option {
	return func(c *config) { c.emulator.AuthorizationEndpoint = url }
}

// WithDynamicClientRegistration lets apps register themselves (RFC 7591), as MCP clients do. Stytch rejects that until the
// project allows it, and so does the server without this option.
func WithDynamicClientRegistration() Option {
	return func(c *config) { c.emulator.DynamicClientRegistration = true }
}

// TrustedTokenProfile makes sessions.attest accept the JWTs of another issuer.
type TrustedTokenProfile struct {
	// ID is the profile_id that requests pass.
	ID string
	// Issuer and Audience are the required values of the iss and aud claims. The sub claim is a user ID or an external
	// ID. If it matches no user, the email claim selects the user with that email address.
	Issuer, Audience string
	// Keys are the public keys of the issuer by key ID.
	Keys map[string]crypto.PublicKey
}

// WithTrustedTokenProfile adds a Trusted Auth Token profile to the project.
func WithTrustedTokenProfile(profile TrustedTokenProfile) Option {
	return func(c *config) {
		c.emulator.TrustedTokenProfiles = append(c.emulator.TrustedTokenProfiles, emulator.TrustedTokenProfile(profile))
	}
}
