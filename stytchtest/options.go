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

// WithTLS serves https with a certificate made for this server. [Server.Client] trusts it. Other clients need
// [Server.CACertificate].
func WithTLS() Option { return func(c *config) { c.tls = true } }

// WithAddr listens on a given address instead of a free port of 127.0.0.1, such as "127.0.0.1:4110".
func WithAddr(addr string) Option { return func(c *config) { c.addr = addr } }

// WithURLIssuer makes the URL of the server the issuer of the JWTs, as Stytch does for a project with a domain of its own.
// Without it, the issuer is stytch.com/ and the ID of the project.
func WithURLIssuer() Option { return func(c *config) { c.urlIssuer = true } }

// WithMiddleware wraps the handler of the API, to serve more paths or to observe requests. [Server.Handler] includes it.
func WithMiddleware(middleware func(api http.Handler) http.Handler) Option {
	return func(c *config) { c.middleware = middleware }
}

// WithProjectID sets the project ID, project-test-<uuid> or project-live-<uuid>. The ID of a live project makes the server
// the live environment: its IDs contain "live", and the sandbox values are off.
func WithProjectID(id string) Option { return func(c *config) { c.emulator.ProjectID = id } }

// WithSecret sets the secret of the project.
func WithSecret(secret string) Option { return func(c *config) { c.emulator.Secret = secret } }

// WithPublicToken sets the public token of the project, public-token-test-<uuid>. See [Server.PublicToken].
func WithPublicToken(token string) Option { return func(c *config) { c.emulator.PublicToken = token } }

// WithLogger logs a record of each call: operation, path, status, error type and duration.
func WithLogger(logger *slog.Logger) Option { return func(c *config) { c.emulator.Logger = logger } }

// WithTime sets the server's clock. It runs on from there; see also [Server.Advance].
func WithTime(start time.Time) Option { return func(c *config) { c.emulator.Start = start } }

// WithDeterministicIDs generates the same IDs, tokens and codes each time the server starts with the same seed and receives
// the same calls in the same order. Signatures and password hashes still differ.
func WithDeterministicIDs(seed uint64) Option { return func(c *config) { c.emulator.Seed = &seed } }

// User is a user to begin with, described by the object that the API answers. Ids left empty are made up,
// the status is active and the time of creation that of the server, unless they are given. What the API
// shows no secret of comes beside it.
type User struct {
	api.User

	// PlainPassword is the password, for a user with an email address.
	PlainPassword string `json:"plain_password,omitzero"`
	// TOTPSecret is the base32 secret of a verified authenticator app.
	TOTPSecret string `json:"totp_secret,omitzero"`
}

// WithUsers begins with some users. Their addresses get no messages for that.
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
	// LUDS requires lower case, upper case, digits and symbols instead.
	LUDS bool
	// MinLength and MinComplexity, the number of kinds of characters, are for LUDS. They are 8 and 3 when
	// zero.
	MinLength, MinComplexity int
	// AllowBreached accepts passwords from known breaches.
	AllowBreached bool
	// Breached are passwords known from breaches, beside the few that are built in.
	Breached []string
}

// WithPasswordPolicy sets the password policy.
func WithPasswordPolicy(policy PasswordPolicy) Option {
	return func(c *config) { c.emulator.Passwords = emulator.PasswordPolicy(policy) }
}

// RedirectPurpose is what a redirect URL is registered for.
type RedirectPurpose string

// The purposes of redirect URLs.
const (
	RedirectLogin         RedirectPurpose = emulator.RedirectLogin
	RedirectSignup        RedirectPurpose = emulator.RedirectSignup
	RedirectInvite        RedirectPurpose = emulator.RedirectInvite
	RedirectResetPassword RedirectPurpose = emulator.RedirectResetPassword
)

// WithRedirectURLs registers redirect URLs for every purpose, the first as the default. A * stands for a
// part of the host or a segment of the path. Without this option and [WithRedirectURL] every http and https
// URL is accepted, and the default is http://localhost:3000/authenticate.
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

// WithRedirectURL registers one redirect URL for some purposes, all when none are given, without making it
// the default of any.
func WithRedirectURL(url string, purposes ...RedirectPurpose) Option {
	return func(c *config) {
		r := emulator.RedirectURL{URL: url}
		for _, p := range purposes {
			r.For = append(r.For, string(p))
		}
		c.emulator.RedirectURLs = append(c.emulator.RedirectURLs, r)
	}
}

