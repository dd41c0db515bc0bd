import { shortNumber } from '#domain/case-number.ts';
import { acceptInvitation, askHomeVisit } from '#domain/home-visits/ask.ts';
import { openVisits, type OwnVisit } from '#domain/home-visits/list.ts';
import { withdrawVisit } from '#domain/home-visits/withdraw.ts';
import { rulesAt } from '#domain/packs/of-organisation.ts';
import type { HouseholdMember } from '#domain/residents/family.ts';
import type { Dialogue, DialogueWorld, Script, TalkingResident } from '../dialogue-world.ts';
import { homeVisits as words } from '../replies/home-visits.ts';
import { askWishedTime } from './home-visit-time.ts';
import { bindFirst } from './bind-first.ts';
import { isSaid, mayBookFor } from './own-visits.ts';

/** 上门：给谁 → 做什么 → 什么时候 → 核对 → 编号。已经请过的先看办到哪了，可以取消。 */
export const requestHomeVisit: Dialogue = {
  name: 'home-visit',
  service: '上门',
  audience: 'resident',
  title: '请医生上门',
  givenUpBy: /^(?:不用来了|不用上门了|不请了)$/u,
  async script(script, world) {
    const me = await bindFirst(script, world);
    // A line under an invitation: which one, and whether they want it.
    const [invitation = '', wish = ''] = (await script.keep('chosen', () => '')).split('/');
    const members = await mayBookFor(world, me.id);
    if (invitation !== '') return answerInvitation(script, world, { me, members, visitId: invitation, wish });
    const looked = await script.part('own', () => lookAtOwn(script, world, { me, members }));
    if (looked === 'looked') return;
    await ask(script, world, { me, members });
  },
};

interface Household {
  me: TalkingResident;
  members: readonly HouseholdMember[];
}

/** What is under way is shown first. @returns whether that was all. */
async function lookAtOwn(script: Script, world: DialogueWorld, { me, members }: Household): Promise<'looked' | 'new'> {
  const { tx } = world;
  const own = await openVisits(
    tx,
    members.map(({ residentId }) => residentId),
  );
  if (own.length === 0) return 'new';
  script.say(own.map((visit) => sayVisit(world, members, visit)).join('\n'));
  const isFree = own.length < members.length;
  const doing = await script.choose('do', {
    title: words.doTitle,
    prompt: words.askDo,
    shown: 'hidden',
    from: isFree ? (['keep', 'withdraw', 'other'] as const) : (['keep', 'withdraw'] as const),
    id: (one) => one,
    label: (one) => words.doings[one],
    names: (one) => (one === 'withdraw' ? ['取消', '不用了', '撤回'] : []),
    none: { say: words.none },
    // Who names somebody without a visit, or says what for, wants another one.
    fact: ({ atHome, people }) =>
      isFree && (atHome !== undefined || members.some((one) => isFor(one, own, people))) ? 'other' : undefined,
  });
  if (doing === 'other') return 'new';
  if (doing === 'withdraw') {
    const visit = await script.choose('which', {
      title: words.whoTitle,
      prompt: words.askDo,
      shown: 'hidden',
      from: own,
      id: ({ id }) => id,
      label: (one) => sayVisit(world, members, one),
      only: 'take',
      none: { say: words.gone },
    });
    await script.act('withdraw', () => withdrawVisit(tx, { visitId: visit.id, actorId: me.id }));
  }
  script.say(doing === 'withdraw' ? words.withdrawn : words.kept);
  return 'looked';
}

function isFor(member: HouseholdMember, own: readonly OwnVisit[], people: readonly string[] | undefined): boolean {
  const hasVisit = own.some(({ residentId }) => residentId === member.residentId);
  return !hasVisit && (people?.some((said) => isSaid(member, said)) ?? false);
}

function sayVisit({ tx }: DialogueWorld, members: readonly HouseholdMember[], visit: OwnVisit): string {
  const name = members.find(({ residentId }) => residentId === visit.residentId)?.name ?? '';
  const { text, ownerName, plannedAt, dueAt } = visit;
  return plannedAt
    ? words.planned(name, text, ownerName, tx.day.say(plannedAt))
    : words.waiting(name, text, ownerName, tx.day.sayDate(tx.day.dateOf(dueAt ?? tx.now)));
}

