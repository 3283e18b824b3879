package conformance_test

import (
	"bytes"
	"encoding/base64"
	"io"
	"maps"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/go-json-experiment/json"

	"github.com/flymyai/stytch-go/internal/conformance/live"
)

// planted are secrets that a server puts into its responses, wherever a server can.
var planted = []string{
	"PLANTED/+secret?of=1815&\"quoted\"", "plantedsecretinlowercaseletters", "planted secret with spaces", "geheim-üö-1815",
	"planted@secrets.example", "+14155550188", "198.51.100.77", "2001:db8:dead:beef::77", "918273645",
	"user-test-9f1c2d3e-4b5a-4c6d-8e7f-a0b1c2d3e4f5", "9f1c2d3e-aaaa-4c6d-8e7f-a0b1c2d3e4f5",
	"Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6cXV4Zm9vYmFyYg==", "DEADBEEFDEADBEEF2345DEADBEEF2345",
}

// planting adds the planted secrets to the first responses, and notes the secrets that are on the wire anyway.
type planting struct {
	next http.RoundTripper

	mu        sync.Mutex
	responses int
	wire      map[string]bool
	raw       bytes.Buffer
}

// secretFields are the fields that hold a secret.
var secretFields = regexp.MustCompile(`"(session_token|session_jwt|token|access_token|refresh_token|id_token|password|new_password|existing_password|client_secret` +
	`|next_client_secret|secret|code|totp_code|recovery_code|signature|hash|email|email_address|phone_number|user_id|crypto_wallet_address|authorization_code` +
	`|impersonation_token|oauth_attach_token|challenge|telemetry_id)":"((?:[^"\\]|\\.)+)"`)

func (p *planting) note(text []byte) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.raw.Write(text)
	for _, match := range secretFields.FindAllSubmatch(text, -1) {
		var value string
		if json.Unmarshal([]byte(`"`+string(match[2])+`"`), &value) == nil && len(value) >= 6 && !public[value] {
			p.wire[value] = true
		}
	}
}

// public are the values that Stytch's documentation publishes, and IDs of nothing.
var public = map[string]bool{
	"sandbox@stytch.com": true, "+10000000000": true, "000000": true, "user-test-e3795c81-f849-4167-bfda-e4a6e9c280fd": true,
	"DOYoip3rvIMMW5lgItikFK-Ak1CfMsgjuiCyI7uuU94=": true, "3pzjQpgksDlGKWEwUq2Up--hCHC_0oamfLHyfspKDFU=": true,
	"CprTtwhnRNiMBiUS2jSLcWYrfuO2POeBNdo5HhW6qTM=": true, "hdPVZHHX0UoRa7hJTuuPHi1vlddffSnoweRbVFf5-H8g": true,
	"WJtR5BCy38Szd5AfoDpf0iqFKEt4EE5JhjlWUY7l3FtY": true, "a1b2-c3d4-e5f6": true,
	"0x6df2dB4Fb3DA35d241901Bd53367770BF03123f1": true, "0x0c4f82edc3c818b6beff4b89e0682994e5878074609903cecdfb": true,
	"user-test-00000000-0000-4000-8000-000000000000": true, "00000000-0000-4000-8000-000000000000": true,
	"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=": true,
}

