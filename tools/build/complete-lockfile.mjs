// Some registries show a native package for their own platform only; npm then leaves the others out of the lockfile, and `npm ci`
// refuses it everywhere ("Missing: … from lock file"). This adds the entries that the packages' own lists of optional dependencies
// name, so that one lockfile serves every platform. Run it after `npm install`: npm run lockfile
import { readFileSync, writeFileSync } from 'node:fs';

const file = new URL('../../package-lock.json', import.meta.url);
const lock = JSON.parse(readFileSync(file, 'utf8'));

const platforms = {
  android: 'android',
  darwin: 'darwin',
  freebsd: 'freebsd',
  linux: 'linux',
  win32: 'win32',
};
const processors = { arm64: 'arm64', x64: 'x64' };

let added = 0;
for (const [path, entry] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    const place = `node_modules/${name}`;
    if (lock.packages[place] !== undefined || lock.packages[`${path}/${place}`] !== undefined) continue;
    const words = name.split(/[-/]/);
    const os = words.map((word) => platforms[word]).find((word) => word !== undefined);
    const cpu = words.map((word) => processors[word]).find((word) => word !== undefined);
    if (os === undefined || cpu === undefined || !/^\d/.test(version)) {
      throw new Error(`${name}@${version} of ${path} is not in the lockfile, and its name says no platform`);
    }
    lock.packages[place] = {
      version,
      cpu: [cpu],
      ...(entry.dev === true ? { dev: true } : {}),
      ...(entry.license === undefined ? {} : { license: entry.license }),
      optional: true,
      os: [os],
      ...(words.includes('musl') ? { libc: ['musl'] } : {}),
    };
    added++;
  }
}
lock.packages = Object.fromEntries(
  Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)),
);
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
console.log(`${added} entries added`);
