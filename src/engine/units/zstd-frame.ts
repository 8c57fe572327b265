const magic = 0xfd2fb528;

/**
 * The size that a zstd frame says its content has (RFC 8878, 3.1.1), so that a small frame can be refused before it fills
 * the memory.
 * @returns bytes, or undefined when this isn't a frame or the frame doesn't say
 */
export function zstdContentSize(frame: Buffer): number | undefined {
  if (frame.length < 6 || frame.readUInt32LE(0) !== magic) return undefined;
  const descriptor = frame.readUInt8(4);
  const singleSegment = (descriptor & 0x20) !== 0;
  const dictionaryBytes = [0, 1, 2, 4][descriptor & 3] as number;
  const at = 5 + (singleSegment ? 0 : 1) + dictionaryBytes;
  const sizeBytes = [singleSegment ? 1 : 0, 2, 4, 8][descriptor >> 6] as number;
  if (sizeBytes === 0 || frame.length < at + sizeBytes) return undefined;
  switch (sizeBytes) {
    case 1:
      return frame.readUInt8(at);
    case 2:
      return frame.readUInt16LE(at) + 256;
    case 4:
      return frame.readUInt32LE(at);
    default:
      return Number(frame.readBigUInt64LE(at));
  }
}

/**
 * The frame with the size of its content in its header. Encoders that stream don't know the size when they begin; readers that must not
 * be surprised by it, such as `zstdContentSize`'s, want it there.
 *
 * @param size of the content, bytes
 * @returns the frame itself when it says a size already
 */
export function withZstdContentSize(frame: Buffer, size: number): Buffer {
  if (zstdContentSize(frame) !== undefined) return frame;
  const descriptor = frame.readUInt8(4);
  const at = 6 + ([0, 1, 2, 4][descriptor & 3] as number);
  const header = Buffer.from(frame.subarray(0, at));
  // Two bits say how long the size is: 2 for four bytes.
  header.writeUInt8((descriptor & 0x3f) | 0x80, 4);
  const sizeBytes = Buffer.alloc(4);
  sizeBytes.writeUInt32LE(size);
  return Buffer.concat([header, sizeBytes, frame.subarray(at)]);
}
