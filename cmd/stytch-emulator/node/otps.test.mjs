import assert from 'node:assert/strict';
import test from 'node:test';
import { client, lastMessage, newEmail, newPhone, refused } from './harness.mjs';

test('otps: SMS, WhatsApp and email', async () => {
  const phone_number = newPhone();
  const email = newEmail();
  const ways = [
    { send: () => client.otps.sms.loginOrCreate({ phone_number }), to: phone_number, kind: 'otp_sms', delivery: 'sms' },
    { send: () => client.otps.sms.send({ phone_number }), to: phone_number, kind: 'otp_sms', delivery: 'sms' },
    { send: () => client.otps.whatsapp.loginOrCreate({ phone_number }), to: phone_number, kind: 'otp_whatsapp', delivery: 'whatsapp' },
    { send: () => client.otps.whatsapp.send({ phone_number }), to: phone_number, kind: 'otp_whatsapp', delivery: 'whatsapp' },
    { send: () => client.otps.email.loginOrCreate({ email }), to: email, kind: 'otp_email', delivery: 'email' },
    { send: () => client.otps.email.send({ email }), to: email, kind: 'otp_email', delivery: 'email' },
  ];
  for (const { send, to, kind, delivery } of ways) {
    const sent = await send();
    const message = await lastMessage(to);
    assert.equal(message.kind, kind);
    assert.match(message.code, /^\d{6}$/);
    assert.equal(message.method_id, sent.phone_id ?? sent.email_id);
    const login = await client.otps.authenticate({ method_id: message.method_id, code: message.code, session_duration_minutes: 5 });
    assert.equal(login.user_id, sent.user_id);
    assert.equal(login.session.authentication_factors[0].delivery_method, delivery);
  }
});

test('otps: wrong and superseded codes', async () => {
  const email = newEmail();
  const { email_id: method_id } = await client.otps.email.loginOrCreate({ email });
  const { code: first } = await lastMessage(email);
  let second = first;
  while (second === first) {
    await client.otps.email.send({ email });
    second = (await lastMessage(email)).code;
  }
  await refused(client.otps.authenticate({ method_id, code: first }), 401, 'unable_to_auth_otp_code');
  await refused(client.otps.authenticate({ method_id, code: '12345' }), 400, 'invalid_code');
  const login = await client.otps.authenticate({ method_id, code: second });
  assert.equal(login.method_id, method_id);
  await refused(client.otps.authenticate({ method_id, code: second }), 401, 'unable_to_auth_otp_code');
});

test('otps: sandbox values', async () => {
  const sent = await client.otps.sms.send({ phone_number: '+10000000000' });
  const login = await client.otps.authenticate({ method_id: sent.phone_id, code: '000000' });
  assert.equal(login.status_code, 200);
});
