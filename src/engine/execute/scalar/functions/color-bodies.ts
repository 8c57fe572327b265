import { terminalColors } from '../../../values/color-text.ts';
import { formatDouble } from '../../../values/double-text.ts';
import { body, invalidArgument } from './function-body.ts';
import type { FunctionBodies } from './function-body.ts';

const escape = '\u001b[';
const reset = `${escape}0m`;

/** Colours (functions/color-functions.ts): red, green and blue in 24 bits, or a terminal's colour as -1 and below. */
export const colorBodies: FunctionBodies = {
  'color(varchar(x)):color': body((text: string) => {
    const digits = /^#([0-9a-fA-F])([0-9a-fA-F])([0-9a-fA-F])$/.exec(text);
    if (digits !== null) {
      const [red = 0, green = 0, blue = 0] = digits.slice(1).map((digit) => Number.parseInt(digit, 16) * 17);
      return packed(red, green, blue);
    }
    const named = terminalColors.indexOf(text);
    if (named < 0) throw invalidArgument(`Invalid color: '${text}'`);
    return -(named + 1);
  }),
  'color(double,color,color):color': body((share: number, low: number, high: number) =>
    between(share, low, high),
  ),
  'color(double,double,double,color,color):color': body(
    (value: number, least: number, most: number, low: number, high: number) =>
      between((value - least) / (most - least), low, high),
  ),
  rgb: body((red: bigint, green: bigint, blue: bigint) => {
    for (const [name, part] of [
      ['red', red],
      ['green', green],
      ['blue', blue],
    ] as const) {
      if (part < 0n || part > 255n) throw invalidArgument(`${name} must be between 0 and 255`);
    }
    return packed(Number(red), Number(green), Number(blue));
  }),
  'render(boolean):varchar(16)': body((value: boolean) =>
    value ? colored('\u2713', -3) : colored('\u2717', -2),
  ),
  render: body((value: number | bigint | string, color: number) =>
    colored(typeof value === 'number' ? formatDouble(value) : value.toString(), color),
  ),
  'bar(double,bigint):varchar': body((share: number, width: bigint) =>
    bar(share, width, packed(255, 0, 0), packed(0, 255, 0)),
  ),
  bar: body((share: number, width: bigint, low: number, high: number) => bar(share, width, low, high)),
};

function packed(red: number, green: number, blue: number): number {
  return red * 65536 + green * 256 + blue;
}

function unpacked(color: number): readonly [number, number, number] {
  return [(color >> 16) & 255, (color >> 8) & 255, color & 255];
}

/** @throws TrinoError for a terminal's colour: nobody knows how red it is */
function between(share: number, low: number, high: number): number {
  if (low < 0) throw invalidArgument('lowColor not a valid RGB color');
  if (high < 0) throw invalidArgument('highColor not a valid RGB color');
  const at = Math.min(1, Math.max(0, share));
  const from = hueOf(low);
  const to = hueOf(high);
  const [hue, saturation, brightness] = [0, 1, 2].map(
    (index) => (from[index] ?? 0) * (1 - at) + (to[index] ?? 0) * at,
  );
  return ofHue(hue ?? 0, saturation ?? 0, brightness ?? 0);
}

/** Hue, saturation and brightness, each from 0 to 1. */
function hueOf(color: number): readonly [number, number, number] {
  const [red, green, blue] = unpacked(color);
  const most = Math.max(red, green, blue);
  const spread = most - Math.min(red, green, blue);
  if (spread === 0) return [0, 0, most / 255];
  const sixth =
    red === most
      ? (green - blue) / spread
      : green === most
        ? 2 + (blue - red) / spread
        : 4 + (red - green) / spread;
  return [(sixth < 0 ? sixth + 6 : sixth) / 6, spread / most, most / 255];
}

function ofHue(hue: number, saturation: number, brightness: number): number {
  const part = (place: number): number => {
    const distance = (place + hue * 6) % 6;
    const share = brightness * (1 - saturation * Math.max(0, Math.min(distance, 4 - distance, 1)));
    return Math.floor(share * 255 + 0.5);
  };
  return packed(part(5), part(3), part(1));
}

/** The number of a colour among the 256 of a terminal: a cube of six shades each. */
function ansi(color: number): number {
  if (color < 0) return -color - 1;
  const [red, green, blue] = unpacked(color).map((part) => Math.trunc((part * 6) / 256));
  return 16 + (red ?? 0) * 36 + (green ?? 0) * 6 + (blue ?? 0);
}

function start(color: number): string {
  return `${escape}38;5;${ansi(color)}m`;
}

function colored(text: string, color: number): string {
  return `${start(color)}${text}${reset}`;
}

function bar(share: number, width: bigint, low: number, high: number): string {
  const columns = Number(width);
  if (columns > 100_000) throw invalidArgument('bar is too long');
  const filled = Math.max(0, Math.min(columns, Math.trunc(share * columns) || 0));
  if (filled > 0 && (low < 0 || high < 0)) throw invalidArgument('color is not a valid rgb value');
  let text = '';
  for (let index = 0; index < filled; index++) {
    // The only column is nowhere between the two: on a stock server it's black.
    text += `${start(columns === 1 ? 0 : between(index / (columns - 1), low, high))}\u2588`;
  }
  return `${text}${reset}${' '.repeat(Math.max(0, columns - filled))}`;
}
