// Package config holds the configuration of a project: its credentials, its first users, and everything that its
// owner sets in Stytch's dashboard. It also checks the fields of requests that depend on the configuration.
package config

import (
	"cmp"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/emulator/apierror"
	"github.com/flymyai/stytch-go/internal/emulator/ids"
	"github.com/flymyai/stytch-go/internal/emulator/providers"
	"github.com/flymyai/stytch-go/internal/emulator/strength"
)

// The environments.
const (
	EnvTest = "test"
	EnvLive = "live"
)

// Name is what a project is called, also in authenticator apps.
const Name = "Stytch emulator"

// The limits of session_duration_minutes.
const (
	minSessionMinutes = 5
	maxSessionMinutes = 527040
)

// Project is the configuration of a project. Its zero value is a project of the test environment with generated
// credentials that allows everything that any Stytch project allows.
type Project struct {
	// ProjectID is project-test-<uuid> or project-live-<uuid>. It is generated if empty.
	ProjectID string
	// Secret is generated if empty.
	Secret string
	// PublicToken names the project in URLs that browsers open: public-token-test-<uuid>. When empty, its UUID is that of
	// the project.
	PublicToken string
	// Webhooks are the endpoints that events of users are sent to.
	Webhooks []WebhookEndpoint
	// Logger gets a record of each call.
	Logger *slog.Logger
	// Seed makes IDs, tokens and codes the same at each start.
	Seed *uint64
	// Start is the time at which the server's clock starts, the system time if zero.
	Start time.Time
	// NoSandbox turns the sandbox values off.
	NoSandbox bool

	Users     []SeedUser
	Passwords strength.Policy
	// RedirectURLs are the registered ones. When nil, any http or https URL is accepted and
	// DefaultRedirectURL is the default for everything.
	RedirectURLs []RedirectURL
	// Templates are the IDs of the email templates. When nil, every well-formed ID is accepted.
	Templates []string
	// CountryCodes are the calling codes that messages may be sent to, such as "1". When nil, all are.
	CountryCodes []string
	// AllowedEmails and DeniedEmails hold addresses and domains.
	AllowedEmails, DeniedEmails []string
	// InactiveEmails bounced earlier: nothing is sent there again.
	InactiveEmails []string
	// UnsubscribedPhones have opted out of messages.
	UnsubscribedPhones []string
	// NoEmbeddableMagicLinks rejects magic_links.create, as for a workspace without them.
	NoEmbeddableMagicLinks bool
	// NoImpersonation rejects impersonation.authenticate, as a project that does not allow it.
	NoImpersonation bool
	// RateLimits enforces the rate limits that are documented.
	RateLimits bool
	// OAuthProviders are the configured ones, by their names in requests. When nil, all are.
	OAuthProviders []string
	// MaxSession is the longest session of the project; Stytch's own maximum when nil.
	MaxSession *time.Duration
	// LockThreshold is how many failures in a row lock a user, LockFor for how long; Stytch's defaults
	// when nil.
	LockThreshold *int
	LockFor       *time.Duration
	// RequireUserVerification makes passkeys verify the user, by PIN or biometrics.
	RequireUserVerification bool
	// Policy holds the roles and resources; only the default role when nil.
	Policy *api.RBACPolicy
	// UserInfo stands for the endpoint that sessions.migrate calls: it returns the email address behind a foreign
	// session token.
	UserInfo func(token string) (email string, err error)
	// ConnectedApps are the connected apps that the project starts with.
	ConnectedApps []api.ConnectedAppWithClientSecret
	// AuthorizationEndpoint is the page of the application that authorizes connected apps. When empty, the emulator has a
	// page of its own.
	AuthorizationEndpoint string
	// DynamicClientRegistration lets apps register themselves.
	DynamicClientRegistration bool
	// TrustedTokenProfiles are those that sessions.attest accepts.
	TrustedTokenProfiles []TrustedTokenProfile
	// Fingerprints are the device fingerprints that the project starts with.
	Fingerprints []Fingerprint
	// M2MClients are the M2M clients that the project starts with.
	M2MClients []api.M2MClientWithClientSecret
	// M2MClaims stands in for the template of M2M access tokens. It returns the custom claims of a token, given its
	// client and the parameters of the request.
	M2MClaims func(client api.M2MClient, request map[string]any) map[string]any
}

// WebhookEndpoint is where webhooks are sent, and the secret that signs them: "whsec_" and base64.
type WebhookEndpoint struct{ URL, Secret string }

// Env returns the environment, according to the project ID.
func (p *Project) Env() string {
	if strings.HasPrefix(p.ProjectID, ids.Project+"-"+EnvLive+"-") {
		return EnvLive
	}
	return EnvTest
}

