import { OutcrossError } from '../../base/errors.ts';
import { suggestion } from '../../base/spelling.ts';
import type { Family, FamilyOptions, Measurer } from './rule.ts';

const SOURCE = 'chosen here: 99% of windows of English prose and of model output in English score above 0.65';

/** The detector reads no more of a string (eld 2.1). */
const WINDOW = 1000;
/** Windows spread over a text: its beginning, its middle and its end. */
const WINDOWS = 3;

/** Which language a text is in, by the n-gram detector eld with its small model (60 languages, in the package). */
export const language: Family = {
  name: 'language',
  source: 'eld 2.1, small model',
  measures: [
    {
      name: 'share',
      meaning: 'share of windows whose language is one of those wanted; English where none is named',
    },
    { name: 'score', meaning: 'mean score of the best of the languages wanted, 0 to 1' },
  ],
  rules: [
    { id: 'language.share', measure: 'share', bound: 'min', threshold: 0.5, source: SOURCE },
    { id: 'language.score', measure: 'score', bound: 'min', threshold: 0.5, source: SOURCE },
  ],
  prepare,
};

/** Loads the model, once a process. Throws `E_PARAMETER` for a language that it does not know. */
async function prepare({ languages = ['en'] }: FamilyOptions): Promise<Measurer> {
  const { eld } = await import('eld/small');
  const known = Object.values(eld.info().Languages);
  const unknown = languages.find((code) => !known.includes(code));
  if (unknown !== undefined || languages.length === 0) {
    throw new OutcrossError('E_PARAMETER', `no language "${unknown ?? ''}" is known to the detector`, {
      where: 'languages',
      hint: suggestion(unknown ?? '', known) || `Codes are ISO 639-1: ${known.join(' ')}.`,
    });
  }
  return (view, out, from) => {
    let wanted = 0;
    let score = 0;
    const windows = windowsOf(view.text);
    for (const window of windows) {
      const found = eld.detect(window);
      if (languages.includes(found.language)) wanted++;
      const scores = found.getScores();
      score += Math.max(...languages.map((code) => scores[code] ?? 0));
    }
    out[from] = wanted / windows.length;
    out[from + 1] = score / windows.length;
  };
}

/** At most three windows of a text, which do not overlap. */
function windowsOf(text: string): string[] {
  if (text.length <= WINDOW) return [text];
  const windows = Math.min(WINDOWS, Math.floor(text.length / WINDOW));
  if (windows === 1) return [text.slice(0, WINDOW)];
  const step = (text.length - WINDOW) / (windows - 1);
  return Array.from({ length: windows }, (_, k) => {
    const start = Math.floor(k * step);
    return text.slice(start, start + WINDOW);
  });
}
