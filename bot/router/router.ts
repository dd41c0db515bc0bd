import type { InboundEvent } from '../message.ts';
import { talking } from '../replies/talking.ts';
import { backToQuestion, commands } from './commands.ts';
import { dangerSigns } from './alarm.ts';
import { onEvent } from './events.ts';
import { fallback, otherWords, pleasantries, thanks } from './fallback.ts';
import { lastShown } from './last-shown.ts';
import { phrases } from './phrases.ts';
import { question } from './question.ts';
import { service } from './services.ts';
import { staffWords } from './staff-words.ts';
import type { Answer, Step, Talk } from './talk.ts';
import { withStaff } from './with-staff.ts';

/** Who looks at a text first. Each answers or lets the next one look; the last always answers. */
const order: readonly Step[] = [
  dangerSigns,
  staffWords,
  withStaff,
  commands,
  phrases,
  lastShown,
  thanks,
  question,
  service,
  otherWords,
  pleasantries,
];

/** What a message is answered with. A list that was shown before is answered by this message or not at all. */
export async function route(talk: Talk): Promise<Answer> {
  const { event } = talk.message;
  if (isStranger(talk)) return isHeard(event) ? { replies: [{ text: talking.stranger }] } : { replies: [] };
  switch (event.kind) {
    case 'text':
      return onText(talk, event.text);
    case 'menu-pressed':
      return onText(talk, event.key);
    default:
      return onEvent(talk, event);
  }
}

/** WeCom is for staff; whoever is not on a staff record is told so. */
function isStranger({ contact }: Talk): boolean {
  return contact.channel === 'wecom' && contact.staffId === undefined;
}

function isHeard({ kind }: InboundEvent): boolean {
  return kind === 'text' || kind === 'menu-pressed' || kind === 'card-pressed' || kind === 'unreadable';
}

async function onText(talk: Talk, text: string): Promise<Answer> {
  if (text.trim() === '') return backToQuestion(talk, talking.empty);
  for (const step of order) {
    const answer = await step(talk, text);
    if (answer) return answer;
  }
  return fallback(talk, text);
}
