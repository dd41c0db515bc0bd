import { meansNumber, shortNumber } from '#domain/case-number.ts';
import { answerComplaint, readComplaint } from '#domain/complaints/answer.ts';
import { passComplaintUp } from '#domain/complaints/escalate.ts';
import { complaintsFor } from '#domain/complaints/list.ts';
import { refusalOf } from '#domain/contracts/refusal-of.ts';
import { Refusal } from '#domain/refusal.ts';
import { administratorRoles } from '#domain/staff/roles.ts';
import type { Dialogue, DialogueWorld, Script } from '../dialogue-world.ts';
import { decidingComplaints as words } from '../replies/complaints.ts';
import { start } from '../router/flow.ts';
import type { Phrase } from '../router/phrases.ts';
import { dialogueNamed, openOf, type Answer, type CardHandler } from '../router/talk.ts';

/** 投诉处理：看居民反映什么，用自己的话答复，或者转上级。被投诉的人看不到。 */
export const decideComplaints: Dialogue = {
  name: 'decide-complaints',
  service: '投诉处理',
  audience: 'staff',
  roles: administratorRoles,
  title: '处理投诉',
  async script(script, world) {
    const { tx, staff } = world;
    if (!staff) return script.say(words.none);
    const [given = '', doing = ''] = (await script.keep('chosen', () => '')).split('/');
    const id = given === '' ? await script.part('which', () => chooseOne(script, world, staff.id)) : given;
    await decide(script, world, { complaintId: id, staffId: staff.id, doing });
    const left = (await complaintsFor(tx, staff.id)).filter((one) => one.id !== id).length;
    if (left > 0) script.say(words.more(left));
  },
};

async function chooseOne(script: Script, { tx }: DialogueWorld, staffId: string): Promise<string> {
  const waiting = await complaintsFor(tx, staffId);
  const { id } = await script.choose('complaint', {
    title: words.title,
    prompt: words.choose(waiting.length),
    shown: 'hidden',
    from: waiting,
    id: (one) => one.id,
    label({ number, place, filedAt, isOverdue, appealed }) {
      const state = isOverdue ? words.late : appealed ? words.appealed : '';
      return words.one(shortNumber(number), place, tx.day.sayDate(tx.day.dateOf(filedAt)), state);
    },
    names: ({ number }) => [number, shortNumber(number)],
    only: 'take',
    none: { say: words.none },
  });
  return id;
}

const most = 500;

async function decide(
  script: Script,
  { tx }: DialogueWorld,
  { complaintId, staffId, doing: pressed }: { complaintId: string; staffId: string; doing: string },
): Promise<void> {
  const { number } = await tx.prisma.complaint.findUniqueOrThrow({ where: { id: complaintId } });
  const read = await script.act('look', () => readComplaint(tx, { complaintId, staffId }));
  script.say(
    [words.said(read.text), ...(read.answer === undefined ? [] : [words.answeredBefore(read.answer)])].join('\n'),
  );
  const doings = read.canPassUp ? (['answer', 'up', 'later'] as const) : (['answer', 'later'] as const);
  const doing =
    doings.find((one) => one === pressed) ??
    (await script.choose('do', {
      title: words.doTitle,
      prompt: words.askDo,
      shown: 'hidden',
      from: doings,
      id: (one) => one,
      label: (one) => words.doings[one],
      none: { say: words.none },
    }));
  if (doing === 'later') return script.say(words.later);
  if (doing === 'up') {
    const name = await script.act('pass-up', () => passComplaintUp(tx, { complaintId, staffId }));
    return script.say(words.passedUp(shortNumber(number), name));
  }
  const text = await script.ask('answer', {
    title: words.answerTitle,
    prompt: words.askAnswer,
    accept: (said) => (isAnswer(said) ? said.trim() : undefined),
    hint: words.answerHint,
    takes: 'everything',
  });
  await script.confirm('confirm', { title: words.checkAnswer });
  await script.act('send', () => answerComplaint(tx, { complaintId, staffId, text }));
  script.say(words.answered(shortNumber(number)));
}

function isAnswer(said: string): boolean {
  const length = [...said.trim()].length;
  return length >= 4 && length <= most;
}

/** Cards of complaints: both buttons open it, and what was complained of is read first. */
export const complaintCards: CardHandler = {
  prefix: 'complaint',
  async pressed(talk, { id, key }) {
    const complaintId = /^([0-9a-f-]{36})-/.exec(id)?.[1];
    const dialogue = dialogueNamed(talk, decideComplaints.name);
    const waiting = (await complaintsFor(talk.tx, talk.contact.staffId ?? '')).find((one) => one.id === complaintId);
    if (!dialogue || !waiting) return { replies: [{ text: words.none }], pressed: '已办' };
    const kept = { chosen: { value: key === 'up' ? `${waiting.id}/up` : waiting.id } };
    const replies = await start(talk, dialogue, { kept, returnTo: openOf(talk)?.id });
    return { replies, pressed: '处理中' };
  },
};

/** “答复投诉0001 内容”: one message answers one complaint. */
export const answerByComplaintNumber: Phrase = {
  audience: 'staff',
  pattern: /^(?:答复|答覆|回答|回复)\s*(?:投诉|投訴|ts)\s*(?:ts)?\d{1,10}/iu,
  async said({ tx, contact, message }): Promise<Answer | undefined> {
    // The answer is sent as it was written, so it is read from the message itself.
    const said = message.event.kind === 'text' ? message.event.text.trim() : '';
    const [, written = '', text = ''] =
      /^(?:答复|答覆|回答|回复|回覆)\s*(?:投诉|投訴)?\s*((?:ts)?[\d０-９]{1,10})\s*[,，:：]?\s*(.*)$/isu.exec(said) ??
      [];
    const number = written.normalize('NFKC');
    const staffId = contact.staffId ?? '';
    const meant = (await complaintsFor(tx, staffId)).filter((one) => meansNumber(number, one.number));
    const [waiting] = meant;
    if (!waiting || meant.length > 1) return { replies: [{ text: words.unknown(number) }] };
    if (!isAnswer(text)) return { replies: [{ text: words.how }] };
    const answered = await refusalOf(answerComplaint(tx, { complaintId: waiting.id, staffId, text: text.trim() }));
    if (answered instanceof Refusal) return { replies: [{ text: words.unknown(number) }] };
    return { replies: [{ text: words.answered(shortNumber(waiting.number)) }] };
  },
};
