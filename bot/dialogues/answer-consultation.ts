import { meansNumber, shortNumber } from '#domain/case-number.ts';
import { answerQuestion, readThread } from '#domain/consultations/answer.ts';
import { consultationsFor } from '#domain/consultations/list.ts';
import { rulesOf } from '#domain/packs/current.ts';
import { Refusal } from '#domain/refusal.ts';
import { refusalOf } from '#domain/contracts/refusal-of.ts';
import { residentName } from '#domain/residents/resident.ts';
import { deskRoles } from '#domain/staff/roles.ts';
import { readSentence } from '#kit/chinese-input/sentence.ts';
import type { Dialogue, DialogueWorld, Script } from '../dialogue-world.ts';
import { answering as words } from '../replies/consultations.ts';
import { start } from '../router/flow.ts';
import type { Phrase } from '../router/phrases.ts';
import { dialogueNamed, openOf, type Answer, type CardHandler, type Talk } from '../router/talk.ts';

/** 咨询答复：看居民问了什么，写一句或选一句答复。 */
export const answerConsultation: Dialogue = {
  name: 'answer-consultation',
  service: '咨询答复',
  audience: 'staff',
  roles: deskRoles,
  title: '答复咨询',
  async script(script, world) {
    const { tx, staff } = world;
    if (!staff) return script.say(words.none);
    const given = await script.keep('chosen', () => '');
    const id = given === '' ? await script.part('which', () => chooseOne(script, world, staff.id)) : given;
    await answer(script, world, { consultationId: id, staffId: staff.id });
    const left = (await consultationsFor(tx, staff.id)).filter((one) => one.id !== id).length;
    if (left > 0) script.say(words.more(left));
  },
};

async function chooseOne(script: Script, { tx }: DialogueWorld, staffId: string): Promise<string> {
  const waiting = await consultationsFor(tx, staffId);
  const { id } = await script.choose('consultation', {
    title: words.title,
    prompt: words.choose(waiting.length),
    shown: 'hidden',
    from: waiting,
    id: (one) => one.id,
    label: ({ number, residentName: name, isOverdue }) => words.one(shortNumber(number), name, isOverdue),
    names: ({ residentName: name }) => [name],
    only: 'take',
    none: { say: words.none },
  });
  return id;
}

const most = 500;

async function answer(
  script: Script,
  { tx }: DialogueWorld,
  { consultationId, staffId }: { consultationId: string; staffId: string },
): Promise<void> {
  const consultation = await tx.prisma.consultation.findUniqueOrThrow({ where: { id: consultationId } });
  const lines = await script.act('look', () => readThread(tx, { consultationId, staffId }));
  const name = await residentName(tx, consultation.residentId);
  script.say(lines.map(({ staffName, text }) => `${staffName ?? name}：${text}`).join('\n'));
  const text = await script.ask('answer', {
    title: words.answerTitle,
    prompt: words.askAnswer,
    suggest: rulesOf(consultation.rulePack).consultations.cannedAnswers,
    accept: (said) => readSentence(said, most),
    hint: words.answerHint,
  });
  await script.act('send', () => answerQuestion(tx, { consultationId, staffId, text }));
  script.say(words.sent(shortNumber(consultation.number), name));
}

/** Cards of questions: 答复 opens the thread, and the next message is the answer. */
export const consultationCards: CardHandler = {
  prefix: 'consultation',
  async pressed(talk, { id }) {
    const consultationId = /^([0-9a-f-]{36})-/.exec(id)?.[1];
    return { ...(await opened(talk, consultationId)), pressed: '答复中' };
  },
};

async function opened(talk: Talk, consultationId: string | undefined): Promise<Answer> {
  const dialogue = dialogueNamed(talk, answerConsultation.name);
  const waiting =
    consultationId === undefined
      ? null
      : await talk.tx.prisma.consultation.findUnique({ where: { id: consultationId, status: 'open' } });
  if (!dialogue || !waiting) return { replies: [{ text: words.none }] };
  const opening = { kept: { chosen: { value: waiting.id } }, returnTo: openOf(talk)?.id };
  return { replies: await start(talk, dialogue, opening) };
}

/** “答复0123 内容”: one message answers one question. */
export const answerByConsultationNumber: Phrase = {
  audience: 'staff',
  pattern: /^(?:答复|答覆|回答)\s*[:：]?\s*(?:zx)?\d{1,10}/iu,
  async said({ tx, contact, message }): Promise<Answer | undefined> {
    // The answer is sent as it was written, so it is read from the message itself.
    const said = message.event.kind === 'text' ? message.event.text.trim() : '';
    const [, number = '', text = ''] =
      /^(?:答复|答覆|回答)\s*[:：]?\s*((?:zx)?[\d０-９]{1,10})\s*[,，:：]?\s*(.*)$/isu.exec(said) ?? [];
    const digits = number.normalize('NFKC');
    const staffId = contact.staffId ?? '';
    const meant = (await consultationsFor(tx, staffId)).filter((one) => meansNumber(digits, one.number));
    const [waiting] = meant;
    if (!waiting || meant.length > 1) return { replies: [{ text: words.unknown(digits) }] };
    if (text.trim() === '') return { replies: [{ text: words.how }] };
    const answered = await refusalOf(
      answerQuestion(tx, { consultationId: waiting.id, staffId, text: text.trim().slice(0, most) }),
    );
    if (answered instanceof Refusal) return { replies: [{ text: words.unknown(digits) }] };
    return { replies: [{ text: words.sent(shortNumber(waiting.number), waiting.residentName) }] };
  },
};
