// Package progress shows how far a program has come.
package progress

import (
	"fmt"
	"io"
	"os"
	"strings"
	"time"
)

const (
	barWidth = 30
	// plainEvery is the time between lines in a log, where a line cannot be replaced.
	plainEvery = 10 * time.Second
	// eraseLine clears a terminal from the cursor to the end of the line.
	eraseLine = "\x1b[K"
)

// Progress shows how many users are done: with a bar on a terminal, and with a line now and then elsewhere, such as in
// a log. Progress bar libraries do not offer the latter.
type Progress struct {
	// Out is where it goes.
	Out io.Writer
	// Terminal says whether Out is a terminal.
	Terminal bool

	// pace is the point from which the pace is measured.
	pace struct {
		users int
		at    time.Time
	}
	shown time.Time
}

// Begin starts, after the users of an earlier run.
func (p *Progress) Begin(users int) {
	p.shown = time.Now()
	if users > 0 {
		fmt.Fprintf(p.Out, "Resuming after %d users.\n", users)
	}
}

// Show shows how many users out of a total are done, and more about them. The total is negative if it is unknown.
func (p *Progress) Show(users, total int, more string) {
	now := time.Now()
	if p.pace.at.IsZero() {
		// The first users may not have waited for a limit, so they say nothing about the pace.
		p.pace.users, p.pace.at = users, now
	}
	if !p.Terminal && now.Sub(p.shown) < plainEvery {
		return
	}
	p.shown = now
	p.line(p.bar(users, total) + p.numbers(users, total, now) + more)
}

// Wait shows a pause, which would otherwise look like a failure.
func (p *Progress) Wait(d time.Duration) {
	p.line(fmt.Sprintf("Stytch's rate limit is reached, waiting %v", d))
}

// line replaces the current line on a terminal, and adds one elsewhere.
func (p *Progress) line(text string) {
	if p.Terminal {
		fmt.Fprint(p.Out, "\r", text, eraseLine)
		return
	}
	fmt.Fprintln(p.Out, text)
}

// End clears the bar for whatever is printed next.
func (p *Progress) End() {
	if p.Terminal {
		fmt.Fprint(p.Out, "\r", eraseLine)
	}
}

func (p *Progress) bar(users, total int) string {
	if !p.Terminal || total <= 0 {
		return ""
	}
	// Users who sign up in the meantime can push the count past the total.
	done := min(users*barWidth/total, barWidth)
	return "[" + strings.Repeat("#", done) + strings.Repeat(".", barWidth-done) + "] "
}

func (p *Progress) numbers(users, total int, now time.Time) string {
	text := fmt.Sprintf("%d users", users)
	if total >= 0 {
		text = fmt.Sprintf("%d of %d users", users, total)
	}
	elapsed := now.Sub(p.pace.at).Seconds()
	if elapsed == 0 {
		return text
	}
	perSecond := float64(users-p.pace.users) / elapsed
	text += fmt.Sprintf(", %.0f/s", perSecond)
	if perSecond > 0 && users < total {
		left := time.Duration(float64(total-users) / perSecond * float64(time.Second))
		text += fmt.Sprintf(", %v left", left.Round(time.Second))
	}
	return text
}

// IsTerminal reports whether a file is a terminal. It also reports true for /dev/null, where it does not matter.
func IsTerminal(f *os.File) bool {
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}
