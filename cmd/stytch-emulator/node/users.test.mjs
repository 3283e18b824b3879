import assert from 'node:assert/strict';
import test from 'node:test';
import { client, newClient, newEmail, newPhone, password, refused } from './harness.mjs';

test('users: create, get and delete', async () => {
  const email = newEmail();
  const created = await client.users.create({ email, phone_number: newPhone(), name: { first_name: 'Ada' }, external_id: email.split('@')[0] });
  assert.equal(created.status_code, 201);
  assert.match(created.user_id, /^user-test-/);
  assert.equal(created.status, 'active');

  const got = await client.users.get({ user_id: created.user_id });
  assert.equal(got.user_id, created.user_id);
  assert.equal(got.name.first_name, 'Ada');
  assert.deepEqual(got.emails, [{ email_id: created.email_id, email, verified: false }]);
  const byExternalID = await client.users.get({ user_id: email.split('@')[0] });
  assert.equal(byExternalID.user_id, created.user_id);

  const deleted = await client.users.delete({ user_id: created.user_id });
  assert.equal(deleted.user_id, created.user_id);
  await refused(client.users.get({ user_id: created.user_id }), 404, 'user_not_found');
});

test('users: rejected requests', async () => {
  const email = newEmail();
  await client.users.create({ email });
  await refused(client.users.create({ email }), 400, 'duplicate_email');
  await refused(client.users.create({ email: 'nobody' }), 400, 'invalid_email');
  await refused(newClient('secret-test-wrong').users.create({ email }), 401, 'unauthorized_credentials');
});

test('users: update merges metadata', async () => {
  const { user_id } = await client.users.create({ email: newEmail(), trusted_metadata: { plan: 'free', seats: 1 } });
  const { user } = await client.users.update({ user_id, trusted_metadata: { plan: 'engine', seats: null }, name: { last_name: 'Lovelace' } });
  assert.deepEqual(user.trusted_metadata, { plan: 'engine' });
  assert.equal(user.name.last_name, 'Lovelace');
});

test('users: search, page by page', async () => {
  const emails = [newEmail(), newEmail(), newEmail()];
  for (const email of emails) await client.users.create({ email });
  const query = { operator: 'AND', operands: [{ filter_name: 'email_address', filter_value: emails }] };
  const page = await client.users.search({ limit: 2, query });
  assert.equal(page.results.length, 2);
  assert.equal(page.results_metadata.total, 3);

  const all = [];
  for await (const users of client.users.searchAll({ limit: 2, query })) all.push(...users);
  assert.deepEqual(all.map((user) => user.emails[0].email).sort(), emails.toSorted());
});

test('users: factors are deleted and exchanged', async () => {
  const phone_number = newPhone();
  const { user_id, email_id, phone_id } = await client.users.create({ email: newEmail(), phone_number });
  const { user } = await client.users.deleteEmail({ email_id });
  assert.deepEqual(user.emails, []);
  const exchanged = await client.users.exchangePrimaryFactor({ user_id, email_address: newEmail() });
  assert.deepEqual(exchanged.user.phone_numbers, []);
  await refused(client.users.deletePhoneNumber({ phone_id }), 404, 'phone_number_not_found');
});

test('users: the remaining factors are deleted', async () => {
  const email = newEmail();
  const { user_id } = await client.users.create({ email, phone_number: newPhone(), external_id: email.split('@')[0] });
  const { user: unlinked } = await client.users.deleteExternalId({ user_id });
  assert.equal(unlinked.external_id || '', '');
  const [{ phone_id }] = unlinked.phone_numbers;
  const { user: mute } = await client.users.deletePhoneNumber({ phone_id });
  assert.deepEqual(mute.phone_numbers, []);

  const created = await client.passwords.create({ email: newEmail(), password });
  const { user: open } = await client.users.deletePassword({ password_id: created.user.password.password_id });
  assert.equal(open.password ?? null, null);
});

test('users: registrations of devices are deleted', async () => {
  const { biometric_registrations, webauthn_registrations } = await client.users.get({ user_id: 'registered' });
  const { user } = await client.users.deleteBiometricRegistration(biometric_registrations[0]);
  assert.deepEqual(user.biometric_registrations, []);
  const { user: rest } = await client.users.deleteWebAuthnRegistration(webauthn_registrations[0]);
  assert.deepEqual(rest.webauthn_registrations, []);
});
