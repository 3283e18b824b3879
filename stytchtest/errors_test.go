package stytchtest_test

import (
	"fmt"
	"maps"
	"net/http"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/stytchtest"
)

// errorCase is a call that returns an error of a type.
type errorCase struct {
	want api.ErrorType
	call func(w *harness) error
	opts []stytchtest.Option
}

// IDs that no user, email address or phone number has.
const (
	noUser  = "user-test-99999999-9999-4999-8999-999999999999"
	noEmail = "email-test-99999999-9999-4999-8999-999999999999"
	noPhone = "phone-number-test-99999999-9999-4999-8999-999999999999"
	// noToken has the shape of a token.
	noToken = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
	uuid    = "99999999-9999-4999-8999-999999999999"
)

// post expects an error for the body of a POST. $user is the ID of a user who has ada@example.com and every factor.
func post(want api.ErrorType, path, body string, opts ...stytchtest.Option) errorCase {
	return errorCase{want, func(w *harness) error {
		_, err := w.post(path, strings.NewReader(strings.ReplaceAll(body, "$user", everything.UserID)))
		return err
	}, opts}
}

// request expects an error for a request without a body, or with any body.
func request(want api.ErrorType, method, path, body string) errorCase {
	return errorCase{want, func(w *harness) error {
		var sent any
		if body != "" {
			sent = strings.NewReader(body)
		}
		return w.Request(w.ctx, method, strings.ReplaceAll(path, "$user", everything.UserID), sent, nil)
	}, nil}
}

// when expects an error from a function.
func when(want api.ErrorType, call func(w *harness) error, opts ...stytchtest.Option) errorCase {
	return errorCase{want, call, opts}
}

// raw expects an error for a plain HTTP request.
func raw(want api.ErrorType, method, path, body string, change func(*http.Request), opts ...stytchtest.Option) errorCase {
	return errorCase{want, func(w *harness) error {
		got := rejected(w.T, w.srv, method, path, body, change)
		return &api.Error{StatusCode: got.StatusCode, Type: got.ErrorType}
	}, opts}
}

