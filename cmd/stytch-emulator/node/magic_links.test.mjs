import assert from 'node:assert/strict';
import test from 'node:test';
import { client, lastMessage, newEmail, refused } from './harness.mjs';

test('magic links: sign up, log in, and no second use', async () => {
  const email = newEmail();
  const signUp = await client.magicLinks.email.loginOrCreate({ email, signup_magic_link_url: 'https://app.example/welcome' });
  assert.equal(signUp.user_created, true);
  const message = await lastMessage(email);
  assert.equal(message.kind, 'magic_link_signup');
  const link = new URL(message.url);
  assert.equal(link.origin + link.pathname, 'https://app.example/welcome');
  assert.equal(link.searchParams.get('stytch_token_type'), 'magic_links');

  const token = link.searchParams.get('token');
  const login = await client.magicLinks.authenticate({ token, session_duration_minutes: 60 });
  assert.equal(login.user_id, signUp.user_id);
  assert.equal(login.user.emails[0].verified, true);
  assert.equal(login.session.authentication_factors[0].delivery_method, 'email');
  assert.equal(login.session_token.length, 44);
  await refused(client.magicLinks.authenticate({ token }), 401, 'unable_to_auth_magic_link');

  const again = await client.magicLinks.email.loginOrCreate({ email });
  assert.equal(again.user_created, false);
  assert.equal((await lastMessage(email)).kind, 'magic_link_login');
});

test('magic links: send reaches existing users only, and starts a session only on request', async () => {
  const email = newEmail();
  await refused(client.magicLinks.email.send({ email }), 404, 'email_not_found');
  await client.users.create({ email });
  await client.magicLinks.email.send({ email });
  const login = await client.magicLinks.authenticate({ token: (await lastMessage(email)).token });
  assert.equal(login.session_token, '');
  assert.equal(login.session, null);
});

test('magic links: invite and revoke', async () => {
  const email = newEmail();
  const invited = await client.magicLinks.email.invite({ email, name: { first_name: 'Grace' } });
  assert.equal((await client.users.get({ user_id: invited.user_id })).status, 'pending');
  await client.magicLinks.email.revokeInvite({ email });
  await refused(client.magicLinks.authenticate({ token: (await lastMessage(email)).token }), 401, 'unable_to_auth_magic_link');
});

test('magic links: embeddable', async () => {
  const { user_id } = await client.users.create({ email: newEmail() });
  const { token } = await client.magicLinks.create({ user_id });
  const login = await client.magicLinks.authenticate({ token });
  assert.equal(login.user_id, user_id);
});

test('magic links: sandbox values', async () => {
  const login = await client.magicLinks.authenticate({ token: 'DOYoip3rvIMMW5lgItikFK-Ak1CfMsgjuiCyI7uuU94=' });
  assert.equal(login.user_id, 'user-test-e3795c81-f849-4167-bfda-e4a6e9c280fd');
  await refused(client.magicLinks.authenticate({ token: 'CprTtwhnRNiMBiUS2jSLcWYrfuO2POeBNdo5HhW6qTM=' }), 404, 'magic_link_not_found');
});
