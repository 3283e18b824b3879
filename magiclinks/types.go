package magiclinks

import "github.com/flymyai/stytch-go/api"

type (
	// AuthenticateRequest is the request of [Service.Authenticate]. Token is required.
	// See [api.MagicLinksAuthenticateRequest] for its fields.
	AuthenticateRequest = api.MagicLinksAuthenticateRequest
	// AuthenticateResponse is the response of [Service.Authenticate]: the user and, if there is one, the session.
	// See [api.MagicLinksAuthenticateResponse] for its fields.
	AuthenticateResponse = api.MagicLinksAuthenticateResponse
	// CreateRequest is the request of [Service.Create]. UserID is required.
	// See [api.MagicLinksCreateRequest] for its fields.
	CreateRequest = api.MagicLinksCreateRequest
	// CreateResponse is the response of [Service.Create]: the token.
	// See [api.MagicLinksCreateResponse] for its fields.
	CreateResponse = api.MagicLinksCreateResponse
	// EmailSendRequest is the request of [EmailService.Send]. Email is required.
	// See [api.MagicLinksEmailSendRequest] for its fields.
	EmailSendRequest = api.MagicLinksEmailSendRequest
	// EmailSendResponse is the response of [EmailService.Send]: the IDs of the user and the email address.
	// See [api.MagicLinksEmailSendResponse] for its fields.
	EmailSendResponse = api.MagicLinksEmailSendResponse
	// EmailLoginOrCreateRequest is the request of [EmailService.LoginOrCreate]. Email is required.
	// See [api.MagicLinksEmailLoginOrCreateRequest] for its fields.
	EmailLoginOrCreateRequest = api.MagicLinksEmailLoginOrCreateRequest
	// EmailLoginOrCreateResponse is the response of [EmailService.LoginOrCreate]: the IDs of the user and the email
	// address, and whether the user is new.
	// See [api.MagicLinksEmailLoginOrCreateResponse] for its fields.
	EmailLoginOrCreateResponse = api.MagicLinksEmailLoginOrCreateResponse
	// EmailInviteRequest is the request of [EmailService.Invite]. Email is required.
	// See [api.MagicLinksEmailInviteRequest] for its fields.
	EmailInviteRequest = api.MagicLinksEmailInviteRequest
	// EmailInviteResponse is the response of [EmailService.Invite]: the IDs of the user and the email address.
	// See [api.MagicLinksEmailInviteResponse] for its fields.
	EmailInviteResponse = api.MagicLinksEmailInviteResponse
	// EmailRevokeInviteRequest is the request of [EmailService.RevokeInvite]. Email is required.
	// See [api.MagicLinksEmailRevokeInviteRequest] for its fields.
	EmailRevokeInviteRequest = api.MagicLinksEmailRevokeInviteRequest
	// EmailRevokeInviteResponse is the response of [EmailService.RevokeInvite].
	// See [api.MagicLinksEmailRevokeInviteResponse] for its fields.
	EmailRevokeInviteResponse = api.MagicLinksEmailRevokeInviteResponse

	// Attributes contains the IP address and user agent of the end user. [AttributeOptions] can require them to
	// match.
	// See [api.Attributes] for its fields.
	Attributes = api.Attributes
	// AttributeOptions requires the attributes of an [AuthenticateRequest] to match those of the request that sent
	// the link. See [api.AttributeOptions] for its fields.
	AttributeOptions = api.AttributeOptions
	// Locale is the language of an email.
	// See [api.Locale] for its values.
	Locale = api.Locale
	// Name is the name of a new user. All parts are optional.
	// See [api.Name] for its fields.
	Name = api.Name
)
