package tools

import (
	"fmt"
	"net/http"
	"strings"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/api"
)

// toolsOf turns the methods that hints name into tools.
var toolsOf = strings.NewReplacer(
	"MagicLinks.Email.LoginOrCreate", "stytch_magic_link_email_login_or_create",
	"OTP.SMS.LoginOrCreate", "stytch_otp_sms_send with create_user",
	"OTP.WhatsApp.LoginOrCreate", "stytch_otp_whatsapp_send with create_user",
	"OTP.Email.LoginOrCreate", "stytch_otp_email_send with create_user",
	"a LoginOrCreate", "stytch_magic_link_email_login_or_create",
	"Users.Create", "stytch_user_create",
	"Users.Get", "stytch_user_get",
	"Users.Search (users.EmailAddress)", "stytch_user_search by email_address",
	"Users.Search (users.PhoneNumber)", "stytch_user_search by phone_number",
	"Users.Search", "stytch_user_search",
	"Users.DeleteTOTP", "stytch_request DELETE /v1/users/totps/{totp_id}",
	"Passwords.StrengthCheck", "stytch_password_strength_check",
	"Passwords.Email.ResetStart", "stytch_password_reset_start",
	"TOTP.Authenticate", "stytch_totp_authenticate",
	"TOTP.RecoveryCodes", "stytch_request POST /v1/totps/recovery_codes",
	"TOTP.Recover", "stytch_request POST /v1/totps/recover",
	"use the constructors of the users package: they spell the filters right", "stytch_user_search spells the filters right",
	"as long as RetryAfter says, or some seconds,", "some seconds",
)

// hint is the hint of an error in terms of tools.
func hint(e *stytch.Error) string { return toolsOf.Replace(e.Hint()) }

// next says what to try after an error of the API, in terms of tools.
func next(t *tool, e *stytch.Error) string {
	if step, ok := stepsOf[t.name][e.Type]; ok {
		return step
	}
	if step, ok := steps[e.Type]; ok {
		return step
	}
	switch {
	case e.StatusCode == http.StatusTooManyRequests:
		return "Wait " + wait(e) + ", then call " + t.name + " again."
	case e.StatusCode == http.StatusUnauthorized && e.Type == "":
		return askOperator
	case e.StatusCode == 0 || e.StatusCode >= 500:
		if t.effect == reads {
			return "Call " + t.name + " again in a while."
		}
		return "Find out whether it happened, with stytch_user_get or stytch_user_search, before calling " + t.name + " again."
	case e.StatusCode == http.StatusForbidden:
		return "Do not try again: the project does not allow it."
	default:
		return "Correct the arguments as the message says, then call " + t.name + " again."
	}
}

func wait(e *stytch.Error) string {
	if e.RetryAfter > 0 {
		return fmt.Sprintf("%d seconds", int(e.RetryAfter.Seconds()+1))
	}
	return "some seconds"
}

const (
	askOperator   = "Do not try again: ask the person who runs this server to check STYTCH_PROJECT_ID, STYTCH_SECRET and STYTCH_ENV."
	findUser      = "Find the user with stytch_user_search, or create one with stytch_user_create."
	newLink       = "Send a new link with stytch_magic_link_email_login_or_create and authenticate the token of that one."
	newCode       = "Ask the user for the newest code; if it does not work, send another with the tool that sent it, and use the email_id or phone_id of that answer as method_id."
	logInAgain    = "Let the user log in again: stytch_magic_link_email_login_or_create, then stytch_magic_link_authenticate with session_duration_minutes."
	otherURL      = "Call again without the URL, for the project's default one, or ask the person who runs the project which redirect URLs it has."
	removeTOTP    = "Find the totp_id with stytch_user_get and delete it with stytch_request DELETE /v1/users/totps/{totp_id}, if the user agrees."
	otherPassword = "Let the user choose another password, and try it with stytch_password_strength_check and the email first."
	resetPassword = "Send the user a reset with stytch_password_reset_start."
	createOnSend  = "Call the same tool again with create_user true: it creates the user, then sends the code."
	signUpByLink  = "Call stytch_magic_link_email_login_or_create with the same email: it creates the user, then sends the link."
	signUp        = "Sign the user up with stytch_password_create or stytch_magic_link_email_login_or_create."
	lessMetadata  = "Call again with less metadata: 4 KB and 20 keys at top level."
)

// stepsOf are the steps that depend on the tool.
var stepsOf = map[string]map[api.ErrorType]string{
	"stytch_magic_link_email_send": {
		api.ErrorTypeEmailNotFound: signUpByLink,
		api.ErrorTypeUserNotFound:  signUpByLink,
	},
	"stytch_otp_sms_send":      createUser,
	"stytch_otp_whatsapp_send": createUser,
	"stytch_otp_email_send":    createUser,
	"stytch_password_create": {
		api.ErrorTypeDuplicateEmail: "The user exists: log in with stytch_password_authenticate, or set a password with stytch_password_reset_start.",
	},
	"stytch_password_authenticate": {
		api.ErrorTypeEmailNotFound:           "Check the address with stytch_user_search, or sign the user up with stytch_password_create.",
		api.ErrorTypeUnauthorizedCredentials: "Ask the user for the password again; after another failure offer stytch_password_reset_start.",
	},
	"stytch_password_reset_start": {
		api.ErrorTypeEmailNotFound: signUp,
		api.ErrorTypeUserNotFound:  signUp,
	},
}

