import type { FunctionEntry } from './function-entry.ts';

/** Colours, and text for terminals in them. */
export const colorFunctions: readonly FunctionEntry[] = [
  scalar('color(varchar(x)):color', 'A colour by its name, or by `#rgb`'),
  scalar('color(double,color,color):color', 'A colour between two, at a share of the way'),
  scalar(
    'color(double,double,double,color,color):color',
    'A colour between two, at a place between two numbers',
  ),
  scalar('rgb(bigint,bigint,bigint):color', 'A colour of red, green and blue'),
  scalar('render<y:min(2147483647, x + 15)>(varchar(x),color):varchar(y)', 'Text in a colour'),
  scalar('render(double,color):varchar(41)', 'A number in a colour'),
  scalar('render(bigint,color):varchar(35)', 'A number in a colour'),
  scalar('render(boolean):varchar(16)', 'A green tick or a red cross'),
  scalar('bar(double,bigint):varchar', 'A bar from red to green'),
  scalar('bar(double,bigint,color,color):varchar', 'A bar from one colour to another'),
];

function scalar(signature: string, description: string): FunctionEntry {
  return { signature, kind: 'SCALAR', description };
}
