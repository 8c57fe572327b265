/** Schemas that stock lists; any other `sfN` exists as well. */
export const listedSchemas = [
  'sf1',
  'sf100',
  'sf1000',
  'sf10000',
  'sf100000',
  'sf300',
  'sf3000',
  'sf30000',
  'tiny',
] as const;

const tinyScaleFactor = 0.01;

/**
 * The scale factor that a schema stands for: `tiny` is 0.01, `sfN` any positive number.
 * @returns undefined when there is no such schema
 */
export function scaleFactorOf(schema: string): number | undefined {
  if (schema === 'tiny') return tinyScaleFactor;
  const digits = /^sf(\d+(?:\.\d+)?)$/.exec(schema)?.[1];
  const scaleFactor = Number(digits);
  return digits === undefined || !(scaleFactor > 0) || !Number.isFinite(scaleFactor)
    ? undefined
    : scaleFactor;
}