// Sandbox reports whether the sandbox values work.
func (p *Project) Sandbox() bool { return p.Env() == EnvTest && !p.NoSandbox }

// Issuer is the iss claim of the JWTs of the project.
func (p *Project) Issuer() string { return "stytch.com/" + p.ProjectID }

// CheckSessionMinutes rejects a session_duration_minutes out of range. 0 means that none was given.
func (p *Project) CheckSessionMinutes(minutes int) error {
	switch {
	case minutes == 0:
		return nil
	case minutes < minSessionMinutes || minutes > maxSessionMinutes:
		return apierror.Newf(api.ErrorTypeInvalidSessionDurationMinutes, "session_duration_minutes must be between %d and %d.", minSessionMinutes, maxSessionMinutes)
	case minutes > int(*p.MaxSession/time.Minute):
		return apierror.Newf(api.ErrorTypeInvalidSessionDuration, "Sessions of this project last at most %d minutes.", int(*p.MaxSession/time.Minute))
	}
	return nil
}

// copyData replaces the data of a configuration by a copy, which the caller cannot change.
func (p *Project) copyData() {
	p.Users, p.Fingerprints, p.Passwords = Clone(p.Users), Clone(p.Fingerprints), Clone(p.Passwords)
	p.ConnectedApps, p.M2MClients = Clone(p.ConnectedApps), Clone(p.M2MClients)
	p.Policy, p.RedirectURLs = Clone(p.Policy), Clone(p.RedirectURLs)
	p.TrustedTokenProfiles = slices.Clone(p.TrustedTokenProfiles)
	for i := range p.TrustedTokenProfiles {
		p.TrustedTokenProfiles[i].Keys = maps.Clone(p.TrustedTokenProfiles[i].Keys)
	}
	for _, list := range []*[]string{
		&p.Templates, &p.CountryCodes, &p.AllowedEmails, &p.DeniedEmails, &p.InactiveEmails, &p.UnsubscribedPhones, &p.OAuthProviders,
	} {
		*list = slices.Clone(*list)
	}
}

// Complete checks a configuration and fills in the defaults. It copies what the configuration shares with the caller.
func (p *Project) Complete(random *ids.Source) error {
	p.copyData()
	if p.ProjectID == "" {
		p.ProjectID = random.ID(ids.Project, EnvTest)
	}
	if prefix, _, ok := ids.Parse(p.ProjectID); !ok || prefix != ids.Project {
		return fmt.Errorf("the project ID %q is not of the form project-test-<uuid> or project-live-<uuid>", p.ProjectID)
	}
	if p.Secret == "" {
		p.Secret = ids.Secret + "-" + p.Env() + "-" + random.Token()[:36]
	}
	if strings.ContainsFunc(p.Secret, func(r rune) bool { return r <= ' ' || r > '~' }) {
		return errors.New("the secret contains a space or a character that is not ASCII")
	}
	if p.PublicToken == "" {
		p.PublicToken = ids.PublicToken + strings.TrimPrefix(p.ProjectID, ids.Project)
	}
	if prefix, env, ok := ids.Parse(p.PublicToken); !ok || prefix != ids.PublicToken || env != p.Env() {
		return fmt.Errorf("the public token %q is not of the form public-token-%s-<uuid>", p.PublicToken, p.Env())
	}
	p.LockThreshold = cmp.Or(p.LockThreshold, new(10))
	p.LockFor = cmp.Or(p.LockFor, new(time.Hour))
	if *p.LockThreshold < 1 || *p.LockThreshold > 100 || *p.LockFor < 5*time.Minute || *p.LockFor > 7*24*time.Hour {
		return errors.New("a user lock comes after 1 to 100 failures and lasts from 5 minutes to 7 days")
	}
	p.MaxSession = cmp.Or(p.MaxSession, new(maxSessionMinutes*time.Minute))
	if *p.MaxSession < minSessionMinutes*time.Minute || *p.MaxSession > maxSessionMinutes*time.Minute {
		return errors.New("sessions last from 5 to 527040 minutes")
	}
	if err := checkEndpoint(p.AuthorizationEndpoint); err != nil {
		return fmt.Errorf("the authorization endpoint %q: %w", p.AuthorizationEndpoint, err)
	}
	if p.Policy == nil {
		p.Policy = defaultPolicy()
	}
	for _, name := range p.OAuthProviders {
		if _, ok := providers.Find(name); !ok {
			return fmt.Errorf("unknown OAuth provider %q", name)
		}
	}
	for i, r := range p.RedirectURLs {
		if err := r.check(); err != nil {
			return fmt.Errorf("redirect URL %d, %q: %w", i, r.URL, err)
		}
	}
	return p.Passwords.Complete()
}
