import { BytesEncoder } from './bytes-encoder.ts';
import type { Encoding, RecordEncoder } from './encoding.ts';
import { JsonlEncoder } from './jsonl-encoder.ts';
import { RowsEncoder } from './rows-encoder.ts';

const ENCODERS = { jsonl: JsonlEncoder, rows: RowsEncoder, bytes: BytesEncoder } as const;

export function createEncoder(encoding: Encoding): RecordEncoder {
  return new ENCODERS[encoding.kind]();
}
