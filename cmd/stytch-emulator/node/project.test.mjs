import assert from 'node:assert/strict';
import test from 'node:test';
import { client, emulator, loggedIn, newClient, projectID, refused } from './harness.mjs';

test('impersonation: an admin acts as a user, once', async () => {
  const { user_id } = await loggedIn();
  const { token } = await emulator('impersonation_tokens', { user_id, impersonator_id: 'admin-1', impersonator_email_address: 'grace@example.com' });
  const login = await client.impersonation.authenticate({ impersonation_token: token });
  assert.equal(login.user_id, user_id);
  assert.equal(login.session.authentication_factors[0].impersonated_factor.impersonator_email_address, 'grace@example.com');
  assert.equal(new Date(login.session.expires_at) - new Date(login.session.started_at), 3_600_000);
  await refused(client.sessions.authenticate({ session_token: login.session_token, session_duration_minutes: 120 }), 400, 'session_not_mutable');
  await refused(client.impersonation.authenticate({ impersonation_token: token }), 401, 'unable_to_auth_impersonation_token');
});

test('rbac: the policy has the role of every user', async () => {
  const { policy } = await client.rbac.policy();
  assert.deepEqual(policy.roles.map((role) => role.role_id), ['stytch_user']);
  assert.deepEqual(policy.scopes, []);
});

test('project: metrics count users', async () => {
  const count = async () => (await client.project.metrics({})).metrics.find((metric) => metric.metric_type === 'USER_COUNT').count;
  const before = await count();
  await loggedIn();
  assert.equal(await count(), before + 1);
});

test('debug: whoami checks the keys', async () => {
  const whoami = await client.debug.whoami();
  assert.equal(whoami.project_id, projectID);
  await refused(newClient('wrong').debug.whoami(), 401, 'unauthorized_credentials');
});
