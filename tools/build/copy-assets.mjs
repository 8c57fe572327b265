// Copies what the compiler doesn't: generated validators and bundled specs, grammars, the built API portal. Runs after `tsc` in `npm run build`.
import { cp, mkdir, readdir, stat } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const project = fileURLToPath(new URL('../../', import.meta.url));
const target = join(project, 'dist');

/** Whether a file below `generated/` or `src/` is read at run time and not compiled. */
function isAsset(path) {
  if (path.startsWith(`generated${sep}`)) return /\.(?:js|d\.ts|json)$/.test(path);
  return path.endsWith('.ohm');
}

async function copyAssets(folder) {
  const entries = await readdir(join(project, folder), { recursive: true, withFileTypes: true });
  let copied = 0;
  for (const entry of entries) {
    const path = join(entry.parentPath, entry.name).slice(project.length);
    if (!entry.isFile() || !isAsset(path)) continue;
    await mkdir(dirname(join(target, path)), { recursive: true });
    await cp(join(project, path), join(target, path));
    copied++;
  }
  return copied;
}

async function copyPortal() {
  const built = join(project, 'web', 'docs', 'dist');
  const found = await stat(built).catch(() => undefined);
  if (found === undefined) return 'the API portal is not built (npm run docs)';
  await cp(built, join(target, 'web', 'docs', 'dist'), { recursive: true });
  return 'the API portal';
}

const files = (await copyAssets('generated')) + (await copyAssets('src'));
console.log(`Copied ${files} files; ${await copyPortal()}`);
