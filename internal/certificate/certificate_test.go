package certificate_test

import (
	"crypto/x509"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flymyai/stytch-go/internal/certificate"
)

func TestNew(t *testing.T) {
	t.Parallel()
	pair, err := certificate.New("test", "0.0.0.0", "stytch.example", "192.0.2.1", "2001:db8::1", "127.0.0.1", "")
	if err != nil {
		t.Fatal(err)
	}
	leaf, err := x509.ParseCertificate(pair.Server.Certificate[0])
	if err != nil {
		t.Fatal(err)
	}
	fromPEM := x509.NewCertPool()
	if !fromPEM.AppendCertsFromPEM(pair.PEM()) {
		t.Fatal("the authority is not PEM")
	}
	for host, good := range map[string]bool{
		"localhost": true, "127.0.0.1": true, "::1": true, "stytch.example": true, "192.0.2.1": true, "2001:db8::1": true,
		"example.com": false, "0.0.0.0": false, "192.0.2.2": false,
	} {
		for name, roots := range map[string]*x509.CertPool{"PEM": fromPEM, "pool": pair.Pool()} {
			if _, err := leaf.Verify(x509.VerifyOptions{DNSName: host, Roots: roots}); (err == nil) != good {
				t.Errorf("%s, %s: %v, want good: %v", host, name, err, good)
			}
		}
	}
}

// Whoever trusts the authority trusts it for the server alone.
func TestNew_constraints(t *testing.T) {
	t.Parallel()
	pair, err := certificate.New("test", "stytch.example")
	if err != nil {
		t.Fatal(err)
	}
	ca := pair.Authority
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
