// Shared helpers of the tests: the client, the inbox and the emulator's clock.
import assert from 'node:assert/strict';
import { createHmac, randomInt, randomUUID } from 'node:crypto';
import stytch from 'stytch';

const baseURL = process.env.STYTCH_BASE_URL;

export const projectID = process.env.STYTCH_PROJECT_ID;

/** Creates a client as an app would. The SDK accepts only https URLs, and trusts NODE_EXTRA_CA_CERTS. */
export const newClient = (secret = process.env.STYTCH_SECRET) =>
  new stytch.Client({ project_id: projectID, secret, custom_base_url: baseURL, fraud_env: baseURL });

export const client = newClient();

export const password = 'correct-horse-battery-staple';

/** Returns an unused email address. */
export const newEmail = () => `${randomUUID()}@example.com`;

/** Returns an unused phone number. */
export const newPhone = () => `+1415${randomInt(2_000_000, 10_000_000)}`;

/** Calls a control endpoint of the emulator: POST with a body, GET without one. */
export async function emulator(path, body) {
  const request = body ? { method: 'POST', body: JSON.stringify(body) } : {};
  const response = await fetch(new URL(`/_emulator/${path}`, baseURL), request);
  assert.equal(response.status, 200, path);
  return response.json();
}

/** Returns the last message to an address or number. */
export async function lastMessage(to) {
  const messages = await emulator(`messages?to=${encodeURIComponent(to)}`);
  assert.notEqual(messages.length, 0, `no message to ${to}`);
  return messages.at(-1);
}

/** Returns the emulator's time. */
export const now = async () => new Date((await emulator('clock')).now);

/** Fails unless a call is rejected with the given status and error type. */
export const refused = (call, status_code, error_type) => assert.rejects(call, { status_code, error_type });

/** Returns the code that an authenticator app shows at the given time. */
export function totpCode(secret, at) {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bits = [...secret.replace(/=+$/, '')].map((c) => alphabet.indexOf(c).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(at.getTime() / 30_000)));
  const mac = createHmac('sha1', key).update(step).digest();
  const code = mac.readUInt32BE(mac.at(-1) & 0xf) & 0x7fffffff;
  return String(code % 1_000_000).padStart(6, '0');
}

/** Creates a user with a password and a session. */
export async function loggedIn(claims) {
  return client.passwords.create({ email: newEmail(), password, session_duration_minutes: 60, session_custom_claims: claims });
}