// leftOut are the documented types that no errorCase is about, by the reason. Most are never returned by the emulator itself.
// All of them can be injected.
var leftOut = map[string][]api.ErrorType{
	"it is about the account at Stytch, its billing or its mail domain, of which the emulator has none": {
		api.ErrorTypeBillingNotVerified, api.ErrorTypeBillingNotVerifiedForEmail, api.ErrorTypeCountryCodeAllowlistBillingNotVerified,
		api.ErrorTypeEmailSettingsNotFound, api.ErrorTypeRequiredCustomEmailDomain,
		api.ErrorTypeTooManyM2MClientsForBillingTier, api.ErrorTypeTooManyConnectedApps,
	},
	"nothing is published about when it is returned for a connected app": {
		api.ErrorTypeConnectedAppRedirectURLCannotUseLocalhost,
		api.ErrorTypeConnectedAppRedirectURLMustUseHTTPSScheme, api.ErrorTypeIDPInvalidAccessTokenCustomAudience,
	},
	"a check of what the policy does not know is a consumer_session_authorization_error, as of anything else that no role grants": {
		api.ErrorTypeInvalidPermissionAction, api.ErrorTypeInvalidPermissionResource,
	},
	"the emulator has a consent page of its own": {api.ErrorTypeAuthorizationEndpointNotConfiguredForProject},
	"the endpoints of OAuth 2.0 return a code of RFC 6749, 6750 or 7591 in its place": {
		api.ErrorTypeIDPAccessTokenCouldNotBeExchanged, api.ErrorTypeIDPAccessTokenExpired, api.ErrorTypeIDPAccessTokenNotFound,
		api.ErrorTypeIDPAuthCodeExpired, api.ErrorTypeIDPAuthCodeNotFound, api.ErrorTypeIDPRefreshTokenAlreadyUsed,
		api.ErrorTypeIDPRefreshTokenExpired, api.ErrorTypeIDPRefreshTokenNotFound,
	},
	"TestOAuthStart_errors tests it at a start URL": {
		api.ErrorTypeInvalidLoginOAuthURL, api.ErrorTypeInvalidSignupOAuthURL, api.ErrorTypeNoMatchForProvidedOAuthURL, api.ErrorTypePublicTokenNotFound,
	},
	"it comes from the provider, or from Stytch's callback URL, which the page of the emulator replaces": {
		api.ErrorTypeDefaultProviderNotAllowed, api.ErrorTypeExpiredOAuthResponse, api.ErrorTypeIDTokenExpired, api.ErrorTypeIDTokenIncorrectAudience,
		api.ErrorTypeIDTokenInvalid, api.ErrorTypeIDTokenNonceInvalid, api.ErrorTypeInvalidGoogleHostedDomainError,
		api.ErrorTypeMissingAppleAppID, api.ErrorTypeOAuthAppNotAuthorized,
		api.ErrorTypeOAuthAuthCodeError, api.ErrorTypeOAuthCreatingRedirectURLError, api.ErrorTypeOAuthFlowCallbackError,
		api.ErrorTypeOAuthInvalidCallbackRequest, api.ErrorTypeOAuthInvalidScopeRequested, api.ErrorTypeOAuthInvalidState,
		api.ErrorTypeOAuthStateMismatch, api.ErrorTypeOAuthStateUsed, api.ErrorTypeOAuthTokenExchangeGoogleMissingInformation,
		api.ErrorTypeOAuthTokenExchangeInvalidClient, api.ErrorTypeOAuthTokenExchangeInvalidRequest, api.ErrorTypeOAuthTokenExchangeInvalidScope,
		api.ErrorTypeOAuthTokenExchangeMicrosoftExpiredSecret, api.ErrorTypeOAuthTokenExchangeMicrosoftInvalidSecret,
		api.ErrorTypeOAuthTokenExchangeUnauthorizedClient, api.ErrorTypeOAuthUnverifiedEmail, api.ErrorTypePKCERequiredForNativeCallback,
		api.ErrorTypeTwitter401, api.ErrorTypeTwitter403, api.ErrorTypeUnableToAuthorizeOAuthProvider,
	},
	"no operation of a backend returns it: it belongs to the browser SDKs, the dashboard or a product that a backend does not call": {
		"cannot_update_trusted_metadata", "insufficient_factors", "stale_factors", "user_unauthenticated",
		api.ErrorTypeCannotUseBiometricsWithPendingUser, api.ErrorTypeCannotUseWebAuthnWithPendingUser, api.ErrorTypeInvalidStytchPrefixedResource,
		api.ErrorTypeMissingOAuthRefreshToken, api.ErrorTypeUnableToRefreshOAuthToken, api.ErrorTypeSecretNotFound, api.ErrorTypeMissingSMSParameter,
		api.ErrorTypeSMSTemplateNotFound, api.ErrorTypeSessionMustHaveAtLeastOneActiveFactor, api.ErrorTypeInvalidRequestID,
		api.ErrorTypeUnauthorizedAction, api.ErrorTypeInvalidSessionManagement, api.ErrorTypeInvalidSessionMissingPrimaryFactor,
	},
	"the emulator returns another type of the same meaning": {
		api.ErrorTypeInvalidRBACRoleAssignment,    // cannot_assign_default_rbac_role_id
		api.ErrorTypeNoInviteRedirectURL,          // no_invite_redirect_urls_set
		api.ErrorTypeNoLoginRedirectURL,           // no_login_redirect_urls_set
		api.ErrorTypeNoSignupRedirectURL,          // no_signup_redirect_urls_set
		api.ErrorTypePasswordDoesNotMatch,         // unauthorized_credentials
		api.ErrorTypeSearchInvalidStatusFilter,    // user_search_invalid_status_filter
		api.ErrorTypeUserSearchMissingEmailDomain, // the filter's spelling is not documented
		api.ErrorTypeInvalidClientID,              // m2m_client_invalid_client_id
		api.ErrorTypeInvalidClientSecret,          // m2m_client_invalid_client_secret
		api.ErrorTypeM2MClientInvalidStatus,       // invalid_m2m_client_status
	},
	"the rule behind it is not documented": {
		api.ErrorTypeM2MClientInvalidClientDescription, api.ErrorTypeM2MClientInvalidClientName, api.ErrorTypeInvalidWalletAddressUser,
	},
	"it depends on something that the emulator does not have: carriers, outages, deprecated paths, other kinds of project, plain http": {
		api.ErrorTypeContextCanceledError, api.ErrorTypeServiceUnavailable, api.ErrorTypeClientClosedRequest, api.ErrorTypeDeprecatedEndpoint, api.ErrorTypeDownstreamCarrierError, api.ErrorTypeInvalidConsumerEndpoint,
		api.ErrorTypeOrganizationSuspended, api.ErrorTypeRouteNotSupportedInTest, api.ErrorTypeServerUnavailable, api.ErrorTypeInternalServerError,
		api.ErrorTypeTooFewTokensAuthenticated, api.ErrorTypeUnauthorizedCredentialsHomepage, api.ErrorTypeUseHTTPS,
	},
}

