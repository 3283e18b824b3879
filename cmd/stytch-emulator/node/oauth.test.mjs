import assert from 'node:assert/strict';
import test from 'node:test';
import { client, emulator, newEmail, refused } from './harness.mjs';

test('oauth: a login with a provider', async () => {
  const email = newEmail();
  const { token } = await emulator('oauth_tokens', { provider: 'google', email, subject: email, scopes: ['openid', 'email'] });
  const login = await client.oauth.authenticate({ token, session_duration_minutes: 60 });
  assert.equal(login.provider_type, 'Google');
  assert.equal(login.provider_subject, email);
  assert.deepEqual(login.provider_values.scopes, ['openid', 'email']);
  assert.equal(login.user_session.authentication_factors[0].google_oauth_factor.provider_subject, email);
  assert.equal(login.user.emails[0].verified, true);
  await refused(client.oauth.authenticate({ token }), 404, 'oauth_token_not_found');

  const { user } = await client.users.deleteOAuthRegistration({ oauth_user_registration_id: login.oauth_user_registration_id });
  assert.deepEqual(user.providers, []);
});

test('oauth: attach a provider to a user', async () => {
  const { user_id } = await client.users.create({ email: newEmail() });
  const { oauth_attach_token } = await client.oauth.attach({ provider: 'github', user_id });
  const { token } = await emulator('oauth_tokens', { provider: 'github', oauth_attach_token });
  const login = await client.oauth.authenticate({ token });
  assert.equal(login.user_id, user_id);
});

test('oauth: sandbox values', async () => {
  const login = await client.oauth.authenticate({ token: 'hdPVZHHX0UoRa7hJTuuPHi1vlddffSnoweRbVFf5-H8g' });
  assert.equal(login.status_code, 200);
});
