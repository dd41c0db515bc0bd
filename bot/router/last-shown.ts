import { normalise } from '#kit/chinese-input/normalise.ts';
import type { Choice } from '../message.ts';
import { readOption } from '../readers.ts';
import { commands } from './commands.ts';
import { start } from './flow.ts';
import { menu } from './menu.ts';
import { readLineKey } from './numbered.ts';
import { startService } from './services.ts';
import { dialogueNamed, mayStart, openOf, type Answer, type Step, type Talk } from './talk.ts';

/** “1” … “5” pick a line of the list shown last outside a question: the menu, suggestions. */
export const lastShown: Step = async (talk, text) => {
  const choices = talk.contact.lastChoices;
  if (!choices || choices.length === 0) return undefined;
  const options = choices.map(({ key, label }) => ({ id: key, label, names: [] }));
  const called = calledWholly(text, choices);
  if (called) return pickLine(talk, called.key);
  const reading = readOption(text, options);
  if (reading.kind !== 'one') return undefined;
  // Close words may as well be an answer to the open question.
  if (!reading.sure && openOf(talk)) return undefined;
  // Nor does a line stand before another service that is called by its name.
  const { service } = talk.ear.understands(text);
  if (!reading.sure && service?.named && readLineKey(reading.id)?.what !== service.name) return undefined;
  return pickLine(talk, reading.id);
};

/** The one line whose other name is the whole message, or all of it before the first comma: “五星，医生很耐心”. */
function calledWholly(text: string, choices: readonly Choice[]): Choice | undefined {
  const said = text.split(/[,，。.!！;；\s]/u)[0] ?? '';
  const meant = choices.filter(({ names = [] }) => names.some((name) => normalise(name) === normalise(said)));
  return meant.length === 1 ? meant[0] : undefined;
}

/** Does what a line says. */
export async function pickLine(talk: Talk, key: string): Promise<Answer | undefined> {
  const line = readLineKey(key);
  switch (line?.does) {
    case 'service':
      return startService(talk, line.what, '');
    case 'command':
      return commands(talk, line.what);
    case 'menu':
      return menu(talk, Number(line.what) || 0);
    case 'dialogue':
      return startChosen(talk, line.what);
    case undefined:
      return undefined;
  }
}

/** `answer-offer:…`: that dialogue, told what was chosen; what is open meanwhile goes on after it. */
async function startChosen(talk: Talk, what: string): Promise<Answer | undefined> {
  const [, name = '', value] = /^([^:]+):(.+)$/s.exec(what) ?? [];
  const dialogue = dialogueNamed(talk, name);
  if (!dialogue || !mayStart(talk, dialogue)) return undefined;
  return { replies: await start(talk, dialogue, { kept: { chosen: { value } }, returnTo: openOf(talk)?.id }) };
}
