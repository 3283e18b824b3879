import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { verifyAuthenticationResponse, verifyRegistrationResponse } from '@simplewebauthn/server';
import { Authenticator } from './authenticator.mjs';
import { client, loggedIn, refused } from './harness.mjs';

const domain = 'shop.example';
const origin = `https://${domain}`;

test('webauthn: register, log in, rename and list', async () => {
  const { user_id } = await loggedIn();
  const authenticator = new Authenticator(origin);
  const registration = await client.webauthn.registerStart({ user_id, domain, return_passkey_credential_options: true });
  const created = authenticator.create(registration.public_key_credential_creation_options);
  const { webauthn_registration_id, user } = await client.webauthn.register({ user_id, public_key_credential: created });
  assert.deepEqual(user.webauthn_registrations.map((r) => [r.webauthn_registration_id, r.domain, r.verified]), [[webauthn_registration_id, domain, true]]);

  const start = await client.webauthn.authenticateStart({ domain, return_passkey_credential_options: true });
  const got = authenticator.get(start.public_key_credential_request_options);
  const login = await client.webauthn.authenticate({ public_key_credential: got, session_duration_minutes: 60 });
  assert.equal(login.user_id, user_id);
  assert.deepEqual(login.session.authentication_factors.map((factor) => factor.type), ['webauthn']);
  await refused(client.webauthn.authenticate({ public_key_credential: got }), 401, 'unable_to_auth_webauthn_registration');

  const renamed = await client.webauthn.update({ webauthn_registration_id, name: 'Phone' });
  assert.equal(renamed.webauthn_registration.name, 'Phone');
  const { credentials } = await client.webauthn.listCredentials({ user_id, domain });
  assert.deepEqual(credentials.map((c) => c.webauthn_registration_id), [webauthn_registration_id]);

  // Another implementation accepts the same responses to the same options.
  await accepted({
    domain,
    origin,
    registration: { challenge: JSON.parse(registration.public_key_credential_creation_options).challenge, credential: created },
    login: { challenge: JSON.parse(start.public_key_credential_request_options).challenge, credential: got },
  });
});

test('webauthn: another origin', async () => {
  const { user_id } = await loggedIn();
  const start = await client.webauthn.registerStart({ user_id, domain });
  const public_key_credential = new Authenticator('https://evil.example').create(start.public_key_credential_creation_options);
  await refused(client.webauthn.register({ user_id, public_key_credential }), 401, 'unable_to_register_webauthn_registration');
});

// SimpleWebAuthn also accepts the responses of stytchtest.Passkey and Chromium that the emulator's own tests verify.
for (const name of ['passkey', 'chromium']) {
  test(`webauthn: the responses of ${name}`, async () => {
    const path = join(import.meta.dirname, '../../../internal/emulator/webauthn/testdata', `${name}.json`);
    await accepted(JSON.parse(readFileSync(path, 'utf8')));
  });
}

/** Fails unless SimpleWebAuthn accepts a registration and a login, and rejects both if the challenge differs. */
async function accepted({ domain, origin, registration, login }) {
  const expected = { expectedOrigin: origin, expectedRPID: domain };
  const response = JSON.parse(registration.credential);
  const registered = await verifyRegistrationResponse({ ...expected, response, expectedChallenge: registration.challenge });
  assert.equal(registered.verified, true);
  await assert.rejects(verifyRegistrationResponse({ ...expected, response, expectedChallenge: login.challenge }), /challenge/);

  const { credential } = registered.registrationInfo;
  const assertion = { ...expected, response: JSON.parse(login.credential), credential };
  const { verified } = await verifyAuthenticationResponse({ ...assertion, expectedChallenge: login.challenge });
  assert.equal(verified, true);
  await assert.rejects(verifyAuthenticationResponse({ ...assertion, expectedChallenge: registration.challenge }), /challenge/);
}
