import { describe, expect, it } from 'vitest';
import type { Finding, Severity } from '../../base/finding.ts';
import { findingChanges, weighed } from './findings.ts';

const finding = (id: string, severity: Severity = 'warning', where?: string): Finding => ({
  id,
  severity,
  message: `${id} was found.`,
  ...(where === undefined ? {} : { where }),
});
const said = (before: Finding[], after: Finding[]) =>
  findingChanges(before, after, 'g1').map(({ change, finding: { id, where }, was }) =>
    [change, id, where, was].filter((part) => part !== undefined).join(' '),
  );

describe('findingChanges', () => {
  it('names what is new and what is gone, and keeps still about what stays', () => {
    expect(said([finding('a'), finding('b')], [finding('b'), finding('c')])).toEqual(['new c', 'gone a']);
  });

  it('names a finding whose severity changed, with what it was', () => {
    expect(said([finding('a', 'notice')], [finding('a', 'critical')])).toEqual(['raised a notice']);
    expect(said([finding('a', 'warning')], [finding('a', 'info')])).toEqual(['lowered a warning']);
  });

  it('knows a finding again though its rows are others', () => {
    expect(said([finding('rows', 'notice', 'a:1')], [finding('rows', 'notice', 'a:1, 7')])).toEqual([]);
  });

  it('matches the same place before it matches the same kind', () => {
    const before = [finding('x', 'warning', 'a'), finding('x', 'info', 'b')];
    expect(said(before, [finding('x', 'info', 'b')])).toEqual(['gone x a']);
  });

  it('counts a finding that stands twice as often as it stands', () => {
    expect(said([finding('x')], [finding('x'), finding('x')])).toEqual(['new x']);
  });

  it('tells the generation, and of inputs that there is none', () => {
    expect(findingChanges([], [finding('a')], 'g7')).toMatchObject([{ generation: 'g7' }]);
    expect(findingChanges([], [finding('a')])[0]).not.toHaveProperty('generation');
  });
});

describe('weighed', () => {
  it.each([
    [[], [finding('a', 'critical')], 'worse'],
    [[finding('a', 'warning')], [], 'better'],
    [[], [finding('a', 'notice')], 'differs'],
    [[finding('a', 'info')], [finding('a', 'notice')], 'differs'],
    [[finding('a', 'notice')], [finding('a', 'warning')], 'worse'],
    [[finding('a', 'critical')], [finding('a', 'info')], 'better'],
  ] as const)('of %j, then %j: %s', (before, after, change) => {
    expect(findingChanges(before, after).map(weighed)).toEqual([change]);
  });
});
