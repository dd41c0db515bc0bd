import { findKinships } from '#kit/chinese-input/person.ts';
import { maskName } from '#kit/mask.ts';
import { rulesOn } from '#domain/packs/current.ts';
import { checkCode, sendCode } from '#domain/residents/codes.ts';
import { checkDeskCode } from '#domain/residents/desk-code.ts';
import {
  addFamily,
  mustBeNew,
  type AddedFamily,
  type FamilyProof,
  type NewFamily,
} from '#domain/residents/delegate.ts';
import { commonPowers, sayPowers, type Power } from '#domain/residents/family-rules.ts';
import { readPhone } from '#domain/residents/phone.ts';
import { readResident } from '#domain/residents/resident.ts';
import { isAdultAt } from '#domain/residents/rules.ts';
import { refuse } from '#domain/refusal.ts';
import type { DialogueWorld, Script, TalkingResident } from '../dialogue-world.ts';
import type { Stored } from '../engine/script.ts';
import { family } from '../replies/family.ts';
import { grants } from './answer-family.ts';
import { askCode } from './ask-code.ts';
import { askDeskCode, askIdentity } from './ask-identity.ts';

type Member = Pick<NewFamily, 'subject' | 'kinship'> & { me: TalkingResident };

/** 添加家人：姓名证件 → 称呼 → 孩子（监护人或帮手）或大人（他的手机、他自己同意、没有手机）。 */
export async function addMember(
  script: Script,
  world: DialogueWorld,
  me: TalkingResident,
  ownDocument: string,
): Promise<void> {
  const { tx } = world;
  const subject = await askIdentity(script, world, {
    key: 'member',
    prompt: family.askWho,
    help: family.whoHelp,
    who: 'anybody',
    notOf: ownDocument,
  });
  await mustBeNew(tx, me.id, subject);
  const today = tx.day.dateOf(tx.now);
  const adult = isAdultAt(tx.day.ageOn(subject.birthDate, today), rulesOn(today).identity);
  const kinship = await askKinship(script, adult ? family.adultKin : family.childKin);
  const member = { me, subject, kinship };
  return adult ? addAdult(script, world, member) : addChild(script, world, member);
}

function askKinship({ ask }: Script, common: readonly string[]): Promise<string> {
  return ask('kinship', {
    title: family.kinshipTitle,
    prompt: family.askKinship,
    suggest: common,
    accept: (text) => findKinships(text)[0] ?? /^\p{Script=Han}{1,6}$/u.exec(text.trim())?.[0],
    hint: family.kinshipHint,
    fact: ({ people = [] }) => people.flatMap((person) => findKinships(person)).find((kin) => kin !== '本人'),
  });
}

async function addChild(script: Script, world: DialogueWorld, member: Member): Promise<void> {
  const role = await childRole(script, member.kinship);
  if (role === 'helper') return addByAsking(script, world, { ...member, kind: 'helper' });
  const guardian = { ...member, kind: 'guardian' as const };
  return world.hasSms ? addByOwnPhone(script, world, guardian) : addAtDesk(script, world, guardian);
}

/** 儿子、女儿 is the parent, 孙子 the grandparent; anything else is asked. */
async function childRole({ choose }: Script, kinship: string): Promise<'guardian' | 'helper'> {
  if (/^(?:儿子|女儿)$/u.test(kinship)) return 'guardian';
  if (/孙/u.test(kinship)) return 'helper';
  return choose('role', {
    title: family.roleTitle,
    prompt: family.askRole,
    from: ['guardian', 'helper'] as const,
    id: (role) => role,
    label: (role) => family[role],
    none: { say: family.nothing },
  });
}

async function addAdult(script: Script, world: DialogueWorld, member: Member): Promise<void> {
  const way = await script.choose('way', {
    title: family.wayTitle,
    prompt: family.askWay,
    shown: 'hidden',
    from: world.hasSms ? (['phone', 'asked', 'none'] as const) : (['asked', 'desk'] as const),
    id: (one) => one,
    label: (one) => family.ways[one],
    none: { say: family.nothing },
  });
  switch (way) {
    case 'phone':
      return addByTheirPhone(script, world, member);
    case 'asked':
      return addByAsking(script, world, { ...member, kind: 'agent' });
    case 'none':
      return addByOwnPhone(script, world, { ...member, kind: 'agent' });
    case 'desk':
      return addAtDesk(script, world, { ...member, kind: 'agent' });
  }
}

