import type { SequenceFunctionHandle, SequenceFunctionSplit } from '../../../../generated/worker/types.ts';
import type { WireHandle } from '../../catalog/connector.ts';
import { TrinoError } from '../../errors/trino-error.ts';
import type { Page } from '../../pages/vector.ts';
import type { ArgumentValue, LeafFunction, TableFunction } from './table-function.ts';

const bigint = { kind: 'bigint' } as const;
const prefix = 'system:io.trino.operator.table.Sequence$';
export const sequenceHandleType = `${prefix}SequenceFunctionHandle`;
const splitType = `${prefix}SequenceFunctionSplit`;

/** Rows of a split, and of a page. */
const splitRows = 1_000_000n;
const pageRows = 8192;

/** `sequence(start, stop, step)`: whole numbers from `start` on, `step` apart, as far as `stop` (recording task-table-function-sequence-01-update-s0). */
export const sequence: TableFunction = {
  name: 'sequence',
  parameters: [
    { kind: 'scalar', name: 'START', type: bigint, defaultValue: 0n },
    { kind: 'scalar', name: 'STOP', type: bigint },
    { kind: 'scalar', name: 'STEP', type: bigint, defaultValue: 1n },
  ],
  call(values) {
    const start = numberOf(values.get('START'), 'Start');
    const stop = numberOf(values.get('STOP'), 'Stop');
    const step = numberOf(values.get('STEP'), 'Step');
    if (start < stop && step <= 0n) throw wrongStep('positive', start, stop);
    if (start > stop && step >= 0n) throw wrongStep('negative', start, stop);
    const handle = {
      '@type': sequenceHandleType,
      start: long(start),
      stop: long(stop),
      step: start === stop ? 0 : long(step),
    };
    return { handle, columns: [{ name: 'sequential_number', type: bigint }], required: [] };
  },
};

/** The rows of a sequence: a split is a stretch of it with both its ends. */
export const sequenceRows: LeafFunction = {
  *splits(handle) {
    const { start, stop, step } = readHandle(handle);
    const split = (first: bigint, last: bigint): WireHandle => ({
      '@type': splitType,
      start: long(first),
      stop: long(last),
    });
    if (step === 0n) {
      yield split(start, stop);
      return;
    }
    const count = (stop - start) / step + 1n;
    for (let done = 0n; done < count; done += splitRows) {
      const last = done + splitRows < count ? done + splitRows - 1n : count - 1n;
      yield split(start + done * step, start + last * step);
    }
  },
  *pages(handle, split): Iterable<Page> {
    const { step } = readHandle(handle);
    const { start, stop } = readSplit(split);
    const count = step === 0n ? 1n : (stop - start) / step + 1n;
    for (let done = 0n; done < count; done += BigInt(pageRows)) {
      const positions = Math.min(pageRows, Number(count - done));
      const values = new BigInt64Array(positions);
      let next = start + done * step;
      for (let position = 0; position < positions; position++) {
        values[position] = next;
        next += step;
      }
      yield { positions, columns: [{ kind: 'long', values }] };
    }
  },
};

function numberOf(argument: ArgumentValue | undefined, name: string): bigint {
  const value = argument?.kind === 'scalar' ? argument.value : null;
  if (value === null) throw new TrinoError('INVALID_FUNCTION_ARGUMENT', `${name} is null`);
  if (typeof value !== 'bigint') throw new TypeError(`${name} of a sequence is a ${typeof value}`);
  return value;
}

/** As whole numbers are in messages: bigint only where a number doesn't do. */
function long(value: bigint): number | bigint {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}

function wrongStep(sign: string, start: bigint, stop: bigint): TrinoError {
  return new TrinoError('INVALID_FUNCTION_ARGUMENT', `Step must be ${sign} for sequence [${start}, ${stop}]`);
}

function readHandle(handle: WireHandle): {
  readonly start: bigint;
  readonly stop: bigint;
  readonly step: bigint;
} {
  if (!('@type' in handle) || handle['@type'] !== sequenceHandleType) throw notSequence('call');
  const { start, stop, step } = handle as unknown as SequenceFunctionHandle;
  return { start: BigInt(start), stop: BigInt(stop), step: BigInt(step) };
}

function readSplit(split: WireHandle): { readonly start: bigint; readonly stop: bigint } {
  if (!('@type' in split) || split['@type'] !== splitType) throw notSequence('split');
  const { start, stop } = split as unknown as SequenceFunctionSplit;
  return { start: BigInt(start), stop: BigInt(stop) };
}

function notSequence(what: string): TrinoError {
  return new TrinoError('GENERIC_INTERNAL_ERROR', `Not a ${what} of the function sequence`);
}
