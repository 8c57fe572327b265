/** Where our server answers what a stock one of this version refuses or fails with: what, and what stock does. */
export const moreThanTrino: readonly (readonly [ours: string, stock: string])[] = [
  ['`JSON_TABLE`', "fails when it runs: its own task request can't be read back"],
  [
    'casts of arrays, maps and rows with `json` inside to `boolean`, computed from columns',
    "`COMPILER_ERROR`, or a message of the code generator: what is generated for them doesn't fit",
  ],
  [
    'a `time` or `time with time zone` plus the interval between two dates that are far apart',
    '`SERIALIZATION_ERROR` for some of them: the sum leaves the day',
  ],
  [
    'regular expressions that take exponential time are matched in linear time after a while',
    'runs until the query is canceled',
  ],
];
