package emulator

import (
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"time"

	"github.com/flymyai/stytch-go/api"
)

// Config says what a project is like. Its zero value is a project of the test environment with made-up
// credentials, where everything is allowed that Stytch allows anywhere.
type Config struct {
	// ProjectID is project-test-<uuid> or project-live-<uuid>; made up when empty.
	ProjectID string
	// Secret is made up when empty.
	Secret string
	// Logger gets a record of each call.
	Logger *slog.Logger
	// Seed makes ids, tokens and codes the same at each start.
	Seed *uint64
	// Start is the server's time when it starts; the true time when zero.
	Start time.Time
	// NoSandbox turns the sandbox values off.
	NoSandbox bool

	Users     []SeedUser
	Passwords PasswordPolicy
	// RedirectURLs are the registered ones. When nil, any http or https URL is accepted and
	// DefaultRedirectURL is the default for everything.
	RedirectURLs []RedirectURL
	// Templates are the ids of the email templates. When nil, every well-formed id is accepted.
	Templates []string
	// CountryCodes are the calling codes that messages may be sent to, such as "1". When nil, all are.
	CountryCodes []string
	// AllowedEmails and DeniedEmails hold addresses and domains.
	AllowedEmails, DeniedEmails []string
	// InactiveEmails bounced earlier: nothing is sent there again.
	InactiveEmails []string
	// UnsubscribedPhones have opted out of messages.
	UnsubscribedPhones []string
	// NoEmbeddableMagicLinks answers magic_links.create as for a workspace without them.
	NoEmbeddableMagicLinks bool
	// RateLimits enforces the rate limits that are documented.
	RateLimits bool
	// OAuthProviders are the configured ones, by their names in requests. When nil, all are.
	OAuthProviders []string
	// MaxSessionMinutes is the longest session of the project; Stytch's own maximum when zero.
	MaxSessionMinutes int
	// LockThreshold is how many failures in a row lock a user, LockFor for how long; Stytch's defaults
	// when zero.
	LockThreshold int
	LockFor       time.Duration
	// Policy holds the roles and resources; only the default role when nil.
	Policy *api.RBACPolicy
	// UserInfo stands for the endpoint that sessions.migrate asks for the email address behind a
	// foreign session token.
	UserInfo func(token string) (email string, err error)
	// TrustedTokenProfiles are the ones that sessions.attest knows.
	TrustedTokenProfiles []TrustedTokenProfile
}

// DefaultRedirectURL is where links lead when neither the request nor the project says.
const DefaultRedirectURL = "http://localhost:3000/authenticate"

// configure checks a configuration and fills in the defaults.
func (s *Server) configure(cfg Config) error {
	s.env = envTest
	if strings.HasPrefix(cfg.ProjectID, projectPrefix+"-"+envLive+"-") {
		s.env = envLive
	}
	if cfg.ProjectID == "" {
		cfg.ProjectID = s.newID(projectPrefix)
	}
	if match := idPattern.FindStringSubmatch(cfg.ProjectID); match == nil || match[1] != projectPrefix {
		return fmt.Errorf("the project id %q is not of the form project-test-<uuid> or project-live-<uuid>", cfg.ProjectID)
	}
	if cfg.Secret == "" {
		cfg.Secret = secretPrefix + "-" + s.env + "-" + s.random.token()[:36]
	}
	if strings.ContainsFunc(cfg.Secret, func(r rune) bool { return r <= ' ' || r > '~' }) {
		return errors.New("the secret holds a space or a character that is not ASCII")
	}
	if cfg.LockThreshold == 0 {
		cfg.LockThreshold = 10
	}
	if cfg.LockFor == 0 {
		cfg.LockFor = time.Hour
	}
	if cfg.LockThreshold < 1 || cfg.LockThreshold > 100 || cfg.LockFor < 5*time.Minute || cfg.LockFor > 7*24*time.Hour {
		return errors.New("a user lock comes after 1 to 100 failures and lasts from 5 minutes to 7 days")
	}
	if cfg.MaxSessionMinutes == 0 {
		cfg.MaxSessionMinutes = maxSessionMinutes
	}
	if cfg.MaxSessionMinutes < minSessionMinutes || cfg.MaxSessionMinutes > maxSessionMinutes {
		return errors.New("sessions last from 5 to 527040 minutes")
	}
	if cfg.Policy == nil {
		cfg.Policy = defaultPolicy()
	}
	for _, name := range cfg.OAuthProviders {
		if _, ok := findProvider(name); !ok {
			return fmt.Errorf("there is no OAuth provider %q", name)
		}
	}
	for i, r := range cfg.RedirectURLs {
		if err := r.check(); err != nil {
			return fmt.Errorf("redirect URL %d: %w", i, err)
		}
	}
	if err := cfg.Passwords.complete(); err != nil {
		return err
	}
	s.cfg = cfg
	return nil
}
