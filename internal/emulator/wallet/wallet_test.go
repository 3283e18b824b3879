package wallet_test

import (
	"encoding/hex"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/emulator/apierror"
	"github.com/flymyai/stytch-go/internal/emulator/wallet"
)

// The signer of the documentation of web3.js: https://web3js.readthedocs.io/en/v1.10.0/web3-eth-accounts.html#sign
const (
	web3Key       = "4c0883a69102937d6231471b5dbb6204fe5129617082792ae468d01a3f362318"
	web3Address   = "0x2c7536E3605D9C16a7a3D7b1898e529396a65c23"
	web3Signature = "0xb91467e570a6466aa9e9876cbcd013baba02900b8979d43fe208a4a4f339f5fd6007e74cd82e037b800186422fc2da167c747ef045e5d18a5f5d4300f8e1a0291c"
)

func at(t *testing.T, s string) time.Time {
	t.Helper()
	if s == "" {
		return time.Time{}
	}
	parsed, err := time.Parse(time.RFC3339, s)
	if err != nil {
		t.Fatal(err)
	}
	return parsed
}

// Texts and signatures from other implementations.
func TestVerify_foreign(t *testing.T) {
	t.Parallel()
	// From the test suite of the reference implementation of EIP-4361: test/verification_positive.json of spruceid/siwe.
	siwe := func(domain, address, statement, uri, nonce, issuedAt, expires, notBefore string) string {
		m := wallet.Message{
			Domain: domain, Address: address, Statement: statement, URI: uri, ChainID: "1", Nonce: nonce,
			IssuedAt: at(t, issuedAt), ExpiresAt: at(t, expires), NotBefore: at(t, notBefore),
		}
		return m.String()
	}
	const example = "Sign-In With Ethereum Example Statement"
	for name, tt := range map[string]struct{ walletType, address, text, signature string }{
		"web3.js":           {wallet.Ethereum, web3Address, "Some data", web3Signature},
		"web3.js, v from 0": {wallet.Ethereum, web3Address, "Some data", web3Signature[:130] + "01"},
		"siwe: example message": {
			wallet.Ethereum, "0x9D85ca56217D2bb651b00f15e694EB7E713637D4",
			siwe("login.xyz", "0x9D85ca56217D2bb651b00f15e694EB7E713637D4", example, "https://login.xyz", "bTyXgcQxn2htgkjJn", "2022-01-27T17:09:38.578Z", "2100-01-07T14:31:43.952Z", ""),
			"0xdc35c7f8ba2720df052e0092556456127f00f7707eaa8e3bbff7e56774e7f2e05a093cfc9e02964c33d86e8e066e221b7d153d27e5a2e97ccd5ca7d3f2ce06cb1b",
		},
		"siwe: not before": {
			wallet.Ethereum, "0xE6D3Aa1F561A215E5eb1f02Ba8705385F03fCaFB",
			siwe("login.xyz", "0xE6D3Aa1F561A215E5eb1f02Ba8705385F03fCaFB", example, "https://login.xyz", "lx2nx4so", "2022-01-05T14:27:30.883Z", "", "2100-01-07T14:31:43.952Z"),
			"0xc2539ace78f13c7eb8c0852d38d269a6f97bebd9f7872097d2e3137b541f8bf50176062a46eeea83086bd2721423fb5755a932ff6ccc046ed482d14e4576042f1c",
		},
		"siwe: expiration time": {
			wallet.Ethereum, "0x2ecA0068307e706741445764A3D6A4402aC2A5a9",
			siwe("login.xyz", "0x2ecA0068307e706741445764A3D6A4402aC2A5a9", example, "https://login.xyz", "lx2nx4so", "2022-01-05T14:27:30.883Z", "2021-01-05T00:00:00Z", ""),
			"0x7337bc2826c7678cd6bc84f5b3b236efc969b0451f9feca2328b1d3401b030c113f19bdba359ba3f52762c66e9147311fa95fe598a1a4ec9bb383a7b4e3874241b",
		},
		"siwe: v from 0": {
			wallet.Ethereum, "0xc95EB884FE852e241D409234bfC7045CB9E31BD7",
			siwe("www.tally.xyz", "0xc95EB884FE852e241D409234bfC7045CB9E31BD7", "Sign in with Ethereum to Tally", "https://tally.xyz", "15050747", "2022-06-30T14:08:51.382Z", "", ""),
			"0x8c46b6eb8505939892d8e9b075f89f8277321b17b993151f37810cdda38cce6f4a85909d2b53e6a14629c74c0ac38bf4becde78ee5b2529812bf6cceaf7b2a2501",
		},
		"Solana": {
			wallet.Solana, "CyrR839U5L1a4yRtnHwVDxkQcv7w93ecDLohv1SPebDv", "hey",
			"5J6Q44KuXUZndcTVPopEF9pdgrmHeQQ1NG3pHSvutYNVP2upisRUeNDqbQeiDcv2LwiP45xXCG6fogrm5WakzLki",
		},
	} {
		w, err := wallet.Parse(tt.walletType, tt.address)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if ok, err := w.Verify(tt.text, tt.signature); !ok || err != nil {
			t.Errorf("%s: %v, %v; want true", name, ok, err)
		}
		if ok, err := w.Verify(tt.text+".", tt.signature); ok || err != nil {
			t.Errorf("%s, another text: %v, %v; want false", name, ok, err)
		}
	}
}

