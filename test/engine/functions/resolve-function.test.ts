import { expect } from 'chai';
import { TrinoError } from '../../../src/engine/errors/trino-error.ts';
import {
  intermediateType,
  resolveFunction,
  resolveInternal,
} from '../../../src/engine/functions/resolve-function.ts';
import { formatType } from '../../../src/engine/types/format-type.ts';
import { parseType } from '../../../src/engine/types/parse-type.ts';

function resolved(name: string, ...types: string[]): string {
  const { function: fn, argumentTypes, returnType } = resolveFunction(name, types.map(parseType));
  return `${fn.id} | ${argumentTypes.map(formatType).join(', ')} -> ${formatType(returnType)}`;
}

describe('resolution of functions', () => {
  // Asked of a stock server: the id it wrote, the types it cast to.
  const cases: readonly (readonly [readonly [string, ...string[]], string])[] = [
    [['upper', 'varchar(25)'], 'upper(varchar(x)):varchar(x) | varchar(25) -> varchar(25)'],
    [['length', 'char(4)'], 'length(char(x)):bigint | char(4) -> bigint'],
    [['abs', 'smallint'], 'abs(smallint):smallint | smallint -> smallint'],
    [['abs', 'unknown'], 'abs(tinyint):tinyint | tinyint -> tinyint'],
    [
      ['substr', 'varchar(25)', 'integer'],
      'substring(varchar(x),bigint):varchar(x) | varchar(25), bigint -> varchar(25)',
    ],
    [['concat', 'varchar(25)', 'varchar(1)'], 'concat(varchar):varchar | varchar, varchar -> varchar'],
    [
      ['concat', 'char(3)', 'char(5)'],
      'concat<u:x + y>(char(x),char(y)):char(u) | char(3), char(5) -> char(8)',
    ],
    [
      ['concat', 'varchar(1)', 'unknown'],
      'concat<e>(e,array(e)):array(e) | varchar(1), array(varchar(1)) -> array(varchar(1))',
    ],
    [
      ['concat', 'array(integer)', 'array(bigint)'],
      'concat<e>(array(e)):array(e) | array(bigint), array(bigint) -> array(bigint)',
    ],
    [
      ['round', 'decimal(10,2)'],
      'round<rp:min(38, p - s + min(1, s)),rs:0>(decimal(p,s)):decimal(rp,rs) | decimal(10,2) -> decimal(9,0)',
    ],
    [
      ['round', 'decimal(38,2)', 'integer'],
      'round<rp:min(38, p + 1)>(decimal(p,s),integer):decimal(rp,s) | decimal(38,2), integer -> decimal(38,2)',
    ],
    [
      ['replace', 'varchar(25)', 'varchar(1)', 'varchar(1)'],
      'replace<u:min(2147483647, x + z * (x + 1))>(varchar(x),varchar(y),varchar(z)):varchar(u) | varchar(25), varchar(1), varchar(1) -> varchar(51)',
    ],
    [['greatest', 'bigint', 'integer'], 'greatest<e:orderable>(e):e | bigint, bigint -> bigint'],
    [
      ['mod', 'decimal(10,2)', 'decimal(21,1)'],
      'mod<r_precision:min(b_precision - b_scale, a_precision - a_scale) + max(a_scale, b_scale),r_scale:max(a_scale, b_scale)>(decimal(a_precision,a_scale),decimal(b_precision,b_scale)):decimal(r_precision,r_scale) | decimal(10,2), decimal(21,1) -> decimal(10,2)',
    ],
    [['count'], 'count():bigint |  -> bigint'],
    [['sum', 'integer'], 'sum(bigint):bigint | bigint -> bigint'],
    [['sum', 'decimal(10,2)'], 'sum(decimal(p,s)):decimal(38,s) | decimal(10,2) -> decimal(38,2)'],
    [['avg', 'smallint'], 'avg(bigint):double | bigint -> double'],
    [
      ['min', 'row(bigint,varchar(25))'],
      'min<t:orderable>(t):t | row(bigint,varchar(25)) -> row(bigint,varchar(25))',
    ],
  ];
  for (const [[name, ...types], expected] of cases) {
    it(`chooses for ${name}(${types.join(', ')})`, () => {
      expect(resolved(name, ...types)).to.equal(expected);
    });
  }

  const refused: readonly (readonly [readonly [string, ...string[]], string, string])[] = [
    [
      ['abs', 'varchar(1)'],
      'FUNCTION_NOT_FOUND',
      'Unexpected parameters (varchar(1)) for function abs. Expected: abs(bigint), abs(decimal(p,s)), abs(double), abs(integer), abs(real), abs(smallint), abs(tinyint)',
    ],
    [
      ['count', 'integer', 'integer'],
      'FUNCTION_NOT_FOUND',
      'Unexpected parameters (integer, integer) for function count. Expected: count(), count(t) T',
    ],
    [
      ['max', 'map(integer,integer)'],
      'FUNCTION_NOT_FOUND',
      'Unexpected parameters (map(integer,integer)) for function max. Expected: max(e, bigint) E:orderable, max(t) T:orderable',
    ],
    [['nope'], 'FUNCTION_NOT_FOUND', "Function 'nope' not registered"],
    [['$like', 'varchar', 'LikePattern'], 'FUNCTION_NOT_FOUND', "Function '$like' not registered"],
    [
      ['concat'],
      'AMBIGUOUS_FUNCTION_CALL',
      'Could not choose a best candidate operator. Explicit type casts must be added.\nCandidates are:\n\t * ():varchar\n\t * ():varbinary\n',
    ],
    [['concat', 'char(65536)', 'char(1)'], 'TYPE_NOT_FOUND', 'Unknown type: char(65537)'],
    // Candidates stand in the order of stock's registry.
    [
      ['concat', 'char(2)', 'unknown'],
      'AMBIGUOUS_FUNCTION_CALL',
      'Candidates are:\n\t * (char(2),char(0)):char(2)\n\t * (char(2),array(char(2))):array(char(2))\n',
    ],
  ];
  for (const [[name, ...types], error, message] of refused) {
    it(`refuses ${name}(${types.join(', ')})`, () => {
      expect(() => resolved(name, ...types))
        .to.throw(TrinoError, message)
        .with.property('errorName', error);
    });
  }

  const states: readonly (readonly [string, string[], string])[] = [
    ['count', [], 'bigint'],
    ['count', ['varchar(25)'], 'bigint'],
    ['sum', ['bigint'], 'row(bigint,bigint)'],
    ['sum', ['double'], 'row(double,bigint)'],
    ['sum', ['real'], 'double'],
    ['sum', ['decimal(10,2)'], 'varbinary'],
    ['avg', ['bigint'], 'row(double,bigint)'],
    ['avg', ['real'], 'row(bigint,double)'],
    ['avg', ['decimal(30,2)'], 'varbinary'],
    ['min', ['varchar(25)'], 'varchar(25)'],
    ['max', ['array(bigint)'], 'array(bigint)'],
    ['sum', ['interval day to second'], 'bigint'],
  ];
  for (const [name, types, state] of states) {
    it(`knows the state of ${name}(${types.join(', ')})`, () => {
      const { function: fn, argumentTypes } = resolveFunction(name, types.map(parseType));
      expect(formatType(intermediateType(fn, argumentTypes))).to.equal(state);
    });
  }

  it('names what an implementation asks for at run time', () => {
    const { function: fn } = resolveFunction('max', [{ kind: 'varchar', length: 25 }]);
    expect(fn.typeDependencies).to.deep.equal({ 'varchar(25)': 'varchar(25)' });
    expect(fn.functionDependencies.map(({ id, signature }) => [id, signature.argumentTypes])).to.deep.equal([
      ['$operator$comparison_unordered_first<t:orderable>(t,t):integer', ['varchar(25)', 'varchar(25)']],
    ]);
    expect(fn.functionNullability).to.deep.equal({ returnNullable: true, argumentNullable: [false] });
  });

  const operators: readonly (readonly [string, string, string, string | undefined])[] = [
    ['$operator$add', 'decimal(19,0)', 'decimal(2,1)', 'decimal(21,1)'],
    ['$operator$multiply', 'decimal(10,2)', 'decimal(5,3)', 'decimal(15,5)'],
    ['$operator$multiply', 'decimal(38,10)', 'decimal(30,5)', 'decimal(38,15)'],
    ['$operator$divide', 'decimal(20,10)', 'decimal(20,15)', 'decimal(38,15)'],
    ['$operator$divide', 'decimal(2,1)', 'decimal(10,0)', 'decimal(2,1)'],
    ['$operator$modulus', 'decimal(10,0)', 'decimal(2,1)', 'decimal(2,1)'],
    ['$operator$add', 'integer', 'bigint', 'bigint'],
    ['$operator$add', 'bigint', 'real', 'real'],
    ['$operator$add', 'timestamp(0)', 'interval day to second', 'timestamp(3)'],
    ['$operator$add', 'time(9)', 'interval day to second', 'time(9)'],
    ['$operator$subtract', 'date', 'date', 'interval day to second'],
    ['$operator$subtract', 'date', 'timestamp(3)', 'interval day to second'],
    ['$operator$add', 'integer', 'date', undefined],
    ['$operator$modulus', 'interval day to second', 'integer', undefined],
  ];
  for (const [name, left, right, expected] of operators) {
    it(`types ${left} ${name.slice(10)} ${right}`, () => {
      const binding = resolveInternal(name, [parseType(left), parseType(right)]);
      expect(binding && formatType(binding.returnType)).to.equal(expected);
    });
  }
});
