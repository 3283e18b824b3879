import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import test from 'node:test';
import { client, lastMessage, newEmail, password, refused } from './harness.mjs';

const another = 'another-horse-battery-staple';

test('passwords: create and authenticate', async () => {
  const email = newEmail();
  const created = await client.passwords.create({ email, password, session_duration_minutes: 60 });
  assert.equal(created.session.authentication_factors[0].type, 'password');
  const login = await client.passwords.authenticate({ email, password });
  assert.equal(login.user_id, created.user_id);
  await refused(client.passwords.authenticate({ email, password: another }), 401, 'unauthorized_credentials');
  await refused(client.passwords.authenticate({ email: newEmail(), password }), 404, 'email_not_found');
});

test('passwords: strength', async () => {
  const weak = await client.passwords.strengthCheck({ password: 'password' });
  assert.equal(weak.valid_password, false);
  assert.equal(weak.strength_policy, 'zxcvbn');
  assert.equal((await client.passwords.strengthCheck({ password })).valid_password, true);
  await refused(client.passwords.create({ email: newEmail(), password: 'password' }), 400, 'weak_password');
});

test('passwords: reset by email ends all sessions', async () => {
  const email = newEmail();
  const { session_token } = await client.passwords.create({ email, password, session_duration_minutes: 60 });
  await client.passwords.email.resetStart({ email, reset_password_redirect_url: 'https://app.example/reset' });
  const message = await lastMessage(email);
  assert.equal(message.kind, 'password_reset');
  await client.passwords.email.reset({ token: message.token, password: another });
  await client.passwords.authenticate({ email, password: another });
  await refused(client.sessions.authenticate({ session_token }), 404, 'session_not_found');
});

test('passwords: reset with the current password, and with a session', async () => {
  const email = newEmail();
  await client.passwords.create({ email, password });
  const { session_token } = await client.passwords.existingPassword.reset({
    email, existing_password: password, new_password: another, session_duration_minutes: 60,
  });
  await client.passwords.sessions.reset({ session_token, password });
  await client.passwords.authenticate({ email, password });
});

test('passwords: migrate', async () => {
  const email = newEmail();
  const migrated = await client.passwords.migrate({
    email, hash_type: 'sha_1', hash: createHash('sha1').update(`pepper${password}`).digest('hex'), sha_1_config: { prepend_salt: 'pepper', append_salt: '' },
  });
  assert.equal(migrated.user_created, true);
  const login = await client.passwords.authenticate({ email, password });
  assert.equal(login.user_id, migrated.user_id);
});
