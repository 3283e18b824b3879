import assert from 'node:assert/strict';
import test from 'node:test';
import { client, emulator, newEmail, refused } from './harness.mjs';

test('faults: errors that Stytch may return', async () => {
  const email = newEmail();
  await emulator('faults', { operation: 'users.create', error_type: 'too_many_requests', times: 2 });
  await refused(client.users.create({ email }), 429, 'too_many_requests');
  await refused(client.users.create({ email }), 429, 'too_many_requests');
  await client.users.create({ email });
});

test('faults: connections that are cut', async () => {
  const email = newEmail();
  await emulator('faults', { operation: 'users.create', cut_after: true });
  await assert.rejects(client.users.create({ email }), { request: { method: 'POST', url: '/v1/users', headers: {}, data: { email } } });
  await refused(client.users.create({ email }), 400, 'duplicate_email');
});

test('faults: responses that are not JSON', async () => {
  await emulator('faults', { operation: 'debug.whoami', status: 502 });
  await assert.rejects(client.debug.whoami({}), /Unable to parse JSON/);
  assert.equal((await client.debug.whoami({})).status_code, 200);
});
