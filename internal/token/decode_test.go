package token_test

import (
	"math/big"
	"strings"
	"testing"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/google/go-cmp/cmp"

	"github.com/flymyai/stytch-go/internal/token"
)

// decodeTenant decodes the claim "tenant" of a verified token.
func decodeTenant[T any](tb testing.TB, tenant string) (T, error) {
	tb.Helper()
	jwt := sign(sessionClaims.With(claims{"tenant": jsontext.Value(tenant)}))
	got, err := newVerifier(tb, 0).Verify(tb.Context(), jwt, token.Session, token.Times{})
	if err != nil {
		tb.Fatal(err)
	}
	decoded, err := token.DecodeClaims[struct {
		Tenant T `json:"tenant"`
	}](got.Claims)
	return decoded.Tenant, err
}

// An integer of 2^53 or more was rounded when its token was decoded. Two tenants must not become one.
func TestDecodeClaims_largeIntegers(t *testing.T) {
	t.Parallel()
	for _, tenant := range []string{
		"9007199254740992", "9007199254740993", "1234567890123456789", "9223372036854775807", "9.007199254740993e15",
	} {
		_, signed := decodeTenant[int64](t, tenant)
		_, unsigned := decodeTenant[uint64](t, tenant)
		_, negative := decodeTenant[int64](t, "-"+tenant)
		_, nested := decodeTenant[[]struct{ ID int64 }](t, `[{"ID":`+tenant+`}]`)
		for kind, err := range map[string]error{"signed": signed, "unsigned": unsigned, "negative": negative, "nested": nested} {
			if err == nil || !strings.Contains(err.Error(), `"/tenant`) || !strings.Contains(err.Error(), "as strings") {
				t.Errorf("%s, %s: %v", tenant, kind, err)
			}
		}
		if got, err := decodeTenant[big.Int](t, tenant); err == nil {
			t.Errorf("%s: %v", tenant, &got)
		}
		if got, err := decodeTenant[jsontext.Value](t, tenant); err != nil || strings.Trim(string(got), "0123456789") == "" {
			t.Errorf("%s: %s, %v; want a number with an exponent", tenant, got, err)
		}
	}
}

func TestDecodeClaims_smallIntegersAndFloats(t *testing.T) {
	t.Parallel()
	for tenant, want := range map[string]int64{"9007199254740991": 1<<53 - 1, "-9007199254740991": 1 - 1<<53, "0": 0, "5e2": 500} {
		if got, err := decodeTenant[int64](t, tenant); err != nil || got != want {
			t.Errorf("%s: %d, %v", tenant, got, err)
		}
	}
	for tenant, want := range map[string]float64{"9007199254740993": 1 << 53, "1e300": 1e300, "0.5": 0.5} {
		if got, err := decodeTenant[float64](t, tenant); err != nil || got != want {
			t.Errorf("%s: %v, %v", tenant, got, err)
		}
		if got, err := decodeTenant[any](t, tenant); err != nil || got != want {
			t.Errorf("%s as any: %v, %v", tenant, got, err)
		}
	}
	// A large integer does not matter without a field for it.
	got, err := token.DecodeClaims[struct{ Plan string }](map[string]any{"Plan": "pro", "tenant": 1e300})
	if diff := cmp.Diff("pro", got.Plan); diff != "" || err != nil {
		t.Errorf("%v (-want +got):\n%s", err, diff)
	}
}

// Only errors about large integers have advice about them.
func TestDecodeClaims_otherErrors(t *testing.T) {
	t.Parallel()
	_, text := decodeTenant[int](t, `"acme"`)
	_, fraction := decodeTenant[int](t, "0.5")
	_, overflow := decodeTenant[float32](t, "1e300")
	_, number := decodeTenant[string](t, "1e300")
	for name, err := range map[string]error{"text": text, "fraction": fraction, "overflow": overflow, "number": number} {
		if err == nil || strings.Contains(err.Error(), "as strings") {
			t.Errorf("%s: %v", name, err)
		}
	}
}
