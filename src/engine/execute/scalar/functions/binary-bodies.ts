import { createHash, createHmac, randomUUID } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { TrinoError } from '../../../errors/trino-error.ts';
import { xxHash64 } from '../../../pages/xxhash.ts';
import type { Type } from '../../../types/type.ts';
import type { Value } from '../value.ts';
import { argumentType, body, invalidArgument } from './function-body.ts';
import { murmur3 } from './murmur3.ts';
import { spookyHash } from './spooky-hash.ts';
import type { FunctionBodies, FunctionBody } from './function-body.ts';

/** Functions on bytes and bits (functions/binary-functions.ts). */
export const binaryBodies: FunctionBodies = {
  ...Object.fromEntries(
    ['md5', 'sha1', 'sha256', 'sha512'].flatMap((name): [string, FunctionBody][] => [
      [name, body((bytes: Uint8Array) => createHash(name).update(bytes).digest())],
      [
        `hmac_${name}`,
        body((bytes: Uint8Array, key: Uint8Array) => {
          if (key.length === 0) throw new TrinoError('GENERIC_INTERNAL_ERROR', 'Empty key');
          return createHmac(name, key).update(bytes).digest();
        }),
      ],
    ]),
  ),
  xxhash64: body((bytes: Uint8Array) => bigEndian(xxHash64(bytes), 8)),
  murmur3: body((bytes: Uint8Array) => murmur3(bytes)),
  spooky_hash_v2_32: body((bytes: Uint8Array) => bigEndian(BigInt.asIntN(32, spookyHash(bytes)), 4)),
  spooky_hash_v2_64: body((bytes: Uint8Array) => bigEndian(spookyHash(bytes), 8)),
  crc32: body((bytes: Uint8Array) => BigInt(crc32(bytes))),
  to_base64: body((bytes: Uint8Array) => Buffer.from(bytes).toString('base64')),
  to_base64url: body((bytes: Uint8Array) => {
    const text = Buffer.from(bytes).toString('base64url');
    return text.padEnd(Math.ceil(text.length / 4) * 4, '=');
  }),
  to_base32: body((bytes: Uint8Array) => toBase32(bytes)),
  from_base64: body((value: Value) => fromBase64(bytesOf(value), false)),
  from_base64url: body((value: Value) => fromBase64(bytesOf(value), true)),
  from_base32: body((value: Value) => fromBase32(textOf(value))),
  from_hex: body((value: Value) => fromHex(bytesOf(value))),
  to_big_endian_32: body((value: number) => bigEndian(BigInt(value), 4)),
  to_big_endian_64: body((value: bigint) => bigEndian(value, 8)),
  from_big_endian_32: body((bytes: Uint8Array) => {
    if (bytes.length !== 4) throw invalidArgument(`expected 4-byte input, but got instead: ${bytes.length}`);
    return Buffer.from(bytes).readInt32BE();
  }),
  from_big_endian_64: body((bytes: Uint8Array) => {
    if (bytes.length !== 8) throw invalidArgument(`expected 8-byte input, but got instead: ${bytes.length}`);
    return Buffer.from(bytes).readBigInt64BE();
  }),
  to_ieee754_32: body((value: number) => {
    const bytes = Buffer.alloc(4);
    bytes.writeFloatBE(value);
    return bytes;
  }),
  to_ieee754_64: body((value: number) => {
    const bytes = Buffer.alloc(8);
    bytes.writeDoubleBE(value);
    return bytes;
  }),
  from_ieee754_32: body((bytes: Uint8Array) => {
    if (bytes.length !== 4) throw invalidArgument('Input floating-point value must be exactly 4 bytes long');
    return Buffer.from(bytes).readFloatBE();
  }),
  from_ieee754_64: body((bytes: Uint8Array) => {
    if (bytes.length !== 8) throw invalidArgument('Input floating-point value must be exactly 8 bytes long');
    return Buffer.from(bytes).readDoubleBE();
  }),
  uuid: { volatile: true, make: () => () => Buffer.from(randomUUID().replaceAll('-', ''), 'hex') },
  bitwise_left_shift: shift((value, by, bits) => BigInt.asIntN(bits, value << BigInt(by))),
  bitwise_right_shift: shift((value, by, bits) =>
    BigInt.asIntN(bits, BigInt.asUintN(bits, value) >> BigInt(by)),
  ),
  bitwise_right_shift_arithmetic: shift((value, by) => value >> BigInt(by)),
  bit_count: body((value: bigint, bits: bigint) => {
    if (bits <= 1n || bits > 64n)
      throw invalidArgument(`Bits specified in bit_count must be between 2 and 64, got ${bits}`);
    const low = -(1n << (bits - 1n));
    if (value < low || value > -low - 1n) {
      throw invalidArgument(
        `Number must be representable with the bits specified. ${value} cannot be represented with ${bits} bits`,
      );
    }
    return BigInt(BigInt.asUintN(Number(bits), value).toString(2).replaceAll('0', '').length);
  }),
  to_base: body((value: bigint, radix: bigint) => value.toString(checkedRadix(radix))),
  from_base: body((text: string, radix: bigint) => fromBase(text, checkedRadix(radix))),
  hamming_distance: body((left: string, right: string) => {
    const [a, b] = [Array.from(left), Array.from(right)];
    if (a.length !== b.length)
      throw invalidArgument('The input strings to hamming_distance function must have the same length');
    return BigInt(a.filter((character, index) => character !== b[index]).length);
  }),
  luhn_check: body((text: string) => {
    if (!/^\d*$/.test(text)) throw invalidArgument('Input contains non-digit character');
    if (text === '') return false;
    let sum = 0;
    Array.from(text)
      .reverse()
      .forEach((digit, index) => {
        const value = Number(digit) * (index % 2 === 0 ? 1 : 2);
        sum += value > 9 ? value - 9 : value;
      });
    return sum % 10 === 0;
  }),
};

