package main

import (
	"context"
	"net/http"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	pages "github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/webauthn"
	"github.com/chromedp/chromedp"

	"github.com/flymyai/stytch-go/internal/browsertest"
)

// authenticator is an authenticator that the browser simulates. Its user is present and verified at once.
type authenticator struct {
	*tab
	id webauthn.AuthenticatorID
}

func (b *tab) authenticator() *authenticator {
	b.Helper()
	send(b, webauthn.Enable, webauthn.EnableParams{})
	added := send(b, webauthn.AddVirtualAuthenticator, webauthn.AddVirtualAuthenticatorParams{Options: &webauthn.VirtualAuthenticatorOptions{
		Protocol: webauthn.AuthenticatorProtocolCtap2, Transport: webauthn.AuthenticatorTransportInternal,
		HasResidentKey: true, HasUserVerification: true, IsUserVerified: true, AutomaticPresenceSimulation: true,
	}})
	return &authenticator{b, added.AuthenticatorID}
}

// send sends a command to the browser.
func send[P, R any](b *tab, c cdp.Command[P, R], params P) R {
	b.Helper()
	ctx, cancel := b.step()
	defer cancel()
	result, err := chromedp.Run(ctx, func(ctx context.Context, t *chromedp.Target) (R, error) { return cdp.Call(ctx, t, c, params) })
	if err != nil {
		b.Fatalf("%s: %v", c.Method, err)
	}
	return result
}

// credentials returns what the authenticator holds.
func (a *authenticator) credentials() []*webauthn.Credential {
	a.Helper()
	return send(a.tab, webauthn.GetCredentials, webauthn.GetCredentialsParams{AuthenticatorID: a.id}).Credentials
}

// override makes the authenticator misbehave.
func (a *authenticator) override(bits webauthn.SetResponseOverrideBitsParams) {
	a.Helper()
	bits.AuthenticatorID = a.id
	send(a.tab, webauthn.SetResponseOverrideBits, bits)
}

// withoutAutofill keeps the browser from offering passkeys before the button is clicked. The simulated user would accept
// at once.
func (b *tab) withoutAutofill() {
	b.Helper()
	send(b, pages.AddScriptToEvaluateOnNewDocument, pages.AddScriptToEvaluateOnNewDocumentParams{
		Source: `PublicKeyCredential.isConditionalMediationAvailable = async () => false;`,
	})
}

// addPasskey adds a passkey on the account page.
func (b *tab) addPasskey(name string) {
	b.Helper()
	b.fill("#passkey-name", name)
	b.click("#add-passkey button", "/account")
	b.wantText("main", "Passkey: "+name)
}

//nolint:paralleltest // as TestBrowser
func TestBrowser_passkey(t *testing.T) {
	b := newTab(t, browsertest.Start(t.Context(), t))
	a := b.authenticator()
	b.withoutAutofill()
	b.byCode("/account")
	b.addPasskey("Laptop")
	credentials := a.credentials()
	if len(credentials) != 1 || credentials[0].RpID != "localhost" || !credentials[0].IsResidentCredential {
		t.Fatalf("the authenticator holds %+v", credentials)
	}

	// The browser knows that it has one.
	ctx, cancel := b.step()
	defer cancel()
	if err := chromedp.Do(ctx, chromedp.Click(chromedp.CSS("#add-passkey button")), chromedp.WaitVisible(chromedp.CSS("#add-passkey .problem"))); err != nil {
		t.Fatal(err)
	}
	b.wantText("#add-passkey .problem", "already has a passkey")

	b.click("form[action='/logout'] button", "/login")
	b.click("#by-passkey button", "/account")
	b.wantText("dl", "passkey")

	b.click("form.passkey button", "/account")
	b.click("form[action='/logout'] button", "/login")
	b.arrive(http.StatusUnprocessableEntity, "/login/passkey", chromedp.Click(chromedp.CSS("#by-passkey button")))
	b.wantText(".problem", "it was removed")
}

// A browser offers passkeys where the user enters an email address (conditional mediation).
//
//nolint:paralleltest // as TestBrowser
func TestBrowser_passkeyAutofill(t *testing.T) {
	b := newTab(t, browsertest.Start(t.Context(), t))
	b.authenticator()
	b.byCode("/account")
	b.addPasskey("Laptop")
	ctx, cancel := b.step()
	defer cancel()
	// The list must be that of the next login, not of the page before the logout.
	if _, err := chromedp.Run(ctx, chromedp.Evaluate[bool]("document.querySelector('dl').remove() === undefined")); err != nil {
		t.Fatal(err)
	}
	// The simulated user picks the passkey as soon as the login page offers it.
	if err := chromedp.Do(ctx, chromedp.Click(chromedp.CSS("form[action='/logout'] button")), chromedp.WaitVisible(chromedp.CSS("dl"))); err != nil {
		t.Fatal(err)
	}
	b.wantText("dl", ada, "passkey")
}

// What the browser's own authenticator can forge is rejected.
//
//nolint:paralleltest // as TestBrowser
func TestBrowser_forgedPasskey(t *testing.T) {
	b := newTab(t, browsertest.Start(t.Context(), t))
	a := b.authenticator()
	b.withoutAutofill()
	b.byCode("/account")
	b.addPasskey("Laptop")
	b.click("form[action='/logout'] button", "/login")
	yes := true
	for name, bits := range map[string]webauthn.SetResponseOverrideBitsParams{
		"signature": {IsBogusSignature: &yes},
		"presence":  {IsBadUP: &yes},
	} {
		a.override(bits)
		b.open("/login", "/login")
		b.arrive(http.StatusUnprocessableEntity, "/login/passkey", chromedp.Click(chromedp.CSS("#by-passkey button")))
		if got := b.text(".problem"); got != oddPasskey {
			t.Errorf("%s: %s", name, got)
		}
	}
	a.override(webauthn.SetResponseOverrideBitsParams{})
	b.open("/login", "/login")
	b.click("#by-passkey button", "/account")
}
