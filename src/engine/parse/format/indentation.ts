/** The blanks of so many steps: three each. */
export function indentation(steps: number): string {
  return '   '.repeat(steps);
}
