import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import test from 'node:test';
import { client, refused } from './harness.mjs';

/** Creates a client with a unique ID, so that the tests do not interfere with each other. */
const newMachine = async (scopes = ['read:users', 'write:users']) =>
  (await client.m2m.clients.create({ client_id: `machine-${randomUUID()}`, client_name: 'Machine', scopes })).m2m_client;

const token = (machine, secret = machine.client_secret, scopes) =>
  client.m2m.token({ client_id: machine.client_id, client_secret: secret, scopes });

test('m2m: clients are created, found, changed and deleted', async () => {
  const machine = await newMachine();
  const { client_id } = machine;
  assert.equal(machine.status, 'active');
  assert.equal(machine.client_secret.slice(-4), machine.client_secret_last_four);
  assert.equal(machine.next_client_secret_last_four, null);

  const got = await client.m2m.clients.get({ client_id });
  assert.equal(got.m2m_client.client_name, 'Machine');
  assert.equal(got.m2m_client.client_secret, undefined);

  const updated = await client.m2m.clients.update({ client_id, client_description: 'does it', trusted_metadata: { team: 'sales' } });
  assert.deepEqual(updated.m2m_client.trusted_metadata, { team: 'sales' });
  assert.deepEqual(updated.m2m_client.scopes, ['read:users', 'write:users']);

  const query = { operator: 'AND', operands: [{ filter_name: 'client_id', filter_value: [client_id] }] };
  const page = await client.m2m.clients.search({ limit: 1, query });
  assert.deepEqual(page.m2m_clients.map((c) => c.client_id), [client_id]);
  assert.deepEqual(page.results_metadata, { total: 1, next_cursor: null });

  const deleted = await client.m2m.clients.delete({ client_id });
  assert.equal(deleted.client_id, client_id);
  await refused(client.m2m.clients.get({ client_id }), 404, 'm2m_client_not_found');
});

test('m2m: tokens are issued, and checked without the API', async () => {
  const machine = await newMachine();
  const { access_token, token_type, expires_in } = await token(machine);
  assert.equal(token_type, 'bearer');
  assert.equal(expires_in, 3600);
  const checked = await client.m2m.authenticateToken({ access_token, required_scopes: ['read:users'], max_token_age_seconds: 60 });
  assert.equal(checked.client_id, machine.client_id);
  assert.deepEqual(checked.scopes, ['read:users', 'write:users']);
  await assert.rejects(client.m2m.authenticateToken({ access_token, required_scopes: ['delete:users'] }), { code: 'missing_scopes' });

  const less = await token(machine, undefined, ['write:users']);
  assert.deepEqual((await client.m2m.authenticateToken({ access_token: less.access_token })).scopes, ['write:users']);
});

test('m2m: a wildcard scope includes every resource', async () => {
  const { access_token } = await token(await newMachine(['read:*']));
  await client.m2m.authenticateToken({ access_token, required_scopes: ['read:users', 'read:books'] });
  await assert.rejects(client.m2m.authenticateToken({ access_token, required_scopes: ['write:users'] }), { code: 'missing_scopes' });
});

test('m2m: rejected token requests', async () => {
  const machine = await newMachine();
  await refused(token(machine, 'guessed-1815'), 401, 'invalid_client');
  await refused(token({ client_id: 'nobody' }, 'guessed-1815'), 401, 'invalid_client');
  await refused(token(machine, undefined, ['admin']), 400, 'invalid_scope');
  await client.m2m.clients.update({ client_id: machine.client_id, status: 'inactive' });
  await refused(token(machine), 401, 'invalid_client');
});

test('m2m: a secret is rotated', async () => {
  const machine = await newMachine();
  const { client_id } = machine;
  await refused(client.m2m.clients.secrets.rotate({ client_id }), 400, 'm2m_client_not_rotating_secret');

  const canceled = (await client.m2m.clients.secrets.rotateStart({ client_id })).m2m_client.next_client_secret;
  await token(machine, canceled);
  await client.m2m.clients.secrets.rotateCancel({ client_id });
  await refused(token(machine, canceled), 401, 'invalid_client');

  const next = (await client.m2m.clients.secrets.rotateStart({ client_id })).m2m_client.next_client_secret;
  await refused(client.m2m.clients.secrets.rotateStart({ client_id }), 400, 'm2m_client_already_rotating_secret');
  await token(machine);
  await token(machine, next);
  const rotated = await client.m2m.clients.secrets.rotate({ client_id });
  assert.equal(rotated.m2m_client.client_secret_last_four, next.slice(-4));
  await refused(token(machine), 401, 'invalid_client');
  await token(machine, next);
});
