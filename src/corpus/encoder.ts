import { BytesEncoder } from './bytes-encoder.ts';
import type { Encoding, RecordEncoder } from './encoding.ts';
import { JsonlEncoder } from './jsonl-encoder.ts';

export function createEncoder(encoding: Encoding): RecordEncoder {
  return encoding.kind === 'jsonl' ? new JsonlEncoder() : new BytesEncoder();
}
