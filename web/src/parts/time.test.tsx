import { describe, expect, it } from 'vitest';
import { rendered } from '../shell/rendered.test.support.tsx';
import { ago, duration, Time } from './time.tsx';

const NOW = Date.parse('2026-03-01T12:00:00.000Z');
const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

describe('ago', () => {
  it.each([
    [-5 * SECOND, 'just now'],
    [5 * SECOND, 'in a moment'],
    [-5 * MINUTE, '5 minutes ago'],
    [-HOUR, '1 hour ago'],
    [-23 * HOUR, '23 hours ago'],
    [-DAY, 'yesterday'],
    [3 * DAY, 'in 3 days'],
    [-13 * DAY, '13 days ago'],
    [-400 * DAY, '2025-01-25'],
  ])('of %d ms is %s', (distance, said) => {
    expect(ago(NOW + distance, NOW)).toBe(said);
  });

  it('of what is no moment is a dash', () => {
    expect(ago(Number.NaN, NOW)).toBe('\u2013');
  });
});

describe('duration', () => {
  it.each([
    [0, '0 s'],
    [59.4, '59 s'],
    [60, '1 min 0 s'],
    [200, '3 min 20 s'],
    [3600, '1 h 00 min'],
    [7530, '2 h 06 min'],
    [3599.6, '1 h 00 min'],
    [-1, '\u2013'],
    [Number.POSITIVE_INFINITY, '\u2013'],
  ])('of %d seconds is %s', (seconds, said) => {
    expect(duration(seconds)).toBe(said);
  });
});

describe('Time', () => {
  it('keeps the exact moment for machines and for who points at it', () => {
    const at = '2020-01-01T00:00:00.000Z';
    expect(rendered(<Time at={at} />)).toBe(`<time dateTime="${at}" title="${at}">2020-01-01</time>`);
  });
});

describe('units', () => {
  it.each([
    [-59.6 * MINUTE, '1 hour ago'],
    [-59.4 * MINUTE, '59 minutes ago'],
    [-23.6 * HOUR, 'yesterday'],
    [-23.4 * HOUR, '23 hours ago'],
    [59.8 * MINUTE, 'in 1 hour'],
  ])('are never rounded to one of the next: %d ms is %s', (distance, said) => {
    expect(ago(NOW + distance, NOW)).toBe(said);
  });

  it('of a moment that is none are a dash, and the page stands', () => {
    expect(rendered(<Time at="not a moment" />)).toContain('\u2013');
  });
});
