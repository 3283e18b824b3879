package emulator

import (
	"slices"
	"sync"

	"github.com/flymyai/stytch-go/internal/emulator/connectedapps"
	"github.com/flymyai/stytch-go/internal/emulator/cryptowallets"
	"github.com/flymyai/stytch-go/internal/emulator/debug"
	"github.com/flymyai/stytch-go/internal/emulator/fraud"
	"github.com/flymyai/stytch-go/internal/emulator/httpapi"
	"github.com/flymyai/stytch-go/internal/emulator/idp"
	"github.com/flymyai/stytch-go/internal/emulator/impersonation"
	"github.com/flymyai/stytch-go/internal/emulator/m2m"
	"github.com/flymyai/stytch-go/internal/emulator/magiclinks"
	"github.com/flymyai/stytch-go/internal/emulator/oauth"
	"github.com/flymyai/stytch-go/internal/emulator/op"
	"github.com/flymyai/stytch-go/internal/emulator/otp"
	"github.com/flymyai/stytch-go/internal/emulator/passwords"
	"github.com/flymyai/stytch-go/internal/emulator/project"
	"github.com/flymyai/stytch-go/internal/emulator/rbac"
	"github.com/flymyai/stytch-go/internal/emulator/sessions"
	"github.com/flymyai/stytch-go/internal/emulator/store"
	"github.com/flymyai/stytch-go/internal/emulator/totp"
	"github.com/flymyai/stytch-go/internal/emulator/users"
	"github.com/flymyai/stytch-go/internal/emulator/webauthn"
)

// domains are the operations that the emulator serves, by domain.
var domains = []func() []op.Operation{
	users.Operations,
	magiclinks.Operations,
	otp.Operations,
	passwords.Operations,
	sessions.Operations,
	totp.Operations,
	oauth.Operations,
	m2m.Operations,
	webauthn.Operations,
	connectedapps.Operations,
	cryptowallets.Operations,
	impersonation.Operations,
	fraud.Operations,
	rbac.Operations,
	project.Operations,
	debug.Operations,
	idp.Operations,
	tokenEndpoint,
}

// tokenEndpoint is shared by M2M clients and connected apps.
func tokenEndpoint() []op.Operation {
	return []op.Operation{op.TokenEndpoint("m2m.token", "/v1/public/{project_id}/oauth2/token", m2m.Grants(), idp.Grants())}
}

// endpoints are what the emulator serves in addition to the operations of the API document.
func endpoints() []op.Operation {
	own := op.TokenEndpoint("m2m.token", "/v1/oauth2/token", m2m.Grants(), idp.Grants())
	return slices.Concat(oauth.Pages(), idp.Endpoints(), []op.Operation{own})
}

// router finds the operations of all domains, and the other endpoints. All servers share it.
var router = sync.OnceValue(func() *httpapi.Router[*store.Store] {
	return httpapi.NewRouter(slices.Concat(served(), endpoints()))
})

// served lists the operations of all domains.
func served() []op.Operation {
	var all []op.Operation
	for _, operations := range domains {
		all = slices.Concat(all, operations())
	}
	return all
}

// Operations returns the names of the operations that the emulator serves, as the API document gives them.
func Operations() []string {
	var names []string
	for _, o := range served() {
		names = append(names, o.Name)
	}
	return names
}
