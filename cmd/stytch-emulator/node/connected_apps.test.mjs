import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import test from 'node:test';
import { client, loggedIn, projectID, refused } from './harness.mjs';

const redirect_uri = 'https://calendar.example.com/callback';
const unknownApp = 'connected-app-test-00000000-0000-4000-8000-000000000000';

/** Creates an app. */
const newApp = async (fields) =>
  (await client.connectedApp.clients.create({
    client_type: 'third_party', client_name: 'Calendar', redirect_urls: [redirect_uri], ...fields,
  })).connected_app;

/** Sends a form to an endpoint of the authorization server, as an app does. It has no project secret. */
async function post(endpoint, form) {
  const url = new URL(`/v1/public/${projectID}/oauth2/${endpoint}`, process.env.STYTCH_BASE_URL);
  const response = await fetch(url, { method: 'POST', body: new URLSearchParams(form) });
  return { status: response.status, ...(await response.json()) };
}

/** Creates an authorization request, and the verifier of its code challenge. */
function authorization(app, fields) {
  const code_verifier = randomBytes(32).toString('base64url');
  const code_challenge = createHash('sha256').update(code_verifier).digest('base64url');
  const { client_id } = app;
  const request = { client_id, redirect_uri, response_type: 'code', scopes: ['openid', 'email', 'offline_access'], ...fields };
  return { request, code_challenge, code_verifier };
}

/** Lets a user grant an app access, and returns the app's tokens. */
async function connect(app, fields) {
  const { request, code_challenge, code_verifier } = authorization(app, fields);
  const { authorization_code: code } = await client.idp.oauth.authorize({ ...request, code_challenge, consent_granted: true });
  const { client_id, client_secret } = app;
  const tokens = await post('token', { grant_type: 'authorization_code', client_id, client_secret, code, redirect_uri, code_verifier });
  assert.equal(tokens.status, 200, tokens.error_description);
  return tokens;
}

test('connected apps: apps are created, found, changed and deleted', async () => {
  const app = await newApp();
  const { client_id } = app;
  assert.equal(app.status, 'active');
  assert.equal(app.access_token_expiry_minutes, 60);
  assert.equal(app.client_secret.slice(-4), app.client_secret_last_four);

  const got = (await client.connectedApp.clients.get({ client_id })).connected_app;
  assert.equal(got.client_name, 'Calendar');
  assert.equal(got.client_secret, undefined);

  const updated = await client.connectedApp.clients.update({ client_id, client_description: 'plans', access_token_expiry_minutes: 5 });
  assert.equal(updated.connected_app.client_description, 'plans');
  assert.equal(updated.connected_app.access_token_expiry_minutes, 5);
  assert.deepEqual(updated.connected_app.redirect_urls, [redirect_uri]);

  const ids = [];
  let cursor;
  do {
    const page = await client.connectedApp.clients.search({ limit: 1, cursor });
    assert.equal(page.connected_apps.length, 1);
    ids.push(page.connected_apps[0].client_id);
    cursor = page.results_metadata.next_cursor;
  } while (cursor);
  assert.equal(ids.filter((id) => id === client_id).length, 1);
  assert.equal(new Set(ids).size, ids.length);

  assert.equal((await client.connectedApp.clients.delete({ client_id })).client_id, client_id);
  await refused(client.connectedApp.clients.get({ client_id }), 404, 'connected_app_not_found');
});

test('connected apps: invalid apps', async () => {
  const { client_id } = await newApp();
  const { clients } = client.connectedApp;
  await refused(newApp({ access_token_expiry_minutes: -1 }), 400, 'idp_invalid_access_token_expiry_minutes');
  await refused(newApp({ full_access_allowed: true }), 400, 'third_party_clients_cannot_use_full_access');
  await refused(clients.update({ client_id, bypass_consent_for_offline_access: true }), 400, 'third_party_clients_require_consent_for_offline_access');
  await refused(clients.update({ client_id: unknownApp, client_name: 'Other' }), 404, 'connected_app_not_found');
  await refused(clients.delete({ client_id: unknownApp }), 404, 'connected_app_not_found');
  await refused(clients.search({ cursor: 'not a cursor' }), 400, 'invalid_request_value');
});

test('connected apps: a secret is rotated', async () => {
  const app = await newApp();
  const { client_id } = app;
  const { secrets } = client.connectedApp.clients;
  const introspect = async (client_secret) => (await post('introspect', { client_id, client_secret, token: 'unknown' })).status;

  await refused(secrets.rotate({ client_id }), 400, 'connected_app_not_rotating_secret');
  await refused(secrets.rotateCancel({ client_id }), 400, 'connected_app_not_rotating_secret');

  const canceled = (await secrets.rotateStart({ client_id })).connected_app.next_client_secret;
  assert.equal(await introspect(canceled), 200);
  await secrets.rotateCancel({ client_id });
  assert.equal(await introspect(canceled), 401);

  const next = (await secrets.rotateStart({ client_id })).connected_app.next_client_secret;
  await refused(secrets.rotateStart({ client_id }), 400, 'connected_app_already_rotating_secret');
  assert.equal(await introspect(app.client_secret), 200);
  assert.equal(await introspect(next), 200);
  assert.equal((await secrets.rotate({ client_id })).connected_app.client_secret_last_four, next.slice(-4));
  assert.equal(await introspect(app.client_secret), 401);
  assert.equal(await introspect(next), 200);

  const { client_id: publicApp } = await newApp({ client_type: 'third_party_public' });
  await refused(secrets.rotateStart({ client_id: publicApp }), 400, 'public_connected_apps_do_not_have_secrets');
});

