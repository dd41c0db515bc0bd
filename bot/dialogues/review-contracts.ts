import { accept } from '#domain/contracts/accept.ts';
import { applicationsFor, type Application } from '#domain/contracts/applications.ts';
import { decline } from '#domain/contracts/decline.ts';
import { applicationData, reviewCardsOf } from '#domain/contracts/review-card.ts';
import { closeCards } from '#domain/notices/cards.ts';
import { rulesOf } from '#domain/packs/current.ts';
import { confirmIdentity } from '#domain/residents/confirm-identity.ts';
import { contractRoles } from '#domain/staff/roles.ts';
import type { Dialogue, DialogueWorld, Script } from '../dialogue-world.ts';
import { review } from '../replies/contract-work.ts';
import { acceptOwn } from './answer-contract.ts';

/** 签约审核：列出要答复的申请，看一份答一份，自己的可以全部同意。 */
export const reviewContracts: Dialogue = {
  name: 'review-contracts',
  service: '签约审核',
  audience: 'staff',
  roles: contractRoles,
  title: '审核签约',
  async script(script, world) {
    const { tx, staff } = world;
    if (!staff) return script.say(review.none);
    const declining = await script.keep<string | null>('declining', () => null);
    if (declining !== null) return declineOne(script, world, { contractId: declining, staffId: staff.id });
    const applications = await applicationsFor(tx, staff.id);
    const own = applications.filter(({ isOwn }) => isOwn).length;
    const which = await script.part('which', () => chooseOne(script, applications, own));
    if (which === null) return;
    if (which === 'all') {
      const text = await script.act('accept-all', () => acceptOwn(tx, staff.id).then((said) => said ?? review.none));
      return script.say(text);
    }
    await answerOne(script, world, { contractId: which, staffId: staff.id });
    const left = applications.filter(({ contractId }) => contractId !== which).length;
    if (left > 0) script.say(review.more(left));
  },
};

/** The contract to look at, `all`, or null when there is nothing. */
async function chooseOne(
  { choose, say }: Script,
  applications: readonly Application[],
  own: number,
): Promise<string | null> {
  if (applications.length === 0) {
    say(review.none);
    return null;
  }
  say(review.waiting(own, applications.length - own));
  const lines = [
    ...applications.map((application) => ({ id: application.contractId, label: review.line(application) })),
    ...(own > 1 ? [{ id: 'all', label: review.all(own) }] : []),
  ];
  const line = await choose('application', {
    title: review.title,
    prompt: review.ask,
    shown: 'hidden',
    from: lines,
    id: ({ id }) => id,
    label: ({ label }) => label,
    names: ({ id }) => (id === 'all' ? ['全部同意', '都同意'] : []),
    none: { say: review.none },
  });
  return line.id;
}

async function answerOne(
  script: Script,
  world: DialogueWorld,
  { contractId, staffId }: { contractId: string; staffId: string },
): Promise<void> {
  const { choose, act, say } = script;
  const { tx } = world;
  const contract = await tx.prisma.contract.findUniqueOrThrow({
    where: { id: contractId },
    include: { resident: true },
  });
  const { undoMinutes } = rulesOf(contract.rulePack).contracts;
  const answers =
    contract.resident.identityLevel === 'provisional'
      ? (['checked', 'accept', 'decline', 'later'] as const)
      : (['accept', 'decline', 'later'] as const);
  say(review.detail(await applicationData(tx, contract)));
  const wish = await choose('answer', {
    title: review.answerTitle,
    prompt: review.askAnswer,
    from: answers,
    id: (answer) => answer,
    label: (answer) => review.answers[answer],
    none: { say: review.none },
  });
  if (wish === 'later') return say(review.leftOpen);
  if (wish === 'decline') return declineOne(script, world, { contractId, staffId });
  const accepted = await act('accept', async () => {
    // The countersigning doctor has checked the card (domain.md §1); a registration may turn out to be somebody on file.
    if (wish === 'checked')
      await confirmIdentity(tx, { residentId: contract.residentId, staffId, centreId: contract.centreId });
    const decision = await accept(tx, { contractId, staffId });
    await closeCards(tx, reviewCardsOf(contractId), review.pressed.accept);
    return decision;
  });
  say(review.decided(accepted, 'accept', undoMinutes));
}

/** Asks why, and declines. */
async function declineOne(
  { choose, act, say }: Script,
  { tx }: DialogueWorld,
  { contractId, staffId }: { contractId: string; staffId: string },
): Promise<void> {
  const { rulePack } = await tx.prisma.contract.findUniqueOrThrow({ where: { id: contractId } });
  const reason = await choose('why', {
    title: review.whyTitle,
    prompt: review.askWhy,
    from: ['out-of-area', 'needs-other-care', 'doctor-declined'] as const,
    id: (why) => why,
    label: (why) => review.why[why],
    none: { say: review.none },
  });
  const declined = await act('decline', async () => {
    const decision = await decline(tx, { contractId, staffId, reason });
    await closeCards(tx, reviewCardsOf(contractId), review.pressed.decline);
    return decision;
  });
  say(review.decided(declined, 'decline', rulesOf(rulePack).contracts.undoMinutes));
}
