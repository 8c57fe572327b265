/**
 * Computes the number of a calculated type parameter: `min(38, p - s + min(1, s))`. Formulas have whole numbers, variables,
 * `+ - * /`, parentheses, `min` and `max`, and stand in this project's own registry.
 * @throws SyntaxError on a malformed formula or an unbound variable
 */
export function calculateNumber(formula: string, variables: ReadonlyMap<string, number>): number {
  const tokens = formula.match(/\d+|[A-Za-z_]\w*|[-+*/(),]/g) ?? [];
  let at = 0;

  const expect = (token: string): void => {
    if (tokens[at] !== token) {
      throw new SyntaxError(`Expected ${token} in ${formula}`);
    }
    at++;
  };
  const sum = (): number => {
    let value = product();
    while (tokens[at] === '+' || tokens[at] === '-') {
      value = tokens[at++] === '+' ? value + product() : value - product();
    }
    return value;
  };
  const product = (): number => {
    let value = atom();
    while (tokens[at] === '*' || tokens[at] === '/') {
      value = tokens[at++] === '*' ? value * atom() : Math.trunc(value / atom());
    }
    return value;
  };
  const atom = (): number => {
    const token = tokens[at++];
    if (token === undefined) {
      throw new SyntaxError(`Unexpected end of ${formula}`);
    }
    if (token === '(') {
      const value = sum();
      expect(')');
      return value;
    }
    if (/^\d/.test(token)) {
      return Number(token);
    }
    if (token === 'min' || token === 'max') {
      expect('(');
      const left = sum();
      expect(',');
      const right = sum();
      expect(')');
      return token === 'min' ? Math.min(left, right) : Math.max(left, right);
    }
    const value = variables.get(token.toLowerCase());
    if (value === undefined) {
      throw new SyntaxError(`Unknown variable ${token} in ${formula}`);
    }
    return value;
  };

  const result = sum();
  if (at !== tokens.length) {
    throw new SyntaxError(`Unexpected ${tokens[at] ?? ''} in ${formula}`);
  }
  return result;
}
