package main

import (
	"bytes"
	"encoding/csv"
	"regexp"
	"strings"
	"testing"
)

// escapedApostrophe matches an apostrophe that escapeFormulas may have added.
var escapedApostrophe = regexp.MustCompile(`(^|[;\t\r\n])'`)

// unescape restores a cell the way the documentation tells programs to.
func unescape(cell string) string { return escapedApostrophe.ReplaceAllString(cell, "$1") }

func TestEscapeFormulas(t *testing.T) {
	t.Parallel()
	for value, want := range map[string]string{
		"":              "",
		"Ada":           "Ada",
		"Ada-Mae + Co":  "Ada-Mae + Co",
		`{"a":1}`:       `{"a":1}`,
		"a b; c\td":     "a b; c\td",
		"Ada\nLovelace": "Ada\nLovelace",

		// Characters that formulas start with.
		"=cmd|' /C calc'!A0": "'=cmd|' /C calc'!A0",
		"+14155550123":       "'+14155550123",
		"-1":                 "'-1",
		"@SUM(A1)":           "'@SUM(A1)",
		"＝1+1":               "'＝1+1",
		"＋1":                 "'＋1",
		"－1":                 "'－1",
		"＠SUM(A1)":           "'＠SUM(A1)",
		"﹦1+1":               "'﹦1+1",
		"﹢1":                 "'﹢1",
		"﹣1":                 "'﹣1",
		"﹫SUM(A1)":           "'﹫SUM(A1)",

		// Characters before them that spreadsheets ignore.
		" =1":            "' =1",
		"   ＝1":          "'   ＝1",
		"\t=1":           "'\t'=1",
		" \t=1":          " \t'=1",
		"\r=1":           "'\r'=1",
		"\n@SUM(A1)":     "'\n'@SUM(A1)",
		"\r\n=1":         "'\r\n'=1",
		"\tAda":          "'\tAda",
		"\x00=1":         "'\x00=1",
		"\x0b+1":         "'\x0b+1",
		"\u00a0=1":       "'\u00a0=1",
		"\u3000－1":       "'\u3000－1",
		"\ufeff=1":       "'\ufeff=1",
		"\u200b\u202e=1": "'\u200b\u202e=1",
		"\u2028-1":       "'\u2028-1",

		// Characters at which a spreadsheet with other separators starts another cell.
		"a;=1+1":           "a;'=1+1",
		"a; ＝1+1;b":        "a;' ＝1+1;b",
		"a\t@SUM(A1)\t":    "a\t'@SUM(A1)\t",
		"a\n=1+1\n":        "a\n'=1+1\n",
		"a\r\n+1":          "a\r\n'+1",
		`{"a":"b;=1+1;c"}`: `{"a":"b;'=1+1;c"}`,

		// Apostrophes are escaped too, so that all of this can be undone.
		"'=1":     "''=1",
		"'Ada":    "''Ada",
		"O'Hara":  "O'Hara",
		"a;'b\n'": "a;''b\n''",
	} {
		got := escapeFormulas(value)
		if got != want {
			t.Errorf("%q is escaped as %q, want %q", value, got, want)
		}
		if restored := unescape(got); restored != value {
			t.Errorf("%q is restored as %q", value, restored)
		}
	}
}

func TestAppendCell(t *testing.T) {
	t.Parallel()
	for value, want := range map[string]string{
		"":                `"",`,
		"Ada":             `"Ada",`,
		`Ada "the first"`: `"Ada ""the first""",`,
		"Ada\nLovelace":   "\"Ada\nLovelace\",",
		`="a"`:            `"'=""a""",`,
		"{\"a\":1}":       `"{""a"":1}",`,
	} {
		if got := string(appendCell(nil, value)); got != want {
			t.Errorf("%q is written as %s, want %s", value, got, want)
		}
	}
}

// Every cell can be read back, and none of its parts starts a formula.
func FuzzAppendCell(f *testing.F) {
	for _, name := range names {
		f.Add(name.FirstName, name.MiddleName)
		f.Add(name.LastName, name.FirstName)
	}
	f.Fuzz(func(t *testing.T, first, second string) {
		row := endRow(appendCell(appendCell(nil, first), second))
		cells, err := csv.NewReader(bytes.NewReader(row)).Read()
		if err != nil || len(cells) != 2 {
			t.Fatalf("read %q, %v from %q", cells, err, row)
		}
		for i, value := range []string{first, second} {
			if cells[i] != "" && strings.ContainsRune("=+-@\t\r\n", rune(cells[i][0])) {
				t.Errorf("%q starts like a formula", cells[i])
			}
			for part := range strings.FieldsFuncSeq(cells[i], func(r rune) bool { return strings.ContainsRune(cellBreaks, r) }) {
				if text := strings.TrimSpace(part); text != "" && strings.ContainsRune("=+-@", rune(text[0])) {
					t.Errorf("%q has a part that starts like a formula", cells[i])
				}
			}
			if got, want := unescape(cells[i]), strings.ReplaceAll(value, "\r\n", "\n"); got != want {
				t.Errorf("wrote %q, read %q", want, got)
			}
		}
	})
}