// WithTemplates registers the ids of email templates. Without it every id is accepted.
func WithTemplates(ids ...string) Option {
	return func(c *config) { c.emulator.Templates = append([]string{}, ids...) }
}

// WithCountryCodes allows messages only to the countries with these calling codes, such as "1" for the United States and
// Canada, the default of new Stytch projects. Without it, every country is allowed.
func WithCountryCodes(codes ...string) Option {
	return func(c *config) { c.emulator.CountryCodes = append([]string{}, codes...) }
}

// WithAllowedEmails sends email only to these addresses and domains.
func WithAllowedEmails(addressesOrDomains ...string) Option {
	return func(c *config) { c.emulator.AllowedEmails = append([]string{}, addressesOrDomains...) }
}

// WithDeniedEmails sends no email to these addresses and domains.
func WithDeniedEmails(addressesOrDomains ...string) Option {
	return func(c *config) { c.emulator.DeniedEmails = addressesOrDomains }
}

// WithInactiveEmails treats addresses as if mail to them had bounced before.
func WithInactiveEmails(addresses ...string) Option {
	return func(c *config) { c.emulator.InactiveEmails = addresses }
}

// WithUnsubscribedPhones treats phone numbers as if their owners had opted out of messages.
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

// WithoutSandbox turns the sandbox values of the test environment off.
func WithoutSandbox() Option { return func(c *config) { c.emulator.NoSandbox = true } }

// WithRateLimits enforces the rate limits that are documented: one magic link a second and address, 150
// searches a minute, 100 migrated passwords a second.
func WithRateLimits() Option { return func(c *config) { c.emulator.RateLimits = true } }

// WithOAuthProviders sets the OAuth providers that the project has configured, by their names in requests, such as
// "google". Without it, all of them are.
func WithOAuthProviders(names ...string) Option {
	return func(c *config) { c.emulator.OAuthProviders = append([]string{}, names...) }
}

// WithMaxSessionDuration sets the longest session of the project.
func WithMaxSessionDuration(d time.Duration) Option {
	return func(c *config) { c.emulator.MaxSessionMinutes = int(d / time.Minute) }
}

// WithUserLock sets after how many failures in a row a user is locked, 1 to 100, and for how long, 5 minutes
// to 7 days. Stytch's defaults are 10 and an hour.
func WithUserLock(failures int, d time.Duration) Option {
	return func(c *config) { c.emulator.LockThreshold, c.emulator.LockFor = failures, d }
}

// WithRequiredUserVerification makes passkeys verify the user, by PIN or biometrics: the options for the browser say
// "required", and a response without it is rejected. Without this option the browser is told to prefer it, for passkeys,
// and a response without it is accepted.
func WithRequiredUserVerification() Option {
	return func(c *config) { c.emulator.RequireUserVerification = true }
}

// WithRBACPolicy sets the policy: the roles that users can have, and the permissions that sessions.authenticate checks.
// Without it, only the default role stytch_user exists.
func WithRBACPolicy(policy api.RBACPolicy) Option {
	return func(c *config) { c.emulator.Policy = &policy }
}

// WithUserInfo stands for the UserInfo endpoint of a former provider, for sessions.migrate: it returns the
// email address behind a session token of that provider.
func WithUserInfo(userInfo func(token string) (email string, err error)) Option {
	return func(c *config) { c.emulator.UserInfo = userInfo }
}

// TrustedTokenProfile makes sessions.attest accept the JWTs of another issuer.
type TrustedTokenProfile struct {
	// ID is the profile_id of a request.
	ID string
	// Issuer and Audience are what the iss and aud claims must be. The sub claim is a user id or an
	// external id; where there is no such user, the email claim is an address of the user.
	Issuer, Audience string
	// Keys are public keys by their key ids.
	Keys map[string]crypto.PublicKey
}

// WithTrustedTokenProfile adds a profile.
func WithTrustedTokenProfile(profile TrustedTokenProfile) Option {
	return func(c *config) {
		c.emulator.TrustedTokenProfiles = append(c.emulator.TrustedTokenProfiles, emulator.TrustedTokenProfile(profile))
	}
}
