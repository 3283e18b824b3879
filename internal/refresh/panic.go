package refresh

import (
	"errors"
	"fmt"
	"runtime"
	"strings"
)

// errExited is the error of a fetch that ended its goroutine, as testing.T.FailNow does.
var errExited = errors.New("the fetch ended its goroutine")

// panicError makes an error of a panic: a client's own RoundTripper runs in a fetch. The value may hold anything, such
// as a request with its credentials, so the error has it only if the Go runtime made it. Where it happened helps more.
func panicError(value any) error {
	what := fmt.Sprintf("a value of type %T", value)
	if err, ok := value.(runtime.Error); ok {
		what = err.Error()
	}
	return fmt.Errorf("panic in %s: %s", origin(), what)
}

// origin names the function that panicked. It must be called by panicError, in a deferred function.
func origin() string {
	var callers [32]uintptr
	frames := runtime.CallersFrames(callers[:runtime.Callers(1, callers[:])])
	panicking := false
	for {
		frame, more := frames.Next()
		switch {
		case frame.Function == "runtime.gopanic":
			panicking = true
		case panicking && !strings.HasPrefix(frame.Function, "runtime."):
			return fmt.Sprintf("%s (line %d)", frame.Function, frame.Line)
		}
		if !more {
			return "an unknown function"
		}
	}
}