const widths: Partial<Record<Type['kind'], number>> = { tinyint: 8, smallint: 16, integer: 32, bigint: 64 };

function shift(move: (value: bigint, by: number, bits: number) => bigint): FunctionBody {
  return {
    make: (call) => {
      const bits = widths[argumentType(call, 0).kind] as number;
      return (value: number | bigint, by: number) => {
        const moved = move(BigInt(value), by >= 0 ? Math.min(by, bits) : by & 63, bits);
        return typeof value === 'bigint' ? moved : Number(moved);
      };
    },
  };
}

function bigEndian(value: bigint, length: 4 | 8): Uint8Array {
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64BE(BigInt.asIntN(64, value));
  return bytes.subarray(8 - length);
}

function bytesOf(value: Value): Uint8Array {
  return typeof value === 'string' ? Buffer.from(value) : (value as Uint8Array);
}

function textOf(value: Value): string {
  return typeof value === 'string' ? value : Buffer.from(value as Uint8Array).toString('utf8');
}

function fromHex(digits: Uint8Array): Uint8Array {
  if (digits.length % 2 !== 0) throw invalidArgument(`invalid input length ${digits.length}`);
  for (const digit of digits) {
    if (/[0-9a-fA-F]/.test(String.fromCharCode(digit))) continue;
    // Of bytes that aren't ASCII stock shows what they are as signed numbers, and as characters of 16 bits.
    const code = digit > 127 ? digit - 256 : digit;
    throw invalidArgument(`not a hexadecimal digit: "${String.fromCharCode(code & 0xffff)}" = ${code}`);
  }
  return Buffer.from(Buffer.from(digits).toString('latin1'), 'hex');
}

const base32Digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

function toBase32(bytes: Uint8Array): string {
  let text = '';
  let bits = 0;
  let held = 0;
  for (const byte of bytes) {
    held = ((held << 8) | byte) & 0xffff;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += base32Digits[(held >> bits) & 31] as string;
    }
  }
  if (bits > 0) text += base32Digits[(held << (5 - bits)) & 31] as string;
  return text.padEnd(Math.ceil(text.length / 8) * 8, '=');
}

