/** Colours that terminals have by number; as values they are -1, -2 and so on. */
export const terminalColors: readonly string[] = [
  'black',
  'red',
  'green',
  'yellow',
  'blue',
  'magenta',
  'cyan',
  'white',
];

/** `#rrggbb`, or the name of a terminal's colour. */
export function formatColor(color: number): string {
  return color < 0 ? (terminalColors[-color - 1] ?? '') : `#${color.toString(16).padStart(6, '0')}`;
}
