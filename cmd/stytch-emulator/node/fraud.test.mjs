import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import test from 'node:test';
import { client, emulator, loggedIn, newClient, newEmail, password, refused } from './harness.mjs';

/** Adds a device fingerprint, as Stytch's script does in a browser. */
const newDevice = (device = {}) => emulator('fingerprints', device);

const inNetwork = (ip_address) => ({ properties: { network_properties: { ip_address, asn: { asn: '64500' }, ip_geolocation: { country: 'DE' } } } });

test('fraud: fingerprints have verdicts', async () => {
  const { telemetry_id } = await newDevice({ reasons: ['HEADLESS_BROWSER_AUTOMATION'], ...inNetwork('198.51.100.7') });
  const lookup = await client.fraud.fingerprint.lookup({ telemetry_id, external_metadata: { external_id: 'customer-1' } });
  assert.match(lookup.request_id, /^request-id-fraud-/);
  assert.equal(lookup.verdict.action, 'BLOCK');
  assert.deepEqual(lookup.verdict.reasons, ['HEADLESS_BROWSER_AUTOMATION']);
  assert.equal(lookup.external_metadata.external_id, 'customer-1');
  assert.equal(lookup.properties.network_properties.ip_address, '198.51.100.7');
  await refused(client.fraud.fingerprint.lookup({ telemetry_id: randomUUID() }), 404, 'telemetry_id_not_found');
  await refused(newClient('wrong').fraud.fingerprint.lookup({ telemetry_id }), 401, 'unauthorized_credentials_error');
});

test('fraud: rules override the verdict', async () => {
  const { telemetry_id, fingerprints } = await newDevice(inNetwork('203.0.113.7'));
  const verdict = async () => (await client.fraud.fingerprint.lookup({ telemetry_id })).verdict;
  const set = await client.fraud.rules.set({ cidr_block: '203.0.113.0/24', action: 'BLOCK', expires_in_minutes: 60 });
  assert.equal(set.cidr_block, '203.0.113.0/24');
  assert.equal(set.visitor_id, '');
  assert.equal((await verdict()).rule_match_identifier, '203.0.113.0/24');
  await client.fraud.rules.set({ visitor_id: fingerprints.visitor_id, action: 'ALLOW' });
  assert.equal((await verdict()).action, 'ALLOW');

  const seen = [];
  for (let cursor = ''; ; ) {
    const page = await client.fraud.rules.list({ limit: 1, cursor });
    seen.push(...page.rules.map((rule) => rule.rule_type));
    cursor = page.next_cursor;
    if (!cursor) break;
  }
  assert.deepEqual(seen, ['CIDR_BLOCK', 'VISITOR_ID']);
  await client.fraud.rules.set({ visitor_id: fingerprints.visitor_id, action: 'NONE' });
  await client.fraud.rules.set({ cidr_block: '203.0.113.0/24', action: 'NONE' });
  assert.deepEqual((await verdict()).reasons, []);
  await refused(client.fraud.rules.set({ country_code: 'DE', action: 'ALLOW' }), 400, 'invalid_country_code_allow_rule');
});

test('fraud: verdict reasons are overridden', async () => {
  const { telemetry_id } = await newDevice({ reasons: ['VIRTUAL_MACHINE'] });
  const { verdict_reason_action } = await client.fraud.verdictReasons.override({ verdict_reason: 'VIRTUAL_MACHINE', override_action: 'ALLOW' });
  assert.equal(verdict_reason_action.default_action, 'CHALLENGE');
  const { verdict } = await client.fraud.fingerprint.lookup({ telemetry_id });
  assert.equal(verdict.action, 'ALLOW');
  assert.deepEqual(verdict.verdict_reason_overrides, [{ verdict_reason: 'VIRTUAL_MACHINE', override_action: 'ALLOW' }]);
  const { verdict_reason_actions } = await client.fraud.verdictReasons.list({ overrides_only: true });
  assert.deepEqual(verdict_reason_actions.map((reason) => reason.verdict_reason), ['VIRTUAL_MACHINE']);
  await client.fraud.verdictReasons.override({ verdict_reason: 'VIRTUAL_MACHINE', override_action: 'NONE' });
});

test('fraud: email addresses are assessed', async () => {
  const risk = await client.fraud.email.risk({ email_address: 'a.d.a+7@mailinator.com' });
  assert.equal(risk.action, 'BLOCK');
  assert.equal(risk.address_information.normalized_email, 'ada@mailinator.com');
  assert.equal(risk.domain_information.is_disposable_domain, true);
});

test('fraud: a login shows the device', async () => {
  const email = newEmail();
  const { telemetry_id, fingerprints } = await newDevice(inNetwork('203.0.113.9'));
  const { user_device: first } = await client.passwords.create({ email, password, telemetry_id });
  assert.equal(first.visitor_id, fingerprints.visitor_id);
  assert.equal(first.ip_address_details.is_new, true);
  const { user_device: second } = await client.passwords.authenticate({ email, password, telemetry_id });
  assert.equal(second.ip_address_details.is_new, false);
  const { user_device } = await loggedIn();
  assert.equal(user_device ?? null, null);
});
