package live

import (
	"net/url"
	"strings"
	"time"

	"github.com/go-json-experiment/json"
)

// text compares two strings: their formats, and whether they are the same value. Values that were replaced are the same if
// they appeared together before.
func (c *comparison) text(path, s, e string) {
	field := path[strings.LastIndexByte(path, '.')+1:]
	if (s == "") != (e == "") {
		c.add(KindValue, path, shape(s), shape(e))
		return
	}
	if freeText[field] || s == e && !isReplacement(s) {
		return
	}
	sf, ef := describe(s), describe(e)
	if sf != ef {
		c.add(KindFormat, path, sf, ef)
		return
	}
	switch format, _ := formatOf(s); format {
	case formatTime:
		st, _ := time.Parse(time.RFC3339Nano, s) // the formats are right
		et, _ := time.Parse(time.RFC3339Nano, e)
		c.moment(path, st, et)
	case formatJWT:
		sh, sc, _ := decodeJWT(s)
		eh, ec, _ := decodeJWT(e)
		c.value(path+"(header)", sh, eh)
		c.value(path+"(claims)", sc, ec)
	case formatJSON:
		var sv, ev any
		_ = json.Unmarshal([]byte(s), &sv) // both are JSON
		_ = json.Unmarshal([]byte(e), &ev)
		c.value(path, sv, ev)
	case formatURL:
		c.url(path, s, e)
	case formatData:
	default:
		c.identity(path, s, e)
	}
}

// url compares the parts of two URLs.
func (c *comparison) url(path, s, e string) {
	su, _ := url.Parse(s) // both are URLs
	eu, _ := url.Parse(e)
	if so, eo := su.Scheme+"://"+su.Host, eu.Scheme+"://"+eu.Host; so != eo {
		c.add(KindValue, path+"(origin)", so, eo)
	}
	c.value(path+"(path)", listOf(strings.Split(su.Path, "/")), listOf(strings.Split(eu.Path, "/")))
	c.value(path+"(query)", objectOf(su.Query()), objectOf(eu.Query()))
}

func listOf(texts []string) []any {
	list := make([]any, len(texts))
	for i, text := range texts {
		list[i] = text
	}
	return list
}

func objectOf(values url.Values) map[string]any {
	object := map[string]any{}
	for key, list := range values {
		object[key] = strings.Join(list, " ")
	}
	return object
}

// identity compares values that were replaced. Each is bound to its counterpart at its first appearance.
func (c *comparison) identity(path, s, e string) {
	sr, er := isReplacement(s), isReplacement(e)
	if !sr || !er {
		if s != e {
			c.add(KindValue, path, shown(s), shown(e))
		}
		return
	}
	boundS, okS := c.stytch[s]
	boundE, okE := c.emulator[e]
	switch {
	case !okS && !okE:
		c.stytch[s], c.emulator[e] = e, s
	case boundS != e || boundE != s:
		c.add(KindValue, path, known(okS, "another value of an earlier step", "a new value"), known(okE, "a value of an earlier step", "a new value"))
	}
}

func known(ok bool, yes, no string) string {
	if ok {
		return yes
	}
	return no
}

// isReplacement reports whether a string replaces another one.
func isReplacement(s string) bool {
	format, _ := formatOf(s)
	switch format {
	case formatID, formatUUID:
		return strings.Contains(s, "00000000-0000-4000-8000-") && !strings.HasSuffix(s, "-000000000000")
	case formatEmail:
		return strings.HasSuffix(s, "@redacted.example")
	case formatPhone:
		return strings.HasPrefix(s, "+1000") && s != "+10000000000"
	case formatIP:
		return strings.HasPrefix(s, "192.0.2.")
	case formatDigits, formatHex:
		return strings.HasPrefix(strings.TrimPrefix(s, "0x"), "000") && s != "000000"
	case formatRecovery:
		return strings.HasPrefix(s, "code-")
	default:
		return strings.HasPrefix(s, "redacted") || strings.HasPrefix(s, "REDACTED") || strings.Contains(s, "stytch.com/project-")
	}
}

// shown returns a string for a report. Cassettes hold no secret, so it may be shown.
func shown(s string) string {
	if isReplacement(s) {
		return "a string (" + describe(s) + ")"
	}
	return `"` + s + `"`
}
