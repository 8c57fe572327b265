import path from 'node:path';

/**
 * Trino runs in the folder above etc, so that is where relative paths of its configuration start.
 * @param etc the folder of the configuration; without one they start where this process does
 */
export function resolvePath(etc: string | undefined, file: string): string {
  return path.resolve(etc === undefined ? '.' : path.dirname(path.resolve(etc)), file);
}
