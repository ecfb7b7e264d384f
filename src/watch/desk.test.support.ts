import { createHash } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { OutcrossError } from '../base/errors.ts';
import type { Verdict } from '../compare/verdict.ts';
import { scratch } from '../corpus/fixtures.test.support.ts';
import { factOf } from '../ledger/files-fact.ts';
import { openLedger } from '../ledger/open.ts';
import { fact } from '../ledger/recorder.ts';
import type { LedgerStore } from '../ledger/store.ts';
import type { Candidate } from './candidate.ts';
import { Known } from './known.ts';
import { type Inspector, type RoundOptions, Rounds } from './round.ts';
import type { WatchEvent } from './watch-event.ts';

/** Verdict in a file's first word; `broken`, `small` and `fault` are what the inspector makes of such text. */
export type Text = Verdict | 'broken' | 'small' | 'fault';

const sha256 = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex');

/** A watcher whose inspector reads the verdict in the file, with a real ledger and time that passes when told. */
export function watchDesk() {
  const disk = scratch();
  let desks = 0;
  const open = async () => {
    const folder = join(disk.folder, `d${desks++}`);
    const place = join(folder, 'ledger.sqlite');
    const ledgers: LedgerStore[] = [];
    const state = { now: 0, beforeCheck: () => {} };
    const names = new Set<string>();
    const write = (name: string, text: string) => {
      names.add(name);
      return disk.write(`${basename(folder)}/${name}.jsonl`, text);
    };
    const remove = (name: string) => {
      names.delete(name);
      rmSync(join(folder, `${name}.jsonl`));
    };
    const start = async (more: Partial<RoundOptions> = {}) => {
      const ledger = await openLedger(place, folder);
      ledgers.push(ledger);
      const events: WatchEvent[] = [];
      const known = new Known(ledger, 'line');
      const lines: string[][] = [];
      const rounds = new Rounds({
        line: 'line',
        list: async () =>
          [...names].sort().map((name) => ({ name, corpus: [join(folder, `${name}.jsonl`)] })),
        spec: {},
        inspector: inspector(lines, state),
        ledger,
        known,
        clock: { now: () => state.now, date: () => new Date(Date.UTC(2026, 0, 1)), sleep: async () => {} },
        actor: { kind: 'tool', name: 'test' },
        version: '1',
        alertOn: new Set<Verdict>(['early', 'late']),
        hasReceiver: true,
        settle: 1_000,
        patience: 10_000,
        tell: (event) => events.push(event),
        ...more,
      });
      const look = async (seconds = 2) => {
        state.now += seconds * 1_000;
        return rounds.look(new AbortController().signal);
      };
      return { ledger, known, events, rounds, look, lines, kinds: () => events.map(({ kind }) => kind) };
    };
    const history = async () => {
      const ledger = ledgers.at(-1)!;
      const found: string[] = [];
      for await (const { kind, subjects } of ledger.events())
        found.push(`${kind} ${subjects.find(({ type }) => type === 'generation')?.id ?? ''}`.trim());
      return found;
    };
    return { folder, write, remove, start, state, history };
  };
  return { open, disk };
}

function inspector(lines: string[][], state: { beforeCheck: () => void }): Inspector {
  const textOf = ({ paths }: Candidate) => readFileSync(paths[0], 'utf8').trim().split(' ')[0] as Text;
  return {
    digest: async ({ paths }) => sha256(paths[0]),
    async read(candidate) {
      if (textOf(candidate) === 'broken')
        throw new OutcrossError('E_TRUNCATED', 'it ends too soon', {
          where: candidate.paths[0],
          hint: 'Copy it again.',
        });
    },
    async check(line) {
      state.beforeCheck();
      lines.push(line.map(({ name }) => name));
      const newest = line.at(-1)!;
      const verdict = textOf(newest);
      if (verdict === 'small') throw new OutcrossError('E_EMPTY', 'too few', { where: newest.name });
      if (verdict === 'fault') throw new OutcrossError('E_CONFIG', 'the anchor is gone', { where: 'anchor' });
      return factsOf(newest, verdict as Verdict, line.length);
    },
  };
}

function factsOf({ name, paths, bytes }: Candidate, verdict: Verdict, position: number) {
  const corpus = factOf(name, [{ name, bytes, sha256: sha256(paths[0]) }]);
  const subjects = [
    { type: 'generation', id: name },
    { type: 'line', id: 'line' },
  ] as const;
  const size = { examples: 1, tokens: 1, alpha: 0.05, margin: 0.1, version: '1' };
  const said = { verdict, why: `it is ${verdict}`, signals: [], findings: [], version: '1' };
  return [
    fact('generation.checked', subjects, { position, corpus, ...size }),
    fact('verdict.given', subjects, { position, corpus: corpus.sha256, ...said }),
  ] as const;
}
