/**
 * Replaces `${ENV:NAME}` in a property's value.
 * @param unset called with each name that has no value; the property is unusable then
 */
export function substituteEnvironment(
  value: string,
  environment: Readonly<Record<string, string | undefined>>,
  unset: (name: string) => void,
): string {
  return value.replace(/\$\{ENV:([a-zA-Z][a-zA-Z0-9_-]*)\}/g, (reference, name: string) => {
    const replacement = environment[name];
    if (replacement !== undefined) return replacement;
    unset(name);
    return reference;
  });
}
