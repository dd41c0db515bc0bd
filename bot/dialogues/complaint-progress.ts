import { readSentence } from '#kit/chinese-input/sentence.ts';
import { shortNumber } from '#domain/case-number.ts';
import { ownComplaints, type OwnComplaint } from '#domain/complaints/list.ts';
import { acceptAnswer, mayAppeal, rejectAnswer, withdrawComplaint } from '#domain/complaints/respond.ts';
import { rulesOf } from '#domain/packs/current.ts';
import { placeOf } from '#domain/organisations/place.ts';
import type { Dialogue, DialogueWorld, Script } from '../dialogue-world.ts';
import { complaintProgress as words, sayWays } from '../replies/complaints.ts';

/** 投诉进度：看办到哪了；答复了的说满意不满意，没答复的可以撤回。 */
export const showComplaintProgress: Dialogue = {
  name: 'complaint-progress',
  service: '投诉进度',
  audience: 'resident',
  title: '看投诉进度',
  midway: 'return',
  async script(script, world) {
    const { tx, contact, resident } = world;
    // A line under an answer: which complaint, and whether they are content.
    const [given = '', wish = ''] = (await script.keep('chosen', () => '')).split('/');
    const complaintId = await script.part('which', async () => {
      const own = await ownComplaints(tx, { contactId: contact.id, residentId: resident?.id });
      return given === '' ? chooseOne(script, world, own) : (own.find(({ id }) => id === given)?.id ?? '');
    });
    const own = await ownComplaints(tx, { contactId: contact.id, residentId: resident?.id });
    const complaint = own.find(({ id }) => id === complaintId);
    if (!complaint) return script.say(words.none);
    await respond(script, world, { complaint, wish });
  },
};

async function chooseOne(script: Script, { tx }: DialogueWorld, own: readonly OwnComplaint[]): Promise<string> {
  const { id } = await script.choose('complaint', {
    title: words.title,
    prompt: words.which,
    shown: 'hidden',
    from: own,
    id: (one) => one.id,
    label: ({ number, filedAt, place, status }) =>
      words.line(shortNumber(number), tx.day.sayDate(tx.day.dateOf(filedAt)), place, words.states[status]),
    names: ({ number }) => [number, shortNumber(number)],
    only: 'take',
    none: { say: words.none },
  });
  return id;
}

type Wish = 'accept' | 'reject' | 'withdraw' | 'wait';

async function respond(
  script: Script,
  world: DialogueWorld,
  { complaint, wish }: { complaint: OwnComplaint; wish: string },
): Promise<void> {
  const { tx, contact, resident } = world;
  const { id: complaintId, status, rulePack } = complaint;
  const who = { contactId: contact.id, residentId: resident?.id };
  // As it stood when it was shown: what is done below changes it.
  const shown = await script.keep('status', () => status);
  const ways = sayWays(rulesOf(rulePack).complaints.otherWays);
  if (wish === '') say(script, world, complaint);
  if (shown === 'closed') return;
  const chosen = await howToGoOn(script, { shown, wish });
  if (chosen === 'wait') return script.say(words.waits(ways));
  if (chosen === 'withdraw') {
    await script.act('withdraw', () => withdrawComplaint(tx, { complaintId, who }));
    return script.say(words.withdrawn);
  }
  if (chosen === 'accept') {
    await script.act('accept', () => acceptAnswer(tx, { complaintId, who }));
    return script.say(words.accepted);
  }
  const goesUp = await script.keep('goes-up', () => mayAppeal(tx, { complaintId, who }));
  const word = goesUp ? await askWhy(script) : '';
  const due = await script.act('reject', async () => {
    const dueAt = await rejectAnswer(tx, { complaintId, who, word });
    return dueAt?.toISOString() ?? null;
  });
  if (due === null) return script.say(words.ended(ways));
  script.say(words.appealed(await ownerPlace(world, complaintId), tx.day.sayDate(tx.day.dateOf(new Date(due)))));
}

function askWhy(script: Script): Promise<string> {
  return script.ask('why', {
    title: words.whyTitle,
    prompt: words.askWhy,
    skip: words.skip,
    accept: (text) => readSentence(text, 500),
    hint: words.whyHint,
    takes: 'everything',
  });
}

function say(script: Script, { tx }: DialogueWorld, complaint: OwnComplaint): void {
  const { number, filedAt, place, status, dueAt, text, answer, outcome } = complaint;
  script.say(
    [
      words.head(shortNumber(number), tx.day.sayDate(tx.day.dateOf(filedAt)), place),
      words.said(text),
      ...(answer === undefined ? [] : [words.answered(answer)]),
      ...(status === 'open' ? [words.waiting(tx.day.sayDate(tx.day.dateOf(dueAt ?? tx.now)))] : []),
      ...(outcome === undefined ? [] : [words.outcomes[outcome] ?? '']),
    ].join('\n'),
  );
}

async function howToGoOn(script: Script, { shown, wish }: { shown: string; wish: string }): Promise<Wish> {
  const isAnswered = shown === 'answered';
  const wishes: readonly Wish[] = isAnswered ? ['accept', 'reject'] : ['wait', 'withdraw'];
  const known = wishes.find((one) => one === wish);
  if (known) return known;
  return script.choose('wish', {
    title: words.wishTitle,
    prompt: isAnswered ? words.askAnswered : words.askWaiting,
    shown: 'hidden',
    from: wishes,
    id: (one) => one,
    label: (one) => words.wishes[one],
    none: { say: words.changed },
  });
}

async function ownerPlace({ tx }: DialogueWorld, complaintId: string): Promise<string> {
  const { owner } = await tx.prisma.complaint.findUniqueOrThrow({
    where: { id: complaintId },
    select: { owner: { select: { organisationId: true } } },
  });
  return (await placeOf(tx, owner.organisationId))?.shortName ?? '';
}
