import { parentPort, workerData } from 'node:worker_threads';
import type { Vector } from '../../../pages/vector.ts';
import { ConnectorCache } from '../connector-cache.ts';
import { errorMessage } from '../kernel-messages.ts';
import type { GeneratorAnswer, GeneratorRequest, GeneratorSettings } from './generator-messages.ts';

/** A thread that makes values of columns for the kernel's thread, one request after the other. */
if (parentPort === null) throw new Error('This file is a thread of the kernel, not a program');
const port = parentPort;
const connectors = new ConnectorCache((workerData as GeneratorSettings).catalogs);

let last: Promise<void> = Promise.resolve();
port.on('message', (request: GeneratorRequest) => {
  last = last.then(() => answer(request));
});

async function answer({ id, catalog, pieces, column }: GeneratorRequest): Promise<void> {
  let message: GeneratorAnswer;
  const buffers = new Set<ArrayBuffer>();
  try {
    const { stable } = (await connectors.get(catalog)).pages;
    if (stable === undefined) throw new Error(`Rows of ${catalog} may change`);
    const vector = stable.values(pieces, column);
    collectBuffers(vector, buffers);
    message = { id, vector };
  } catch (error) {
    message = { id, error: errorMessage(error) };
  }
  port.postMessage(message, [...buffers]);
}

/** The memory behind a vector, to be moved. */
function collectBuffers(value: Vector | ArrayBufferView | number | string, buffers: Set<ArrayBuffer>): void {
  if (ArrayBuffer.isView(value)) {
    if (value.buffer instanceof ArrayBuffer) buffers.add(value.buffer);
  } else if (typeof value === 'object') {
    for (const part of Object.values(value).flat() as (Vector | ArrayBufferView | number | string)[])
      collectBuffers(part, buffers);
  }
}