func (p *planting) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.Body != nil {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			return nil, err
		}
		p.note(body)
		r.Body = io.NopCloser(bytes.NewReader(body))
	}
	resp, err := p.next.RoundTrip(r)
	if err != nil {
		return nil, err
	}
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, err
	}
	p.note(body)
	var object map[string]any
	if p.responses++; p.responses <= 3 && json.Unmarshal(body, &object) == nil { // more only takes more time
		for i, secret := range planted {
			n := strconv.Itoa(i)
			inner, _ := json.Marshal(map[string]any{"deep": []string{secret}, secret: true}) // strings
			object["unknown_"+n] = secret
			object["list"+n] = []any{[]any{secret}, map[string]any{"name": "x " + secret}}
			object["nested"+n] = string(inner)
			object["encoded"+n] = base64.StdEncoding.EncodeToString([]byte(secret))
			object["escaped"+n] = "https://app.example/" + url.PathEscape(secret) + "?token=" + url.QueryEscape(secret) + "&" + url.QueryEscape(secret) + "=1#" + url.PathEscape(secret)
			object["jwt"+n] = jwt(map[string]any{"sub": secret, secret: 1, "list": []any{secret}})
			object["picture"+n] = "data:image/png;base64," + base64.StdEncoding.EncodeToString([]byte("PNG "+secret))
			object[secret] = map[string]any{"trusted_metadata": map[string]any{secret: secret}}
			resp.Header.Add("X-Planted", url.QueryEscape(secret))
			resp.Header.Add("Set-Cookie", "session="+url.QueryEscape(secret))
		}
		object["error_message"] = strings.Join(planted, " and ")
		object["error_url"] = "https://stytch.com/docs/api/errors/404#" + url.PathEscape(planted[0])
		body, err = json.Marshal(object)
		if err != nil {
			return nil, err
		}
		resp.Header.Set("Location", "https://app.example/?code="+url.QueryEscape(planted[0]))
		resp.Header.Set("Www-Authenticate", "Bearer realm=\""+planted[1]+"\"")
		resp.Header.Set("Retry-After", planted[8])
		resp.Header.Set("Cache-Control", planted[2])
	}
	p.mu.Lock()
	p.raw.Write(body)
	p.mu.Unlock()
	resp.Body = io.NopCloser(bytes.NewReader(body))
	return resp, nil
}

func jwt(claims map[string]any) string {
	header, _ := json.Marshal(map[string]any{"alg": "RS256", "kid": planted[1]}) // strings
	payload, _ := json.Marshal(claims)
	encode := base64.RawURLEncoding.EncodeToString
	return encode(header) + "." + encode(payload) + "." + encode([]byte(planted[2]))
}

// encodings are the forms in which a secret can be in a file: plain, escaped for JSON and URLs, and in base64, also within
// a longer text.
func encodings(secret string) []string {
	quoted, _ := json.Marshal(secret) // a string
	forms := map[string]bool{
		secret: true, strings.Trim(string(quoted), `"`): true, strings.ReplaceAll(secret, "'", "''"): true,
		url.QueryEscape(secret): true, url.PathEscape(secret): true, strings.ReplaceAll(url.QueryEscape(secret), "+", "%20"): true,
	}
	for _, encoding := range []*base64.Encoding{base64.RawStdEncoding, base64.RawURLEncoding} {
		for shift := range 3 {
			// The characters at the edges depend on what is beside the secret.
			text := encoding.EncodeToString([]byte(strings.Repeat("x", shift) + secret))
			text = text[(shift*8+5)/6 : len(text)-1]
			if len(text) >= 6 {
				forms[text] = true
			}
		}
	}
	return slices.Collect(maps.Keys(forms))
}

// Cassettes hold none of the secrets that were on the wire, in any encoding.
func TestCassettesHoldNoSecret(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	cassettes := live.OnDisk(dir, mustVocabulary(t))
	secrets := map[string]bool{live.EmulatorSecret: true, live.EmulatorProjectID: true, caller: true}
	for _, secret := range planted {
		secrets[secret] = true
	}
	var raw strings.Builder
	for _, s := range live.Scenarios {
		_, project := emulated(t, true)
		wire := &planting{next: project.Transport, wire: secrets}
		project.Transport = wire
		if _, err := cassettes.Record(t.Context(), s, live.NewGuard(project)); err != nil {
			t.Fatalf("%s: %v", s.Name, err)
		}
		raw.Write(wire.raw.Bytes())
	}
	if len(secrets) < 150 {
		t.Errorf("only %d secrets were on the wire", len(secrets))
	}
	for _, secret := range planted { // otherwise the search below proves nothing
		if !slices.ContainsFunc(encodings(secret), func(form string) bool { return strings.Contains(raw.String(), form) }) {
			t.Errorf("%q was not planted", secret)
		}
	}
	files, err := filepath.Glob(filepath.Join(dir, "*.yaml"))
	if err != nil || len(files) != len(live.Scenarios) {
		t.Fatalf("%d cassettes, want %d: %v", len(files), len(live.Scenarios), err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		haystack := string(text)
		for secret := range secrets {
			for _, form := range encodings(secret) {
				if strings.Contains(haystack, form) {
					t.Errorf("%s contains %q as %q", filepath.Base(file), secret, form)
				}
			}
		}
	}
}
