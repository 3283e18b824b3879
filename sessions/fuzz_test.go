package sessions_test

import "testing"

// FuzzAuthenticateJWTLocal checks arbitrary headers and payloads with a valid signature, which reach the code behind the
// signature, and arbitrary tokens. Of those, only the valid token may pass. Nothing may panic.
//
//	go test -run '^$' -fuzz FuzzAuthenticateJWTLocal -fuzztime 10m -fuzzminimizetime 100x ./sessions
func FuzzAuthenticateJWTLocal(f *testing.F) {
	good := token(nil)
	f.Add(`{"alg":"RS256","kid":"`+keyID+`"}`, `{"iss":"stytch.com/`+projectID+`","aud":"`+projectID+`","sub":"u","iat":1767323045,"exp":1767323345,"https://stytch.com/session":{"id":"s"}}`, good)
	f.Add(`{"alg":"none"}`, `{"exp":-1.5e300}`, "..")
	f.Add(`{"kid":["`+keyID+`"]}`, `{"aud":[null]}`, part(good, 0)+"."+part(good, 1)+".")
	f.Add(`null`, `[[[[`, part(good, 2)+"."+part(good, 0)+"."+part(good, 1))
	i := newIssuer(f)
	f.Fuzz(func(t *testing.T, header, payload, jwt string) {
		session, err := i.client.Sessions.AuthenticateJWTLocal(t.Context(), sign(header, payload, keys[0]()))
		if (session == nil) != (err != nil) {
			t.Errorf("session %v with error %v", session, err)
		}
		if session != nil && (session.SessionID == "" || session.UserID == "") {
			t.Errorf("session without an id: %+v", session)
		}
		if session, err = i.client.Sessions.AuthenticateJWTLocal(t.Context(), jwt); err == nil && jwt != good {
			t.Errorf("a token nobody signed passed: %+v", session)
		}
	})
}
