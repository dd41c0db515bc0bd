import { personWanted } from '#domain/notices/talking.ts';
import type { Place } from '#domain/organisations/place.ts';
import { placeOnDuty, tellDuty, whoIsTalking } from './duty.ts';
import { titleOf } from './flow.ts';
import { numberOf } from './hand-over-number.ts';
import { staffSilenceMs } from './staff-words.ts';
import type { Talk } from './talk.ts';

/** 人工: the staff on duty are told in WeCom, and the bot is silent for this contact until they end it or two hours are over. */
export async function callStaff(talk: Talk, placeId: string | undefined): Promise<Place | undefined> {
  const { tx, contact, message } = talk;
  const place = await placeOnDuty(talk, placeId);
  if (!place) return undefined;
  const interrupted = talk.dialogues.find(({ status }) => status === 'suspended');
  const data = {
    ...(await whoIsTalking(talk)),
    number: await numberOf(tx, contact),
    matter: interrupted ? titleOf(talk, interrupted) : '',
  };
  const told = await tellDuty(talk, place, personWanted, data, `talk.person-wanted/${message.claimKey}`);
  if (told.length === 0) return undefined;
  contact.handedOverUntil = new Date(tx.now.getTime() + staffSilenceMs);
  tx.audit({
    actor: { kind: 'contact', id: contact.id },
    action: 'talk.handed-over',
    subject: { kind: 'contact', id: contact.id },
    detail: { place: place.id, told: told.length },
  });
  return place;
}
