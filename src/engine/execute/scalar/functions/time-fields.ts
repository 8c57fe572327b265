import { timeFields } from './time-pattern.ts';
import type { TimeField } from './time-pattern.ts';

const dayMillis = 86_400_000;

/** Milliseconds at which the ISO year of weeks begins: the Monday of the week with January 4. */
function weekyearStart(year: number): number {
  return mondayOf(dateMillis(year, 0, 4));
}

function dateMillis(year: number, month: number, day: number): number {
  return new Date(0).setUTCFullYear(year, month, day);
}

function mondayOf(millis: number): number {
  const days = Math.floor(millis / dayMillis);
  return (days - weekday(days) + 1) * dayMillis;
}

/** 1 is Monday; day 0 of 1970 was a Thursday. */
function weekday(days: number): number {
  return ((((days + 3) % 7) + 7) % 7) + 1;
}

function weekyearOf(millis: number): number {
  return new Date(mondayOf(millis) + 3 * dayMillis).getUTCFullYear();
}

/** What a clock and a calendar show. @param millis local, since 1970 */
export function readField(field: TimeField, millis: number): number {
  const date = new Date(millis);
  switch (field) {
    case 'year':
      return date.getUTCFullYear();
    case 'weekyear':
      return weekyearOf(millis);
    case 'monthOfYear':
      return date.getUTCMonth() + 1;
    case 'dayOfYear':
      return Math.floor((millis - dateMillis(date.getUTCFullYear(), 0, 1)) / dayMillis) + 1;
    case 'weekOfWeekyear':
      return Math.floor((millis - weekyearStart(weekyearOf(millis))) / (7 * dayMillis)) + 1;
    case 'dayOfMonth':
      return date.getUTCDate();
    case 'dayOfWeek':
      return weekday(Math.floor(millis / dayMillis));
    case 'halfdayOfDay':
      return date.getUTCHours() < 12 ? 0 : 1;
    case 'hourOfDay':
      return date.getUTCHours();
    case 'clockhourOfDay':
      return date.getUTCHours() || 24;
    case 'hourOfHalfday':
      return date.getUTCHours() % 12;
    case 'clockhourOfHalfday':
      return date.getUTCHours() % 12 || 12;
    case 'minuteOfHour':
      return date.getUTCMinutes();
    case 'secondOfMinute':
      return date.getUTCSeconds();
    case 'millisOfSecond':
      return date.getUTCMilliseconds();
    default:
      throw new Error(`Unknown field ${field satisfies never as string}`);
  }
}

/** A local time with one field changed; a day that its month doesn't have becomes the last. */
function setField(field: TimeField, millis: number, value: number): number {
  const difference = value - readField(field, millis);
  const date = new Date(millis);
  const timeOfDay = millis - Math.floor(millis / dayMillis) * dayMillis;
  switch (field) {
    case 'year':
    case 'monthOfYear': {
      const year = field === 'year' ? value : date.getUTCFullYear();
      const month = field === 'year' ? date.getUTCMonth() : value - 1;
      const last = new Date(dateMillis(year, month + 1, 0)).getUTCDate();
      return dateMillis(year, month, Math.min(date.getUTCDate(), last)) + timeOfDay;
    }
    case 'weekyear': {
      const offset = millis - weekyearStart(weekyearOf(millis));
      return weekyearStart(value) + offset;
    }
    case 'weekOfWeekyear':
      return millis + difference * 7 * dayMillis;
    case 'halfdayOfDay':
      return millis + difference * 12 * 3_600_000;
    case 'clockhourOfDay':
      return setField('hourOfDay', millis, value % 24);
    case 'clockhourOfHalfday':
      return setField('hourOfHalfday', millis, value % 12);
    case 'dayOfYear':
    case 'dayOfMonth':
    case 'dayOfWeek':
      return millis + difference * dayMillis;
    case 'hourOfDay':
    case 'hourOfHalfday':
      return millis + difference * 3_600_000;
    case 'minuteOfHour':
      return millis + difference * 60_000;
    case 'secondOfMinute':
      return millis + difference * 1000;
    case 'millisOfSecond':
      return millis + difference;
    default:
      throw new Error(`Unknown field ${field satisfies never as string}`);
  }
}

/** The begin of the unit that a field counts. */
function floorField(field: TimeField, millis: number): number {
  const year = new Date(millis).getUTCFullYear();
  switch (field) {
    case 'year':
      return dateMillis(year, 0, 1);
    case 'weekyear':
      return weekyearStart(weekyearOf(millis));
    case 'monthOfYear':
      return dateMillis(year, new Date(millis).getUTCMonth(), 1);
    case 'weekOfWeekyear':
      return mondayOf(millis);
    default: {
      const unit = Math.round(timeFields[field].unit * dayMillis);
      return Math.floor(millis / unit) * unit;
    }
  }
}

/**
 * The local time that fields tell, with 1970 for what they don't; without a year but with a month, week or day it is in 2000.
 * Fields are set twice, from long to short, as in Joda: what a later one moved is set right.
 * @throws RangeError in Joda's words
 */
export function localOfFields(fields: ReadonlyMap<TimeField, number>): number {
  const sorted = [...fields].sort(
    ([a], [b]) => timeFields[b].range - timeFields[a].range || timeFields[b].unit - timeFields[a].unit,
  );
  const first = sorted[0]?.[0];
  if (first !== undefined && timeFields[first].unit >= 1 && timeFields[first].unit <= 30) {
    sorted.unshift(['year', 2000]);
  }
  let millis = 0;
  for (const [field, value] of sorted) millis = floorField(field, checked(field, millis, value));
  sorted.forEach(([field, value], index) => {
    millis = checked(field, millis, value);
    if (index === sorted.length - 1) millis = floorField(field, millis);
  });
  return millis;
}

function checked(field: TimeField, millis: number, value: number): number {
  const { low, high } = timeFields[field];
  const last = lastValue(field, millis) ?? high;
  if (value < low || value > last) {
    throw new RangeError(`Value ${value} for ${field} must be in the range [${low},${last}]`);
  }
  return setField(field, millis, value);
}

/** Of fields whose range depends on what the others say. */
function lastValue(field: TimeField, millis: number): number | undefined {
  const date = new Date(millis);
  const year = date.getUTCFullYear();
  switch (field) {
    case 'dayOfMonth':
      return new Date(dateMillis(year, date.getUTCMonth() + 1, 0)).getUTCDate();
    case 'dayOfYear':
      return Math.round((dateMillis(year + 1, 0, 1) - dateMillis(year, 0, 1)) / dayMillis);
    case 'weekOfWeekyear': {
      const weekyear = weekyearOf(millis);
      return Math.round((weekyearStart(weekyear + 1) - weekyearStart(weekyear)) / (7 * dayMillis));
    }
    default:
      return undefined;
  }
}
