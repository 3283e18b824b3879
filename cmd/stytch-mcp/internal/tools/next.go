package tools

import (
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"net/http"
	"strings"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/api"
)

// next returns what to try after an error of the API, in terms of tools. It returns nothing where only the caller can
// know. The step for each documented error of each tool is in testdata/next_steps.txt.
func next(t *tool, e *stytch.Error) string {
	step := nextStep(t, e)
	return strings.ReplaceAll(step, "{tool}", t.name)
}

func nextStep(t *tool, e *stytch.Error) string {
	if e.ForeignID != "" && (e.StatusCode == http.StatusNotFound || ofOtherEnvironment(e.Type)) {
		return e.ForeignID + " belongs to the other environment: use an ID of the " + string(e.Environment) + " project that this server calls."
	}
	if step, ok := stepsOf[t.name][e.Type]; ok {
		return step
	}
	if e.Type == api.ErrorTypeUnauthorizedCredentials && strings.Contains(e.Operation, "/v1/passwords/") {
		return wrongPassword // by stytch_request
	}
	if step, ok := steps[e.Type]; ok {
		return step
	}
	kind := string(e.Type)
	switch {
	case kind == "" && e.StatusCode == http.StatusUnauthorized:
		return askOperator
	case e.StatusCode == http.StatusTooManyRequests, notSent(e):
		return "Wait " + wait(e) + ", then call {tool} again."
	case kind == "" && notHandled(e):
		return "Stytch was not reached, so nothing has changed. Call {tool} again later; if it fails again, ask the person who runs this server to check its network, its proxy and STYTCH_BASE_URL."
	case errors.Is(e.Cause, api.ErrForeignResponse):
		return afterDoubt(t, e) + " If this happens again, ask the person who runs this server to check its proxy and STYTCH_BASE_URL."
	case e.StatusCode == 0, e.StatusCode >= 500, e.StatusCode < 300, e.StatusCode == statusClientClosedRequest:
		return afterDoubt(t, e)
	case strings.HasPrefix(kind, "user_search_"):
		return "Correct the query as the message says, then call {tool} again."
	case strings.HasPrefix(kind, "invalid_public_key_credential"):
		return "What the browser returned is not accepted: start over with a new challenge."
	case strings.HasPrefix(kind, "invalid_"), strings.HasPrefix(kind, "empty_"):
		return "Correct the argument that the message names, then call {tool} again."
	case e.StatusCode == http.StatusNotFound && strings.HasSuffix(kind, "_not_found"):
		return notFound
	case e.StatusCode == http.StatusForbidden:
		return "Do not call {tool} again: the project does not allow it."
	}
	return ""
}

// notSent reports whether the client did not send a call because of a rate limit.
func notSent(e *stytch.Error) bool {
	return e.StatusCode == 0 && e.Type == api.ErrorTypeTooManyRequests
}

// notHandled reports whether Stytch certainly did not handle a call: there was no connection, or a proxy responded
// instead.
func notHandled(e *stytch.Error) bool {
	if e.StatusCode >= 300 && e.StatusCode < 500 {
		return true
	}
	if _, ok := errors.AsType[*net.DNSError](e.Cause); ok {
		return true
	}
	if _, ok := errors.AsType[*tls.CertificateVerificationError](e.Cause); ok {
		return true
	}
	op, ok := errors.AsType[*net.OpError](e.Cause)
	return ok && (op.Op == "dial" || op.Op == "proxyconnect")
}

// statusClientClosedRequest is 499, which Stytch uses for a request whose connection was closed.
const statusClientClosedRequest = 499

func ofOtherEnvironment(kind api.ErrorType) bool {
	return kind == api.ErrorTypeLiveIDUsedInTestEnvironment || kind == api.ErrorTypeTestIDUsedInLiveEnvironment
}

// afterDoubt returns the step after a call that Stytch may or may not have handled, or that it handled although the
// response was lost. Its account agrees with [api.Error.Hint].
func afterDoubt(t *tool, e *stytch.Error) string {
	handled := false
	doubt := "Stytch may have handled the call. "
	switch {
	case errors.Is(e.Cause, api.ErrForeignResponse):
		doubt = "The response did not come from Stytch, but Stytch may have handled the call. "
	case e.StatusCode >= 200 && e.StatusCode < 300:
		handled = true
		doubt = "Stytch has handled the call, but its response is lost. "
	}
	effect := t.effect
	if effect == anything {
		switch method, _, _ := strings.Cut(e.Operation, " "); method {
		case http.MethodGet:
			effect = reads
		case http.MethodPut, http.MethodDelete:
			effect = overwrites
		default:
			return doubt + "Find out with a GET request whether it has taken effect before you call {tool} again."
		}
	}
	switch step, ok := doubts[t.name]; {
	case ok:
		return doubt + step
	case effect == reads:
		return "Nothing has changed: call {tool} again later."
	case effect == sends:
		return doubt + "The message may be on its way: ask the user whether it has arrived before you send another."
	case effect == overwrites:
		return doubt + "Call {tool} again with the same arguments: doing it twice does no harm."
	case handled:
		return doubt + "Its token or code is spent: get a new one."
	}
	return doubt + "Its token or code may be spent: call {tool} again once, and if that fails, get a new one."
}

