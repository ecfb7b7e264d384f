import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { OutcrossError } from '../../base/errors.ts';
import { readFailure, systemCode } from '../../corpus/failure.ts';
import { missing } from '../../corpus/missing.ts';
import { decodeNearIndex } from '../duplicates/near-index-codec.ts';
import { ANCHOR_FILE, ANCHOR_SCHEMA, type AnchorDocument } from './anchor-document.ts';
import { Guard } from './guard.ts';

/** An anchor on the disk. */
export interface Anchor {
  readonly folder: string;
  readonly document: AnchorDocument;
  /** Paths of the corpora and of their profiles. */
  readonly reservoir: string;
  readonly holdout: string;
  readonly reservoirProfile: string;
  readonly holdoutProfile: string;
  /** The encoded index of the holdout, for whoever hands it to workers; its digest is checked. */
  readonly guardBytes: Uint8Array;
  guard(): Guard;
}

/**
 * Opens the folder of an anchor, or its `anchor.json`. Throws `E_NOT_FOUND`, `E_UNREADABLE`, and `E_FORMAT` where it is no anchor
 * or where what guards the holdout is not what was written.
 */
export async function openAnchor(path: string): Promise<Anchor> {
  const folder = basename(path) === ANCHOR_FILE ? join(path, '..') : path;
  const document = await readAnchorDocument(folder);
  const guardPath = join(folder, document.guard.name);
  const guardBytes = await readBytes(guardPath);
  if (sha256(guardBytes) !== document.guard.sha256) {
    throw new OutcrossError('E_FORMAT', `${guardPath} is not the file that ${ANCHOR_FILE} speaks of`, {
      where: guardPath,
      hint: 'It was changed after the anchor was made: make the anchor anew from the same data and salt.',
    });
  }
  const at = (name: string) => join(folder, name);
  return {
    folder,
    document,
    reservoir: at(document.reservoir.corpus.name),
    holdout: at(document.holdout.corpus.name),
    reservoirProfile: at(document.reservoir.profile.name),
    holdoutProfile: at(document.holdout.profile.name),
    guardBytes,
    guard: () => new Guard(decodeNearIndex(guardBytes)),
  };
}

/** `anchor.json` of a folder. Throws as `openAnchor`. */
export async function readAnchorDocument(folder: string): Promise<AnchorDocument> {
  const path = join(folder, ANCHOR_FILE);
  if ((await stat(folder).catch(() => undefined)) === undefined) throw await missing(folder);
  const text = Buffer.from(await readBytes(path)).toString('utf8');
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch (cause) {
    throw noAnchor(path, cause);
  }
  if (!isAnchor(document)) throw noAnchor(path);
  return document;
}

/** Whether a value says of an anchor what opening it takes. */
function isAnchor(value: unknown): value is AnchorDocument {
  const { schema, guard, reservoir, holdout } = (value ?? {}) as Partial<AnchorDocument>;
  const files = [guard, reservoir?.corpus, reservoir?.profile, holdout?.corpus, holdout?.profile];
  return schema === ANCHOR_SCHEMA && files.every((file) => typeof file?.name === 'string');
}

async function readBytes(path: string): Promise<Uint8Array> {
  const bytes = await readFile(path).catch((cause) => {
    if (systemCode(cause) !== 'ENOENT') throw readFailure(path, cause);
    throw new OutcrossError('E_NOT_FOUND', `${path} does not exist`, {
      where: path,
      cause,
      hint: 'Give the folder that `outcross anchor -o` wrote.',
    });
  });
  // No Buffer: its slices are views.
  return new Uint8Array(bytes);
}

function noAnchor(path: string, cause?: unknown): OutcrossError {
  return new OutcrossError('E_FORMAT', `${path} is no ${ANCHOR_SCHEMA}`, {
    where: path,
    cause,
    hint: 'Give the folder that `outcross anchor -o` wrote.',
  });
}

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
