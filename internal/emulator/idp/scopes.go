package idp

import (
	"slices"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/emulator/config"
	"github.com/flymyai/stytch-go/internal/emulator/store"
)

const (
	scopeOpenID        = "openid"
	scopeOfflineAccess = "offline_access"
	scopeFullAccess    = "full_access"
)

// builtIn are the scopes that every project has, with the texts of the consent page.
var builtIn = []api.RBACPolicyScope{
	{Scope: scopeOpenID, Description: "Know who you are"},
	{Scope: "profile", Description: "See your name and picture"},
	{Scope: "email", Description: "See your email address"},
	{Scope: "phone", Description: "See your phone number"},
	{Scope: scopeOfflineAccess, Description: "Keep access when you are away"},
	{Scope: scopeFullAccess, Description: "Act as you, without limits"},
}

// scopeResult describes a scope that an app requests of a user. A scope that neither Stytch nor the policy of the project
// knows cannot be granted.
func scopeResult(p *config.Project, app *store.App, u *store.User, name string) api.IDPScopeResult {
	named := func(s api.RBACPolicyScope) bool { return s.Scope == name }
	result := api.IDPScopeResult{Scope: name}
	if i := slices.IndexFunc(builtIn, named); i >= 0 {
		result.Description = builtIn[i].Description
		result.IsGrantable = name != scopeFullAccess || app.Fields.FullAccessAllowed
	} else if i := slices.IndexFunc(p.Policy.Scopes, named); i >= 0 {
		result.Description = p.Policy.Scopes[i].Description
		result.IsGrantable = holdsAll(p, u.Roles(), p.Policy.Scopes[i].Permissions)
	}
	return result
}

// holdsAll reports whether roles grant every permission of a scope.
func holdsAll(p *config.Project, roles []string, permissions []api.RBACPermission) bool {
	for _, permission := range permissions {
		for _, action := range permission.Actions {
			if len(p.Granting(roles, permission.ResourceID, action)) == 0 {
				return false
			}
		}
	}
	return true
}
