import assert from 'node:assert/strict';
import test from 'node:test';
import { client, loggedIn, now, refused, totpCode } from './harness.mjs';

test('totps: a second factor is added to the session', async () => {
  const { user_id, session_token } = await loggedIn();
  const app = await client.totps.create({ user_id });
  assert.match(app.qr_code, /^data:image\/png;base64, /);
  assert.equal(app.recovery_codes.length, 10);

  const totp_code = totpCode(app.secret, await now());
  const login = await client.totps.authenticate({ user_id, totp_code, session_token });
  assert.equal(login.totp_id, app.totp_id);
  assert.deepEqual(login.session.authentication_factors.map((factor) => factor.type), ['password', 'totp']);
  assert.equal(login.user.totps[0].verified, true);
  await refused(client.totps.authenticate({ user_id, totp_code }), 400, 'totp_code_already_authenticated');
  await refused(client.totps.create({ user_id }), 400, 'active_totp_exists');

  const recovery_code = app.recovery_codes[0];
  await client.totps.recover({ user_id, recovery_code });
  const { totps } = await client.totps.recoveryCodes({ user_id });
  assert.equal(totps[0].recovery_codes.length, 9);
  assert.equal(totps[0].recovery_codes.includes(recovery_code), false);

  const { user } = await client.users.deleteTOTP({ totp_id: app.totp_id });
  assert.deepEqual(user.totps, []);
});
