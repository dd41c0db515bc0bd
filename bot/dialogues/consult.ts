import { readSentence } from '#kit/chinese-input/sentence.ts';
import { askQuestion, runningThread } from '#domain/consultations/ask.ts';
import { closeConsultation } from '#domain/consultations/close.ts';
import { linesOf } from '#domain/consultations/consultation.ts';
import { shortNumber } from '#domain/case-number.ts';
import { rulesAt } from '#domain/packs/of-organisation.ts';
import type { HouseholdMember } from '#domain/residents/family.ts';
import type { Dialogue, DialogueWorld, Script, TalkingResident } from '../dialogue-world.ts';
import { consulting as words } from '../replies/consultations.ts';
import { bindFirst } from './bind-first.ts';
import { isSaid, mayBookFor } from './own-visits.ts';

/** 咨询：问家庭医生；没有签约的由片区团队答。答复回到这里，可以接着问，也可以结束。 */
export const consult: Dialogue = {
  name: 'consult',
  service: '咨询',
  audience: 'resident',
  title: '咨询医生',
  async script(script, world) {
    const me = await bindFirst(script, world);
    // A line under an answer: which thread, and whether it goes on.
    const [given = '', wish = ''] = (await script.keep('chosen', () => '')).split('/');
    const member = await whoIsMeant(script, world, { me, consultationId: given });
    if (!member) return script.say(words.gone);
    const residentId = member.residentId;
    const goesOn = await script.part('go-on', () => goOn(script, world, { residentId, wish }));
    if (goesOn !== null) await ask(script, world, { me, residentId, isMore: goesOn === 'more' });
  },
};

async function whoIsMeant(
  script: Script,
  world: DialogueWorld,
  { me, consultationId }: { me: TalkingResident; consultationId: string },
): Promise<HouseholdMember | undefined> {
  const members = await mayBookFor(world, me.id);
  const thread =
    consultationId === '' ? null : await world.tx.prisma.consultation.findUnique({ where: { id: consultationId } });
  if (thread) return members.find(({ residentId }) => residentId === thread.residentId);
  return script.choose('who', {
    title: words.whoTitle,
    prompt: words.askWho,
    from: members,
    id: ({ residentId }) => residentId,
    label: ({ name, kinship, kind }) => (kind === 'self' ? name : `${name}（${kinship}）`),
    names: ({ name, kinship, kind }) => (kind === 'self' ? ['我', '本人', '自己'] : [kinship, name]),
    only: 'take',
    none: { say: words.none },
    fact: ({ people }) =>
      people?.length ? members.filter((member) => people.some((said) => isSaid(member, said))) : undefined,
  });
}

/** Null when nothing more is asked; whether it is a first question or more of one. */
async function goOn(
  script: Script,
  { tx, contact }: DialogueWorld,
  { residentId, wish }: { residentId: string; wish: string },
): Promise<'new' | 'more' | null> {
  const thread = await runningThread(tx, residentId, contact.id);
  if (!thread) return 'new';
  if (wish === 'on') return 'more';
  const { name: doctor } = await tx.prisma.staff.findUniqueOrThrow({ where: { id: thread.ownerId } });
  const isAnswered = thread.status === 'answered';
  if (isAnswered && wish !== 'close') {
    const said = (await linesOf(tx, thread.id)).findLast(({ staffName }) => staffName !== undefined);
    if (said) script.say(words.line(`${said.staffName ?? ''}医生`, said.text));
  }
  const ways = ['on', isAnswered ? 'close' : 'drop'] as const;
  const way =
    wish === 'close'
      ? 'close'
      : await script.choose('way', {
          title: words.title,
          prompt: isAnswered ? words.answered(doctor) : words.waiting(doctor, shortNumber(thread.number)),
          shown: 'hidden',
          from: ways,
          id: (one) => one,
          label: (one) => words.ways[one],
          none: { say: words.gone },
          fact: ({ question }) => (question === undefined ? undefined : 'on'),
        });
  if (way === 'on') return 'more';
  await script.act('close', () => closeConsultation(tx, { consultationId: thread.id, contactId: contact.id }));
  script.say(words.closed);
  return null;
}

const most = 500;

async function ask(
  script: Script,
  { tx, contact }: DialogueWorld,
  { me, residentId, isMore }: { me: TalkingResident; residentId: string; isMore: boolean },
): Promise<void> {
  const question = await script.ask('question', {
    title: words.questionTitle,
    prompt: isMore ? words.askMore : words.askQuestion,
    accept: (text) => readSentence(text, most),
    hint: words.questionHint,
    takes: 'everything',
    fact: ({ question: said }) => said,
  });
  await script.confirm('confirm', { title: words.check });
  const asked = await script.act('ask', () =>
    askQuestion(tx, { residentId, actorId: me.id, contactId: contact.id, text: question }),
  );
  const { homeCentreId } = await tx.prisma.resident.findUniqueOrThrow({ where: { id: residentId } });
  const { answerWithinWorkingDays } = (await rulesAt(tx, homeCentreId)).consultations;
  script.receipt({
    done: words.sent(asked.doctorName, answerWithinWorkingDays),
    number: words.number(shortNumber(asked.number)),
    undo: words.undo,
  });
}
