package webauthn_test

import (
	_ "embed"
	"encoding/base64"
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/flymyai/stytch-go/internal/emulator/apierror"
	"github.com/flymyai/stytch-go/internal/emulator/webauthn"
)

// The challenges that the responses in testdata have signed. All processes of the fuzzer need the same responses, so they
// are files.
const (
	registrationChallenge = "cmVnaXN0cmF0aW9uIGNoYWxsZW5nZSByZWdpc3Rl"
	loginChallenge        = "bG9naW4gY2hhbGxlbmdlIGxvZ2luIGNoYWxsZW5n"
)

var (
	//go:embed testdata/created.json
	created string
	//go:embed testdata/got.json
	got string
)

func register(text string) (*webauthn.Login, error) {
	return webauthn.NewLogin("shop.example", registrationChallenge, loginChallenge, []byte("user"), text)
}

// No response of a registration makes the verifier panic, and each error is one of the API. A response that is accepted
// has the challenge and an origin of the domain.
func FuzzRegister(f *testing.F) {
	seed(f, created)
	f.Fuzz(func(t *testing.T, text string) {
		if _, err := register(text); checkError(t, err) {
			return
		}
		client := clientData(t, text)
		if client["challenge"] != registrationChallenge || client["type"] != "webauthn.create" {
			t.Errorf("accepted %s", text)
		}
	})
}

// No response of a login makes the verifier panic, and each error is one of the API. Only what the authenticator has
// signed is accepted.
func FuzzAuthenticate(f *testing.F) {
	login, err := register(created)
	if err != nil {
		f.Fatal(err)
	}
	if err := login.Verify(got); err != nil {
		f.Fatal(err)
	}
	seed(f, got)
	f.Fuzz(func(t *testing.T, text string) {
		if checkError(t, login.Verify(text)) {
			return
		}
		for _, name := range []string{"clientDataJSON", "authenticatorData"} {
			if string(member(t, text, name)) != string(member(t, got, name)) {
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
