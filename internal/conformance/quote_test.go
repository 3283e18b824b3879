package conformance_test

import (
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"html"
	"net/url"
	"regexp"
	"strings"

	"github.com/go-json-experiment/json"

	"github.com/flymyai/stytch-go/internal/clienttest"
)

// quote holds the secrets of a call in the forms in which a server may quote them.
type quote struct {
	secrets []string
	// all is a line with every form of every secret, json is the same as a JSON string.
	all, json string
	// word has every secret in letters and digits, for places that take nothing else.
	word string
	// parts maps each part of each form to what it is a part of.
	parts map[string]string
}

// basic are the credentials of the client as every authenticated request carries them.
var basic = base64.StdEncoding.EncodeToString([]byte(clienttest.ProjectID + ":" + clienttest.Secret))

// newQuote returns a quote of the given secrets. Without any, it quotes the credentials of the client. It does not add them
// to other secrets: the client withholds every text that quotes them, so a leak of the others would go unnoticed.
func newQuote(secrets ...string) *quote {
	if len(secrets) == 0 {
		secrets = []string{clienttest.Secret, basic}
	}
	q := &quote{secrets: secrets, parts: map[string]string{}}
	var word strings.Builder
	line := []string{strings.Join(q.secrets, ";")}
	for _, secret := range q.secrets {
		if strings.Trim(secret, "0123456789") == "" {
			word.WriteString(secret)
		}
		word.WriteString(strings.NewReplacer("=", "", "+", "", "/", "").Replace(base64.StdEncoding.EncodeToString([]byte(secret))))
		// The credentials begin with the project ID, which is not a secret. Neither is the prefix of Stytch's
		// secrets.
		visible := strings.TrimPrefix(secret, "secret-test-")
		if secret == basic {
			visible = secret[56:]
		}
		for _, form := range forms(secret) {
			line = append(line, form)
		}
		for name, form := range forms(visible) {
			name = fmt.Sprintf("%q in the form %s", secret, name)
			form = fold(form)
			for i := 0; i+partLength <= len(form); i++ {
				q.parts[form[i:i+partLength]] = name
			}
		}
	}
	q.all, q.word = strings.Join(line, " "), word.String()
	quoted, _ := json.Marshal(q.all)
	q.json = string(quoted)
	return q
}

// forms are the encodings of a secret.
func forms(secret string) map[string]string {
	quoted, _ := json.Marshal(secret)
	var percent, unicode, entities strings.Builder
	for _, c := range []byte(secret) {
		fmt.Fprintf(&percent, "%%%02x", c)
		fmt.Fprintf(&unicode, `\u%04x`, c)
		fmt.Fprintf(&entities, "&#%d;", c)
	}
	f := map[string]string{
		"plain": secret, "query": url.QueryEscape(secret), "path": url.PathEscape(secret), "HTML": html.EscapeString(secret),
		"JSON": string(quoted[1 : len(quoted)-1]), "Go": fmt.Sprintf("%+q", secret), "hex": hex.EncodeToString([]byte(secret)),
		"percent": percent.String(), "unicode": unicode.String(), "entities": entities.String(),
	}
	for i := range 3 {
		// At each offset of a base64 text. The characters at the ends depend on the neighbours.
		encoded := base64.RawStdEncoding.EncodeToString([]byte("..."[:i] + secret))
		f[fmt.Sprintf("base64 at offset %d", i)] = encoded[[]int{0, 2, 3}[i] : len(encoded)-1]
	}
	return f
}

// partLength is how much of a secret counts as a leak. All of a shorter one does.
const partLength = 8

var pointers = regexp.MustCompile(`0x[0-9a-f]+`)

// findLeak looks for a part of a secret in a text, in any form, and returns its surroundings and what it is.
func (q *quote) findLeak(text string) (around, form string) {
	text = pointers.ReplaceAllString(text, "")
	folded := fold(text)
	for i := 0; i+partLength <= len(folded); i++ {
		if form, ok := q.parts[folded[i:i+partLength]]; ok {
			return folded[max(0, i-80):min(len(folded), i+80)], form
		}
	}
	for _, secret := range q.secrets {
		if i := strings.Index(text, secret); i >= 0 {
			return text[max(0, i-80):min(len(text), i+80)], fmt.Sprintf("%q", secret)
		}
	}
	return "", ""
}

// fold keeps the letters and digits of a text, in lower case. What separates them differs between the forms.
func fold(text string) string {
	folded := make([]byte, 0, len(text))
	for _, c := range []byte(text) {
		switch {
		case c >= 'a' && c <= 'z' || c >= '0' && c <= '9':
			folded = append(folded, c)
		case c >= 'A' && c <= 'Z':
			folded = append(folded, c+'a'-'A')
		}
	}
	return string(folded)
}
