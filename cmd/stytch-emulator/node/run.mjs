// Runs Stytch's own Node SDK against the emulator, and clients of OpenID Connect, over TLS:
//
//     npm ci
//     node run.mjs [emulator]
//
// Without the path of an emulator binary, it builds one. It fails if a test fails, if the emulator does not exit cleanly,
// if the operations that the SDK called successfully differ from operations.txt, which SUPPORTED.md is based on, or if the
// tests never make one of them fail.
// After changing the tests, run npm run update to rewrite operations.txt.
import { execFileSync, spawn } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from 'node:test';

const here = import.meta.dirname;
const listed = join(here, 'operations.txt');
const scratch = mkdtempSync(join(tmpdir(), 'stytch-emulator-'));

/**
 * Writes the seed file of the tests. It has a previous auth provider, whose UserInfo endpoint accepts an email address as
 * the session token, an issuer of trusted tokens, and a user with device registrations that a backend cannot create.
 */
async function writeSeed() {
  const provider = createServer((request, response) => {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ email: request.headers.authorization.replace('Bearer ', '') }));
  }).listen(0, '127.0.0.1');
  provider.unref();
  await once(provider, 'listening');
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  process.env.TRUSTED_KEY = privateKey.export({ type: 'pkcs8', format: 'pem' });
  const key = { ...publicKey.export({ format: 'jwk' }), kid: 'trusted', alg: 'RS256', use: 'sig' };
  const seed = {
    dynamic_client_registration: true,
    user_info_url: `http://127.0.0.1:${provider.address().port}/userinfo`,
    trusted_token_profiles: [{ profile_id: 'profile', issuer: 'https://idp.example.com', audience: 'app', jwks: { keys: [key] } }],
    users: [{
      external_id: 'registered',
      emails: [{ email: 'registered@example.com', verified: true }],
      biometric_registrations: [{ verified: true }],
      webauthn_registrations: [{ domain: 'example.com', verified: true }],
    }],
  };
  const file = join(scratch, 'seed.json');
  writeFileSync(file, JSON.stringify(seed));
  return file;
}

/** Starts the emulator and adds the variables that it prints to the environment of the tests. */
async function startEmulator() {
  let binary = process.argv[2];
  if (!binary) {
    binary = join(scratch, 'emulator');
    execFileSync('go', ['build', '-o', binary, '.'], { cwd: join(here, '..'), stdio: 'inherit' });
  }
  const emulator = spawn(binary, ['-addr', '127.0.0.1:0', '-tls', '-ca-file', join(scratch, 'ca.pem'), '-seed', await writeSeed()]);
  emulator.log = '';
  emulator.stderr.on('data', (chunk) => (emulator.log += chunk));
  const exit = once(emulator, 'close').then(([code]) => code);
  const printed = await Promise.race([once(emulator.stdout, 'data'), exit]);
  if (!Array.isArray(printed)) {
    throw new Error(`the emulator ended with exit code ${printed}:\n${emulator.log}`);
  }
  for (const [, name, value] of String(printed[0]).matchAll(/^export (\w+)='?(.*?)'?$/gm)) {
    process.env[name] = value;
  }
  return { emulator, exit };
}

/** Runs all test files one after another, since they share the emulator's clock. */
async function runTests() {
  const files = readdirSync(here).filter((name) => name.endsWith('.test.mjs')).map((name) => join(here, name));
  const count = { passed: 0, failed: 0 };
  const tests = run({ files, concurrency: 1 });
  tests.on('test:pass', () => count.passed++);
  tests.on('test:fail', ({ name, details }) => {
    count.failed++;
    console.error(`FAILED: ${name}\n`, details.error.cause ?? details.error);
  });
  tests.on('test:stderr', ({ message }) => process.stderr.write(message));
  tests.resume();
  await once(tests, 'end');
  return count;
}

/** Returns the problems found in the emulator's log. If update is set, it writes the list of called operations. */
function problemsOf(log, update) {
  const calls = [...log.matchAll(/ msg=call operation=(\S+).* status=(\d)\d\d /g)].map(([, operation, status]) => ({ operation, status }));
  const called = calls.filter(({ status }) => status === '2').map(({ operation }) => operation)
    .filter((operation) => !operation.startsWith('oauth2.')); // what other clients call, and the SDK cannot
  const operations = [...new Set(called)].sort();
  const rejected = new Set(calls.filter(({ status }) => status === '4').map(({ operation }) => operation));
  const neverRejected = operations.filter((operation) => !rejected.has(operation));
  console.log(`${called.length} successful calls of ${operations.length} operations`);
  const list = operations.map((operation) => `${operation}\n`).join('');
  if (update) writeFileSync(listed, list);
  const problems = [];
  if (list !== readFileSync(listed, 'utf8')) problems.push('operations.txt does not list the operations that were called: npm run update writes it');
  if (neverRejected.length > 0) problems.push(`the tests have no failure of ${neverRejected.join(', ')}`);
  if (/ level=ERROR /.test(log)) problems.push('the emulator reports an error');
  return problems;
}

/** Runs the emulator and the tests, and returns the problems. */
async function main() {
  const { emulator, exit } = await startEmulator();
  let count;
  try {
    count = await runTests();
  } finally {
    emulator.kill('SIGTERM');
  }
  const code = await exit;
  const failed = count.failed > 0 || count.passed === 0;
  const problems = problemsOf(emulator.log, process.env.UPDATE && !failed); // failed tests miss some operations
  if (code !== 0) problems.push(`the emulator ended with exit code ${code}`);
  if (failed) problems.push('tests failed: did npm ci run?');
  if (problems.length > 0) console.error(emulator.log);
  console.log(`${count.passed} passed, ${count.failed} failed`);
  return problems;
}

try {
  for (const problem of await main()) {
    console.error(`run.mjs: ${problem}`);
    process.exitCode = 1;
  }
} finally {
  rmSync(scratch, { recursive: true });
}
