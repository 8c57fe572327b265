/** A value of a JSON file that isn't what it should be: the message names its place. */
export class InvalidField extends Error {}

/** The fields of one JSON object, each read once with its form; what nobody has read at the end is refused. */
export class JsonFields {
  /** Where the object stands: `rootGroups[0].subGroups[1]`; empty for the whole file. */
  readonly place: string;
  readonly #fields: Readonly<Record<string, unknown>>;
  readonly #known = new Set<string>();

  /** @throws InvalidField when the value is no object */
  constructor(value: unknown, place: string) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      throw new InvalidField(`${place === '' ? 'the file' : place} must be an object`);
    }
    this.place = place;
    this.#fields = value as Readonly<Record<string, unknown>>;
  }

  /** `rootGroups[0].name` */
  at(name: string): string {
    return this.place === '' ? name : `${this.place}.${name}`;
  }

  has(name: string): boolean {
    return this.#value(name) !== undefined;
  }

  text(name: string): string | undefined {
    const value = this.#value(name);
    if (value === undefined) return undefined;
    if (typeof value !== 'string') throw this.wrong(name, 'a text');
    return value;
  }

  /** A whole number from `least` on. */
  integer(name: string, least: number): number | undefined {
    const value = this.#value(name);
    if (value === undefined) return undefined;
    if (typeof value !== 'number' || !Number.isInteger(value) || value < least) {
      throw this.wrong(name, `a whole number from ${least} on`);
    }
    return value;
  }

  boolean(name: string): boolean | undefined {
    const value = this.#value(name);
    if (value === undefined) return undefined;
    if (typeof value !== 'boolean') throw this.wrong(name, 'true or false');
    return value;
  }

  /** A text that `parse` understands. @param form what it should have been */
  parsed<T>(name: string, form: string, parse: (text: string) => T | undefined): T | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    const value = parse(text);
    if (value === undefined) throw this.wrong(name, form);
    return value;
  }

  /** Each element with its place. Empty where the field is absent. */
  list(name: string): readonly { readonly value: unknown; readonly place: string }[] {
    const value = this.#value(name);
    if (value === undefined) return [];
    if (!Array.isArray(value)) throw this.wrong(name, 'a list');
    return value.map((element: unknown, index) => ({ value: element, place: `${this.at(name)}[${index}]` }));
  }

  object(name: string): JsonFields | undefined {
    const value = this.#value(name);
    return value === undefined ? undefined : new JsonFields(value, this.at(name));
  }

  required<T>(name: string, value: T | undefined): T {
    if (value === undefined) throw new InvalidField(`${this.at(name)} is missing`);
    return value;
  }

  wrong(name: string, form: string): InvalidField {
    return new InvalidField(`${this.at(name)} must be ${form} (is ${JSON.stringify(this.#fields[name])})`);
  }

  /** @throws InvalidField when there are fields that nobody has read */
  end(): void {
    const unknown = Object.keys(this.#fields).find((name) => !this.#known.has(name));
    if (unknown === undefined) return;
    const known = [...this.#known].join(', ');
    throw new InvalidField(`${this.at(unknown)} is no field that is known here; known are ${known}`);
  }

  /** null is as good as absent. */
  #value(name: string): unknown {
    this.#known.add(name);
    return this.#fields[name] ?? undefined;
  }
}
