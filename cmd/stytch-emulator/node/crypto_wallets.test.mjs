import assert from 'node:assert/strict';
import { generateKeyPairSync, sign } from 'node:crypto';
import test from 'node:test';
import { encodeBase58, Wallet } from 'ethers';
import { SiweMessage } from 'siwe';
import { client, emulator, loggedIn, refused } from './harness.mjs';

/** An Ethereum wallet from the ethers library, which apps use. */
function ethereum() {
  const wallet = Wallet.createRandom();
  return { crypto_wallet_type: 'ethereum', crypto_wallet_address: wallet.address, sign: (text) => wallet.signMessage(text) };
}

/** A Solana wallet: its address is its Ed25519 public key. */
function solana() {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const raw = publicKey.export({ type: 'spki', format: 'der' }).subarray(-32);
  return {
    crypto_wallet_type: 'solana',
    crypto_wallet_address: encodeBase58(raw),
    sign: async (text) => encodeBase58(sign(null, Buffer.from(text), privateKey)),
  };
}

for (const [name, wallet] of Object.entries({ ethereum: ethereum(), solana: solana() })) {
  test(`crypto wallets: ${name} signs a challenge`, async () => {
    const { sign, ...named } = wallet;
    const started = await client.cryptoWallets.authenticateStart(named);
    assert.equal(started.user_created, true);
    const signature = await sign(started.challenge);
    const login = await client.cryptoWallets.authenticate({ ...named, signature, session_duration_minutes: 60 });
    assert.equal(login.user_id, started.user_id);
    assert.equal(login.user.crypto_wallets[0].verified, true);
    assert.equal(login.session.authentication_factors[0].crypto_wallet_factor.crypto_wallet_address, named.crypto_wallet_address);
    assert.equal(login.siwe_params ?? null, null);
    await refused(client.cryptoWallets.authenticate({ ...named, signature }), 401, 'unable_to_authenticate_crypto_wallet');
  });
}

test('crypto wallets: the reference implementation of Sign-In with Ethereum accepts the message', async () => {
  const { sign, ...named } = ethereum();
  const siwe_params = { domain: 'shop.example.com', uri: 'https://shop.example.com/login', statement: 'Log in to the shop.', resources: ['https://shop.example.com/terms'] };
  const { challenge } = await client.cryptoWallets.authenticateStart({ ...named, siwe_params });
  const message = new SiweMessage(challenge);
  assert.equal(message.address, named.crypto_wallet_address);
  assert.equal(message.statement, siwe_params.statement);
  assert.deepEqual(message.resources, siwe_params.resources);

  const signature = await sign(challenge);
  const { now } = await emulator('clock');
  assert.equal((await message.verify({ signature, time: now, domain: siwe_params.domain })).success, true);
  const login = await client.cryptoWallets.authenticate({ ...named, signature });
  assert.equal(login.siwe_params.uri, siwe_params.uri);
  assert.equal(login.siwe_params.chain_id, '1');
});

test('crypto wallets: a wallet is added to a session, and to no other user', async () => {
  const { sign, ...named } = solana();
  const { user_id, session_token } = await loggedIn();
  const { challenge } = await client.cryptoWallets.authenticateStart({ ...named, session_token });
  const joined = await client.cryptoWallets.authenticate({ ...named, signature: await sign(challenge), session_token });
  assert.equal(joined.user_id, user_id);
  assert.deepEqual(joined.session.authentication_factors.map((factor) => factor.type), ['password', 'crypto']);
  const other = await loggedIn();
  const taken = client.cryptoWallets.authenticateStart({ ...named, session_token: other.session_token });
  await refused(taken, 400, 'duplicate_wallet_address');
  const { user } = await client.users.deleteCryptoWallet(joined.user.crypto_wallets[0]);
  assert.deepEqual(user.crypto_wallets, []);
});
