// Clients of OpenID Connect that know nothing of Stytch log users in: they discover the authorization server, and send a
// person through its consent page.
import assert from 'node:assert/strict';
import test from 'node:test';
import * as oauth from 'oauth4webapi';
import * as openid from 'openid-client';
import { client, newEmail, now } from './harness.mjs';

const issuer = new URL(process.env.STYTCH_BASE_URL);
const redirect_uri = 'https://calendar.example.com/callback';
const scope = 'openid email profile offline_access';

/** Returns how many seconds the emulator's clock is ahead. Other tests move it. */
const clockSkew = async () => Math.round(((await now()) - Date.now()) / 1000);

const newApp = async (client_type) =>
  (await client.connectedApp.clients.create({ client_type, client_name: 'Calendar', redirect_urls: [redirect_uri] })).connected_app;

/** Lets an app in on the consent page, as a person with a browser does. Returns where the browser is sent then. */
async function consent(url, email) {
  const page = await (await fetch(url)).text();
  const scopes = [...page.matchAll(/name="scope" value="([^"]+)"/g)].map(([, value]) => ['scope', value]);
  const body = new URLSearchParams([['email', email], ['decision', 'allow'], ...scopes]);
  const response = await fetch(url, { method: 'POST', body, redirect: 'manual' });
  assert.equal(response.status, 303);
  return new URL(response.headers.get('location'));
}

for (const client_type of ['third_party', 'third_party_public']) {
  test(`openid-client logs a user in: ${client_type}`, async () => {
    const { client_id, client_secret } = await newApp(client_type);
    const authentication = client_secret ? openid.ClientSecretBasic(client_secret) : openid.None();
    const config = await openid.discovery(issuer, client_id, { [openid.clockSkew]: await clockSkew() }, authentication);
    openid.enableNonRepudiationChecks(config); // verifies the signatures of ID tokens
    const email = newEmail();
    const pkceCodeVerifier = openid.randomPKCECodeVerifier();
    const expectedState = openid.randomState();
    const expectedNonce = openid.randomNonce();
    const authorization = openid.buildAuthorizationUrl(config, {
      redirect_uri, scope, state: expectedState, nonce: expectedNonce,
      code_challenge: await openid.calculatePKCECodeChallenge(pkceCodeVerifier), code_challenge_method: 'S256',
    });
    const returned = await consent(authorization, email);
    const checks = { pkceCodeVerifier, expectedState, expectedNonce, idTokenExpected: true };
    const tokens = await openid.authorizationCodeGrant(config, returned, checks);
    const { sub } = tokens.claims();
    assert.equal((await client.users.get({ user_id: sub })).emails[0].email, email);
    assert.equal(tokens.scope, scope);
    const info = await openid.fetchUserInfo(config, tokens.access_token, sub);
    assert.deepEqual([info.email, info.email_verified], [email, true]);

    const refreshed = await openid.refreshTokenGrant(config, tokens.refresh_token);
    assert.equal(refreshed.claims().sub, sub);
    assert.equal((await openid.fetchUserInfo(config, refreshed.access_token, sub)).sub, sub);

    await assert.rejects(openid.authorizationCodeGrant(config, returned, checks), { error: 'invalid_grant', status: 400 });
    await assert.rejects(openid.fetchUserInfo(config, refreshed.access_token, sub), { code: 'OAUTH_WWW_AUTHENTICATE_CHALLENGE', status: 401 });
    await assert.rejects(openid.authorizationCodeGrant(config, returned, { ...checks, expectedState: 'other' }), { code: 'OAUTH_INVALID_RESPONSE' });
  });
}