// The vectors of RFC 8032, section 7.1, hold for the wallets that sign: Solana's keys are Ed25519.
func TestSolana_rfc8032(t *testing.T) {
	t.Parallel()
	seed, err := hex.DecodeString("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb")
	if err != nil {
		t.Fatal(err)
	}
	signer := wallet.NewSolana(seed)
	w, err := wallet.Parse(signer.Type, signer.Address)
	if err != nil {
		t.Fatal(err)
	}
	if want := "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"; hex.EncodeToString([]byte(strings.TrimPrefix(w.ID(), "solana:"))) != want {
		t.Errorf("public key %x, want %s", w.ID(), want)
	}
	if ok, err := w.Verify("r", signer.Sign("r")); !ok || err != nil { // 0x72, the message of test 2
		t.Errorf("%v, %v", ok, err)
	}
}

// A wallet made from the key of web3.js has the same address and makes the same signature.
func TestEthereum_signs(t *testing.T) {
	t.Parallel()
	key, err := hex.DecodeString(web3Key)
	if err != nil {
		t.Fatal(err)
	}
	signer := wallet.NewEthereum(key)
	if signer.Address != web3Address || signer.Sign("Some data") != web3Signature {
		t.Errorf("%s signs %s", signer.Address, signer.Sign("Some data"))
	}
}

// The addresses of EIP-55.
func TestChecksummed(t *testing.T) {
	t.Parallel()
	for _, want := range []string{
		"0x52908400098527886E0F7030069857D2E4169EE7", "0x8617E340B3D01FA5F11F306F4090FD50E238070D",
		"0xde709f2102306220921060314715629080e2fb77", "0x27b1fdb04752bbc536007a920d24acb045561c26",
		"0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed", "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359",
		"0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB", "0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb",
	} {
		w, err := wallet.Parse(wallet.Ethereum, strings.ToLower(want))
		if err != nil || w.Checksummed() != want {
			t.Errorf("%s, %v; want %s", w.Checksummed(), err, want)
		}
	}
}