async function ask(script: Script, world: DialogueWorld, { me, members }: Household): Promise<void> {
  const { tx, contact } = world;
  const who = await chooseWho(script, world, members);
  const { homeVisits: rules } = await rulesAt(tx, who.homeCentreId);
  const reason = await script.ask('why', {
    title: words.whyTitle,
    prompt: words.askWhy,
    suggest: rules.reasons.map(({ name }) => name),
    accept(said) {
      const text = said.trim();
      return [...text].length >= 2 && [...text].length <= 200 ? text : undefined;
    },
    hint: words.whyHint,
    takes: 'everything',
    fact: ({ atHome }) => atHome,
  });
  const wished = await askWishedTime(script, world, rules);
  const hasAddress = await script.keep('has-address', () => isOnFile(world, who.residentId), { per: who.residentId });
  const address = hasAddress
    ? ''
    : await script.ask('address', {
        title: words.addressTitle,
        prompt: words.askAddress,
        accept: (said) => ([...said.trim()].length >= 4 && [...said.trim()].length <= 80 ? said.trim() : undefined),
        hint: words.addressHint,
        takes: 'everything',
      });
  await script.confirm('confirm', {
    title: words.check,
    also: hasAddress ? [{ title: words.where, label: words.knownAddress }] : [],
  });
  const asked = await script.act('ask', () =>
    askHomeVisit(tx, {
      ...{ residentId: who.residentId, actorId: me.id, contactId: contact.id, text: reason, address },
      ...wished,
    }),
  );
  receipt(script, world, asked);
}

async function chooseWho(
  script: Script,
  { tx }: DialogueWorld,
  members: readonly HouseholdMember[],
): Promise<HouseholdMember> {
  const visits = await openVisits(
    tx,
    members.map(({ residentId }) => residentId),
  );
  const free = members.filter((member) => !visits.some(({ residentId }) => residentId === member.residentId));
  return script.choose('who', {
    title: words.whoTitle,
    prompt: words.askWho,
    from: free,
    id: ({ residentId }) => residentId,
    label: ({ name, kind, kinship }) => (kind === 'self' ? name : `${name}（${kinship}）`),
    names: ({ name, kind, kinship }) => (kind === 'self' ? ['我', '本人', '自己'] : [kinship, name]),
    only: 'take',
    none: { say: words.none },
    fact: ({ people }) =>
      people?.length ? free.filter((member) => people.some((said) => isSaid(member, said))) : undefined,
  });
}

async function isOnFile({ tx }: DialogueWorld, residentId: string): Promise<boolean> {
  const row = await tx.prisma.resident.findUniqueOrThrow({
    where: { id: residentId },
    select: { addressSealed: true },
  });
  return row.addressSealed !== null;
}

async function answerInvitation(
  script: Script,
  world: DialogueWorld,
  { me, members, visitId, wish }: Household & { visitId: string; wish: string },
): Promise<void> {
  const { tx, contact } = world;
  const offered = await openVisits(
    tx,
    members.map(({ residentId }) => residentId),
    ['offered'],
  );
  const visit = offered.find(({ id }) => id === visitId);
  if (!visit) return script.say(words.gone);
  if (wish === 'no') {
    await script.act('decline', () => withdrawVisit(tx, { visitId, actorId: me.id }));
    return script.say(words.declinedInvitation);
  }
  const who = members.find(({ residentId }) => residentId === visit.residentId);
  const { homeVisits: rules } = await rulesAt(tx, who?.homeCentreId);
  const wished = await askWishedTime(script, world, rules);
  await script.confirm('confirm', {
    title: words.check,
    also: [
      { title: words.whoTitle, label: who?.name ?? '' },
      { title: words.whyTitle, label: words.invitedFor },
    ],
  });
  const asked = await script.act('accept', () =>
    acceptInvitation(tx, { visitId, actorId: me.id, contactId: contact.id, ...wished }),
  );
  receipt(script, world, asked);
}

function receipt(
  script: Script,
  { tx }: DialogueWorld,
  { ownerName, number, dueAt }: { ownerName: string; number: string; dueAt: string },
): void {
  script.receipt({
    done: words.sent(ownerName, tx.day.sayDate(tx.day.dateOf(new Date(dueAt)))),
    number: words.number(shortNumber(number)),
    undo: words.undo,
  });
}
