package webauthn_test

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"os"
	"strings"
	"testing"

	"github.com/flymyai/stytch-go/internal/emulator/apierror"
	"github.com/flymyai/stytch-go/internal/emulator/webauthn"
)

// vector is a registration and a login by the same passkey. All processes of the fuzzer need the same responses, so they
// are files.
type vector struct {
	Domain       string   `json:"domain"`
	Origin       string   `json:"origin"`
	UserHandle   string   `json:"userHandle"`
	Registration exchange `json:"registration"`
	Login        exchange `json:"login"`
}

// exchange is a challenge and the response to it.
type exchange struct {
	Challenge  string `json:"challenge"`
	Credential string `json:"credential"`
}

// vectors are by stytchtest.Passkey and by Chromium's virtual authenticator.
func vectors(tb testing.TB) map[string]vector {
	tb.Helper()
	all := map[string]vector{}
	for _, name := range []string{"passkey", "chromium"} {
		text, err := os.ReadFile("testdata/" + name + ".json")
		if err != nil {
			tb.Fatal(err)
		}
		var v vector
		if err := json.Unmarshal(text, &v); err != nil {
			tb.Fatal(err)
		}
		all[name] = v
	}
	return all
}

// register verifies a response of the registration of a vector.
func (v vector) register(text string) (*webauthn.Login, error) {
	handle, err := base64.RawURLEncoding.DecodeString(v.UserHandle)
	if err != nil {
		return nil, err
	}
	return webauthn.NewLogin(v.Domain, v.Registration.Challenge, v.Login.Challenge, handle, text)
}

func TestVectors(t *testing.T) {
	t.Parallel()
	all := vectors(t)
	for name, v := range all {
		login, err := v.register(v.Registration.Credential)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if err := login.Verify(v.Login.Credential); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		for other, w := range all {
			if err := login.Verify(w.Login.Credential); other != name && err == nil {
				t.Errorf("%s accepts a login by %s", name, other)
			}
		}
	}
}

// No response of a registration makes the verifier panic, and each error is one of the API. A response that is accepted
// has the challenge and an origin of the domain.
func FuzzRegister(f *testing.F) {
	all := vectors(f)
	for _, v := range all {
		seed(f, v.Registration.Credential)
	}
	v := all["passkey"]
	f.Fuzz(func(t *testing.T, text string) {
		if _, err := v.register(text); checkError(t, err) {
			return
		}
		client := clientData(t, text)
		if client["challenge"] != v.Registration.Challenge || client["type"] != "webauthn.create" {
			t.Errorf("accepted %s", text)
		}
	})
}

// No response of a login makes the verifier panic, and each error is one of the API. Only what the authenticator has
// signed is accepted.
func FuzzAuthenticate(f *testing.F) {
	all := vectors(f)
	for _, v := range all {
		seed(f, v.Login.Credential)
	}
	v := all["chromium"]
	login, err := v.register(v.Registration.Credential)
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if checkError(t, login.Verify(text)) {
			return
		}
		for _, name := range []string{"clientDataJSON", "authenticatorData"} {
			if string(member(t, text, name)) != string(member(t, v.Login.Credential, name)) {
				t.Errorf("accepted another %s: %s", name, text)
			}
		}
	})
}

// seed adds a genuine response and some that lack a part.
func seed(f *testing.F, genuine string) {
	f.Helper()
	f.Add(genuine)
	f.Add("{}")
	var tree map[string]any
	if err := json.Unmarshal([]byte(genuine), &tree); err != nil {
		f.Fatal(err)
	}
	response := tree["response"].(map[string]any)
	for name, value := range response {
		text, ok := value.(string)
		if !ok {
			continue
		}
		for _, changed := range []string{"", text[:len(text)/2], strings.ToUpper(text)} {
			response[name] = changed
			document, err := json.Marshal(tree)
			if err != nil {
				f.Fatal(err)
			}
			f.Add(string(document))
		}
		response[name] = value
	}
}

// checkError reports whether there is an error, which must be one of the API.
func checkError(t *testing.T, err error) bool {
	t.Helper()
	if err == nil {
		return false
	}
	if _, ok := errors.AsType[*apierror.Error](err); !ok {
		t.Errorf("got %v, want an error of the API", err)
	}
	return true
}

func member(t *testing.T, credential, name string) []byte {
	t.Helper()
	var tree struct {
		Response map[string]any `json:"response"`
	}
	if err := json.Unmarshal([]byte(credential), &tree); err != nil {
		t.Fatal(err)
	}
	text, _ := tree.Response[name].(string)
	text = strings.TrimRight(strings.NewReplacer("+", "-", "/", "_").Replace(text), "=")
	raw, err := base64.RawURLEncoding.DecodeString(text)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

func clientData(t *testing.T, credential string) map[string]any {
	t.Helper()
	var data map[string]any
	if err := json.Unmarshal(member(t, credential, "clientDataJSON"), &data); err != nil {
		t.Fatal(err)
	}
	return data
}
