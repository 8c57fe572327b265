import { civilDate, epochDays } from './date-text.ts';

/** A day so many months later; days that a month doesn't have become its last. @param days since 1970 */
export function shiftMonths(days: number, months: number): number {
  const { year, month, day } = civilDate(days);
  const total = year * 12 + (month - 1) + months;
  const shifted = { year: Math.floor(total / 12), month: total - Math.floor(total / 12) * 12 + 1 };
  const firstOfNext = epochDays(
    shifted.month === 12
      ? { year: shifted.year + 1, month: 1, day: 1 }
      : { year: shifted.year, month: shifted.month + 1, day: 1 },
  );
  const first = epochDays({ ...shifted, day: 1 });
  return first + Math.min(day, firstOfNext - first) - 1;
}
