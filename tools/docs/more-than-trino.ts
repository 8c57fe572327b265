/** Where our server answers what a stock one of this version refuses or fails with: what, and what stock does. */
export const moreThanTrino: readonly (readonly [ours: string, stock: string])[] = [
  [
    '`JSON_TABLE` in every form that is parsed',
    "fails on several nodes: its own task request can't be read back",
  ],
  [
    'calls of `concat`, `map_concat` with one array or map computed from columns, `TRY_CAST(array(json) AS array(boolean))`',
    '`COMPILER_ERROR`: the code that is generated for them is refused by its verifier',
  ],
  [
    'regular expressions that take exponential time are matched in linear time after a while',
    'runs until the query is canceled',
  ],
  [
    'casts of intervals to a `varchar(n)` that is too short, over columns',
    '`SERIALIZATION_ERROR` when the result is written',
  ],
];