async function addByTheirPhone(script: Script, world: DialogueWorld, member: Member): Promise<void> {
  const { granted } = await script.choose('powers', {
    title: family.powersTitle,
    prompt: family.askPowers,
    from: grants,
    id: ({ id }) => id,
    label: ({ granted }) => family.powersLabel(granted),
    none: { say: family.nothing },
  });
  const ask = () =>
    script.ask('member.phone', {
      title: family.phoneTitle,
      prompt: family.askPhone,
      shown: 'hidden',
      accept: (text) => readPhone(text)?.number,
      hint: family.phoneHint,
    });
  const phone = member.subject.phone ?? (await ask());
  await addByCode(script, world, { ...member, kind: 'agent', granted, phone, whose: 'subject-phone' });
}

async function addByOwnPhone(
  script: Script,
  world: DialogueWorld,
  member: Member & Pick<NewFamily, 'kind'>,
): Promise<void> {
  const own = { actor: { kind: 'resident' as const, id: member.me.id }, purpose: 'family.add' };
  const { phone } = await readResident(world.tx, member.me.id, own);
  if (phone === undefined) return script.say(family.noOwnPhone);
  await addByCode(script, world, { ...member, granted: [], phone, whose: 'own-phone' });
}

type ByCode = Member & {
  kind: NewFamily['kind'];
  granted: readonly Power[];
  phone: string;
  whose: Exclude<FamilyProof['kind'], 'asked' | 'desk'>;
};

async function addByCode(script: Script, world: DialogueWorld, asked: ByCode): Promise<void> {
  const { tx, contact } = world;
  const { me, subject, kinship, kind, granted, phone, whose } = asked;
  const who = `${kinship}${maskName(subject.name)}`;
  const said = kind === 'guardian' ? sayPowers([...commonPowers, 'sign']) : sayPowers([...commonPowers, ...granted]);
  const asker = whose === 'subject-phone' ? { name: maskName(me.name), powers: said } : undefined;
  script.say(family.codeMeans(who, said));
  const added = await askCode<{ outcome: 'added' } & AddedFamily>(script, {
    key: 'family',
    from: { phone },
    phone: whose === 'subject-phone' ? 'may-change' : 'fixed',
    send: (to) => sendCode(tx, { purpose: 'family', contactId: contact.id, phone: to, asker }),
    async check(to = phone, code) {
      const checked = await checkCode(tx, { purpose: 'family', contactId: contact.id, phone: to }, code);
      if (checked.outcome !== 'right') return checked;
      const proof = { kind: whose, phone: to };
      return { outcome: 'added', ...(await addFamily(tx, { actorId: me.id, subject, kinship, kind, proof, granted })) };
    },
    per: [subject.name, subject.documentNumber, kinship, kind, ...granted],
  });
  if (!added) throw refuse('code-tries-used');
  tellAdded(script, { who, powers: said, added });
}

/** Without SMS: the code that the desk gave to who is talking. */
async function addAtDesk(
  script: Script,
  { tx }: DialogueWorld,
  { me, subject, kinship, kind }: Member & Pick<NewFamily, 'kind'>,
): Promise<void> {
  const who = `${kinship}${maskName(subject.name)}`;
  const powers = sayPowers(kind === 'guardian' ? [...commonPowers, 'sign'] : commonPowers);
  script.say(family.deskHow);
  script.say(family.codeMeans(who, powers));
  const added = await askCode<{ outcome: 'added' } & AddedFamily>(script, {
    key: 'family',
    from: await askDeskCode(script, 'family'),
    phone: 'none',
    send: () => Promise.reject(new Error('no code can be sent')),
    async check(_phone, code) {
      const checked = await checkDeskCode(tx, me.id, code);
      if (checked.outcome !== 'right') return checked;
      const family = await addFamily(tx, { actorId: me.id, subject, kinship, kind, proof: { kind: 'desk' } });
      return { outcome: 'added', ...family };
    },
    per: [subject.name, subject.documentNumber, kinship, kind],
  });
  if (!added) throw refuse('code-tries-used');
  tellAdded(script, { who, powers, added });
}

function tellAdded(
  { say }: Script,
  { who, powers, added }: { who: string; powers: string; added: Stored<AddedFamily> },
): void {
  say(family.added(who, powers));
  if (!added.checked) say(family.unchecked);
  say(family.undo);
}

async function addByAsking(
  script: Script,
  world: DialogueWorld,
  { me, subject, kinship, kind }: Member & { kind: 'agent' | 'helper' },
): Promise<void> {
  await script.confirm('confirm', {
    title: family.confirmAsked,
    also: [{ title: family.title, label: `${maskName(subject.name)}（${sayPowers(commonPowers)}）` }],
  });
  await script.act('add', () =>
    addFamily(world.tx, { actorId: me.id, subject, kinship, kind, proof: { kind: 'asked' } }),
  );
  script.say(kind === 'helper' ? family.askedGuardian : family.askedAdult);
}
