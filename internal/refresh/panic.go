package refresh

import (
	"errors"
	"fmt"
	"runtime"
	"strings"
)

// errExited is the error of a fetch that ended its goroutine, as testing.T.FailNow does.
var errExited = errors.New("the fetch ended its goroutine")

// panicError returns an error for a panic in a fetch, which runs the caller's own RoundTripper. The value of the panic may
// hold anything, such as a request with its credentials. The error contains it only if it comes from the Go runtime.
func panicError(value any) error {
	what := fmt.Sprintf("a value of type %T", value)
	if err, ok := value.(runtime.Error); ok {
		what = err.Error()
	}
	return fmt.Errorf("panic in %s: %s", origin(), what)
}

// origin returns the name of the function that panicked. It works only in a deferred function.
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
