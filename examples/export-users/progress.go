package main

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

// progress reports how far an export is: with a bar on a terminal, and with a line now and then elsewhere, such as in
// a log. Progress bar libraries do not offer the latter.
type progress struct {
	out      io.Writer
	terminal bool

	// pace is the point from which the pace is measured.
	pace struct {
		users int
		at    time.Time
	}
	shown time.Time
}

func (p *progress) begin(users int) {
	p.shown = time.Now()
	if users > 0 {
		fmt.Fprintf(p.out, "Resuming after %d users.\n", users)
	}
}

// show reports how many users out of a total are written. The total is negative when Stytch does not return it.
func (p *progress) show(users, total int) {
	now := time.Now()
	if p.pace.at.IsZero() {
		// The first page does not wait for the limiter, so it says nothing about the pace.
		p.pace.users, p.pace.at = users, now
	}
	if !p.terminal && now.Sub(p.shown) < plainEvery {
		return
	}
	p.shown = now
	p.line(p.bar(users, total) + p.numbers(users, total, now))
}

// waiting reports a pause, which would otherwise look like a failure.
func (p *progress) waiting(d time.Duration) {
	p.line(fmt.Sprintf("Stytch's rate limit is reached, waiting %v", d))
}

// line replaces the current line on a terminal, and adds one elsewhere.
func (p *progress) line(text string) {
	if p.terminal {
		fmt.Fprint(p.out, "\r", text, eraseLine)
		return
	}
	fmt.Fprintln(p.out, text)
}

// end clears the bar for whatever is printed next.
func (p *progress) end() {
	if p.terminal {
		fmt.Fprint(p.out, "\r", eraseLine)
	}
}

func (p *progress) bar(users, total int) string {
	if !p.terminal || total <= 0 {
		return ""
	}
	// Users who sign up during the export can push the count past the total.
	done := min(users*barWidth/total, barWidth)
	return "[" + strings.Repeat("#", done) + strings.Repeat(".", barWidth-done) + "] "
}

func (p *progress) numbers(users, total int, now time.Time) string {
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

// isTerminal reports whether a file is a terminal. It also reports true for /dev/null, where it does not matter.
func isTerminal(f *os.File) bool {
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}