func TestErrors_everyDocumentedType(t *testing.T) {
	t.Parallel()
	documented := documentedErrors(t)
	reasons := map[api.ErrorType]bool{}
	for _, types := range leftOut {
		for _, errorType := range types {
			if documented[errorType] == 0 || reasons[errorType] {
				t.Errorf("%s is in leftOut twice, or is not documented", errorType)
			}
			reasons[errorType] = true
		}
	}
	tested := map[api.ErrorType]bool{}
	for _, r := range slices.Concat(requestErrors, userErrors, searchErrors, magicLinkErrors, otpErrors, passwordErrors, migrateErrors, sessionErrors, totpErrors, oauthErrors, m2mErrors, connectedAppErrors, idpErrors, walletErrors, fraudErrors) {
		if reasons[r.want] {
			t.Errorf("%s is tested, but also in leftOut", r.want)
		}
		tested[r.want] = true
		t.Run(string(r.want), func(t *testing.T) {
			t.Parallel()
			w := newHarness(t, append([]stytchtest.Option{stytchtest.WithUsers(everything), stytchtest.WithRBACPolicy(policy)}, r.opts...)...)
			w.Client = w.srv.Client(unretried)
			err := r.call(w)
			w.fails(err, r.want)
			if got := failure(t, err).StatusCode; got != documented[r.want] {
				t.Errorf("got status %d, want %d", got, documented[r.want])
			}
		})
	}
	for _, errorType := range slices.Sorted(maps.Keys(documented)) {
		if !tested[errorType] && !reasons[errorType] {
			t.Errorf("%s is neither tested nor in leftOut", errorType)
		}
	}
}

// documentedErrors reads the types that Stytch documents, with their statuses.
func documentedErrors(t *testing.T) map[api.ErrorType]int {
	t.Helper()
	list, err := os.ReadFile("testdata/errors.txt")
	if err != nil {
		t.Fatal(err)
	}
	documented := map[api.ErrorType]int{}
	for line := range strings.Lines(string(list)) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		var status int
		var errorType string
		if _, err := fmt.Sscan(line, &status, &errorType); err != nil {
			t.Fatal(err)
		}
		documented[api.ErrorType(errorType)] = status
	}
	return documented
}

var requestErrors = []errorCase{
	raw(api.ErrorTypeInvalidAuthorizationHeader, "GET", "/v1/users/x", "", func(r *http.Request) { r.Header.Del("Authorization") }),
	raw(api.ErrorTypeInvalidProjectIDAuthentication, "GET", "/v1/users/x", "", func(r *http.Request) { r.SetBasicAuth("x", "y") }),
	raw(api.ErrorTypeInvalidSecretAuthentication, "GET", "/v1/users/x", "", func(r *http.Request) { r.SetBasicAuth("project-test-"+uuid, "") }),
	raw(api.ErrorTypeUnauthorizedCredentials, "GET", "/v1/users/x", "", func(r *http.Request) { r.SetBasicAuth("project-test-"+uuid, "y") }),
	raw(api.ErrorTypeUnauthorizedProjectIDLive, "GET", "/v1/users/x", "", func(r *http.Request) { r.SetBasicAuth("project-live-"+uuid, "y") }),
	raw(api.ErrorTypeUnauthorizedProjectIDTest, "GET", "/v1/users/x", "", func(r *http.Request) { r.SetBasicAuth("project-test-"+uuid, "y") },
		stytchtest.WithProjectID("project-live-"+uuid), stytchtest.WithoutUsers()),
	raw(api.ErrorTypeInvalidProjectID, "GET", "/v1/sessions/jwks/x", "", nil),
	raw(api.ErrorTypeProjectNotFound, "GET", "/v1/sessions/jwks/project-test-"+uuid, "", nil),
	raw(api.ErrorTypeBadRequest, "POST", "/v1/users", "{", nil),
	request(api.ErrorTypeRouteNotFound, "GET", "/v1/nowhere", ""),
	request(api.ErrorTypeInvalidB2BEndpoint, "GET", "/v1/b2b/members", ""),
	request(api.ErrorTypeMethodNotAllowed, "DELETE", "/v1/users", ""),
	post(api.ErrorTypeInvalidArgument, "/v1/users", `{"mail": "x"}`),
	post(api.ErrorTypeInvalidRequestValue, "/v1/users", `{"email": 1}`),
	request(api.ErrorTypeLiveIDUsedInTestEnvironment, "GET", "/v1/users/user-live-"+uuid, ""),
	when(api.ErrorTypeTestIDUsedInLiveEnvironment, func(w *harness) error {
		_, err := w.Users.Get(w.ctx, noUser)
		return err
	}, stytchtest.WithProjectID("project-live-"+uuid), stytchtest.WithoutUsers()),
	when(api.ErrorTypeTooManyRequests, func(w *harness) error {
		w.sendLink(ada)
		_, err := w.post("/v1/magic_links/email/send", map[string]any{"email": ada})
		return err
	}, stytchtest.WithRateLimits(), stytchtest.WithTime(time.Date(2026, time.May, 1, 0, 0, 0, 0, time.UTC))),
}
