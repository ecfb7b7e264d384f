import type { Program } from './launch.ts';

/** What the program does is said by a variable of its environment; each is a body of JavaScript that may call `news`, `say` and `end`. */
export const DOING = 'FAKE_DOING';

const SCRIPT = `
const { Socket } = require('node:net');
const { appendFileSync } = require('node:fs');
const pipe = new Socket({ fd: 3 });
const end = (status) => pipe.write('', () => process.exit(status));
const news = (value) => pipe.write((typeof value === 'string' ? value : JSON.stringify(value)) + '\\n');
const say = (text) => process.stdout.write(text);
let deaf = false;
process.on('SIGINT', () => { if (!deaf) process.exit(130); });
pipe.on('end', () => { if (!deaf) process.exit(130); });
pipe.once('data', () => { eval(process.env.${DOING}); });
`;

/** A program that keeps to what jobs keep to: it begins when it is let, and ends with its lifeline. */
export const FAKE: Program = { file: process.execPath, args: ['-e', SCRIPT, '--'] };

/** Environment in which the fake program does that. */
export function doing(body: string): NodeJS.ProcessEnv {
  return { ...process.env, [DOING]: body };
}
