// Package idp verifies the access tokens that Connected Apps hold for users. With Connected Apps, a project is an OAuth
// 2.0 authorization server: users give other applications, and AI agents over MCP, access to their accounts. The client
// exposes the package as client.IDP.
//
// An API that apps call is a resource server. It accepts requests whose token has the required scopes:
//
//	protected := client.IDP.Middleware(idp.WithScopes("read:documents"))
//	mux.Handle("GET /documents", protected(http.HandlerFunc(listDocuments)))
//
// Package connectedapps manages the apps.
//
// The check calls the API only for the project's keys and, with [WithAuthorizationCheck], for its RBAC policy. Both calls
// are idempotent and retried.
//
// API reference: https://stytch.com/docs/connected-apps
package idp

import (
	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/rbac"
	"github.com/flymyai/stytch-go/internal/token"
	"github.com/flymyai/stytch-go/internal/transport"
)

// AuthorizationCheck names an action on a resource that a scope of the token must grant. See [api.AuthorizationCheck] for
// its fields.
type AuthorizationCheck = api.AuthorizationCheck

// Service verifies access tokens.
type Service struct {
	verifier  *token.Verifier
	policy    *rbac.Policy
	projectID string
}

// New is called by stytch.New. Programs use client.IDP instead. The verifier and the policy are those that all services of
// the client share.
func New(t *transport.Client, v *token.Verifier, policy *rbac.Policy) *Service {
	return &Service{verifier: v, policy: policy, projectID: t.ProjectID()}
}
