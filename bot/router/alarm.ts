import { withdrawSigns } from '#domain/alerts/answer.ts';
import { openAlertsAbout } from '#domain/alerts/list.ts';
import { raiseAlert, type SaidInChat } from '#domain/alerts/raise.ts';
import { reportReadings, takeBackReadings } from '#domain/follow-ups/report-reading.ts';
import { dangerAlert, dangerCleared } from '#domain/notices/talking.ts';
import { rulesAt } from '#domain/packs/of-organisation.ts';
import type { DangerSign } from '#domain/safety/danger-signs.ts';
import { readValues, sayAgain } from '../dialogues/read-values.ts';
import { saveDialogue } from '../inbox/dialogue-row.ts';
import type { Reply } from '../message.ts';
import { danger, dangerKinds, dangerWords } from '../replies/danger.ts';
import { placeOnDuty, tellDuty, whoIsTalking } from './duty.ts';
import { numberOf } from './hand-over-number.ts';
import { commandLine, listed, serviceLine } from './numbered.ts';
import { openOf, type Answer, type Step, type Talk } from './talk.ts';

/** A sign of danger stops everything: the answer comes first, then whoever is on duty is told (domain.md §5). */
export const dangerSigns: Step = async (talk, text) => {
  // Staff write about others; they are not told to call 120.
  if (talk.contact.staffId !== undefined) return undefined;
  const sign = talk.ear.danger(text);
  return sign && raise(talk, sign);
};

async function raise(talk: Talk, sign: DangerSign): Promise<Answer> {
  const { tx, contact, message } = talk;
  const open = openOf(talk);
  if (open) {
    open.state.alarmed = true;
    await saveDialogue(tx, open, 'suspended');
  }
  const place = await placeOnDuty(talk);
  const data = { ...(await whoIsTalking(talk)), number: await numberOf(tx, contact), phrase: sign.phrase };
  const alert = { ...data, kind: dangerKinds[sign.kind] };
  const key = `safety.alert/${message.claimKey}`;
  const owners = await ownAlert(talk, sign, { phrase: sign.phrase, number: data.number });
  const onDuty = place ? await tellDuty(talk, place, dangerAlert, alert, key, owners) : [];
  const told = [...owners, ...onDuty];
  tx.audit({
    actor: { kind: 'contact', id: contact.id },
    action: 'danger.alerted',
    subject: { kind: 'contact', id: contact.id },
    detail: { kind: sign.kind, told: told.length },
  });
  const words: Reply = { text: dangerWords[sign.kind] };
  const about = told.length > 0 ? danger.alerted(place?.kind === 'bureau' ? '' : (place?.name ?? '')) : danger.nobody;
  const call = place && place.kind !== 'bureau' && place.phone !== '' ? [danger.phone(place.phone)] : [];
  return listed([about, ...call, danger.slipHow].join('\n'), [commandLine(danger.slip), serviceLine('人工')], [words]);
}

/**
 * An alert that somebody owns until it is answered; a reading of one's own is kept with it.
 * @returns who has just been sent its card: one buzz is enough.
 */
async function ownAlert(talk: Talk, sign: DangerSign, said: SaidInChat): Promise<string[]> {
  const { tx, contact } = talk;
  if (!contact.resident) return [];
  const before = await openAlertsAbout(tx, contact.resident.id);
  const ofReading = await reportDanger(talk, sign, said);
  if (!ofReading) await raiseAlert(tx, { residentId: contact.resident.id, kind: 'danger-sign', said });
  const raised = (await openAlertsAbout(tx, contact.resident.id)).filter(({ id }) =>
    before.every((one) => one.id !== id),
  );
  return [...new Set(raised.map(({ ownerId }) => ownerId))];
}

/** Whether what they measured raised an alert. */
async function reportDanger({ tx, contact, ear, message }: Talk, sign: DangerSign, said: SaidInChat): Promise<boolean> {
  const { resident } = contact;
  if (!resident || !sign.kind.startsWith('reading-')) return false;
  const text = message.event.kind === 'text' ? message.event.text : '';
  const { people = [], readings = [] } = ear.understands(text).facts;
  const isOwn = people.every((person) => person === '我');
  const { followUps } = await rulesAt(tx, resident.homeCentreId);
  const measured = readValues(sayAgain(readings), followUps).flatMap((value) =>
    value.is === 'whole' ? [value.measured] : [],
  );
  if (!isOwn || measured.length === 0) return false;
  const [residentId, contactId] = [resident.id, contact.id];
  const reported = await reportReadings(tx, { residentId, contactId, by: residentId, measured, said });
  return reported.some(({ alertId }) => alertId !== undefined);
}

/** “说错了” after a sign of danger: whoever was told is told that too. False when there was none. */
export async function falseAlarm(talk: Talk): Promise<boolean> {
  const { tx, contact, message } = talk;
  const alarmed = contact.lastChoices?.some(({ key }) => key === commandLine(danger.slip).key) ?? false;
  if (!alarmed) return false;
  await takeBackReadings(tx, contact.id);
  if (contact.resident) await withdrawSigns(tx, contact.resident.id);
  const place = await placeOnDuty(talk);
  const data = { ...(await whoIsTalking(talk)), number: await numberOf(tx, contact) };
  if (place) await tellDuty(talk, place, dangerCleared, data, `safety.cleared/${message.claimKey}`);
  return true;
}
