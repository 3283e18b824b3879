package stytchtest_test

import (
	"testing"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/magiclinks"
	"github.com/flymyai/stytch-go/otp"
	"github.com/flymyai/stytch-go/stytchtest"
)

func TestMagicLinks_matchOptions(t *testing.T) {
	t.Parallel()
	w := newHarness(t)
	here := magiclinks.Attributes{IPAddress: "192.0.2.1", UserAgent: "Here"}
	_, err := w.MagicLinks.Email.LoginOrCreate(w.ctx, magiclinks.EmailLoginOrCreateRequest{Email: ada, Attributes: here})
	w.ok(err)
	token := w.srv.LastMessage(ada).Token
	follow := func(token string, a magiclinks.Attributes, o magiclinks.AttributeOptions) error {
		_, err := w.MagicLinks.Authenticate(w.ctx, magiclinks.AuthenticateRequest{Token: token, Attributes: a, Options: o})
		return err
	}
	ip, agent := magiclinks.AttributeOptions{IPMatchRequired: true}, magiclinks.AttributeOptions{UserAgentMatchRequired: true}
	w.fails(follow(token, magiclinks.Attributes{IPAddress: "192.0.2.2", UserAgent: "Here"}, ip), api.ErrorTypeAttributeMismatch)
	w.fails(follow(token, magiclinks.Attributes{IPAddress: "192.0.2.1", UserAgent: "There"}, agent), api.ErrorTypeAttributeMismatch)
	w.fails(follow(token, magiclinks.Attributes{}, ip), api.ErrorTypeAttributeMismatch)
	w.ok(follow(token, here, magiclinks.AttributeOptions{IPMatchRequired: true, UserAgentMatchRequired: true}))

	unknown := w.sendLink(ada)
	w.fails(follow(unknown, magiclinks.Attributes{}, ip), api.ErrorTypeAttributeMismatch)
	w.ok(follow(unknown, magiclinks.Attributes{IPAddress: "192.0.2.9"}, magiclinks.AttributeOptions{}))
}

func TestMagicLinks_firstProofOfAnAddressRetiresItsPassword(t *testing.T) {
	t.Parallel()
	ways := map[string]func(w *harness) (resetSessions bool, err error){
		"magic link": func(w *harness) (bool, error) {
			login, err := w.followLink(w.sendLink(ada))
			return err == nil && login.ResetSessions, err
		},
		"email passcode": func(w *harness) (bool, error) {
			sent, err := w.OTP.Email.Send(w.ctx, otp.EmailSendRequest{Email: ada})
			if err != nil {
				return false, err
			}
			login, err := w.enterCode(sent.EmailID, w.srv.LastMessage(ada).Code)
			return err == nil && login.ResetSessions, err
		},
		"oauth": func(w *harness) (bool, error) {
			login, err := w.oauth(stytchtest.OAuthLogin{Provider: "google", Email: ada})
			return err == nil && login.ResetSessions, err
		},
	}
	for name, prove := range ways {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newHarness(t)
			before := w.password(ada)
			reset, err := prove(w)
			w.ok(err)
			w.same(reset, true)
			w.fails(w.alive(before.SessionToken), api.ErrorTypeSessionNotFound)
			w.same(w.get(before.UserID).Password.RequiresReset, true)
			_, err = w.enterPassword(ada, strong)
			w.fails(err, api.ErrorTypeResetPassword)
			w.resetPassword(ada, stronger)
			_, err = w.enterPassword(ada, stronger)
			w.ok(err)

			// The address is verified now, so the next login changes nothing.
			reset, err = prove(w)
			w.ok(err)
			w.same(reset, false)
		})
	}
}

func TestMagicLinks_PKCE(t *testing.T) {
	t.Parallel()
	w := newHarness(t)
	_, err := w.MagicLinks.Email.LoginOrCreate(w.ctx, magiclinks.EmailLoginOrCreateRequest{Email: ada, CodeChallenge: challenge})
	w.ok(err)
	token := w.srv.LastMessage(ada).Token
	follow := func(token, verifier string) error {
		_, err := w.MagicLinks.Authenticate(w.ctx, magiclinks.AuthenticateRequest{Token: token, CodeVerifier: verifier})
		return err
	}
	w.fails(follow(token, ""), api.ErrorTypePKCEExpectedCodeVerifier)
	w.fails(follow(token, verifier[1:]+"x"), api.ErrorTypePKCEMismatch)
	w.fails(follow(w.sendLink(ada), verifier), api.ErrorTypePKCEDidNotExpectCodeVerifier)
	w.ok(follow(token, verifier))
}
