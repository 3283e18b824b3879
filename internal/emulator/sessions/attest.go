package sessions

import (
	"errors"
	"slices"

	"github.com/go-jose/go-jose/v4"
	"github.com/go-json-experiment/json"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/emulator/apierror"
	"github.com/flymyai/stytch-go/internal/emulator/config"
	"github.com/flymyai/stytch-go/internal/emulator/op"
	"github.com/flymyai/stytch-go/internal/emulator/store"
)

// trustedAlgorithms are those a trusted token may be signed with.
var trustedAlgorithms = []jose.SignatureAlgorithm{jose.RS256, jose.RS384, jose.RS512, jose.PS256, jose.ES256, jose.ES384, jose.EdDSA}

// trustedClaims are the claims of a trusted token. The subject, a user ID or an external ID, or the email address
// identifies the user.
type trustedClaims struct {
	Issuer   string   `json:"iss"`
	Audience audience `json:"aud"`
	Subject  string   `json:"sub"`
	Email    string   `json:"email"`
	ID       string   `json:"jti"`
	Expires  int64    `json:"exp"`
	Before   int64    `json:"nbf"`
}

// audience is a list that may come as a single string (RFC 7519, section 4.1.3).
type audience []string

// UnmarshalJSON takes both forms.
func (a *audience) UnmarshalJSON(data []byte) error {
	var one string
	if err := json.Unmarshal(data, &one); err == nil {
		*a = audience{one}
		return nil
	}
	var list []string
	err := json.Unmarshal(data, &list)
	*a = list
	return err
}

func attest(c *op.Call, req *api.SessionsAttestRequest) (*api.SessionsAttestResponse, error) {
	plan, err := c.Store.PlanSession(c.Session)
	if err != nil {
		return nil, err
	}
	if req.ProfileID == "" {
		return nil, apierror.Newf(api.ErrorTypeTrustedTokenProfileInvalidRequest, "profile_id is empty.")
	}
	i := slices.IndexFunc(c.Project.TrustedTokenProfiles, func(p config.TrustedTokenProfile) bool { return p.ID == req.ProfileID })
	if i < 0 {
		return nil, apierror.Newf(api.ErrorTypeTrustedTokenProfileNotFound, "There is no trusted token profile %q.", req.ProfileID)
	}
	claims, err := trust(c, &c.Project.TrustedTokenProfiles[i], req.Token)
	if err != nil {
		return nil, err
	}
	u, err := attestedUser(c, claims)
	if err != nil {
		return nil, err
	}
	if err := c.Store.CheckLock(u); err != nil {
		return nil, err
	}
	f := store.Factor{ID: claims.ID, AuthenticationFactor: api.AuthenticationFactor{
		Type:                   api.AuthenticationFactorTypeTrustedAuthToken,
		DeliveryMethod:         api.DeliveryMethodTrustedTokenExchange,
		TrustedAuthTokenFactor: &api.TrustedAuthTokenFactor{TokenID: claims.ID},
	}}
	grant, err := c.Store.Authenticated(u, plan, f, api.Attributes{})
	if err != nil {
		return nil, err
	}
	return &api.SessionsAttestResponse{
		UserID: u.ID, User: c.Store.View(u),
		SessionToken: grant.Token, SessionJWT: grant.JWT, Session: grant.Session,
	}, nil
}

// trust verifies a token by a profile.
func trust(c *op.Call, p *config.TrustedTokenProfile, token string) (*trustedClaims, error) {
	claims, err := verifyTrusted(p, token)
	switch {
	case err != nil:
		return nil, apierror.Newf(api.ErrorTypeInvalidTrustedAuthToken, "The token cannot be trusted: %v.", err)
	case claims.Issuer != p.Issuer:
		return nil, apierror.Newf(api.ErrorTypeJWTInvalidIssuer, "The iss claim is not the issuer of the profile.")
	case !slices.Contains(claims.Audience, p.Audience):
		return nil, apierror.Newf(api.ErrorTypeJWTInvalidAudience, "The aud claim does not contain the audience of the profile.")
	case claims.ID == "" || c.Now.Unix() >= claims.Expires || c.Now.Unix() < claims.Before:
		return nil, apierror.Newf(api.ErrorTypeJWTInvalidClaims, "The token has no jti claim, has expired, or is not valid yet.")
	}
	return claims, nil
}

func verifyTrusted(p *config.TrustedTokenProfile, token string) (*trustedClaims, error) {
	signed, err := jose.ParseSignedCompact(token, trustedAlgorithms)
	if err != nil || len(signed.Signatures) != 1 {
		return nil, errors.New("it is not a JWT")
	}
	key, ok := p.Keys[signed.Signatures[0].Header.KeyID]
	if !ok {
		return nil, errors.New("the profile has no such key")
	}
	payload, err := signed.Verify(key)
	if err != nil {
		return nil, errors.New("the signature is wrong")
	}
	var claims trustedClaims
	if err := json.Unmarshal(payload, &claims); err != nil {
		return nil, errors.New("its claims are malformed")
	}
	return &claims, nil
}

func attestedUser(c *op.Call, claims *trustedClaims) (*store.User, error) {
	if claims.Subject != "" {
		if u, err := c.Store.FindUser(claims.Subject); err == nil {
			return u, nil
		}
	}
	if email := c.Store.Contact(claims.Email); email != nil && email.IsEmail() {
		return email.User, nil
	}
	return nil, apierror.Newf(api.ErrorTypeUserNotFound, "No user has the subject or the email address of the token.")
}
