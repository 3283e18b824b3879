package httpapi

import (
	"cmp"
	"net/http"
	"strconv"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/emulator/apierror"
)

const contentTypeJSON = "application/json"

// errorBody is an error as it is sent.
type errorBody struct {
	StatusCode   int           `json:"status_code"`
	RequestID    string        `json:"request_id"`
	ErrorType    api.ErrorType `json:"error_type"`
	ErrorMessage string        `json:"error_message"`
	ErrorURL     string        `json:"error_url"`
}

// oauth2ErrorBody is an error in the form of OAuth 2.0.
type oauth2ErrorBody struct {
	StatusCode       int           `json:"status_code"`
	RequestID        string        `json:"request_id"`
	Error            api.ErrorType `json:"error"`
	ErrorDescription string        `json:"error_description"`
	ErrorURI         string        `json:"error_uri"`
}

// errorForm is the form of the errors of an operation: that of OAuth 2.0 or the API's own, with links to the documents of
// a host.
type errorForm struct {
	oauth2 bool
	host   string
}

// formOf returns the form of the errors of an operation, which is nil for an unknown path.
func formOf[S any](o *Operation[S]) errorForm {
	if o == nil {
		return errorForm{}
	}
	return errorForm{o.OAuth2, o.Host}
}

// documents is where the errors of a host are described.
func (f errorForm) documents() string {
	if f.host == "" {
		return "https://stytch.com/docs/api/errors/"
	}
	return "https://stytch.com/docs/" + f.host + "/api/errors/"
}

// errorResponse renders an error.
func errorResponse(form errorForm, e *apierror.Error, status int, requestID string) *response {
	url := form.documents() + strconv.Itoa(status) + "#" + string(e.Type)
	var content any = errorBody{status, requestID, e.Type, e.Message, url}
	if form.oauth2 {
		content = oauth2ErrorBody{status, requestID, e.Type, e.Message, url}
	}
	body, err := json.Marshal(content, jsontext.AllowInvalidUTF8(true))
	if err != nil {
		panic("emulator: " + err.Error()) // numbers and strings always encode
	}
	return &response{status: status, errorType: e.Type, header: http.Header{"Content-Type": {contentTypeJSON}}, body: body}
}

// challenge adds the WWW-Authenticate header of an error: for a token (RFC 6750, section 3), and for a client that has
// authenticated by header (RFC 6749, section 5.2).
func challenge(header http.Header, errorType api.ErrorType, request http.Header) {
	switch {
	case errorType == apierror.InvalidToken && request.Get("Authorization") == "":
		header.Set("WWW-Authenticate", "Bearer")
	case errorType == apierror.InvalidToken:
		header.Set("WWW-Authenticate", `Bearer error="invalid_token"`)
	case errorType == api.ErrorTypeOAuth2InvalidClient && request.Get("Authorization") != "":
		header.Set("WWW-Authenticate", `Basic realm="stytch"`)
	}
}

// statusOf returns the HTTP status that errors of a type have. One type means something else in OAuth 2.0.
func statusOf(form errorForm, errorType api.ErrorType) int {
	if form.oauth2 && errorType == apierror.InvalidToken {
		return http.StatusUnauthorized
	}
	if status, ok := statuses[errorType]; ok {
		return status
	}
	return http.StatusBadRequest
}

// typeOf returns the type of error that stands for a status, empty for a status that the API does not use.
func typeOf(form errorForm, status int) api.ErrorType {
	own := map[int]api.ErrorType{}
	switch {
	case form.oauth2:
		own = oauth2Types
	case form.host != "":
		own = fraudTypes
	}
	return cmp.Or(own[status], apiTypes[status])
}

