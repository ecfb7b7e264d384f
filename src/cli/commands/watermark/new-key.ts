import { randomBytes } from 'node:crypto';
import type { KeyParameters, SchemeName } from '../../../watermark/key/key.ts';
import { openKey } from '../../../watermark/key/open-key.ts';
import { newSecretBytes } from '../../../watermark/key/secrets.ts';
import { KEY_SCHEMA, type StoredKey } from './stored-key.ts';

/** A key of random secrets, from the system's source for that. `layers` of SynthID, one secret each. */
export function randomKey(
  id: string,
  scheme: SchemeName,
  parameters: KeyParameters,
  layers?: number,
): StoredKey {
  const secrets = newSecretBytes(scheme, layers).map((bytes) => `0x${randomBytes(bytes).toString('hex')}`);
  return checkedKey({ id, scheme, secrets, parameters });
}

/** A key that can be used, dated today. Throws as `openKey`. */
export function checkedKey(key: Pick<StoredKey, 'id' | 'scheme' | 'secrets' | 'parameters'>): StoredKey {
  openKey(key).detector();
  return { schema: KEY_SCHEMA, ...key, created: today() };
}

/** ISO 8601, in UTC. */
export function today(): string {
  return new Date().toISOString().slice(0, 10);
}

/** An id that nothing can be learnt from. */
export function randomId(scheme: SchemeName): string {
  return `${scheme}-${randomBytes(3).toString('hex')}`;
}
