// Package loopback decides which hosts are this machine. Requests to them may use plain http.
package loopback

import "net"

// Host reports whether a host, without a port, is this machine. A name below localhost need not be: Go looks it up like
// any other, or passes it to a proxy.
func Host(host string) bool {
	return host == "localhost" || net.ParseIP(host).IsLoopback()
}
