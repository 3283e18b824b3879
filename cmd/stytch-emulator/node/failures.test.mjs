import test from 'node:test';
import { client, newClient, newEmail, password, refused } from './harness.mjs';

const nobody = 'user-test-00000000-0000-4000-8000-000000000000';
const machine = 'm2m-client-test-00000000-0000-4000-8000-000000000000';
const token = 'not-a-token';
const email = 'not an address';
const phone_number = 'not a number';
const wrongSecret = newClient('secret-test-unknown');

const { fraud, m2m, magicLinks, oauth, otps, passwords, sessions, totps, users, webauthn } = client;

// One failure for each operation that the other tests only call with success.
const failures = {
  'fraud.email.risk': [401, 'unauthorized_credentials_error', () => wrongSecret.fraud.email.risk({ email_address: newEmail() })],
  'fraud.rules.list': [400, 'dfp_rule_invalid_cursor', () => fraud.rules.list({ cursor: 'not a cursor', limit: 10 })],
  'fraud.verdict_reasons.list': [401, 'unauthorized_credentials_error', () =>
    wrongSecret.fraud.verdictReasons.list({ overrides_only: false })],
  'fraud.verdict_reasons.override': [400, 'invalid_argument', () =>
    fraud.verdictReasons.override({ verdict_reason: 'RULE_MATCH', override_action: 'ALLOW' })],
  'm2m.clients.create': [400, 'insecure_m2m_client_secret', () =>
    m2m.clients.create({ scopes: ['read'], client_secret: 'short' })],
  'm2m.clients.delete': [404, 'm2m_client_not_found', () => m2m.clients.delete({ client_id: machine })],
  'm2m.clients.search': [400, 'invalid_request_value', () => m2m.clients.search({ cursor: 'not a cursor' })],
  'm2m.clients.secrets.rotate_cancel': [404, 'm2m_client_not_found', () =>
    m2m.clients.secrets.rotateCancel({ client_id: machine })],
  'm2m.clients.update': [404, 'm2m_client_not_found', () => m2m.clients.update({ client_id: machine, client_name: 'Other' })],
  'magic_links.create': [404, 'user_not_found', () => magicLinks.create({ user_id: nobody })],
  'magic_links.email.invite': [400, 'invalid_email', () => magicLinks.email.invite({ email })],
  'magic_links.email.login_or_create': [400, 'invalid_email', () => magicLinks.email.loginOrCreate({ email })],
  'magic_links.email.revoke_invite': [404, 'email_not_found', () => magicLinks.email.revokeInvite({ email: newEmail() })],
  'oauth.attach': [404, 'user_not_found', () => oauth.attach({ provider: 'google', user_id: nobody })],
  'otp.email.login_or_create': [400, 'invalid_email', () => otps.email.loginOrCreate({ email })],
  'otp.email.send': [400, 'invalid_email', () => otps.email.send({ email })],
  'otp.sms.login_or_create': [400, 'invalid_phone_number', () => otps.sms.loginOrCreate({ phone_number })],
  'otp.sms.send': [400, 'invalid_phone_number', () => otps.sms.send({ phone_number })],
  'otp.whatsapp.login_or_create': [400, 'invalid_phone_number', () => otps.whatsapp.loginOrCreate({ phone_number })],
  'otp.whatsapp.send': [400, 'invalid_phone_number', () => otps.whatsapp.send({ phone_number })],
  'passwords.email.reset': [400, 'invalid_token', () => passwords.email.reset({ token, password })],
  'passwords.email.reset_start': [404, 'email_not_found', () => passwords.email.resetStart({ email: newEmail() })],
  'passwords.existing_password.reset': [404, 'email_not_found', () =>
    passwords.existingPassword.reset({ email: newEmail(), existing_password: password, new_password: `${password}-2` })],
  'passwords.migrate': [400, 'invalid_bcrypt_hash', () =>
    passwords.migrate({ email: newEmail(), hash: 'not a hash', hash_type: 'bcrypt' })],
  'passwords.session.reset': [400, 'invalid_session_token', () => passwords.sessions.reset({ password, session_token: token })],
  'passwords.strength_check': [400, 'invalid_argument', () => passwords.strengthCheck({ password: '' })],
  'project.metrics': [401, 'unauthorized_credentials', () => wrongSecret.project.metrics()],
  'rbac.policy': [401, 'unauthorized_credentials', () => wrongSecret.rbac.policy()],
  'sessions.get': [404, 'user_not_found', () => sessions.get({ user_id: nobody })],
  'sessions.jwks': [404, 'project_not_found', () =>
    sessions.getJWKS({ project_id: 'project-test-00000000-0000-4000-8000-000000000000' })],
  'sessions.revoke': [400, 'unable_to_parse_session_jwt', () => sessions.revoke({ session_jwt: 'not-a-jwt' })],
  'totp.recover': [400, 'invalid_recovery_code', () => totps.recover({ user_id: nobody, recovery_code: 'abcd-efgh' })],
  'totp.recovery_codes': [404, 'user_not_found', () => totps.recoveryCodes({ user_id: nobody })],
  'users.delete': [404, 'user_not_found', () => users.delete({ user_id: nobody })],
  'users.delete_biometric_registration': [400, 'invalid_biometric_registration_id', () =>
    users.deleteBiometricRegistration({ biometric_registration_id: 'unknown' })],
  'users.delete_crypto_wallet': [400, 'invalid_crypto_wallet_id', () =>
    users.deleteCryptoWallet({ crypto_wallet_id: 'unknown' })],
  'users.delete_email': [400, 'invalid_email_id', () => users.deleteEmail({ email_id: 'unknown' })],
  'users.delete_external_id': [404, 'user_not_found', () => users.deleteExternalId({ user_id: nobody })],
  'users.delete_oauth_registration': [400, 'invalid_oauth_user_registration_id', () =>
    users.deleteOAuthRegistration({ oauth_user_registration_id: 'unknown' })],
  'users.delete_password': [400, 'invalid_password_id', () => users.deletePassword({ password_id: 'unknown' })],
  'users.delete_totp': [400, 'invalid_totp_id', () => users.deleteTOTP({ totp_id: 'unknown' })],
  'users.delete_webauthn_registration': [400, 'invalid_webauthn_registration_id', () =>
    users.deleteWebAuthnRegistration({ webauthn_registration_id: 'unknown' })],
  'users.exchange_primary_factor': [404, 'user_not_found', () =>
    users.exchangePrimaryFactor({ user_id: nobody, email_address: newEmail() })],
  'users.search': [400, 'user_search_invalid_operator', () => users.search({ query: { operator: 'XOR', operands: [] } })],
  'users.update': [404, 'user_not_found', () => users.update({ user_id: nobody, name: { first_name: 'Ada' } })],
  'webauthn.authenticate_start': [404, 'user_not_found', () =>
    webauthn.authenticateStart({ domain: 'example.com', user_id: nobody })],
  'webauthn.list_credentials': [404, 'user_not_found', () =>
    webauthn.listCredentials({ user_id: nobody, domain: 'example.com' })],
  'webauthn.register_start': [404, 'user_not_found', () => webauthn.registerStart({ user_id: nobody, domain: 'example.com' })],
  'webauthn.update': [400, 'invalid_webauthn_registration_id', () =>
    webauthn.update({ webauthn_registration_id: 'unknown', name: 'Phone' })],
};

for (const [operation, [status, type, call]] of Object.entries(failures)) {
  test(`${operation}: ${type}`, () => refused(call(), status, type));
}
