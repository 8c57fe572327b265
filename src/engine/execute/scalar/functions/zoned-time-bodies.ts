import { floorRemainder, picosPerDay, picosPerMilli, picosPerMinute } from '../value.ts';
import type { Instant } from '../value.ts';
import { body, invalidArgument } from './function-body.ts';
import type { FunctionBodies } from './function-body.ts';

const unitPicos: ReadonlyMap<string, bigint> = new Map([
  ['millisecond', picosPerMilli],
  ['second', 1000n * picosPerMilli],
  ['minute', picosPerMinute],
  ['hour', 60n * picosPerMinute],
]);

/** What units there are for times of the day with a zone; other types are the kernel's (`date-unit-translations.ts`). */
export const zonedTimeBodies: FunctionBodies = {
  'date_trunc(varchar(x),time(p) with time zone):time(p) with time zone': body(
    (unit: string, { picos, zone }: Instant) => {
      const local = localTime({ picos, zone });
      return atZone(local - (local % unitNamed(unit)), zone);
    },
  ),
  'date_add(varchar(x),bigint,time(p) with time zone):time(p) with time zone': body(
    (unit: string, count: bigint, { picos, zone }: Instant) => ({
      picos: floorRemainder(picos + count * unitNamed(unit), picosPerDay),
      zone,
    }),
  ),
};

function localTime({ picos, zone }: Instant): bigint {
  return floorRemainder(picos + BigInt(zone) * picosPerMinute, picosPerDay);
}

function atZone(local: bigint, zone: number): Instant {
  return { picos: floorRemainder(local - BigInt(zone) * picosPerMinute, picosPerDay), zone };
}

function unitNamed(unit: string): bigint {
  const found = unitPicos.get(unit.toLowerCase());
  if (found === undefined) {
    // Stock takes the bytes of this unit for ASCII.
    const shown = Array.from(Buffer.from(unit.toLowerCase()), (byte) =>
      byte < 0x80 ? String.fromCharCode(byte) : '\ufffd',
    );
    throw invalidArgument(`'${shown.join('')}' is not a valid TIME field`);
  }
  return found;
}
