import type { Referral } from '#prisma/generated/sqlite/client.ts';
import { agreeToRecipient } from '#domain/referrals/agree.ts';
import { mayAgree } from '#domain/referrals/consent.ts';
import { openReferrals } from '#domain/referrals/lists.ts';
import { noteOwnAttendance } from '#domain/referrals/attended.ts';
import { slipLink } from '#domain/referrals/slip.ts';
import { toldOf } from '#domain/referrals/tell.ts';
import { withdrawReferral } from '#domain/referrals/withdraw.ts';
import type { HouseholdMember } from '#domain/residents/family.ts';
import type { DialogueWorld, Script } from '../../dialogue-world.ts';
import { referring } from '../../replies/referrals.ts';

interface Household {
  me: { id: string };
  members: readonly HouseholdMember[];
}

type Doing = keyof typeof referring.does;

/** 在办的转诊：看一份，同意、撤回，或说一声已经去过。没有在办的，或者要再申请，就往下走。 */
export async function ownReferral(
  script: Script,
  world: DialogueWorld,
  { me, members }: Household,
): Promise<'looked' | 'new'> {
  const { tx } = world;
  const chosen = await script.part('own', async () => {
    const open = await openReferrals(
      tx,
      members.map(({ residentId }) => residentId),
    );
    if (open.length === 0) return 'new';
    const lines = [];
    for (const referral of open) {
      const name = members.find(({ residentId }) => residentId === referral.residentId)?.name ?? '';
      const told = { ...(await toldOf(tx, referral)), name };
      lines.push({ id: referral.id, label: referring.line(told, referral.status) });
    }
    const line = await script.choose('referral', {
      title: referring.whichTitle,
      prompt: referring.which,
      shown: 'hidden',
      from: [...lines, { id: 'new', label: referring.asNew }],
      id: ({ id }) => id,
      label: ({ label }) => label,
      names: ({ id }) => (id === 'new' ? ['申请', '新的', '再申请'] : []),
      none: { say: referring.none },
    });
    return line.id;
  });
  if (chosen === 'new') return 'new';
  await lookAt(script, world, { me, referralId: chosen });
  return 'looked';
}

async function lookAt(
  script: Script,
  world: DialogueWorld,
  { me, referralId }: { me: { id: string }; referralId: string },
): Promise<void> {
  const { tx } = world;
  const referral = await tx.prisma.referral.findUniqueOrThrow({ where: { id: referralId } });
  const agrees = referral.status === 'reviewing' && (await mayAgree(tx, me.id, referral.residentId));
  script.say(referring.state(await toldOf(tx, referral), referral.status));
  const doings = possible(referral, tx.now, agrees);
  if (doings.length === 1) return script.say(referring.seen);
  const doing = await script.choose('own-do', {
    title: referring.toDoTitle,
    prompt: referring.toDo,
    shown: 'hidden',
    from: doings,
    id: (one) => one,
    label: (one) => referring.does[one],
    none: { say: referring.seen },
  });
  await doIt(script, world, { me, referral, doing });
}

function possible({ status, appointmentAt }: Referral, now: Date, agrees: boolean): Doing[] {
  const seen = status === 'accepted' && appointmentAt !== null && appointmentAt <= now;
  const canWithdraw = ['requested', 'reviewing', 'sent', 'accepted'].includes(status);
  return [
    ...(agrees ? (['agree'] as const) : []),
    ...(status === 'accepted' ? (['slip'] as const) : []),
    ...(seen ? (['attended'] as const) : []),
    ...(canWithdraw ? (['withdraw'] as const) : []),
    'nothing',
  ];
}

async function doIt(
  script: Script,
  { tx, contact, publicUrl }: DialogueWorld,
  { me, referral, doing }: { me: { id: string }; referral: Referral; doing: Doing },
): Promise<void> {
  const { id: referralId } = referral;
  switch (doing) {
    case 'agree': {
      const said = await script.act('agree', async () => {
        const sent = await agreeToRecipient(tx, { referralId, actorId: me.id });
        return referring.state(await toldOf(tx, sent), sent.status);
      });
      return script.say(said);
    }
    case 'attended':
      await script.act('attended', () => noteOwnAttendance(tx, { referralId, residentId: me.id }).then(() => null));
      return script.say(referring.attendedNoted);
    case 'slip': {
      const { token } = await script.act('slip', () => slipLink(tx, { referralId, contactId: contact.id }));
      return script.say(referring.slip, [{ label: referring.slipLink, url: `${publicUrl}/h5/slip/${token}` }]);
    }
    case 'withdraw': {
      const sure = await script.decide('sure', { title: referring.withdrawTitle, prompt: referring.sureWithdraw });
      if (!sure) return script.say(referring.kept);
      await script.act('withdraw', () =>
        withdrawReferral(tx, { referralId, by: { residentId: me.id } }).then(() => null),
      );
      return script.say(referring.withdrawn(referral.number.slice(-4)));
    }
    case 'nothing':
      return script.say(referring.seen);
  }
}
