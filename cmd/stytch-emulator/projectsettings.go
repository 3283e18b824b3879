package main

import (
	"errors"
	"fmt"
	"time"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/cmd/stytch-emulator/internal/strictjson"
	"github.com/flymyai/stytch-go/internal/emulator"
)

// projectSettings are the settings in a -seed file that a project's owner would change in Stytch's dashboard. An omitted
// setting has the same default as in package stytchtest. docs/emulator.md has an example of each.
type projectSettings struct {
	RedirectURLs             []redirectURL       `json:"redirect_urls"`
	EmailTemplates           []string            `json:"email_templates"`
	CountryCodes             []string            `json:"country_codes"`
	AllowedEmails            []string            `json:"allowed_emails"`
	DeniedEmails             []string            `json:"denied_emails"`
	InactiveEmails           []string            `json:"inactive_emails"`
	UnsubscribedPhoneNumbers []string            `json:"unsubscribed_phone_numbers"`
	OAuthProviders           []string            `json:"oauth_providers"`
	PasswordPolicy           passwordPolicy      `json:"password_policy"`
	MaxSessionDuration       strictjson.Duration `json:"max_session_duration"`
	UserLock                 userLock            `json:"user_lock"`
	RateLimits               bool                `json:"rate_limits"`
	RequireUserVerification  bool                `json:"require_user_verification"`
	EmbeddableMagicLinks     *bool               `json:"embeddable_magic_links"`
	Impersonation            *bool               `json:"impersonation"`
	Sandbox                  *bool               `json:"sandbox"`
	RBACPolicy               *api.RBACPolicy     `json:"rbac_policy"`
	UserInfoURL              string              `json:"user_info_url"`
	TrustedTokenProfiles     []trustedProfile    `json:"trusted_token_profiles"`
	M2MClaims                map[string]any      `json:"m2m_claims"`
	AuthorizationEndpoint    string              `json:"authorization_endpoint"`
	ClientRegistration       bool                `json:"dynamic_client_registration"`
}

// redirectURL is a registered redirect URL.
type redirectURL struct {
	URL string `json:"url"`
	// For and Default are purposes: login, signup, invite and reset_password.
	For     []string `json:"for"`
	Default []string `json:"default"`
}

type passwordPolicy struct {
	LUDS          bool     `json:"luds"`
	MinLength     int      `json:"min_length"`
	MinComplexity int      `json:"min_complexity"`
	AllowBreached bool     `json:"allow_breached"`
	Breached      []string `json:"breached"`
}

type userLock struct {
	Failures int                 `json:"failures"`
	Duration strictjson.Duration `json:"duration"`
}

// apply adds the settings to a configuration.
func (p *projectSettings) apply(cfg *emulator.Config) error {
	if p.RedirectURLs != nil {
		if cfg.RedirectURLs != nil {
			return errors.New("/redirect_urls: -redirect-url is set too: use only one of them")
		}
		cfg.RedirectURLs = []emulator.RedirectURL{}
	}
	for _, r := range p.RedirectURLs {
		cfg.RedirectURLs = append(cfg.RedirectURLs, emulator.RedirectURL(r))
	}
	cfg.Templates, cfg.CountryCodes, cfg.OAuthProviders = p.EmailTemplates, p.CountryCodes, p.OAuthProviders
	cfg.AllowedEmails, cfg.DeniedEmails, cfg.InactiveEmails = p.AllowedEmails, p.DeniedEmails, p.InactiveEmails
	cfg.UnsubscribedPhones = p.UnsubscribedPhoneNumbers
	cfg.Passwords = emulator.PasswordPolicy(p.PasswordPolicy)
	if p.MaxSessionDuration != 0 {
		cfg.MaxSession = new(time.Duration(p.MaxSessionDuration))
	}
	if p.UserLock.Failures != 0 {
		cfg.LockThreshold = &p.UserLock.Failures
	}
	if p.UserLock.Duration != 0 {
		cfg.LockFor = new(time.Duration(p.UserLock.Duration))
	}
	cfg.RateLimits, cfg.RequireUserVerification = p.RateLimits, p.RequireUserVerification
	off := func(given *bool) bool { return given != nil && !*given }
	cfg.NoEmbeddableMagicLinks, cfg.NoImpersonation, cfg.NoSandbox = off(p.EmbeddableMagicLinks), off(p.Impersonation), off(p.Sandbox)
	cfg.Policy = p.RBACPolicy
	cfg.AuthorizationEndpoint, cfg.DynamicClientRegistration = p.AuthorizationEndpoint, p.ClientRegistration
	if p.UserInfoURL != "" {
		ask, err := userInfo(p.UserInfoURL)
		if err != nil {
			return fmt.Errorf("/user_info_url: %w", err)
		}
		cfg.UserInfo = ask
	}
	if p.M2MClaims != nil {
		if at, err := checkClaims(p.M2MClaims); err != nil {
			return fmt.Errorf("/m2m_claims%s: %w", at, err)
		}
		cfg.M2MClaims = claimsOf(p.M2MClaims)
	}
	for i, given := range p.TrustedTokenProfiles {
		profile, err := given.profile()
		if err != nil {
			return fmt.Errorf("/trusted_token_profiles/%d: %w", i, err)
		}
		cfg.TrustedTokenProfiles = append(cfg.TrustedTokenProfiles, profile)
	}
	return nil
}
