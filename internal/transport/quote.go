package transport

import (
	"encoding/base64"
	"encoding/hex"
	"regexp"
	"strconv"
	"strings"
	"sync"
)

// quoteLength is the number of successive letters and digits of a secret that count as a quotation. Fewer are of little
// use to anyone, and so many do not occur by chance.
const quoteLength = 8

// maxQuoting limits the size of a text that is searched, in bytes. A longer one counts as a quotation: the API's errors
// are much shorter.
const maxQuoting = 64 << 10

// quoter returns a function that reports whether a text quotes a part of a project's secret: unchanged, in base64 as in
// the Authorization header, in hexadecimal, or escaped as in URLs, JSON or HTML.
func quoter(secret string) func(text string) bool {
	// All secrets begin like this.
	visible := strings.TrimPrefix(strings.TrimPrefix(secret, "secret-test-"), "secret-live-")
	parts := sync.OnceValue(func() map[string]bool {
		forms := encodings(visible)
		for _, header := range base64s(visible) {
			// The whole request may be encoded once more, with the Authorization header in it.
			forms = append(forms, encodings(header)...)
		}
		parts := map[string]bool{}
		for _, form := range forms {
			for folded := fold(form); len(folded) >= quoteLength; folded = folded[1:] {
				parts[folded[:quoteLength]] = true
			}
		}
		return parts
	})
	return func(text string) bool {
		if len(text) > maxQuoting {
			return true
		}
		// Escapes can be nested, such as JSON in a URL in HTML.
		for range 4 {
			for folded := fold(text); len(folded) >= quoteLength; folded = folded[1:] {
				if parts()[folded[:quoteLength]] {
					return true
				}
			}
			unescaped := unescape(text)
			if unescaped == text {
				break
			}
			text = unescaped
		}
		return false
	}
}

// encodings returns a text unchanged, in hexadecimal and in base64.
func encodings(text string) []string {
	return append(base64s(text), text, hex.EncodeToString([]byte(text)))
}

// base64s returns the encoding of a text within a longer one, for each of the three offsets it can have there.
func base64s(text string) []string {
	var list []string
	for offset := range 3 {
		encoded := base64.RawStdEncoding.EncodeToString([]byte("..."[:offset] + text))
		// The characters at both ends also encode bytes next to the text.
		if from := []int{0, 2, 3}[offset]; len(encoded) > from {
			list = append(list, encoded[from:len(encoded)-1])
		}
	}
	return list
}

// fold keeps the letters and digits of a text, in lower case. Host names are in lower case, the two alphabets of base64
// differ only in other characters, and long texts are wrapped.
func fold(text string) string {
	folded := make([]byte, 0, len(text))
	for _, c := range []byte(text) {
		switch {
		case c >= 'a' && c <= 'z', c >= '0' && c <= '9':
			folded = append(folded, c)
		case c >= 'A' && c <= 'Z':
			folded = append(folded, c-'A'+'a')
		}
	}
	return string(folded)
}

var escapes = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`%[0-9a-fA-F]{2}|\\x[0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|&#[0-9]{1,7};|&#[xX][0-9a-fA-F]{1,6};`)
})

// unescape decodes the escapes of URLs, JSON, Go and HTML.
func unescape(text string) string {
	return escapes().ReplaceAllStringFunc(text, func(escape string) string {
		digits, base := strings.TrimLeft(escape, `%\xu&#X`), 16
		if strings.HasPrefix(escape, "&#") && escape[2] != 'x' && escape[2] != 'X' {
			base = 10
		}
		char, _ := strconv.ParseUint(strings.TrimSuffix(digits, ";"), base, 32)
		return string(rune(char)) //nolint:gosec // the expression bounds it
	})
}
