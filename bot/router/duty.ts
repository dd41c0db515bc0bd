import { send } from '#domain/notices/send.ts';
import type { NoticeDefinition } from '#domain/notices/notice.ts';
import { placeOf, placesOfKind, type Place } from '#domain/organisations/place.ts';
import { dutyStaff } from '#domain/staff/duty.ts';
import { dutyNow } from '#domain/staff/duty-roster.ts';
import { residentPhone } from './resident-phone.ts';
import type { Talk } from './talk.ts';

/** So many of those on duty are told; the first of them is the likeliest to be there. */
const told = 3;

/** Whose duty somebody is: their home centre, else the one they named, else the district's bureau. */
export async function placeOnDuty(talk: Talk, named?: string | undefined): Promise<Place | undefined> {
  const centreId = talk.contact.resident?.homeCentreId ?? named;
  if (centreId !== undefined) return placeOf(talk.tx, centreId);
  const [bureau] = await placesOfKind(talk.tx, ['bureau']);
  return bureau;
}

/** Tells the staff on duty, but for who knows it already. Returns who was told. */
export async function tellDuty<Data>(
  talk: Talk,
  place: Place,
  definition: NoticeDefinition<Data>,
  data: Data,
  key: string,
  knows: readonly string[] = [],
): Promise<string[]> {
  const { tx, contact } = talk;
  const staffIds = (await dutyStaff(tx, place.id)).slice(0, told).filter((id) => !knows.includes(id));
  for (const staffId of staffIds) {
    await send(tx, definition, { staff: staffId }, data, { key: `${key}/${staffId}`, about: contact.resident?.id });
  }
  // At night a chat may go unseen: the duty phone rings too.
  const onDuty = definition.purpose === 'safety' ? await dutyNow(tx, place.id) : undefined;
  if (onDuty?.phone !== undefined)
    await send(tx, definition, { phone: onDuty.phone }, data, {
      key: `${key}/duty-phone`,
      about: contact.resident?.id,
    });
  return staffIds;
}

/** How staff are told who is talking: name, age and phone where somebody is bound. */
export async function whoIsTalking(talk: Talk): Promise<{ who: string; phone: string | undefined }> {
  const { tx, contact } = talk;
  const { resident } = contact;
  if (!resident) return { who: '一位还没绑定的居民', phone: undefined };
  const age = tx.day.ageOn(resident.birthDate, tx.day.dateOf(tx.now));
  const level = resident.identityLevel === 'verified' ? '' : '，待核实';
  return { who: `${resident.name}（${age}岁${level}）`, phone: await residentPhone(tx, resident.id) };
}
