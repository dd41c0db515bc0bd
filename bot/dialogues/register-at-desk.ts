import { maskDocument, maskPhone } from '#kit/mask.ts';
import { readPhone } from '#domain/residents/phone.ts';
import type { ReadDocument } from '#domain/residents/document.ts';
import { registerAtDesk } from '#domain/residents/register-at-desk.ts';
import { readResident } from '#domain/residents/resident.ts';
import type { DialogueWorld, Script } from '../dialogue-world.ts';
import { registering as words } from '../replies/verify.ts';
import { askIdentity } from './ask-identity.ts';

/** Who was registered, or is on file already. */
export interface AtDesk {
  id: string;
  name: string;
  /** YYYY-MM-DD */
  birthDate: string;
}

/**
 * 看着证件登记：姓名、证件号码 → 手机号或没有 → 核对。A name and document that are on file find who is there.
 *
 * @param document read from the card already.
 */
export async function registerPerson(
  script: Script,
  world: DialogueWorld,
  { staffId, centreId, document }: { staffId: string; centreId: string | undefined; document?: ReadDocument },
): Promise<AtDesk> {
  const { tx } = world;
  const identity = await askIdentity(script, world, {
    key: 'desk',
    prompt: document ? words.askName : words.askWho,
    help: words.help,
    who: 'anybody',
    document,
  });
  const phone = identity.phone ?? (await askPhone(script));
  await script.confirm('desk.check', {
    title: words.check,
    of: [],
    also: [
      { title: words.name, label: identity.name },
      { title: words.document, label: maskDocument(identity.documentNumber) },
      { title: words.phone, label: phone === undefined ? words.noPhone : maskPhone(phone) },
    ],
  });
  const { residentId, outcome } = await script.act('desk.register', () =>
    registerAtDesk(tx, { identity: { ...identity, phone }, staffId, centreId }),
  );
  const { name, birthDate } = await readResident(tx, residentId, {
    actor: { kind: 'system' },
    purpose: 'identity.desk',
  });
  script.say(outcome === 'found' ? words.found(name) : words.registered(name));
  return { id: residentId, name, birthDate };
}

async function askPhone({ ask }: Script): Promise<string | undefined> {
  const said = await ask('desk.phone', {
    title: words.phone,
    prompt: words.askPhone,
    shown: 'hidden',
    skip: words.noPhone,
    accept: (text) => readPhone(text)?.number,
    hint: words.phoneHint,
  });
  return said === '' ? undefined : said;
}
