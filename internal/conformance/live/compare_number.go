package live

import (
	"fmt"
	"math"
	"strings"
	"time"
)

func (c *comparison) number(path string, s, e float64) {
	if s == e {
		return
	}
	if field := path[strings.LastIndexByte(path, '.')+1:]; field == "exp" || field == "iat" || field == "nbf" || field == "auth_time" {
		c.moment(path, time.Unix(int64(s), 0), time.Unix(int64(e), 0))
		return
	}
	if math.Abs(s-e) < 1 && s != math.Trunc(s) {
		return // a measurement
	}
	c.add(KindValue, path, fmt.Sprint(s), fmt.Sprint(e))
}

// longAgo is so long that a time before it is fixed, as those of the sandbox are.
const longAgo = 366 * 24 * time.Hour

// moment compares two times, each relative to the time of its response.
func (c *comparison) moment(path string, s, e time.Time) {
	if s.Equal(e) {
		return // a fixed time
	}
	if c.at[0].Sub(s) > longAgo && c.at[1].Sub(e) > longAgo {
		c.add(KindTime, path, s.UTC().Format(time.RFC3339), e.UTC().Format(time.RFC3339))
		return
	}
	after := [2]time.Duration{s.Sub(c.at[0]), e.Sub(c.at[1])}
	if (after[0] - after[1]).Abs() > c.slack {
		c.add(KindTime, path, after[0].Round(time.Second).String()+" after the response", after[1].Round(time.Second).String()+" after the response")
	}
}
