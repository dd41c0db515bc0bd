import { maskDocument, maskName, maskPhone } from '#kit/mask.ts';
import { confirmFamily, confirmIdentity } from '#domain/residents/confirm-identity.ts';
import { identitiesByCard, uncheckedFamily, type UncheckedFamily } from '#domain/residents/identity-queue.ts';
import { refuse } from '#domain/refusal.ts';
import { readResident, type ResidentView } from '#domain/residents/resident.ts';
import type { DialogueWorld, Script, TalkingStaff } from '../dialogue-world.ts';
import { verifying as words } from '../replies/verify.ts';
import { refuseRegistration } from './refuse-registration.ts';

/** One registration, with the card in the hands of who checks it. */
export interface Checking {
  staff: TalkingStaff;
  centreId: string | undefined;
  residentId: string;
  /** `compared`: its number was typed from the card already. */
  card: 'compared' | 'to be compared';
}

/** 核对一个登记：看本人和证件 → 后六位 → 家属关系 → 确认 → 并入或新建。 */
export async function checkRegistration(script: Script, world: DialogueWorld, checking: Checking): Promise<void> {
  const { tx } = world;
  const { staff, centreId, residentId, card } = checking;
  const look = { actor: { kind: 'staff' as const, id: staff.id }, purpose: 'identity.check' };
  await script.act('look', async () => (await readResident(tx, residentId, look)).id, { per: residentId });
  const resident = await readResident(tx, residentId, { actor: { kind: 'system' }, purpose: 'identity.check' });
  if (resident.identityLevel === 'verified') return script.say(words.already(maskName(resident.name)));
  if (resident.identityLevel === 'refused') throw refuse('identity-decided');
  script.say(words.person(shown(resident)));
  const fits = card === 'compared' || (await askLastSix(script, resident)) !== doesNotFit;
  if (!fits) return refuseRegistration(script, world, { ...checking, name: resident.name });
  const families = await checkedFamilies(script, await uncheckedFamily(tx, residentId));
  const verdict = await script.choose('verdict', {
    title: words.title,
    prompt: words.sure(resident.name, await whatHappens(world, resident)),
    from: ['verified', 'refused', 'kept'] as const,
    id: (one) => one,
    label: (one) => words.verdicts[one],
    names: (one) => words.verdictNames[one],
    none: { say: words.kept },
  });
  if (verdict === 'refused') return refuseRegistration(script, world, { ...checking, name: resident.name });
  if (verdict === 'kept') return script.say(words.kept);
  const { outcome } = await script.act('verify', async () => {
    for (const { delegationId } of families) await confirmFamily(tx, { delegationId, staffId: staff.id });
    return confirmIdentity(tx, { residentId, staffId: staff.id, centreId });
  });
  const name = maskName(resident.name);
  if (outcome === 'already') return script.say(words.already(name));
  script.receipt({ done: words.done(name), undo: words.undo });
}

function shown({ name, sex, birthDate, documentNumber, phone }: ResidentView) {
  return { name, sex, birthDate, document: maskDocument(documentNumber), phone: phone && maskPhone(phone) };
}

/** An answer of its own beside the six figures. */
const doesNotFit = 'refused';

function askLastSix({ ask }: Script, { documentNumber }: ResidentView): Promise<string> {
  const right = documentNumber.slice(-6);
  return ask('last-six', {
    title: words.lastSixTitle,
    prompt: words.askLastSix,
    shown: 'hidden',
    suggest: [words.doesNotFit],
    accept: (text) => {
      if (text === doesNotFit || /不符|退回|不是本人|对不上/u.test(text)) return doesNotFit;
      const typed = text
        .normalize('NFKC')
        .toUpperCase()
        .replace(/[^\dA-Z]/gu, '');
      return typed === right || typed === documentNumber ? right : undefined;
    },
    hint: words.lastSixWrong,
  });
}

/** Those who act for the resident and whose papers were looked at. */
async function checkedFamilies({ decide }: Script, families: readonly UncheckedFamily[]): Promise<UncheckedFamily[]> {
  const checked: UncheckedFamily[] = [];
  for (const family of families) {
    const seen = await decide(`family.${family.delegationId}`, {
      title: words.familyTitle,
      prompt: words.askFamily(family.actorName, family.kind, family.kinship),
      yes: words.familyYes,
      no: words.familyNo,
    });
    if (seen) checked.push(family);
  }
  return checked;
}

/** What the confirmation will do to the files. */
async function whatHappens({ tx }: DialogueWorld, { documentNumber, name, phone }: ResidentView): Promise<string[]> {
  const { onFile } = await identitiesByCard(tx, documentNumber);
  if (!onFile) return [words.newFile];
  const filed = await readResident(tx, onFile.residentId, { actor: { kind: 'system' }, purpose: 'identity.check' });
  return [
    words.onFile,
    ...(filed.name === name ? [] : [words.otherName(filed.name)]),
    ...(phone === undefined || phone === filed.phone ? [] : [words.newPhone(maskPhone(phone))]),
  ];
}
