package config

import (
	"slices"
	"strings"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/emulator/apierror"
	"github.com/flymyai/stytch-go/internal/emulator/providers"
)

// OAuthProvider returns a provider that the project has configured.
func (p *Project) OAuthProvider(name string) (*providers.Provider, error) {
	provider, ok := providers.Find(name)
	same := func(configured string) bool { return strings.EqualFold(configured, name) }
	switch {
	case !ok:
		return nil, apierror.Newf(api.ErrorTypeInvalidOAuthProvider, "There is no OAuth provider %q.", name)
	case p.OAuthProviders == nil || slices.ContainsFunc(p.OAuthProviders, same):
		return provider, nil
	case provider.Delivery == api.DeliveryMethodOAuthApple:
		return nil, apierror.Newf(api.ErrorTypeAppleOAuthConfigNotFound, "The project has not configured Apple.")
	}
	return nil, apierror.Newf(api.ErrorTypeOAuthConfigNotFound, "The project has not configured %s.", provider.Type)
}
