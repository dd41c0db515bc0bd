import { forwarded } from '#domain/notices/talking.ts';
import { send } from '#domain/notices/send.ts';
import { normalise } from '#kit/chinese-input/normalise.ts';
import { person } from '../replies/person.ts';
import { backToQuestion } from './commands.ts';
import { placeOnDuty, tellDuty } from './duty.ts';
import { readHandOver } from './hand-over-number.ts';
import type { Answer, Step, Talk } from './talk.ts';

/**
 * While somebody talks with staff (人工), the bot is silent: what they write goes to who took it, or to those on duty.
 * “结束人工” ends it from their side too.
 */
export const withStaff: Step = async (talk, text) => {
  const { tx, contact } = talk;
  const ends = /^(?:结束|退出|不用|取消)人工(?:服务|了)?$/u.test(normalise(text));
  const handOver = readHandOver(contact.handedOverTo);
  if (!handOver || contact.handedOverUntil === undefined || contact.handedOverUntil <= tx.now) {
    return ends ? backToQuestion(talk, person.notWithStaff) : undefined;
  }
  if (ends) return endFromHere(talk);
  const command = talk.ear.command(text);
  if (command === '退订' || command === '恢复') return undefined;
  if (command !== undefined && command !== '说错了') return { replies: [{ text: person.withStaff }] };
  const data = { number: handOver.number, who: contact.resident?.name ?? '居民', text };
  const key = `talk.forwarded/${talk.message.claimKey}`;
  if (handOver.staffId !== undefined) {
    await send(tx, forwarded, { staff: handOver.staffId }, data, { key, about: contact.resident?.id });
  } else {
    const place = await placeOnDuty(talk);
    if (place) await tellDuty(talk, place, forwarded, data, key);
  }
  return { replies: [] };
};

function endFromHere(talk: Talk): Answer {
  talk.contact.handedOverUntil = undefined;
  talk.contact.handedOverTo = undefined;
  return { replies: [{ text: person.ended }] };
}
