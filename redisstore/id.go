package redisstore

import (
	"math"
	"strconv"
	"strings"
	"time"
)

// streamID is the ID of an entry of a stream. The zero ID is of no entry.
type streamID struct {
	// ms is the time of the server in milliseconds since 1970.
	ms int64
	// seq numbers the entries of a millisecond.
	seq uint64
}

// parseID returns the ID that Redis has written as text, or the zero ID if it is malformed.
func parseID(text string) streamID {
	ms, seq, _ := strings.Cut(text, "-")
	var id streamID
	var err1, err2 error
	id.ms, err1 = strconv.ParseInt(ms, 10, 64)
	id.seq, err2 = strconv.ParseUint(seq, 10, 64)
	if err1 != nil || err2 != nil {
		return streamID{}
	}
	return id
}

func (id streamID) String() string {
	return strconv.FormatInt(id.ms, 10) + "-" + strconv.FormatUint(id.seq, 10)
}

func (id streamID) before(other streamID) bool {
	return id.ms < other.ms || (id.ms == other.ms && id.seq < other.seq)
}

// previous returns the greatest ID before id.
func (id streamID) previous() streamID {
	if id.seq > 0 {
		return streamID{id.ms, id.seq - 1}
	}
	return streamID{id.ms - 1, math.MaxUint64}
}

// time returns when the entry was written, by the clock of the server.
func (id streamID) time() time.Time { return time.UnixMilli(id.ms) }