// The example messages of EIP-4361.
func TestMessage(t *testing.T) {
	t.Parallel()
	m := wallet.Message{
		Domain: "example.com", Address: "0xC02aaA39b223FE8D0A0e5C4F27eAD9083C756Cc2", URI: "https://example.com/login", ChainID: "1",
		Statement: "I accept the ExampleOrg Terms of Service: https://example.com/tos", Nonce: "32891756", IssuedAt: at(t, "2021-09-30T16:25:24Z"),
		Resources: []string{"ipfs://bafybeiemxf5abjwjbikoz4mc3a3dla6ual3jsgpdr4cjr3oz3evfyavhwq/", "https://example.com/my-web2-claim.json"},
	}
	const want = `example.com wants you to sign in with your Ethereum account:
0xC02aaA39b223FE8D0A0e5C4F27eAD9083C756Cc2

I accept the ExampleOrg Terms of Service: https://example.com/tos

URI: https://example.com/login
Version: 1
Chain ID: 1
Nonce: 32891756
Issued At: 2021-09-30T16:25:24Z
Resources:
- ipfs://bafybeiemxf5abjwjbikoz4mc3a3dla6ual3jsgpdr4cjr3oz3evfyavhwq/
- https://example.com/my-web2-claim.json`
	if diff := cmp.Diff(want, m.String()); diff != "" {
		t.Error(diff)
	}
	m.Statement, m.Resources = "", nil
	const bare = `example.com wants you to sign in with your Ethereum account:
0xC02aaA39b223FE8D0A0e5C4F27eAD9083C756Cc2


URI: https://example.com/login
Version: 1
Chain ID: 1
Nonce: 32891756
Issued At: 2021-09-30T16:25:24Z
Expiration Time: 2021-09-30T16:30:24Z
Not Before: 2021-09-30T16:25:24Z
Request ID: login-1`
	m.ExpiresAt, m.NotBefore, m.RequestID = at(t, "2021-09-30T16:30:24Z"), m.IssuedAt, "login-1"
	if diff := cmp.Diff(bare, m.String()); diff != "" {
		t.Error(diff)
	}
}

func TestParse_errors(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		walletType, address string
		want                api.ErrorType
	}{
		{"bitcoin", web3Address, api.ErrorTypeInvalidWalletType},
		{"", web3Address, api.ErrorTypeInvalidWalletType},
		{wallet.Ethereum, web3Address[2:], api.ErrorTypeInvalidEthereumAddress},
		{wallet.Ethereum, web3Address[:41], api.ErrorTypeInvalidEthereumAddress},
		{wallet.Ethereum, web3Address + "00", api.ErrorTypeInvalidEthereumAddress},
		{wallet.Ethereum, "", api.ErrorTypeInvalidCryptoWalletAddress},
		{wallet.Solana, web3Address, api.ErrorTypeInvalidSolanaAddress},
		{wallet.Solana, "CyrR839U5L1a4yRtnHwVDxkQcv7w93ecDLohv1SP", api.ErrorTypeInvalidSolanaAddress},
		{wallet.Solana, "", api.ErrorTypeInvalidCryptoWalletAddress},
	} {
		_, err := wallet.Parse(tt.walletType, tt.address)
		if e, ok := errors.AsType[*apierror.Error](err); !ok || e.Type != tt.want {
			t.Errorf("%s %q: %v, want %s", tt.walletType, tt.address, err, tt.want)
		}
	}
}

func TestVerify_malformed(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ walletType, address, signature string }{
		{wallet.Ethereum, web3Address, ""},
		{wallet.Ethereum, web3Address, "0xzz"},
		{wallet.Ethereum, web3Address, web3Signature[:130]},
		{wallet.Ethereum, web3Address, web3Signature[:130] + "02"},
		{wallet.Ethereum, web3Address, web3Signature[:130] + "1d"},
		{wallet.Solana, "CyrR839U5L1a4yRtnHwVDxkQcv7w93ecDLohv1SPebDv", web3Signature},
		{wallet.Solana, "CyrR839U5L1a4yRtnHwVDxkQcv7w93ecDLohv1SPebDv", "CyrR839U5L1a4yRtnHwVDxkQcv7w93ecDLohv1SPebDv"},
	} {
		w, err := wallet.Parse(tt.walletType, tt.address)
		if err != nil {
			t.Fatal(err)
		}
		ok, err := w.Verify("Some data", tt.signature)
		if e, typed := errors.AsType[*apierror.Error](err); ok || !typed || e.Type != api.ErrorTypeInvalidSignature {
			t.Errorf("%q: %v, %v; want invalid_signature", tt.signature, ok, err)
		}
	}
	// Numbers outside the group's range are well-formed but never a valid signature.
	w, err := wallet.Parse(wallet.Ethereum, web3Address)
	if err != nil {
		t.Fatal(err)
	}
	if ok, err := w.Verify("Some data", "0x"+strings.Repeat("ff", 64)+"1b"); ok || err != nil {
		t.Errorf("%v, %v; want false", ok, err)
	}
}
