import { askToSign } from '#domain/contracts/household.ts';
import { shortNumber } from '#domain/contracts/number.ts';
import { submit, type Signing, type Submitted } from '#domain/contracts/submit.ts';
import { whoAgrees, witnessesAt, type Agreeing } from '#domain/contracts/ways-to-agree.ts';
import { rulesOf } from '#domain/packs/current.ts';
import { checkCode, sendCode } from '#domain/residents/codes.ts';
import { phoneIndexOf } from '#domain/residents/columns.ts';
import { readName } from '#domain/residents/name.ts';
import { refuse } from '#domain/refusal.ts';
import type { DialogueWorld, Script } from '../../dialogue-world.ts';
import { signFor } from '../../replies/contract-work.ts';
import { askCode } from '../ask-code.ts';

export interface Prepared {
  contractId: string;
  doctorName: string;
  /** The resident's. */
  name: string;
  staffId: string;
}

type Way = 'phone' | 'code' | 'witness';

/**
 * The resident's own word to what staff prepared (domain.md §2): on their own phone, by a code that they read out, or
 * through a helper before a witness for who cannot write.
 */
export async function confirmInPerson(script: Script, world: DialogueWorld, prepared: Prepared): Promise<void> {
  const { tx } = world;
  const contract = await tx.prisma.contract.findUnique({ where: { id: prepared.contractId } });
  if (!contract) throw refuse('contract-not-found');
  const agreeing = await whoAgrees(tx, contract.residentId);
  if (agreeing.length === 0) return script.say(signFor.noGuardian);
  const who = await chooseWho(script, agreeing);
  const witnesses = await witnessesAt(tx, contract.centreId, prepared.staffId);
  const isOwn = who.residentId === contract.residentId;
  const way = await chooseWay(script, who, { canWitness: isOwn && witnesses.length > 0, hasSms: world.hasSms });
  switch (way) {
    case 'phone':
      return onOwnPhone(script, world, prepared, who);
    case 'code':
      return byCode(script, world, prepared, who);
    case 'witness':
      return beforeWitness(script, world, prepared, witnesses);
  }
}

function chooseWho({ choose }: Script, agreeing: readonly Agreeing[]): Promise<Agreeing> {
  return choose('guardian', {
    title: signFor.guardianTitle,
    prompt: signFor.askGuardian,
    shown: 'hidden',
    from: agreeing,
    id: ({ residentId }) => residentId,
    label: ({ name }) => name,
    none: { say: signFor.noGuardian },
    only: 'take',
  });
}

function chooseWay(
  { choose }: Script,
  who: Agreeing,
  { canWitness, hasSms }: { canWitness: boolean; hasSms: boolean },
): Promise<Way> {
  const ways: Way[] = [
    ...(who.hasAccount ? (['phone'] as const) : []),
    ...(hasSms && who.phone !== undefined ? (['code'] as const) : []),
    ...(canWitness ? (['witness'] as const) : []),
  ];
  return choose('way', {
    title: signFor.wayTitle,
    prompt: signFor.askWay(who.name),
    shown: 'hidden',
    from: ways,
    id: (way) => way,
    label: (way) => signFor.ways[way],
    none: { say: hasSms ? signFor.noWay : signFor.noWayWithoutSms },
  });
}

async function onOwnPhone(
  { act, receipt }: Script,
  { tx, staff }: DialogueWorld,
  { contractId }: Prepared,
  who: Agreeing,
): Promise<void> {
  await act('asked', async () => {
    const contract = await tx.prisma.contract.findUniqueOrThrow({ where: { id: contractId } });
    await askToSign(tx, contract, staff?.name ?? '');
  });
  receipt({ done: signFor.asked(who.name), undo: signFor.undoAsked });
}

async function byCode(script: Script, world: DialogueWorld, prepared: Prepared, who: Agreeing): Promise<void> {
  const { tx, contact } = world;
  const { phone = '' } = who;
  const shownAt = await script.keep('shown', () => tx.now.toISOString());
  script.say(signFor.codeMeans(who.name, prepared.doctorName));
  const signed = await askCode<{ outcome: 'signed' } & Submitted>(script, {
    key: 'sign',
    from: { phone },
    phone: 'fixed',
    send: (to) => sendCode(tx, { purpose: 'sign', contactId: contact.id, phone: to }),
    async check(_to, code) {
      const checked = await checkCode(tx, { purpose: 'sign', contactId: contact.id, phone }, code);
      if (checked.outcome !== 'right') return checked;
      const submitted = await submit(tx, prepared.contractId, {
        signer: { residentId: who.residentId },
        method: 'code',
        channel: { name: 'sms', contactId: contact.id, account: phoneIndexOf(tx, phone) },
        shownAt: new Date(shownAt),
      });
      return { outcome: 'signed', ...submitted };
    },
    per: prepared.contractId,
  });
  if (!signed) throw refuse('code-tries-used');
  await say(script, world, prepared, signed);
}

async function beforeWitness(
  script: Script,
  world: DialogueWorld,
  prepared: Prepared,
  witnesses: readonly { id: string; name: string; title: string }[],
): Promise<void> {
  const { tx, contact } = world;
  const shownAt = await script.keep('shown', () => tx.now.toISOString());
  const helper = await script.ask('helper', {
    title: signFor.helperTitle,
    prompt: signFor.askHelper,
    accept: readName,
    hint: signFor.helperHint,
  });
  const witness = await script.choose('witness', {
    title: signFor.witnessTitle,
    prompt: signFor.askWitness,
    from: witnesses,
    id: ({ id }) => id,
    label: ({ name, title }) => `${name}（${title}）`,
    none: { say: signFor.noWitness },
  });
  await script.confirm('witnessed', { title: signFor.witnessed, of: ['helper', 'witness'] });
  const signing: Signing = {
    signer: { kind: 'helper', name: helper, witnessId: witness.id },
    method: 'witness',
    channel: { name: 'desk', contactId: contact.id, account: null },
    shownAt: new Date(shownAt),
  };
  const signed = await script.act('submit', () => submit(tx, prepared.contractId, signing));
  await say(script, world, prepared, signed);
}

async function say(
  { receipt }: Script,
  { tx }: DialogueWorld,
  { contractId, name, doctorName }: Prepared,
  { number, status }: Pick<Submitted, 'number' | 'status'>,
): Promise<void> {
  const { rulePack } = await tx.prisma.contract.findUniqueOrThrow({ where: { id: contractId } });
  const short = shortNumber(number);
  receipt({
    done: signFor.done[status](name, doctorName),
    number: signFor.number(short),
    undo:
      status === 'active' ? signFor.undoActive(short, rulesOf(rulePack).contracts.undoMinutes) : signFor.undoSubmitted,
  });
}
