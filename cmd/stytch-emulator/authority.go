package main

import (
	"bytes"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"

	"github.com/flymyai/stytch-go/internal/certificate"
)

// certificateName is the subject of the emulator's certificates.
const certificateName = "stytch-emulator"

// useTLS gives a server a certificate, and writes the authority that signed it to a file. remove removes the file,
// unless it has been replaced.
func (s *settings) useTLS(server *http.Server, addr net.Addr, baseHost string) (caFile string, remove func(), err error) {
	host, port := hostPort(addr)
	if caFile = s.caFile; caFile == "" {
		if caFile, err = defaultCAFile(port); err != nil {
			return "", nil, err
		}
	}
	pair, err := certificate.New(certificateName, host, baseHost)
	if err != nil {
		return "", nil, err
	}
	server.TLSConfig = pair.Config()
	authority := pair.PEM()
	if err := writeAuthority(caFile, authority); err != nil {
		return "", nil, fmt.Errorf("-ca-file: %w", err)
	}
	return caFile, func() { removeAuthority(caFile, authority) }, nil
}

// defaultCAFile returns the default file for a port. It is the same at each start, so that a .env file stays valid.
func defaultCAFile(port string) (string, error) {
	cache, err := os.UserCacheDir()
	if err != nil {
		return "", fmt.Errorf("no default location for the certificate authority: %w; set -ca-file", err)
	}
	dir := filepath.Join(cache, "stytch-emulator")
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return "", err
	}
	return filepath.Join(dir, "ca-"+port+".pem"), nil
}

// writeAuthority writes an authority to a new file. It overwrites only an authority left behind by a killed emulator.
func writeAuthority(file string, authority []byte) error {
	switch left, err := readAuthorityFile(file); {
	case errors.Is(err, os.ErrNotExist):
	case err != nil:
		return err
	case !isAuthority(left):
		return fmt.Errorf("%s exists and was not created by an emulator: remove it or choose another file", file)
	default:
		if err := os.Remove(file); err != nil { //nolint:gosec // the user names the file, and an emulator created it
			return err
		}
	}
	// O_EXCL follows no link, and does not overwrite a file created in the meantime.
	f, err := os.OpenFile(file, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644) //nolint:gosec // it is public, and other users' programs may need it
	if err != nil {
		return err
	}
	_, err = f.Write(authority)
	return errors.Join(err, f.Close())
}

// removeAuthority removes the file of an authority if it still contains that authority.
func removeAuthority(file string, authority []byte) {
	if kept, err := readAuthorityFile(file); err == nil && bytes.Equal(kept, authority) {
		_ = os.Remove(file) //nolint:gosec // the user names the file; a leftover file is harmless
	}
}

// maxAuthority exceeds the size of an authority's certificate.
const maxAuthority = 64 << 10

// readAuthorityFile reads up to maxAuthority bytes of a file that may contain an authority.
func readAuthorityFile(file string) (content []byte, err error) {
	info, err := os.Lstat(file) //nolint:gosec // the user names the file
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%s exists and is not a regular file", file)
	}
	f, err := os.Open(file) //nolint:gosec // the caller's own file
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	return io.ReadAll(io.LimitReader(f, maxAuthority))
}

// isAuthority reports whether a file contains only an emulator's authority.
func isAuthority(content []byte) bool {
	block, rest := pem.Decode(content)
	if block == nil || len(rest) > 0 {
		return false
	}
	ca, err := x509.ParseCertificate(block.Bytes)
	return err == nil && ca.Subject.CommonName == certificate.AuthorityName(certificateName)
}
