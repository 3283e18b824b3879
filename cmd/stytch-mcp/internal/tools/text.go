package tools

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Text in results contains only what a person would see. Invisible characters could hide an instruction to the model
// from a person who reviews the text.

// clean returns text as one line without invisible characters, which it recognizes by their Unicode properties. A
// joiner stays only where a script or an emoji needs it.
func clean(s string) string {
	if printableASCII(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	var last rune   // the last rune written
	var joiner rune // a pending joiner, written if it can join last to the next rune
	for _, r := range s {
		switch {
		case r == '\u200c' || r == '\u200d':
			if joiner == 0 && joins(last) {
				joiner = r
			}
			continue
		case unicode.In(r, unicode.Zl, unicode.Zp) || strings.ContainsRune("\n\r\t\v\f\u0085", r):
			r = ' '
		case invisible(r):
			continue
		}
		if joiner != 0 && joins(r) {
			b.WriteRune(joiner)
		}
		joiner = 0
		b.WriteRune(r)
		last = r
	}
	return b.String()
}

func printableASCII(s string) bool {
	for i := range len(s) {
		if s[i] < ' ' || s[i] > '~' {
			return false
		}
	}
	return true
}

// invisible reports whether a rune has no glyph of its own: control, format and private-use characters, and those
// with the Unicode property Default_Ignorable_Code_Point, such as variation selectors, fillers and tags.
func invisible(r rune) bool {
	return r == utf8.RuneError || unicode.In(r,
		unicode.Cc, unicode.Cf, unicode.Co, unicode.Cs,
		unicode.Other_Default_Ignorable_Code_Point, unicode.Variation_Selector, unicode.Noncharacter_Code_Point)
}

// joins reports whether a joiner is allowed next to a rune: an emoji, or a letter or mark of a script that is written
// with joiners. Such scripts have no letter case, and the East Asian scripts are not among them.
func joins(r rune) bool {
	if unicode.In(r, unicode.So, unicode.Sk) {
		return true
	}
	return r > unicode.MaxLatin1 && unicode.In(r, unicode.Lo, unicode.Mn, unicode.Mc) &&
		!unicode.In(r, unicode.Latin, unicode.Greek, unicode.Cyrillic, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul, unicode.Inherited)
}

// count returns a number with its noun, such as 1 user or 2 users.
func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

const (
	// A local part can have 64 characters. A person's address has fewer.
	longestLocalPart = 32
	mostWords        = 3
	longestDomain    = 64
)

// shownAddress returns an email address in a form that cannot read as an instruction: one word without spaces or
// quotes, shortened if it is longer than people's addresses are.
func shownAddress(address string) string {
	address = clean(address)
	at := strings.LastIndexByte(address, '@')
	if at < 0 {
		return shortened(address, longestLocalPart)
	}
	local, most := address[:at], longestLocalPart
	words := strings.FieldsFunc(local, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	if len(words) > mostWords {
		most = 8
	}
	return shortened(local, most) + "@" + shortened(address[at+1:], longestDomain)
}

// shortened escapes text. If the text is too long, it keeps the beginning and appends the length.
func shortened(s string, most int) string {
	runes := []rune(s)
	if len(runes) <= most {
		return escaped(s)
	}
	return fmt.Sprintf("%s...(%d characters)", escaped(string(runes[:most])), len(runes))
}

// escaped percent-encodes everything but letters, digits and the characters that an address can contain unquoted.
func escaped(s string) string {
	var b strings.Builder
	for _, r := range s {
		if unicode.In(r, unicode.L, unicode.M, unicode.N) || strings.ContainsRune("!#$&'*+-./=?^_~", r) {
			b.WriteRune(r)
			continue
		}
		for _, c := range []byte(string(r)) {
			fmt.Fprintf(&b, "%%%02X", c)
		}
	}
	return b.String()
}