// doubts are the steps of the tools whose effect alone does not determine how to find out what happened.
var doubts = map[string]string{
	"stytch_user_create":           "Search for the user with stytch_user_search before you call {tool} again.",
	"stytch_password_create":       "Search for the user with stytch_user_search before you call {tool} again.",
	"stytch_user_delete":           "Check with stytch_user_get: if the user is not found, the deletion has succeeded. Otherwise call {tool} again.",
	"stytch_session_revoke":        "Call {tool} again: if the session is not found, it has ended.",
	"stytch_session_authenticate":  "Call {tool} again: doing it twice does no harm.",
	"stytch_password_authenticate": "Call {tool} again: doing it twice does no harm.",
	"stytch_totp_create":           "Look with stytch_user_get for a new unverified TOTP. Its secret is lost: " + removeTOTP + " Then call {tool} again.",

	"stytch_m2m_client_create":                 "Look for the client with stytch_m2m_client_search. If it exists, its secret is lost: get another with stytch_m2m_secret_rotate_start. Otherwise call {tool} again.",
	"stytch_m2m_secret_rotate_start":           "Look with stytch_m2m_client_get for next_client_secret_last_four. If it is set, the new secret is lost: call stytch_m2m_secret_rotate_cancel first. Then call {tool} again.",
	"stytch_connected_app_create":              "Look for the app with stytch_connected_app_search. If it exists, its secret is lost: get another with stytch_connected_app_secret_rotate_start. Otherwise call {tool} again.",
	"stytch_connected_app_secret_rotate_start": "Look with stytch_connected_app_get for next_client_secret_last_four. If it is set, the new secret is lost: call stytch_connected_app_secret_rotate_cancel first. Then call {tool} again.",
	"stytch_passkey_register_start":            "Call {tool} again: doing it twice does no harm.",
	"stytch_passkey_register":                  "Look for the passkey with stytch_passkey_list. If it is missing, start over with stytch_passkey_register_start.",
	"stytch_passkey_authenticate_start":        "Call {tool} again: doing it twice does no harm.",
	"stytch_passkey_authenticate":              "Start over with stytch_passkey_authenticate_start.",
}

func wait(e *stytch.Error) string {
	if e.RetryAfter > 0 {
		return fmt.Sprintf("%d seconds", int(e.RetryAfter.Seconds()+1))
	}
	return "a few seconds"
}

const (
	askOperator   = "Do not call {tool} again: ask the person who runs this server to check STYTCH_PROJECT_ID, STYTCH_SECRET and STYTCH_ENV."
	dashboard     = "Do not call {tool} again: whoever manages the Stytch project must change this in the dashboard first."
	checkBaseURL  = "Do not call {tool} again: ask the person who runs this server to check STYTCH_BASE_URL."
	findUser      = "The ID is wrong, or the user was deleted. Find the user with stytch_user_search."
	userIDFormat  = "Pass a Stytch user ID or an external ID. stytch_user_search finds users."
	notFound      = "No such object exists in this project, or it was deleted."
	useOtherID    = "Use an ID of the environment of this server's project."
	newLink       = "The token was used or has expired. Send a new link and authenticate the token of that one."
	newCode       = "The code was used, has expired or was replaced by a newer one. Ask the user for the newest, or send another."
	logInAgain    = "The session was revoked, has expired or never existed. The user must log in again, with session_duration_minutes."
	otherURL      = "Call {tool} again without the URL, for the project's default, or ask whoever manages the Stytch project which redirect URLs it has."
	giveURL       = "Pass a redirect URL that the project has. If it has none, whoever manages the Stytch project must set a default in the dashboard."
	removeTOTP    = "find its totp_id with stytch_user_get and, if the user agrees, pass it to stytch_user_update as remove_factors."
	otherPassword = "Ask the user for another password, and check it with stytch_password_strength_check before you use it. Pass the email too."
	wrongPassword = "The password is wrong: ask the user for it again, and after another failure offer stytch_password_reset_start."
	resetPassword = "Send the user a reset link with stytch_password_reset_start."
	createOnSend  = "If the user may be new, call {tool} again with create_user true: it creates the user, then sends the code."
	signUpByLink  = "If the user may be new, call stytch_magic_link_email_login_or_create with the same email: it creates the user, then sends the link."
	checkAddress  = "Check the address. If the user is new, sign the user up with stytch_password_create or stytch_magic_link_email_login_or_create."
	otherAddress  = "Stytch does not send to this address: ask the user for another one."
	notOnList     = "The project does not allow this address: ask the user for another one, or whoever manages the Stytch project to allow it."
	lessMetadata  = "Call {tool} again with less metadata: each object may take 4 KB and 20 top-level keys."
	pickRole      = "Pass role IDs of the project's RBAC policy, which stytch_request GET /v1/rbac/policy returns. Default roles such as stytch_user cannot be assigned."
	pickAction    = "Pass a resource and an action of the project's RBAC policy, which stytch_request GET /v1/rbac/policy returns."
	withoutJoin   = "Call {tool} again without session_token and session_jwt, and with session_duration_minutes, to start a new session."
	sessionFormat = "Pass a session token as session_token, or a session JWT as session_jwt. The token of a link or an OAuth login is neither."
	shorterTime   = "The project allows less: call {tool} again with a smaller session_duration_minutes."
	newUserOnly   = "The address belongs to a user: find that user with stytch_user_search by email_address."
	phoneTaken    = "The number belongs to a user: find that user with stytch_user_search by phone_number."
	addressTaken  = "The address already belongs to a user. To reach that user, call {tool} again without user_id; users cannot be merged."
	numberTaken   = "The number already belongs to a user. To reach that user, call {tool} again without user_id; users cannot be merged."
)