test('openid-client registers itself', async () => {
  const metadata = { client_name: 'Calendar', redirect_uris: [redirect_uri], token_endpoint_auth_method: 'client_secret_basic', [openid.clockSkew]: await clockSkew() };
  const config = await openid.dynamicClientRegistration(issuer, metadata, undefined, { algorithm: 'oauth2' });
  const pkceCodeVerifier = openid.randomPKCECodeVerifier();
  const code_challenge = await openid.calculatePKCECodeChallenge(pkceCodeVerifier);
  const returned = await consent(openid.buildAuthorizationUrl(config, { redirect_uri, scope, code_challenge, code_challenge_method: 'S256' }), newEmail());
  const tokens = await openid.authorizationCodeGrant(config, returned, { pkceCodeVerifier, idTokenExpected: true });
  assert.deepEqual([tokens.claims().aud].flat(), [config.clientMetadata().client_id]);
});

/** Discovers the authorization server. Two endpoints of Stytch are documented, and not in its metadata. */
async function discover(algorithm) {
  const found = await oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer, { algorithm }));
  return { ...found, introspection_endpoint: `${issuer.origin}/v1/oauth2/introspect`, revocation_endpoint: `${issuer.origin}/v1/oauth2/revoke` };
}

for (const algorithm of ['oidc', 'oauth2']) {
  test(`oauth4webapi logs a user in: ${algorithm}`, async () => {
    const as = await discover(algorithm);
    const { client_id, client_secret } = await newApp('third_party');
    const app = { client_id, [oauth.clockSkew]: await clockSkew() };
    const authentication = oauth.ClientSecretPost(client_secret);
    const verifier = oauth.generateRandomCodeVerifier();
    const state = oauth.generateRandomState();
    const expectedNonce = oauth.generateRandomNonce();
    const url = new URL(as.authorization_endpoint);
    url.search = new URLSearchParams({
      client_id, redirect_uri, scope, state, nonce: expectedNonce, response_type: 'code', prompt: 'consent',
      code_challenge: await oauth.calculatePKCECodeChallenge(verifier), code_challenge_method: 'S256',
    });
    const email = newEmail();
    const params = oauth.validateAuthResponse(as, app, await consent(url, email), state);
    assert.throws(() => oauth.validateAuthResponse({ ...as, issuer: 'https://evil.example.com' }, app, params, state), { code: 'OAUTH_INVALID_RESPONSE' });
    let response = await oauth.authorizationCodeGrantRequest(as, app, authentication, params, redirect_uri, verifier);
    const tokens = await oauth.processAuthorizationCodeResponse(as, app, response, { expectedNonce, requireIdToken: true });
    await oauth.validateApplicationLevelSignature(as, response);
    const { sub } = oauth.getValidatedIdTokenClaims(tokens);

    response = await oauth.userInfoRequest(as, app, tokens.access_token);
    assert.equal((await oauth.processUserInfoResponse(as, app, sub, response)).email, email);

    response = await oauth.refreshTokenGrantRequest(as, app, authentication, tokens.refresh_token);
    const refreshed = await oauth.processRefreshTokenResponse(as, app, response);
    assert.equal(oauth.getValidatedIdTokenClaims(refreshed).sub, sub);

    const introspect = async () =>
      oauth.processIntrospectionResponse(as, app, await oauth.introspectionRequest(as, app, authentication, refreshed.access_token));
    const active = await introspect();
    assert.deepEqual([active.active, active.sub, active.client_id, active.scope], [true, sub, client_id, scope]);
    await oauth.processRevocationResponse(await oauth.revocationRequest(as, app, authentication, tokens.refresh_token));
    assert.equal((await introspect()).active, false);
    response = await oauth.refreshTokenGrantRequest(as, app, authentication, tokens.refresh_token);
    await assert.rejects(oauth.processRefreshTokenResponse(as, app, response), { error: 'invalid_grant' });
  });
}

test('oauth4webapi gets a token for a machine', async () => {
  const as = await discover('oauth2');
  const { client_id, client_secret } = (await client.m2m.clients.create({ scopes: ['read:documents'] })).m2m_client;
  const machine = { client_id };
  const response = await oauth.clientCredentialsGrantRequest(as, machine, oauth.ClientSecretBasic(client_secret), { scope: 'read:documents' });
  const { access_token } = await oauth.processClientCredentialsResponse(as, machine, response);
  const { client_id: verified } = await client.m2m.authenticateToken({ access_token });
  assert.equal(verified, client_id);
});
