import { describe, expect, it } from 'vitest';
import { brokenBy, measuresOf, PROSE } from './filters.test.support.ts';

const broken = (text: string) => brokenBy('boilerplate', text);

describe('boilerplate', () => {
  it('lets prose pass, also where it speaks of models, of being sorry, or of brackets', async () => {
    for (const text of [
      PROSE,
      'Language models are trained on text. I am sorry, but I cannot come tonight, she said [laughing].',
      'Use {curly} braces, [square] ones and <angle> ones. Your name here is not needed.',
      '',
    ]) {
      expect(await broken(text), text).toEqual([]);
    }
  });

  it('finds a model that speaks of itself, with either apostrophe and in any case', async () => {
    expect(await broken('As an AI language model, I like tea.')).toEqual(['self-description']);
    expect(await broken('Well, I’m just an AI.')).toEqual(['self-description']);
  });

  it('finds refusals', async () => {
    expect(await broken("I'm sorry, but I can't assist with that.")).toEqual(['refusal']);
    expect(await broken('I cannot fulfill this request.')).toEqual(['refusal']);
  });

  it('lets one phrase that frames an answer pass, and not two', async () => {
    expect(await broken('A recipe follows. I hope this helps!')).toEqual([]);
    expect(await broken("Sure, here's a recipe. I hope this helps!")).toEqual(['frame']);
  });

  it('finds the marks of chat formats', async () => {
    for (const mark of [
      '<|im_start|>',
      '[INST] do [/INST]',
      '### Instruction:\nWrite',
      'x\n\nHuman: hello',
    ]) {
      expect(await broken(mark), mark).toEqual(['chat-markup']);
    }
  });

  it('finds the turns of a talk whatever the ends of its lines', async () => {
    for (const text of [
      'x\n\nHuman: hi',
      'x\r\n\r\nHuman: hi',
      'x\r\n\r\nASSISTANT: hi',
      'x\n\n\nassistant: hi',
    ]) {
      expect(await broken(text), JSON.stringify(text)).toEqual(['chat-markup']);
    }
    for (const text of ['x\nHuman: hi', 'Human: hi', 'A human: hi', 'x\n\nHumans: hi']) {
      expect(await broken(text), JSON.stringify(text)).toEqual([]);
    }
  });

  it('counts every phrase as often as it stands', async () => {
    const found = await measuresOf(
      'boilerplate',
      'Trained by OpenAI. TRAINED BY OPENAI! As an AI model, trained by openai.',
    );
    expect(found['self-description']).toBe(4);
    const frames = await measuresOf(
      'boilerplate',
      'Certainly! Here it is. I hope this helps. I hope this helps.',
    );
    expect(frames['frame']).toBe(3);
  });

  it('takes no brackets of prose, code or mathematics for places of a template', async () => {
    for (const text of [
      'f[i][j] {x: 1}',
      '{ {a} }',
      '[sic]',
      '[1]',
      '<b>Your</b>',
      '[yourself]',
      'a < YOUR > b',
      '{{}}',
      '{%}',
      '{{a\nb}}',
      '[Named]',
    ]) {
      expect(await broken(text), text).toEqual([]);
    }
    for (const text of [
      '[YOUR NAME HERE]',
      '[Insert]',
      '[Recipient Name]',
      "[Recipient's Name]",
      '[Company]',
      '{{ a.b }}',
      '<ENTER TEXT>',
    ]) {
      expect(await broken(text), text).toEqual(['placeholder']);
    }
  });

  it('is not led astray by brackets without end', async () => {
    for (const text of [
      '{{'.repeat(50_000),
      '[Your '.repeat(30_000),
      '{%'.repeat(50_000),
      '<YOUR '.repeat(30_000),
    ]) {
      expect((await measuresOf('boilerplate', text))['placeholder']).toBe(0);
    }
  });

  it('finds places of a template that were not filled', async () => {
    for (const place of [
      'Dear {{name}},',
      'on [INSERT DATE]',
      '[Your Name]',
      '<YOUR COMPANY>',
      '{% if a %}',
      '[Address]',
    ]) {
      expect(await broken(place), place).toEqual(['placeholder']);
    }
    expect((await measuresOf('boilerplate', '{{a}} {{b}} {{'))['placeholder']).toBe(2);
  });
});
