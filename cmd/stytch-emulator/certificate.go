package main

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"fmt"
	"math/big"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"time"
)

// certificateLifetime outlasts any run of the emulator.
const certificateLifetime = 365 * 24 * time.Hour

// useTLS gives a server a certificate, and writes the authority that signed it to a file.
func (s *settings) useTLS(server *http.Server, addr net.Addr, baseHost string) (caFile string, err error) {
	host, port := hostPort(addr)
	if caFile = s.caFile; caFile == "" {
		if caFile, err = defaultCAFile(port); err != nil {
			return "", err
		}
	}
	certificate, authority, err := newCertificate(host, baseHost)
	if err != nil {
		return "", err
	}
	server.TLSConfig = &tls.Config{Certificates: []tls.Certificate{certificate}, MinVersion: tls.VersionTLS12}
	if err := os.WriteFile(caFile, authority, 0o644); err != nil { //nolint:gosec // it is public, and other users' programs may need it
		return "", err
	}
	return caFile, nil
}

// defaultCAFile is the same for a port at each start, so that a .env file stays valid.
func defaultCAFile(port string) (string, error) {
	cache, err := os.UserCacheDir()
	if err != nil {
		return "", fmt.Errorf("there is no place for the certificate authority: %w; give -ca-file", err)
	}
	dir := filepath.Join(cache, "stytch-emulator")
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return "", err
	}
	return filepath.Join(dir, "ca-"+port+".pem"), nil
}

// newCertificate makes a certificate for this machine and for further hosts, and the authority that signs it,
// in PEM. The authority may sign for no other host, and its key is not kept: whoever trusts it trusts nobody
// else.
func newCertificate(hosts ...string) (certificate tls.Certificate, authority []byte, err error) {
	names, ips := certifiedHosts(hosts)
	now := time.Now()
	ca := &x509.Certificate{
		SerialNumber:                big.NewInt(1),
		Subject:                     pkix.Name{CommonName: "stytch-emulator authority"},
		NotBefore:                   now.Add(-time.Hour),
		NotAfter:                    now.Add(certificateLifetime),
		KeyUsage:                    x509.KeyUsageCertSign,
		IsCA:                        true,
		BasicConstraintsValid:       true,
		PermittedDNSDomainsCritical: true,
		PermittedDNSDomains:         names,
	}
	for _, ip := range ips {
		bits := 8 * len(ip)
		ca.PermittedIPRanges = append(ca.PermittedIPRanges, &net.IPNet{IP: ip, Mask: net.CIDRMask(bits, bits)})
	}
	leaf := &x509.Certificate{
		SerialNumber: big.NewInt(2),
		Subject:      pkix.Name{CommonName: "stytch-emulator"},
		NotBefore:    ca.NotBefore,
		NotAfter:     ca.NotAfter,
		KeyUsage:     x509.KeyUsageDigitalSignature,
		ExtKeyUsage:  []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
		DNSNames:     names,
		IPAddresses:  ips,
	}
	caKey, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return certificate, nil, err
	}
	caDER, err := x509.CreateCertificate(rand.Reader, ca, ca, caKey.Public(), caKey)
	if err != nil {
		return certificate, nil, err
	}
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return certificate, nil, err
	}
	leafDER, err := x509.CreateCertificate(rand.Reader, leaf, ca, key.Public(), caKey)
	if err != nil {
		return certificate, nil, err
	}
	authority = pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: caDER})
	return tls.Certificate{Certificate: [][]byte{leafDER}, PrivateKey: key}, authority, nil
}

// certifiedHosts sorts hosts into names and addresses, with those of this machine.
func certifiedHosts(hosts []string) (names []string, ips []net.IP) {
	names = []string{"localhost"}
	ips = []net.IP{net.IPv4(127, 0, 0, 1).To4(), net.IPv6loopback}
	for _, host := range hosts {
		ip := net.ParseIP(host)
		switch {
		case ip == nil:
			names = append(names, host)
		case ip.IsUnspecified(), ip.IsLoopback() && (ip.Equal(ips[0]) || ip.Equal(ips[1])):
		case ip.To4() != nil:
			ips = append(ips, ip.To4())
		default:
			ips = append(ips, ip)
		}
	}
	return names, ips
}
