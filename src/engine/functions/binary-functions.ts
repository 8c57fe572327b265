import type { FunctionEntry } from './function-entry.ts';

/** Functions on bytes, and on texts that stand for bytes. */
export const binaryFunctions: readonly FunctionEntry[] = [
  ...['md5', 'sha1', 'sha256', 'sha512', 'xxhash64', 'murmur3', 'spooky_hash_v2_32', 'spooky_hash_v2_64'].map(
    (name) => scalar(`${name}(varbinary):varbinary`, `${name} of bytes`),
  ),
  ...['hmac_md5', 'hmac_sha1', 'hmac_sha256', 'hmac_sha512'].map((name) =>
    scalar(`${name}(varbinary,varbinary):varbinary`, `${name} of bytes, with a key`),
  ),
  scalar('crc32(varbinary):bigint', 'CRC-32 of bytes'),
  ...['to_base64', 'to_base64url', 'to_base32'].map((name) =>
    scalar(`${name}(varbinary):varchar`, 'Bytes as text'),
  ),
  ...['from_base64url', 'from_base32'].flatMap((name) => [
    scalar(`${name}(varchar(x)):varbinary`, 'Bytes of a text'),
    scalar(`${name}(varbinary):varbinary`, 'Bytes of a text'),
  ]),
  scalar('to_big_endian_32(integer):varbinary', 'Four bytes of a number, the high ones first'),
  scalar('to_big_endian_64(bigint):varbinary', 'Eight bytes of a number, the high ones first'),
  scalar('from_big_endian_32(varbinary):integer', 'Number of four bytes, the high ones first'),
  scalar('from_big_endian_64(varbinary):bigint', 'Number of eight bytes, the high ones first'),
  scalar('to_ieee754_32(real):varbinary', 'Four bytes of a number by IEEE 754'),
  scalar('to_ieee754_64(double):varbinary', 'Eight bytes of a number by IEEE 754'),
  scalar('from_ieee754_32(varbinary):real', 'Number of four bytes by IEEE 754'),
  scalar('from_ieee754_64(varbinary):double', 'Number of eight bytes by IEEE 754'),
  { ...scalar('uuid():uuid', 'A random UUID'), nondeterministic: true },
  ...['tinyint', 'smallint', 'integer', 'bigint'].flatMap((type) => [
    scalar(`bitwise_left_shift(${type},integer):${type}`, 'Bits moved to the left'),
    scalar(`bitwise_right_shift(${type},integer):${type}`, 'Bits moved to the right, zeros behind'),
    scalar(
      `bitwise_right_shift_arithmetic(${type},integer):${type}`,
      'Bits moved to the right, with the sign',
    ),
  ]),
  scalar('bit_count(bigint,bigint):bigint', 'Number of bits that are set'),
  scalar('to_base(bigint,bigint):varchar(64)', 'Digits of a number to a base'),
  scalar('from_base(varchar(x),bigint):bigint', 'Number of digits to a base'),
  scalar('hamming_distance(varchar(x),varchar(y)):bigint', 'How many characters differ'),
  scalar('luhn_check(varchar):boolean', 'Whether the last digit fits to the others'),
];

function scalar(signature: string, description: string): FunctionEntry {
  return { signature, kind: 'SCALAR', description };
}
