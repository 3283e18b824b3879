#!/usr/bin/env node
// Runs the emulator of this platform, which is a package of its own, and ends as it does.
'use strict';
const { spawn } = require('node:child_process');

const platform = `${process.platform}-${process.arch}`;

function findProgram() {
  const name = `@flymyai/stytch-emulator-${platform}`;
  try {
    return require.resolve(`${name}/stytch-emulator${process.platform === 'win32' ? '.exe' : ''}`);
  } catch {
    console.error(
      `stytch-emulator: the package ${name} is not installed. ` +
        'npm leaves it out with --omit=optional, and there is none for platforms other than Linux, macOS and Windows on x64 and arm64.',
    );
    process.exit(1);
  }
}

const program = spawn(findProgram(), process.argv.slice(2), { stdio: 'inherit' });
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => program.kill(signal));
}
program.on('error', (error) => {
  console.error(`stytch-emulator: ${error.message}`);
  process.exitCode = 1;
});
program.on('exit', (code, signal) => {
  if (signal) {
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  } else {
    process.exitCode = code;
  }
});
