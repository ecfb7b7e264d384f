import { brownWords } from './watermark/brown-words.ts';
import { calibratedRoundTrips } from './watermark/calibrated.ts';
import { Language } from './watermark/language.ts';
import { markedShares } from './watermark/marked-share.ts';
import { robustness } from './watermark/robustness.ts';
import { gumbelTheory, roundTrips } from './watermark/round-trips.ts';
import { speeds } from './watermark/speed.ts';

/**
 * Speed of detection, round trips and robustness of every scheme. `--quick`: 60 texts in place of 500. `--only WORD`: schemes whose name holds the
 * word. `--speed`, `--round-trips`, `--robustness`, `--share`: only that part.
 */
const quick = process.argv.includes('--quick');
const parts = ['--speed', '--round-trips', '--robustness', '--share'].filter((part) =>
  process.argv.includes(part),
);
const wants = (part: string) => parts.length === 0 || parts.includes(part);
const only = process.argv.includes('--only') ? process.argv[process.argv.indexOf('--only') + 1] : undefined;
const words = brownWords();

if (wants('--speed')) speeds(words, only);
if (wants('--round-trips') || wants('--robustness') || wants('--share')) {
  const language = new Language(words);
  const count = quick ? 60 : 500;
  if (wants('--round-trips')) {
    roundTrips(language, count, only);
    calibratedRoundTrips(language, count, only);
    gumbelTheory(language, Math.min(count, 200));
  }
  if (wants('--share')) markedShares(language, words, quick ? 25 : 100, only);
  if (wants('--robustness')) robustness(language, quick ? 60 : 200, only);
}
