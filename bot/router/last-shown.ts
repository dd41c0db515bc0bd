import { readOption } from '../readers.ts';
import { commands } from './commands.ts';
import { menu } from './menu.ts';
import { readLineKey } from './numbered.ts';
import { startService } from './services.ts';
import { openOf, type Answer, type Step, type Talk } from './talk.ts';

/** “1” … “5” pick a line of the list shown last outside a question: the menu, suggestions. */
export const lastShown: Step = async (talk, text) => {
  const choices = talk.contact.lastChoices;
  if (!choices || choices.length === 0) return undefined;
  const options = choices.map(({ key, label }) => ({ id: key, label, names: [] }));
  const reading = readOption(text, options);
  if (reading.kind !== 'one') return undefined;
  // Close words may as well be an answer to the open question.
  if (!reading.sure && openOf(talk)) return undefined;
  return pickLine(talk, reading.id);
};

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
    case undefined:
      return undefined;
  }
}
