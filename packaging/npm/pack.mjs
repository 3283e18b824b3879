// Packs the npm packages from what goreleaser built: one for each platform, and the one that people install.
//
//     node packaging/npm/pack.mjs <version> <dist> <folder for the tarballs>
//
// A platform whose program is not in <dist> is left out.
import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const [version, dist, out] = process.argv.slice(2);
const here = import.meta.dirname;
const scratch = mkdtempSync(join(tmpdir(), 'stytch-emulator-npm-'));
const manifest = JSON.parse(readFileSync(join(here, 'package.json'), 'utf8'));

// The names of a platform in Go, and in Node.
const systems = { linux: 'linux', darwin: 'darwin', windows: 'win32' };
const processors = { amd64: 'x64', arm64: 'arm64' };

/** Writes package.json into a folder and packs it. */
function pack(folder, content) {
  writeFileSync(join(folder, 'package.json'), JSON.stringify(content, null, 2));
  execFileSync('npm', ['pack', '--silent', '--pack-destination', out, folder], { stdio: 'inherit', shell: process.platform === 'win32' });
}

/** Packs the program of a platform, if it was built, and returns the name of its package. */
function packPlatform(goos, goarch) {
  const built = readdirSync(dist).find((name) => name.startsWith(`stytch-emulator_${goos}_${goarch}`));
  if (!built) return undefined;
  const os = systems[goos];
  const cpu = processors[goarch];
  const name = `${manifest.name}-${os}-${cpu}`;
  const program = `stytch-emulator${goos === 'windows' ? '.exe' : ''}`;
  const folder = join(scratch, `${os}-${cpu}`);
  mkdirSync(folder);
  copyFileSync(join(dist, built, program), join(folder, program));
  chmodSync(join(folder, program), 0o755);
  copyFileSync(join(here, '../../LICENSE'), join(folder, 'LICENSE'));
  const { license, repository, homepage } = manifest;
  pack(folder, { name, version, description: `stytch-emulator for ${os} on ${cpu}`, license, repository, homepage, os: [os], cpu: [cpu], preferUnplugged: true });
  return name;
}

try {
  mkdirSync(out, { recursive: true });
  const platforms = Object.keys(systems).flatMap((goos) => Object.keys(processors).map((goarch) => packPlatform(goos, goarch))).filter(Boolean);
  const folder = join(scratch, 'main');
  mkdirSync(folder);
  for (const file of ['bin.js', 'README.md']) cpSync(join(here, file), join(folder, file));
  copyFileSync(join(here, '../../LICENSE'), join(folder, 'LICENSE'));
  pack(folder, { ...manifest, version, optionalDependencies: Object.fromEntries(platforms.map((name) => [name, version])) });
} finally {
  rmSync(scratch, { recursive: true });
}
