// Builds the console for Maven, and only when something has changed since the last time.
//   node build.mjs        the bundle, into target/dist
//   node build.mjs test   the unit tests
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const INPUTS = ['src', 'public', 'index.html', 'package.json', 'package-lock.json', 'tsconfig.json', 'vite.config.ts', 'build.mjs'];
const COMPRESSED = /\.(js|css|svg)$/;
const WORTH_COMPRESSING_BYTES = 1000;
const LARGEST_FIRST_PAGE_BYTES = 500_000;

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  fail(`The console needs Node.js 20.19 or newer; this is ${process.versions.node}. Install a newer one, or build without the console: -DskipConsole`);
}

const what = process.argv[2] ?? 'bundle';
const stamp = join('target', `${what}.stamp`);
const inputs = digest(INPUTS);
if (existsSync(stamp) && readFileSync(stamp, 'utf8') === inputs) {
  process.exit(0);
}
install();
if (what === 'test') {
  run('test');
} else {
  run('build');
  compress(join('target', 'dist', 'assets'));
  weigh(join('target', 'dist'));
}
mkdirSync('target', { recursive: true });
writeFileSync(stamp, inputs);

function install() {
  const lock = digest(['package-lock.json']);
  const installed = join('node_modules', '.trapline-lock');
  if (existsSync(installed) && readFileSync(installed, 'utf8') === lock) {
    return;
  }
  npm('ci', '--no-audit', '--no-fund', '--prefer-offline');
  writeFileSync(installed, lock);
}

function run(script) {
  npm('run', '--silent', script);
}

function npm(...words) {
  const done = spawnSync('npm', words, { encoding: 'utf8', shell: process.platform === 'win32' });
  if (done.error) {
    fail(`npm cannot be started (${done.error.code}). Install Node.js with npm, or build without the console: -DskipConsole`);
  }
  if (done.status !== 0) {
    fail(`${done.stdout}\n${done.stderr}\nnpm ${words.join(' ')} failed; see above.`);
  }
}

// The server sends these as they are, so nothing is compressed while somebody waits.
function compress(folder) {
  for (const name of readdirSync(folder)) {
    const file = join(folder, name);
    if (COMPRESSED.test(name) && statSync(file).size >= WORTH_COMPRESSING_BYTES) {
      const bytes = readFileSync(file);
      writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }));
      writeFileSync(`${file}.br`, brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }));
    }
  }
}

// What a phone on a slow line must fetch before it shows anything.
function weigh(dist) {
  const page = readFileSync(join(dist, 'index.html'), 'utf8');
  const bytes = [...page.matchAll(/"\/(assets\/[^"]+)"/g)].reduce((sum, [, file]) => sum + gzipSync(readFileSync(join(dist, file)), { level: 9 }).length, 0);
  if (bytes > LARGEST_FIRST_PAGE_BYTES) {
    fail(`The first page needs ${bytes} bytes, compressed; ${LARGEST_FIRST_PAGE_BYTES} is the most. Let what it does not show be fetched later.`);
  }
  console.log(`The first page needs ${Math.round(bytes / 1000)} kB, compressed.`);
}

function digest(paths) {
  const hash = createHash('sha256');
  const add = path => {
    if (statSync(path).isDirectory()) {
      readdirSync(path).sort().forEach(name => add(join(path, name)));
    } else {
      hash.update(path).update('\0').update(readFileSync(path)).update('\0');
    }
  };
  paths.forEach(add);
  return hash.digest('hex');
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
