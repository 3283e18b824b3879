package main

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	// cellBreaks are the characters after which some spreadsheet may start another cell.
	cellBreaks = ";\t\r\n"
	// formulaStarts are the characters that formulas start with: the ASCII ones, and their full-width and small
	// forms, which Excel accepts in East Asian locales.
	formulaStarts = "=+-@" + "＝＋－＠" + "﹦﹢﹣﹫"
)

// escapeFormulas puts an apostrophe before whatever a spreadsheet might evaluate as a formula.
//
// Users choose their own names, and a spreadsheet evaluates a name such as =HYPERLINK("...") when somebody opens
// the file. An apostrophe marks the text as text. The start of the cell is not the only place that needs it: a
// spreadsheet that expects semicolons or tabs between cells, as Excel does in many countries, splits this file
// at those and at line breaks, although they are inside quotes.
//
// An apostrophe in one of these places gets another one, which makes escaping reversible: a program that reads the
// file removes one apostrophe, if there is one, from the start of each cell and after each semicolon, tab, carriage
// return, and line feed.
func escapeFormulas(value string) string {
	var escaped strings.Builder
	atStart := true
	for i := range len(value) {
		isBreak := strings.IndexByte(cellBreaks, value[i]) >= 0
		if atStart && startsFormula(value[i:]) || i == 0 && isBreak {
			escaped.WriteByte('\'')
		}
		escaped.WriteByte(value[i])
		atStart = isBreak
	}
	return escaped.String()
}

// startsFormula reports whether text starts like a formula or with an apostrophe. Spreadsheets ignore spaces before
// a formula, and some of them characters that are invisible.
func startsFormula(text string) bool {
	if strings.HasPrefix(text, "'") {
		return true
	}
	text = strings.TrimLeftFunc(text, func(r rune) bool {
		invisible := unicode.IsSpace(r) || unicode.IsControl(r) || unicode.Is(unicode.Cf, r)
		return invisible && !strings.ContainsRune(cellBreaks, r)
	})
	first, _ := utf8.DecodeRuneInString(text)
	return text != "" && strings.ContainsRune(formulaStarts, first)
}
