const plan = 'a plan of our own';
const today = 'tells the day on which it was recorded';

/** Cases of the corpus that are answered otherwise than by a stock server, and why. */
export const exceptions: ReadonlyMap<string, string> = new Map([
  ['metadata-show-0136', `${plan}: how it is spread over one worker, and so the length of its text`],
  ['metadata-show-0138', `${plan}: ids of its nodes`],
  ['type-cast-0369', today],
  ['type-cast-0395', today],
  ['type-cast-0396', today],
  ['type-cast-0916', today],
  ['type-cast-0929', today],
  ['function-regexp-0039', 'a lambda whose value is an untyped NULL is taken as text'],
  ['operator-arithmetic-0669', 'stock can not write the smallest tinyint as a literal, and fails with that'],
  ['operator-datetime-0023', "the last days of stock's calendar are infinities of DuckDB's"],
  ['query-setop-0072', 'rows are matched by hash, where stock compares arrays with NULLs and fails'],
]);