var createUser = map[api.ErrorType]string{
	api.ErrorTypeEmailNotFound:       createOnSend,
	api.ErrorTypePhoneNumberNotFound: createOnSend,
	api.ErrorTypeUserNotFound:        createOnSend,
}

// steps are those that are the same for every tool.
var steps = map[api.ErrorType]string{
	api.ErrorTypeUnauthorizedCredentials:        askOperator,
	api.ErrorTypeInvalidSecretAuthentication:    askOperator,
	api.ErrorTypeInvalidProjectIDAuthentication: askOperator,
	api.ErrorTypeInvalidAuthorizationHeader:     askOperator,
	api.ErrorTypeProjectNotFound:                askOperator,
	api.ErrorTypeUnauthorizedProjectIDLive:      askOperator,
	api.ErrorTypeUnauthorizedProjectIDTest:      askOperator,
	api.ErrorTypeInvalidConsumerEndpoint:        askOperator,

	api.ErrorTypeUserNotFound:             findUser,
	api.ErrorTypeInvalidUserID:            findUser,
	api.ErrorTypeEmailNotFound:            findUser,
	api.ErrorTypePhoneNumberNotFound:      findUser,
	api.ErrorTypeDuplicateEmail:           "Find that user with stytch_user_search by email_address.",
	api.ErrorTypeDuplicatePhoneNumber:     "Find that user with stytch_user_search by phone_number.",
	api.ErrorTypeDuplicateUserExternalID:  "Get that user with stytch_user_get, the external id as user_id.",
	api.ErrorTypeUserSearchInvalidCursor:  "Call stytch_user_search again without the cursor.",
	api.ErrorTypeUserLockLimitReached:     "Do not try again: stytch_user_get tells when the lock ends, as lock_expires_at.",
	api.ErrorTypeMagicLinkNotFound:        newLink,
	api.ErrorTypeUnableToAuthMagicLink:    newLink,
	api.ErrorTypeOTPCodeNotFound:          newCode,
	api.ErrorTypeUnableToAuthOTPCode:      newCode,
	api.ErrorTypeInvalidMethodID:          newCode,
	api.ErrorTypeOAuthTokenNotFound:       "The user must log in with the provider again; authenticate the new token at once.",
	api.ErrorTypeUnableToAuthenticateTOTP: "Ask the user for the newest code, then call stytch_totp_authenticate again.",

	api.ErrorTypeTOTPCodeAlreadyAuthenticated: "Wait for the next code, at most 30 seconds, then call stytch_totp_authenticate again.",
	api.ErrorTypeActiveTOTPExists:             removeTOTP,
	api.ErrorTypePendingTOTPExists:            removeTOTP,
	api.ErrorTypeTOTPsNotFoundForUser:         "Make an authenticator with stytch_totp_create.",
	api.ErrorTypeWeakPassword:                 otherPassword,
	api.ErrorTypeBreachedPassword:             otherPassword,
	api.ErrorTypeResetPassword:                resetPassword,
	api.ErrorTypeNoUserPassword:               resetPassword,
	api.ErrorTypePasswordAlreadyExists:        resetPassword,

	api.ErrorTypeSessionNotFound:         logInAgain,
	api.ErrorTypeInvalidSessionToken:     logInAgain,
	api.ErrorTypeUnableToParseSessionJWT: logInAgain,
	api.ErrorTypeInvalidSessionDuration:  "Call again with a smaller session_duration_minutes.",
	api.ErrorTypeNoLoginRedirectURL:      otherURL,
	api.ErrorTypeNoSignupRedirectURL:     otherURL,
	api.ErrorTypeInvalidMagicLinkURL:     otherURL,
	api.ErrorTypeEnterpriseEndpoint:      "Do not try again: Stytch must switch this product on first.",
	api.ErrorTypeMetadataTooLarge:        lessMetadata,
	api.ErrorTypeMetadataTooManyKeys:     lessMetadata,
	api.ErrorTypeRouteNotFound:           "Check method and path; for users, magic links, codes, passwords, sessions, TOTP and OAuth use the tools of that name.",
	api.ErrorTypeMethodNotAllowed:        "Call stytch_request again with the method that the path is for.",

	api.ErrorTypeNoMatchForProvidedMagicLinkURL:  otherURL,
	api.ErrorTypeInvalidPasswordResetRedirectURL: otherURL,
	api.ErrorTypeNoPasswordResetRedirectURL:      otherURL,
	api.ErrorTypeNoDefaultLoginRedirectURLSet:    otherURL,
	api.ErrorTypeNoDefaultSignupRedirectURLSet:   otherURL,
}
