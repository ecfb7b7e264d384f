/** Figures, words and colours of the report; the dashboard says them alike. */
export * from '../../../src/report/browser.ts';