// apiTypes are the types of error that stand for a status. oauth2Types and fraudTypes are those that are different in
// OAuth 2.0 and on the host of the fraud operations.
var (
	apiTypes = map[int]api.ErrorType{
		http.StatusBadRequest:          api.ErrorTypeBadRequest,
		http.StatusUnauthorized:        api.ErrorTypeUnauthorizedCredentials,
		http.StatusForbidden:           api.ErrorTypeOrganizationSuspended,
		http.StatusNotFound:            api.ErrorTypeRouteNotFound,
		http.StatusTooManyRequests:     api.ErrorTypeTooManyRequests,
		http.StatusInternalServerError: api.ErrorTypeInternalServerError,
		http.StatusServiceUnavailable:  api.ErrorTypeServerUnavailable,
	}
	oauth2Types = map[int]api.ErrorType{
		http.StatusBadRequest:   api.ErrorTypeOAuth2InvalidRequest,
		http.StatusUnauthorized: api.ErrorTypeOAuth2InvalidClient,
	}
	fraudTypes = map[int]api.ErrorType{
		http.StatusUnauthorized:       api.ErrorTypeUnauthorizedCredentialsError,
		http.StatusForbidden:          api.ErrorTypeUseHTTPS,
		http.StatusServiceUnavailable: api.ErrorTypeServiceUnavailable,
	}
)

