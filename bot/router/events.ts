import { takeReport } from '#domain/notices/report.ts';
import { unfollow } from '#domain/residents/unbind.ts';
import { talking } from '../replies/talking.ts';
import { readScene } from '../scene.ts';
import { backToQuestion, closeAll } from './commands.ts';
import { pressedCard } from './pressed.ts';
import { start } from './flow.ts';
import { menu } from './menu.ts';
import { dialogueFor, openOf, type Answer, type Talk } from './talk.ts';
import type { InboundEvent } from '../message.ts';

const silence: Answer = { replies: [] };

/** Everything but words. */
export async function onEvent(
  talk: Talk,
  event: Exclude<InboundEvent, { kind: 'text' | 'menu-pressed' }>,
): Promise<Answer> {
  switch (event.kind) {
    case 'followed':
      talk.contact.following = true;
      return event.scene === undefined ? menu(talk, 0, talking.welcome) : scene(talk, event.scene, talking.welcome);
    case 'scanned':
      return scene(talk, event.scene);
    case 'unfollowed':
      talk.contact.following = false;
      await unfollow(talk.tx, talk.contact.id);
      await closeAll(talk);
      return silence;
    case 'opened':
      return greetOnceADay(talk);
    case 'card-pressed':
      return pressedCard(talk, event);
    case 'unreadable':
      return isWithStaff(talk) ? silence : backToQuestion(talk, talking.unreadable[event.what]);
    case 'delivery-reported':
      if (event.platformMessageId !== '') await takeReport(talk.tx, event);
      return silence;
    case 'ignored':
      return silence;
  }
}

/** A doctor's or a centre's code leads straight to signing there. */
async function scene(talk: Talk, text: string, welcome?: string): Promise<Answer> {
  const before = welcome === undefined ? [] : [{ text: welcome }];
  const code = readScene(text);
  const signing = dialogueFor(talk, '签约');
  if (!code || !signing) return menu(talk, 0, welcome ?? talking.unknownCode);
  const facts = code.sign === 'doctor' ? { doctorId: code.id } : { centreId: code.id };
  return { replies: [...before, ...(await start(talk, signing, { heard: [facts] }))] };
}

async function greetOnceADay(talk: Talk): Promise<Answer> {
  const { tx, contact } = talk;
  const today = tx.day.dateOf(tx.now);
  if (contact.greetedOn === today || openOf(talk)) return silence;
  contact.greetedOn = today;
  const { staff } = await talk.world();
  return menu(talk, 0, staff ? talking.staffGreeting(staff.name) : talking.greeting);
}

function isWithStaff({ tx, contact }: Talk): boolean {
  return contact.handedOverUntil !== undefined && contact.handedOverUntil > tx.now;
}
