import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const FILES = {
  report: 'check.json',
  audit: 'audit.json',
  sarif: 'audit.sarif',
  junit: 'audit.xml',
  badge: 'badge.json',
  page: 'page.md',
};

/**
 * Prints what the run found as outputs of a step: `name=value`, a line each. A value of several lines would be read as more outputs.
 *
 * @param {string} folder
 * @param {string} status
 */
function print(folder, status) {
  const { verdict = '', score = '' } = JSON.parse(readFileSync(join(folder, 'summary.json'), 'utf8'));
  const paths = Object.entries(FILES).map(([name, file]) => {
    const path = join(folder, file);
    return [name, existsSync(path) ? path : ''];
  });
  for (const [name, value] of [
    ['status', status],
    ['verdict', verdict],
    ['score', score],
    ['folder', folder],
    ...paths,
  ]) {
    if (/[\r\n]/.test(String(value))) throw new Error(`the output ${name} has more than one line`);
    process.stdout.write(`${name}=${value}\n`);
  }
}

const [folder, status] = process.argv.slice(2);
print(folder, status);
