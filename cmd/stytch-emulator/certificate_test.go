package main

import (
	"crypto/x509"
	"encoding/pem"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestNewCertificate(t *testing.T) {
	t.Parallel()
	certificate, authority, err := newCertificate("0.0.0.0", "stytch.example", "192.0.2.1", "2001:db8::1", "127.0.0.1")
	if err != nil {
		t.Fatal(err)
	}
	leaf, err := x509.ParseCertificate(certificate.Certificate[0])
	if err != nil {
		t.Fatal(err)
	}
	roots := x509.NewCertPool()
	if !roots.AppendCertsFromPEM(authority) {
		t.Fatal("the authority is not PEM")
	}
	for host, good := range map[string]bool{
		"localhost": true, "127.0.0.1": true, "::1": true, "stytch.example": true, "192.0.2.1": true, "2001:db8::1": true,
		"example.com": false, "0.0.0.0": false, "192.0.2.2": false,
	} {
		if _, err := leaf.Verify(x509.VerifyOptions{DNSName: host, Roots: roots}); (err == nil) != good {
			t.Errorf("%s: %v, want good: %v", host, err, good)
		}
	}
}

// Whoever trusts the authority trusts it for the emulator alone.
func TestNewCertificate_constraints(t *testing.T) {
	t.Parallel()
	_, authority, err := newCertificate("stytch.example")
	if err != nil {
		t.Fatal(err)
	}
	block, _ := pem.Decode(authority)
	ca, err := x509.ParseCertificate(block.Bytes)
	if err != nil {
		t.Fatal(err)
	}
	var ranges []string
	for _, r := range ca.PermittedIPRanges {
		ranges = append(ranges, r.String())
	}
	if diff := cmp.Diff([]string{"localhost", "stytch.example"}, ca.PermittedDNSDomains); diff != "" || !ca.PermittedDNSDomainsCritical {
		t.Errorf("names, critical: %v (-want +got)\n%s", ca.PermittedDNSDomainsCritical, diff)
	}
	if diff := cmp.Diff([]string{"127.0.0.1/32", "::1/128"}, ranges); diff != "" {
		t.Errorf("addresses (-want +got)\n%s", diff)
	}
}