// statuses holds the types whose status is not 400.
var statuses = map[api.ErrorType]int{
	api.ErrorTypeOAuth2InvalidClient: http.StatusUnauthorized,

	api.ErrorTypeConnectedAppSuppliedRedirectURLNotFoundInClient: http.StatusUnauthorized,

	api.ErrorTypeAttributeMismatch:                 http.StatusUnauthorized,
	api.ErrorTypeConnectedAppConsentRevoked:        http.StatusUnauthorized,
	api.ErrorTypeEnterpriseEndpoint:                http.StatusUnauthorized,
	api.ErrorTypeJWTInvalidAudience:                http.StatusUnauthorized,
	api.ErrorTypeJWTInvalidClaims:                  http.StatusUnauthorized,
	api.ErrorTypeJWTInvalidIssuer:                  http.StatusUnauthorized,
	api.ErrorTypePKCEMismatch:                      http.StatusUnauthorized,
	api.ErrorTypeUnableToAuthImpersonationToken:    http.StatusUnauthorized,
	api.ErrorTypeUnableToAuthMagicLink:             http.StatusUnauthorized,
	api.ErrorTypeUnableToAuthOTPCode:               http.StatusUnauthorized,
	api.ErrorTypeUnableToAuthPasswordResetToken:    http.StatusUnauthorized,
	api.ErrorTypeUnableToAuthenticateCryptoWallet:  http.StatusUnauthorized,
	api.ErrorTypeUnableToAuthenticateRecoveryCode:  http.StatusUnauthorized,
	api.ErrorTypeUnableToAuthenticateTOTP:          http.StatusUnauthorized,
	api.ErrorTypeUnauthorizedAction:                http.StatusUnauthorized,
	api.ErrorTypeUnauthorizedCredentials:           http.StatusUnauthorized,
	api.ErrorTypeUnauthorizedCredentialsHomepage:   http.StatusUnauthorized,
	api.ErrorTypeUnauthorizedProjectIDLive:         http.StatusUnauthorized,
	api.ErrorTypeUnauthorizedProjectIDTest:         http.StatusUnauthorized,
	api.ErrorTypeConsumerSessionAuthorizationError: http.StatusForbidden,
	api.ErrorTypeEmailInDenylist:                   http.StatusForbidden,
	api.ErrorTypeEmailNotInAllowlist:               http.StatusForbidden,
	api.ErrorTypeTwitter401:                        http.StatusUnauthorized,
	api.ErrorTypeTwitter403:                        http.StatusForbidden,
	api.ErrorTypeOrganizationSuspended:             http.StatusForbidden,
	api.ErrorTypeUseHTTPS:                          http.StatusForbidden,
	api.ErrorTypeBiometricRegistrationNotFound:     http.StatusNotFound,
	api.ErrorTypeConnectedAppNotFound:              http.StatusNotFound,
	api.ErrorTypeCryptoWalletNotFound:              http.StatusNotFound,
	api.ErrorTypeDefaultProviderNotAllowed:         http.StatusNotFound,
	api.ErrorTypeEmailNotFound:                     http.StatusNotFound,
	api.ErrorTypeEmailSettingsNotFound:             http.StatusNotFound,
	api.ErrorTypeEmailTemplateNotFound:             http.StatusNotFound,
	api.ErrorTypeM2MClientNotFound:                 http.StatusNotFound,
	api.ErrorTypeMagicLinkNotFound:                 http.StatusNotFound,
	api.ErrorTypeNoActiveRecoveryCodeBackedFactor:  http.StatusNotFound,
	api.ErrorTypeOAuthTokenNotFound:                http.StatusNotFound,
	api.ErrorTypeOAuthUserRegistrationNotFound:     http.StatusNotFound,
	api.ErrorTypeOTPCodeNotFound:                   http.StatusNotFound,
	api.ErrorTypePasswordNotFound:                  http.StatusNotFound,
	api.ErrorTypePhoneNumberNotFound:               http.StatusNotFound,
	api.ErrorTypeProjectNotFound:                   http.StatusNotFound,
	api.ErrorTypeRecoveryCodesNotFound:             http.StatusNotFound,
	api.ErrorTypeRouteNotFound:                     http.StatusNotFound,
	api.ErrorTypeSessionNotFound:                   http.StatusNotFound,
	api.ErrorTypeTOTPNotFound:                      http.StatusNotFound,
	api.ErrorTypeTOTPsNotFoundForUser:              http.StatusNotFound,
	api.ErrorTypeTrustedTokenProfileNotFound:       http.StatusNotFound,
	api.ErrorTypePublicTokenNotFound:               http.StatusNotFound,
	api.ErrorTypeSecretNotFound:                    http.StatusNotFound,
	api.ErrorTypeUserNotFound:                      http.StatusNotFound,
	api.ErrorTypeWebAuthnRegistrationNotFound:      http.StatusNotFound,
	api.ErrorTypeMethodNotAllowed:                  http.StatusMethodNotAllowed,
	api.ErrorTypePasswordValidationTimeout:         http.StatusRequestTimeout,
	api.ErrorTypeSearchTimeout:                     http.StatusRequestTimeout,
	api.ErrorTypeTooFewTokensAuthenticated:         http.StatusTooManyRequests,
	api.ErrorTypeTooManyRequests:                   http.StatusTooManyRequests,
	api.ErrorTypeUserLockLimitReached:              http.StatusTooManyRequests,
	api.ErrorTypeClientClosedRequest:               499,
	api.ErrorTypeInternalServerError:               http.StatusInternalServerError,
	api.ErrorTypeServerUnavailable:                 http.StatusServiceUnavailable,

	api.ErrorTypeIDPAccessTokenCouldNotBeExchanged: http.StatusNotFound,
	api.ErrorTypeIDPAccessTokenExpired:             http.StatusUnauthorized,
	api.ErrorTypeIDPAccessTokenNotFound:            http.StatusNotFound,
	api.ErrorTypeIDPAuthCodeExpired:                http.StatusUnauthorized,
	api.ErrorTypeIDPAuthCodeNotFound:               http.StatusNotFound,
	api.ErrorTypeIDPRefreshTokenAlreadyUsed:        http.StatusUnauthorized,
	api.ErrorTypeIDPRefreshTokenExpired:            http.StatusUnauthorized,
	api.ErrorTypeIDPRefreshTokenNotFound:           http.StatusNotFound,

	api.ErrorTypeUnableToAuthWebAuthnRegistration:     http.StatusUnauthorized,
	api.ErrorTypeUnableToRegisterWebAuthnRegistration: http.StatusUnauthorized,
	api.ErrorTypeNoActiveWebAuthnRegistrations:        http.StatusNotFound,
	api.ErrorTypeUnauthorizedCredentialsError:         http.StatusUnauthorized,
	api.ErrorTypeTelemetryIDNotFound:                  http.StatusNotFound,
	api.ErrorTypeContextCanceledError:                 499,
	api.ErrorTypeServiceUnavailable:                   http.StatusServiceUnavailable,
}