// stepsOf are the steps that depend on the tool.
var stepsOf = map[string]map[api.ErrorType]string{
	"stytch_user_delete": {
		api.ErrorTypeUserNotFound: "The user does not exist, or was deleted. If the ID is right, nothing is left to delete.",
	},
	"stytch_magic_link_email_send": {
		api.ErrorTypeEmailNotFound:  signUpByLink,
		api.ErrorTypeDuplicateEmail: addressTaken,
	},
	"stytch_otp_sms_send":      sendSteps,
	"stytch_otp_whatsapp_send": sendSteps,
	"stytch_otp_email_send":    sendSteps,
	"stytch_password_create": {
		api.ErrorTypeDuplicateEmail:            "The user exists: log in with stytch_password_authenticate, or set a password with stytch_password_reset_start.",
		api.ErrorTypePasswordValidationTimeout: "Search for the user with stytch_user_search. If there is none, call {tool} again.",
	},
	"stytch_password_authenticate": {
		api.ErrorTypeEmailNotFound:           checkAddress,
		api.ErrorTypeUnauthorizedCredentials: wrongPassword,
		api.ErrorTypeSessionNotFound:         withoutJoin,
		api.ErrorTypeSessionNotMutable:       withoutJoin,
	},
	"stytch_password_reset_start": {
		api.ErrorTypeEmailNotFound: checkAddress,
	},
	"stytch_magic_link_authenticate": joinSteps,
	"stytch_otp_authenticate":        joinSteps,
	"stytch_oauth_authenticate":      joinSteps,
	"stytch_totp_authenticate": {
		api.ErrorTypeSessionNotFound:      withoutJoin,
		api.ErrorTypeSessionNotMutable:    withoutJoin,
		api.ErrorTypeTOTPsNotFoundForUser: newTOTP,
		api.ErrorTypeTOTPNotFound:         newTOTP,
		api.ErrorTypeExpiredTOTP:          "The app was not enrolled in time: start over with stytch_totp_create.",
	},
	"stytch_session_authenticate": {
		api.ErrorTypeSessionNotFound:                   logInAgain,
		api.ErrorTypeSessionNotMutable:                 "The session cannot be changed. It may have been started by impersonation. Call {tool} again without session_duration_minutes and session_custom_claims.",
		api.ErrorTypeCustomClaimsTooLarge:              "Call {tool} again with smaller session_custom_claims: together they may take 4 KB.",
		api.ErrorTypeUnableToRepresentCustomClaimsJSON: "Pass session_custom_claims as a JSON object.",
	},
	"stytch_session_revoke": {
		api.ErrorTypeSessionNotFound: "The session has already ended or never existed: nothing is left to revoke. stytch_session_get lists the active sessions of a user.",
	},
}

var sendSteps = map[api.ErrorType]string{
	api.ErrorTypeEmailNotFound:        createOnSend,
	api.ErrorTypePhoneNumberNotFound:  createOnSend,
	api.ErrorTypeDuplicateEmail:       addressTaken,
	api.ErrorTypeDuplicatePhoneNumber: numberTaken,
}

// joinSteps are the steps of the tools that can add their factor to a session.
var joinSteps = map[api.ErrorType]string{
	api.ErrorTypeSessionNotFound:   withoutJoin,
	api.ErrorTypeSessionNotMutable: withoutJoin,
}
