/**
 * A selector's regular expression in Java's form, which must match as a whole.
 * @returns undefined when it can't be read
 */
export function readSelectorPattern(text: string): RegExp | undefined {
  // Flags for the whole pattern stand in front in Java's form.
  const [, flags = '', pattern = ''] = /^(?:\(\?([imsu]+)\))?(.*)$/s.exec(text) ?? [];
  // What the whole pattern stands between anyway.
  const ours = pattern.replace(/^\\A/, '').replace(/\\[zZ]$/, '');
  try {
    return new RegExp(`^(?:${ours})$`, [...new Set(`${flags.replace('u', '')}u`)].join(''));
  } catch {
    try {
      // Java lets more characters be escaped than the strict form of ours does.
      return new RegExp(`^(?:${ours})$`, flags.replace('u', ''));
    } catch {
      return undefined;
    }
  }
}
