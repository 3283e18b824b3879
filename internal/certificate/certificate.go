// Package certificate makes certificates for short-lived https servers on this machine: the emulator, and the servers
// of tests.
package certificate

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"math/big"
	"net"
	"time"
)

// lifetime outlasts any run of a server.
const lifetime = 365 * 24 * time.Hour

// Pair is the certificate of a server, and the authority that signed it.
type Pair struct {
	Server    tls.Certificate
	Authority *x509.Certificate
}

// New makes a certificate for this machine and for further hosts, each a name or an IP address, and an authority that
// signs it. The authority cannot sign for any other host, and its key is not kept, so trusting it is safe. The
// subjects of both begin with the name.
func New(name string, hosts ...string) (*Pair, error) {
	names, ips := certifiedHosts(hosts)
	now := time.Now()
	ca := &x509.Certificate{
		SerialNumber:                big.NewInt(1),
		Subject:                     pkix.Name{CommonName: AuthorityName(name)},
		NotBefore:                   now.Add(-time.Hour),
		NotAfter:                    now.Add(lifetime),
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
		Subject:      pkix.Name{CommonName: name},
		NotBefore:    ca.NotBefore,
		NotAfter:     ca.NotAfter,
		KeyUsage:     x509.KeyUsageDigitalSignature,
		ExtKeyUsage:  []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
		DNSNames:     names,
		IPAddresses:  ips,
	}
	caKey, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return nil, err
	}
	caDER, err := x509.CreateCertificate(rand.Reader, ca, ca, caKey.Public(), caKey)
	if err != nil {
		return nil, err
	}
	if ca, err = x509.ParseCertificate(caDER); err != nil {
		return nil, err
	}
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return nil, err
	}
	leafDER, err := x509.CreateCertificate(rand.Reader, leaf, ca, key.Public(), caKey)
	if err != nil {
		return nil, err
	}
	return &Pair{Server: tls.Certificate{Certificate: [][]byte{leafDER}, PrivateKey: key}, Authority: ca}, nil
}

// AuthorityName returns the common name of the authorities that New makes with a name.
func AuthorityName(name string) string { return name + " authority" }

// Config returns the configuration of a server that has the certificate.
func (p *Pair) Config() *tls.Config {
	return &tls.Config{Certificates: []tls.Certificate{p.Server}, MinVersion: tls.VersionTLS12}
}

// Pool trusts the authority and nobody else.
func (p *Pair) Pool() *x509.CertPool {
	pool := x509.NewCertPool()
	pool.AddCert(p.Authority)
	return pool
}

// PEM returns the certificate of the authority in PEM.
func (p *Pair) PEM() []byte {
	return pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: p.Authority.Raw})
}

// certifiedHosts sorts hosts into names and addresses, with those of this machine.
func certifiedHosts(hosts []string) (names []string, ips []net.IP) {
	names = []string{"localhost"}
	ips = []net.IP{net.IPv4(127, 0, 0, 1).To4(), net.IPv6loopback}
	for _, host := range hosts {
		ip := net.ParseIP(host)
		switch {
		case host == "":
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
