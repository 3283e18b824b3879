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

// certificateName is what the certificates of the emulator are made out to.
const certificateName = "stytch-emulator"

// useTLS gives a server a certificate, and writes the authority that signed it to a file. The file is removed by
// remove, unless somebody has put another in its place.
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

// writeAuthority writes an authority to a file of its own. It replaces the authority that a killed emulator has left
// there, and nothing else.
func writeAuthority(file string, authority []byte) error {
	switch left, err := readAuthorityFile(file); {
	case errors.Is(err, os.ErrNotExist):
	case err != nil:
		return err
	case !isAuthority(left):
		return fmt.Errorf("%s exists, and no emulator made it: remove it, or name another file", file)
	default:
		if err := os.Remove(file); err != nil { //nolint:gosec // the user names the file, and an emulator made it
			return err
		}
	}
	// O_EXCL follows no link, and overwrites nothing that has come meanwhile.
	f, err := os.OpenFile(file, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644) //nolint:gosec // it is public, and other users' programs may need it
	if err != nil {
		return err
	}
	_, err = f.Write(authority)
	return errors.Join(err, f.Close())
}

// removeAuthority removes the file of an authority, if it still holds that authority.
func removeAuthority(file string, authority []byte) {
	if kept, err := readAuthorityFile(file); err == nil && bytes.Equal(kept, authority) {
		_ = os.Remove(file) //nolint:gosec // the user names the file; where it stays, it does no harm
	}
}

// maxAuthority is more than an authority takes.
const maxAuthority = 64 << 10

// readAuthorityFile reads the beginning of a file that may hold an authority.
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

// isAuthority reports whether a file holds an authority of an emulator, and nothing else.
func isAuthority(content []byte) bool {
	block, rest := pem.Decode(content)
	if block == nil || len(rest) > 0 {
		return false
	}
	ca, err := x509.ParseCertificate(block.Bytes)
	return err == nil && ca.Subject.CommonName == certificate.AuthorityName(certificateName)
}
