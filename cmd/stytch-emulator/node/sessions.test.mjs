import assert from 'node:assert/strict';
import { createPrivateKey, randomUUID } from 'node:crypto';
import test from 'node:test';
import { SignJWT } from 'jose';
import { client, emulator, loggedIn, now, projectID, refused } from './harness.mjs';

test('sessions: the JWT is verified without the API', async () => {
  const { session, session_jwt, user_id } = await loggedIn({ plan: 'engine' });
  const local = await client.sessions.authenticateJwtLocal({ session_jwt });
  assert.equal(local.session_id, session.session_id);
  assert.equal(local.user_id, user_id);
  assert.deepEqual(local.custom_claims, { plan: 'engine' });
  assert.deepEqual(local.roles, ['stytch_user']);
  assert.equal(local.authentication_factors[0].type, 'password');

  const [header, payload, signature] = session_jwt.split('.');
  const forged = { ...JSON.parse(Buffer.from(payload, 'base64url')), sub: 'user-test-00000000-0000-4000-8000-000000000000' };
  const forgery = [header, Buffer.from(JSON.stringify(forged)).toString('base64url'), signature].join('.');
  await assert.rejects(client.sessions.authenticateJwtLocal({ session_jwt: forgery }), { code: 'jwt_invalid' });
  await assert.rejects(client.sessions.authenticateJwtLocal({ session_jwt, max_token_age_seconds: 0 }), { code: 'jwt_too_old' });
});

test('sessions: authenticate keeps the token, and merges claims', async () => {
  const { session_token, session_jwt } = await loggedIn({ plan: 'engine', seats: 1 });
  const extended = await client.sessions.authenticate({ session_token, session_duration_minutes: 120, session_custom_claims: { seats: null } });
  assert.equal(extended.session_token, session_token);
  assert.deepEqual(extended.session.custom_claims, { plan: 'engine' });
  const byJWT = await client.sessions.authenticateJwt({ session_jwt, max_token_age_seconds: 0 });
  assert.equal(byJWT.session.session_id, extended.session.session_id);
  await refused(client.sessions.authenticate({ session_token, session_jwt }), 400, 'too_many_session_arguments');
});

test('sessions: list and revoke', async () => {
  const { session, session_token, user_id } = await loggedIn();
  const { sessions } = await client.sessions.get({ user_id });
  assert.deepEqual(sessions.map((s) => s.session_id), [session.session_id]);
  await client.sessions.revoke({ session_id: session.session_id });
  await refused(client.sessions.authenticate({ session_token }), 404, 'session_not_found');
});

test('sessions: the key set', async () => {
  const { keys } = await client.sessions.getJWKS({ project_id: projectID });
  assert.equal(keys[0].alg, 'RS256');
  assert.match(keys[0].kid, /^jwk-test-/);
});

test('sessions: an expired JWT is exchanged while the session lives', async () => {
  const { session_jwt, session_token } = await loggedIn();
  await emulator('clock', { advance: '6m' });
  await assert.rejects(client.sessions.authenticateJwtLocal({ session_jwt, current_date: await now() }), { code: 'jwt_invalid' });
  const refreshed = await client.sessions.authenticate({ session_jwt });
  await client.sessions.authenticateJwtLocal({ session_jwt: refreshed.session_jwt, current_date: await now() });
  await emulator('clock', { advance: '1h' });
  await refused(client.sessions.authenticate({ session_token }), 404, 'session_not_found');
});

test('sessions: a session of a former provider is migrated', async () => {
  const { user } = await loggedIn();
  const { email } = user.emails[0];
  const migrated = await client.sessions.migrate({ session_token: email, session_duration_minutes: 60 });
  assert.equal(migrated.user_id, user.user_id);
  assert.equal(migrated.session.authentication_factors[0].type, 'imported');
  await refused(client.sessions.migrate({ session_token: 'nobody@example.com' }), 400, 'migrate_from_external_email_does_not_exist');
});

test('sessions: a trusted token is attested', async () => {
  const { user_id } = await loggedIn();
  const key = createPrivateKey(process.env.TRUSTED_KEY);
  const attest = async (claims) => {
    const seconds = Math.floor((await now()).getTime() / 1000);
    const token = await new SignJWT({ iss: 'https://idp.example.com', aud: 'app', sub: user_id, jti: randomUUID(), iat: seconds, exp: seconds + 300, ...claims })
      .setProtectedHeader({ alg: 'RS256', kid: 'trusted' })
      .sign(key);
    return client.sessions.attest({ profile_id: 'profile', token, session_duration_minutes: 60 });
  };
  const attested = await attest({});
  assert.equal(attested.user_id, user_id);
  assert.equal(attested.session.authentication_factors[0].type, 'trusted_auth_token');
  await refused(attest({ aud: 'another app' }), 401, 'jwt_invalid_audience');
});