test('idp: a user grants an app access', async () => {
  const app = await newApp();
  const { user_id, user } = await loggedIn();
  const { request, code_challenge, code_verifier } = authorization(app, { user_id });

  const start = await client.idp.oauth.authorizeStart(request);
  assert.equal(start.consent_required, true);
  assert.equal(start.client.client_name, 'Calendar');
  assert.equal(start.user.user_id, user_id);
  assert.deepEqual(start.scope_results.map(({ scope, is_grantable }) => [scope, is_grantable]), request.scopes.map((scope) => [scope, true]));

  const granted = await client.idp.oauth.authorize({ ...request, code_challenge, consent_granted: true, state: 'a state' });
  const redirect = new URL(granted.redirect_uri);
  assert.equal(redirect.searchParams.get('code'), granted.authorization_code);
  assert.equal(redirect.searchParams.get('state'), 'a state');

  const { client_id, client_secret } = app;
  const form = { grant_type: 'authorization_code', client_id, client_secret, code: granted.authorization_code, redirect_uri };
  const tokens = await post('token', { ...form, code_verifier });
  assert.equal(tokens.status, 200, tokens.error_description);
  assert.equal(tokens.scope, request.scopes.join(' '));

  const local = await client.idp.introspectTokenLocal(tokens.access_token);
  const network = await client.idp.introspectTokenNetwork({ token: tokens.access_token, client_id, client_secret });
  for (const claims of [local, network]) {
    assert.equal(claims.subject, user_id);
    assert.equal(claims.scope, tokens.scope);
    assert.deepEqual([claims.audience].flat(), [projectID]);
  }
  assert.equal(network.token_type, 'access_token');

  const { connected_apps } = await client.users.connectedApps({ user_id: user.user_id });
  assert.deepEqual(connected_apps.map(({ connected_app_id, name }) => [connected_app_id, name]), [[client_id, 'Calendar']]);
});

test('idp: requests that are not granted', async () => {
  const app = await newApp();
  const { user_id } = await loggedIn();
  const { request, code_challenge } = authorization(app, { user_id });
  const { oauth } = client.idp;

  await refused(oauth.authorizeStart({ ...request, client_id: unknownApp }), 404, 'connected_app_not_found');
  const otherURL = { ...request, redirect_uri: `${redirect_uri}/` };
  await refused(oauth.authorizeStart(otherURL), 401, 'connected_app_supplied_redirect_url_not_found_in_client');
  await refused(oauth.authorize({ ...otherURL, consent_granted: true }), 401, 'connected_app_supplied_redirect_url_not_found_in_client');
  const publicApp = authorization(await newApp({ client_type: 'third_party_public' }), { user_id }).request;
  await refused(oauth.authorize({ ...publicApp, consent_granted: true }), 400, 'pkce_required_for_idp_authorization_flow');

  const denied = await oauth.authorize({ ...request, code_challenge, consent_granted: false, state: 'a state' });
  const params = new URL(denied.redirect_uri).searchParams;
  assert.deepEqual([params.get('error'), params.get('state'), params.get('code')], ['access_denied', 'a state', null]);

  const { client_id, client_secret } = app;
  const introspected = client.idp.introspectTokenNetwork({ token: 'unknown', client_id, client_secret });
  await assert.rejects(introspected, { code: 'token_invalid' });
});

test('idp: a user revokes the access of an app', async () => {
  const app = await newApp();
  const { user_id } = await loggedIn();
  const { access_token, refresh_token } = await connect(app, { user_id });
  const { client_id, client_secret } = app;
  const introspect = () => client.idp.introspectTokenNetwork({ token: access_token, client_id, client_secret });
  await introspect();

  await client.users.revoke({ user_id, connected_app_id: client_id });
  await assert.rejects(introspect(), { code: 'token_invalid' });
  const refreshed = await post('token', { grant_type: 'refresh_token', client_id, client_secret, refresh_token });
  assert.notEqual(refreshed.status, 200);
  assert.deepEqual((await client.users.connectedApps({ user_id })).connected_apps, []);

  await refused(client.users.revoke({ user_id, connected_app_id: unknownApp }), 404, 'connected_app_not_found');
  const nobody = 'user-test-00000000-0000-4000-8000-000000000000';
  await refused(client.users.connectedApps({ user_id: nobody }), 404, 'user_not_found');
});

test('sessions: an access token is exchanged for a session once', async () => {
  const app = await newApp({ client_type: 'first_party', full_access_allowed: true });
  const { user_id, session_token } = await loggedIn();
  const { access_token } = await connect(app, { session_token, scopes: ['openid', 'full_access'] });

  const exchanged = await client.sessions.exchangeAccessToken({ access_token, session_duration_minutes: 60 });
  assert.equal(exchanged.user_id, user_id);
  const [factor] = exchanged.session.authentication_factors.filter((f) => f.delivery_method === 'oauth_access_token_exchange');
  assert.equal(factor.oauth_access_token_exchange_factor.client_id, app.client_id);
  await assert.rejects(client.sessions.exchangeAccessToken({ access_token, session_duration_minutes: 60 }), { status_code: 400 });

  const little = (await connect(app, { user_id, scopes: ['openid'] })).access_token;
  const missing = client.sessions.exchangeAccessToken({ access_token: little, session_duration_minutes: 60 });
  await refused(missing, 400, 'oauth_access_token_exchange_missing_full_access');
});
