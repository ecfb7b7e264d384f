import { OutcrossError } from '../../../base/errors.ts';
import { suggestion } from '../../../base/spelling.ts';
import { SCHEMES, type SchemeName, type WatermarkKey } from '../../../watermark/key/key.ts';
import { openKey } from '../../../watermark/key/open-key.ts';

export const KEY_SCHEMA = 'outcross.watermark-key/1';

/** A key as it is kept: a file of its own. */
export interface StoredKey extends WatermarkKey {
  readonly schema: typeof KEY_SCHEMA;
  /** Day on which it was made or imported, ISO 8601. */
  readonly created: string;
  /** Day on which another took its place. It still finds what was marked with it. */
  readonly retired?: string;
  /** Id of the key that took its place. */
  readonly replacedBy?: string;
}

/** Whether a word can be the id of a key: it is the name of a file, too. */
export function isKeyId(id: string): boolean {
  return /^[a-z0-9][a-z0-9._-]{0,63}$/i.test(id);
}

/** `id`, or `E_OPTION`. */
export function requireKeyId(id: string): string {
  if (isKeyId(id)) return id;
  throw new OutcrossError(
    'E_OPTION',
    'an id holds letters, digits, dots, dashes and underscores, and starts with a letter or digit',
    {
      where: '--id',
      hint: 'Give another id, such as production-1. It is shown everywhere: it must not be the secret.',
    },
  );
}

/** `word` as the name of a scheme, or `E_OPTION`. */
export function requireScheme(word: string | undefined): SchemeName {
  if ((SCHEMES as readonly (string | undefined)[]).includes(word)) return word as SchemeName;
  const meant = word === undefined ? '' : `${suggestion(word, SCHEMES)} `;
  throw new OutcrossError(
    'E_OPTION',
    word === undefined ? 'which scheme was not said' : `there is no scheme "${word}"`,
    {
      where: '--scheme',
      hint: `${meant}Known: ${SCHEMES.join(', ')}.`,
    },
  );
}

/** Reads the file of the key `id`. What is wrong is told without what stands in it. */
export function parseStoredKey(text: string, path: string, id: string): StoredKey {
  let value: Partial<StoredKey>;
  try {
    value = JSON.parse(text) as Partial<StoredKey>;
  } catch {
    throw damagedKey(path, 'it is no JSON');
  }
  const { schema, id: own, scheme, secrets, parameters } = value ?? {};
  if (schema !== KEY_SCHEMA) throw damagedKey(path, `it is no ${KEY_SCHEMA}`);
  const isWhole =
    typeof own === 'string' &&
    isKeyId(own) &&
    (SCHEMES as readonly unknown[]).includes(scheme) &&
    Array.isArray(secrets) &&
    secrets.every((secret) => typeof secret === 'string') &&
    typeof parameters === 'object' &&
    parameters !== null;
  if (!isWhole) throw damagedKey(path, 'a part is missing, or of another kind');
  // Two files of one id: what is written of the one would end in the other.
  if (own !== id) throw damagedKey(path, `its key is called ${own}`);
  const key = value as StoredKey;
  try {
    openKey(key);
  } catch (error) {
    throw damagedKey(path, error instanceof OutcrossError ? error.message : 'it cannot be used');
  }
  return key;
}

function damagedKey(path: string, why: string): OutcrossError {
  return new OutcrossError('E_FORMAT', `${path} holds no watermark key: ${why}`, {
    where: path,
    hint: 'Import the key again with outcross watermark keys import, or remove the file.',
  });
}
