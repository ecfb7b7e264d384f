import type { Verdict } from '../../compare/verdict.ts';
import type { Results } from './results.ts';

export interface Badge {
  readonly label: string;
  readonly message: string;
  readonly colour: keyof typeof COLOURS;
}

/** Names that shields.io knows, and what it paints them with. */
const COLOURS = {
  brightgreen: '#4c1',
  yellow: '#dfb317',
  orange: '#fe7d37',
  red: '#e05d44',
  blue: '#007ec6',
  lightgrey: '#9f9f9f',
} as const;

const OF_VERDICT: Readonly<Record<Verdict, Badge['colour']>> = {
  healthy: 'brightgreen',
  narrow: 'yellow',
  early: 'orange',
  late: 'red',
  shifted: 'blue',
  inconclusive: 'lightgrey',
};

/** Score from which an audit that passes is green. */
const GOOD = 80;

/** Verdict and score in a few characters; red where a gate fails and the verdict does not say so itself. */
export function badgeOf({ verdict, score, status, audit }: Results): Badge {
  const parts = [
    ...(verdict === undefined ? [] : [verdict]),
    ...(score === undefined ? [] : [`${score}/100`]),
  ];
  const message = parts.length === 0 ? status : parts.join(', ');
  const quiet = audit === undefined ? 'lightgrey' : (score ?? 0) >= GOOD ? 'brightgreen' : 'yellow';
  const colour = verdict === undefined ? quiet : OF_VERDICT[verdict];
  const alarmed = colour === 'orange' || colour === 'red';
  return { label: 'outcross', message, colour: status === 'failed' && !alarmed ? 'red' : colour };
}

/** For the endpoint badge of shields.io: it shows what a file at an address says. */
export function badgeJson({ label, message, colour }: Badge): string {
  return `${JSON.stringify({ schemaVersion: 1, label, message, color: colour })}\n`;
}

/** Pixels of a character of 11 px Verdana, on the wide side of the mean. */
const CHARACTER = 7;
const EDGE = 6;
const HEIGHT = 20;

/** The badge as a picture. Its words come from this program alone: nothing needs escaping. */
export function badgeSvg({ label, message, colour }: Badge): string {
  const [left, right] = [label, message].map((text) => text.length * CHARACTER + 2 * EDGE);
  const width = left + right;
  const word = (text: string, middle: number) =>
    `<text x="${middle}" y="14" text-anchor="middle" fill="#fff">${text}</text>`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${HEIGHT}" role="img" aria-label="${label}: ${message}">`,
    `<title>${label}: ${message}</title>`,
    `<rect width="${width}" height="${HEIGHT}" rx="3" fill="#555"/>`,
    `<path d="M${left} 0h${right - 3}a3 3 0 0 1 3 3v14a3 3 0 0 1-3 3h-${right - 3}z" fill="${COLOURS[colour]}"/>`,
    '<g font-family="Verdana,DejaVu Sans,sans-serif" font-size="11">',
    word(label, left / 2),
    word(message, left + right / 2),
    '</g></svg>\n',
  ].join('');
}
