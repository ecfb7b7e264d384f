import { UNITS } from '../../lm/text-score.ts';
import { count, interval, NONE, quantity } from '../figures.ts';
import { pad, wrap } from '../terminal/cells.ts';
import { visible } from '../visible.ts';
import type { PerplexityDocument, QuantileRow } from './document.ts';

const LABEL = 22;

function line(label: string, text: string): string {
  return `  ${pad(label, LABEL)}${text}`;
}

function quantileText(rows: readonly QuantileRow[]): string {
  const wanted = [0.05, 0.5, 0.95];
  const shown = rows.filter(({ q }) => wanted.includes(q));
  return shown.map(({ q, value }) => `${Math.round(q * 100)}%: ${quantity(value)}`).join('   ');
}

function sourceText({ source, window }: PerplexityDocument): string {
  const read =
    window === null
      ? ''
      : `; windows of ${count(window.size)} ${window.unit}, stride ${count(window.stride)}`;
  switch (source.kind) {
    case 'logprobs':
      return source.files.join(', ');
    case 'endpoint':
      return `${source.model} at ${source.endpoint} (${source.protocol})${read}`;
    case 'onnx':
      return `${source.folder}${read}`;
  }
}

/** The document as a person reads it. Lines end in a newline; nothing is wider than `columns` but a single long word. */
export function perplexityTerminal(document: PerplexityDocument, columns: number): string {
  const { perplexity, surprise, bitsPerByte, alpha } = document;
  const kept = document.cached > 0 ? `, ${count(document.cached)} from the cache` : '';
  const lines = [
    ...wrap(visible(sourceText(document)), columns),
    `${count(document.texts)} ${document.texts === 1 ? 'text' : 'texts'}${kept}; ${Math.round(100 * (1 - alpha))}% intervals over ${document.blocks} ${document.blocks === 1 ? 'block' : 'blocks'} of groups`,
    '',
    ...UNITS.map((unit) => {
      const figure = perplexity[unit];
      if (figure === undefined) return line(`Perplexity a ${unit}`, NONE);
      const bounds = figure.interval === null ? '' : `  ${interval(figure.interval, quantity)}`;
      return line(`Perplexity a ${unit}`, `${quantity(figure.value)}${bounds}  over ${count(figure.units)}`);
    }),
    ...(bitsPerByte === null ? [] : [line('Bits a byte', quantity(bitsPerByte))]),
    ...(surprise === null
      ? []
      : [
          line('Surprise a token', `${quantity(surprise.mean)} nats, sd ${quantity(surprise.deviation)}`),
          line('', quantileText(surprise.quantiles)),
        ]),
    ...(document.burstiness === null
      ? []
      : [
          line(
            'Burstiness of a text',
            `${quantity(document.burstiness.mean)}   ${quantileText(document.burstiness.quantiles)}`,
          ),
        ]),
    line('Perplexity of texts', quantileText(document.examples)),
    ...document.findings.flatMap(({ severity, message, remedy }) => [
      '',
      ...wrap(visible(`${severity}: ${message}${remedy === undefined ? '' : ` ${remedy}`}`), columns),
    ]),
  ];
  return `${lines.map((text) => text.trimEnd()).join('\n')}\n`;
}