/** As Java's decoders take it: padding may be missing, but not wrong. Characters that are none are told as signed bytes. */
function fromBase64(input: Uint8Array, forUrls: boolean): Uint8Array {
  if (input.length === 0) return new Uint8Array(0);
  if (input.length < 2) throw invalidArgument('Input byte[] should at least have 2 bytes for base64 bytes');
  const wrongEnding = (): Error => invalidArgument('Input byte array has wrong 4-byte ending unit');
  const bytes: number[] = [];
  let held = 0;
  let count = 0;
  let at = 0;
  for (; at < input.length; at++) {
    const byte = input[at] as number;
    if (byte === 0x3d) {
      // One sign behind three digits, two behind two.
      if (count === 2 && input[++at] !== 0x3d) throw wrongEnding();
      if (count === 0) throw wrongEnding();
      at++;
      break;
    }
    const digit = base64Digit(byte, forUrls);
    if (digit < 0) {
      const code = byte > 127 ? byte - 256 : byte;
      throw invalidArgument(`Illegal base64 character ${code.toString(16)}`);
    }
    held = ((held << 6) | digit) & 0xffffff;
    if (++count < 4) continue;
    bytes.push(held >> 16, (held >> 8) & 255, held & 255);
    count = 0;
  }
  if (count === 1) throw invalidArgument('Last unit does not have enough valid bits');
  if (count === 2) bytes.push((held >> 4) & 255);
  if (count === 3) bytes.push((held >> 10) & 255, (held >> 2) & 255);
  if (at < input.length) throw invalidArgument(`Input byte array has incorrect ending byte at ${at}`);
  return Uint8Array.from(bytes);
}

function base64Digit(byte: number, forUrls: boolean): number {
  if (byte >= 65 && byte <= 90) return byte - 65;
  if (byte >= 97 && byte <= 122) return byte - 71;
  if (byte >= 48 && byte <= 57) return byte + 4;
  if (byte === (forUrls ? 0x2d : 0x2b)) return 62;
  return byte === (forUrls ? 0x5f : 0x2f) ? 63 : -1;
}

function fromBase32(text: string): Uint8Array {
  const bytes: number[] = [];
  let bits = 0;
  let held = 0;
  const digits = text.replace(/=+$/, '');
  if ([1, 3, 6].includes(digits.length % 8)) throw invalidArgument(`Invalid input length ${digits.length}`);
  for (const digit of digits) {
    const value = base32Digits.indexOf(digit);
    if (value < 0) throw invalidArgument(`Unrecognized character: ${shownCharacter(digit)}`);
    held = ((held << 5) | value) & 0xffff;
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      bytes.push((held >> bits) & 0xff);
    }
  }
  return Uint8Array.from(bytes);
}

/** Printable ASCII as it is, anything else as its number. */
function shownCharacter(character: string): string {
  return /[!-~]/.test(character) ? character : `0x${(character.codePointAt(0) as number).toString(16)}`;
}

function checkedRadix(radix: bigint): number {
  if (radix < 2n || radix > 36n) throw invalidArgument('Radix must be between 2 and 36');
  return Number(radix);
}

function fromBase(text: string, radix: number): bigint {
  const fail = (): Error => invalidArgument(`Not a valid base-${radix} number: ${text}`);
  const match = /^([+-]?)([0-9a-zA-Z]+)$/.exec(text);
  if (match === null) throw fail();
  let value = 0n;
  for (const digit of match[2] as string) {
    const number = Number.parseInt(digit, 36);
    if (number >= radix) throw fail();
    value = value * BigInt(radix) + BigInt(number);
    if (value > 1n << 64n) throw fail();
  }
  const signed = match[1] === '-' ? -value : value;
  if (BigInt.asIntN(64, signed) !== signed) throw fail();
  return signed;
}
