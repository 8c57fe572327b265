import { _, type CodeKeywordDefinition, type KeywordCxt } from 'ajv';

/** `int64: { nullable }` takes the place of `type: integer, format: int64`: integers beyond 2^53 come as `bigint`, which no ajv type is. */
export const int64Keyword: CodeKeywordDefinition = {
  keyword: 'int64',
  schemaType: 'object',
  error: { message: 'must be a 64-bit integer' },
  code: (context: KeywordCxt) => {
    const { data } = context;
    const fits = _`(typeof ${data} === "number" ? Number.isInteger(${data}) && Math.abs(${data}) < 9223372036854775808 : typeof ${data} === "bigint" && BigInt.asIntN(64, ${data}) === ${data})`;
    context.pass(isNullable(context) ? _`${data} === null || ${fits}` : fits);
  },
};

/** `double: { nullable }` takes the place of `type: number`: one that was written as a long integer was read as `bigint` and becomes a number. */
export const doubleKeyword: CodeKeywordDefinition = {
  keyword: 'double',
  schemaType: 'object',
  error: { message: 'must be number' },
  code: (context: KeywordCxt) => {
    const { gen, data, it } = context;
    gen.if(_`typeof ${data} === "bigint"`, () => {
      gen.assign(data, _`Number(${data})`);
      gen.if(_`${it.parentData} !== undefined`, () =>
        gen.assign(_`${it.parentData}[${it.parentDataProperty}]`, data),
      );
    });
    const fits = _`typeof ${data} === "number"`;
    context.pass(isNullable(context) ? _`${data} === null || ${fits}` : fits);
  },
};

function isNullable(context: KeywordCxt): boolean {
  return (context.schema as { nullable: boolean }).nullable;
}
