/** Registry names of the operators' functions, by sign. */
export const arithmeticOperators = {
  '+': '$operator$add',
  '-': '$operator$subtract',
  '*': '$operator$multiply',
  '/': '$operator$divide',
  '%': '$operator$modulus',
  negation: '$operator$negation',
} as const;
