import { maskName } from '#kit/mask.ts';
import { rulesOn } from '#domain/packs/current.ts';
import { issueCopyLink, mayHaveCopy } from '#domain/records/copy.ts';
import { askCorrection, correctionsAskedBy } from '#domain/records/corrections.ts';
import { looksAt } from '#domain/records/looks.ts';
import { issueRecordLink, lookAtOwnRecord, looksInChat } from '#domain/records/own-look.ts';
import { sayPurpose } from '#domain/records/words.ts';
import { refuse } from '#domain/refusal.ts';
import { readSentence } from '#kit/chinese-input/sentence.ts';
import type { Dialogue, DialogueWorld, Script } from '../dialogue-world.ts';
import { record as words, sayRecord } from '../replies/records.ts';
import { bindFirst } from './bind-first.ts';
import { showConsents } from './show-consents.ts';
import { chooseWhoseRecord, type WhoseRecord } from './whose-record.ts';

/** 档案：看谁的 → 要点和链接 → 谁看过、更正、要一份资料、同意过什么。 */
export const showRecord: Dialogue = {
  name: 'show-record',
  service: '档案',
  audience: 'resident',
  title: '看档案',
  async script(script, world) {
    const { tx, contact, publicUrl } = world;
    const me = await bindFirst(script, world);
    if (me.identityLevel !== 'verified') return script.say(words.provisional);
    const whose = await chooseWhoseRecord(script, tx, { me, prompt: words.askWho });
    const { residentId, called } = whose;
    // Looked at once and kept: what is asked again below is no second look.
    const shown = await script.act('look', async () => {
      const view = await lookAtOwnRecord(tx, { viewerId: me.id, residentId });
      if (!view) throw refuse('not-allowed');
      return { text: sayRecord(view, called), ...(await issueRecordLink(tx, { residentId, contactId: contact.id })) };
    });
    const { linkMinutes } = rulesOn(tx.day.dateOf(tx.now)).records;
    script.say([shown.text, ...(await correctionLines(world, me.id))].join('\n'));
    script.say(words.linkHow(linkMinutes), [{ label: words.link, url: `${publicUrl}/h5/record/${shown.token}` }]);
    const then = await script.choose('then', {
      title: words.thenTitle,
      prompt: words.askThen,
      from: ['looks', 'correct', 'copy', 'consents', 'nothing'] as const,
      id: (one) => one,
      label: (one) => words.next[one],
      none: { say: words.bye },
    });
    switch (then) {
      case 'looks':
        return script.say(await sayLooks(world, residentId));
      case 'correct':
        return correct(script, world, { me, whose });
      case 'copy':
        return copy(script, world, { me, residentId, minutes: linkMinutes });
      case 'consents':
        return showConsents(script, world, me.id);
      case 'nothing':
        return script.say(words.bye);
    }
  },
};

async function correctionLines({ tx }: DialogueWorld, residentId: string): Promise<string[]> {
  const asked = await correctionsAskedBy(tx, residentId);
  return asked.map(({ number, status, answeredBy, answer = '' }) =>
    status === 'open'
      ? words.corrections.open(number, tx.day.sayDate(answeredBy))
      : words.corrections[status](number, answer),
  );
}

async function sayLooks({ tx }: DialogueWorld, residentId: string): Promise<string> {
  const looks = await looksAt(tx, residentId, looksInChat(tx));
  if (looks.length === 0) return words.noLooks;
  const lines = looks.map(({ at, who, purpose, isOwn }) => {
    const name = isOwn ? words.self : /（/u.test(who) ? who : words.family(maskName(who));
    return words.look(tx.day.say(at), name, sayPurpose(purpose));
  });
  return [words.looksHead, ...lines, words.looksMore].join('\n');
}

async function correct(
  script: Script,
  { tx }: DialogueWorld,
  { me, whose }: { me: { id: string }; whose: WhoseRecord },
): Promise<void> {
  const text = await script.ask('wrong', {
    title: words.correctTitle,
    prompt: words.askCorrect,
    accept: (said) => readSentence(said, 200),
    hint: words.correctHint,
  });
  await script.confirm('confirm', { title: words.correctCheck, of: ['wrong'] });
  const { number, answeredBy } = await script.act('correct', () =>
    askCorrection(tx, { residentId: whose.residentId, askedById: me.id, text }),
  );
  const done = words.correctDone(tx.day.sayDate(answeredBy));
  script.receipt({ done, number: words.correctNumber(number), undo: words.correctUndo });
}

async function copy(
  script: Script,
  { tx, contact, publicUrl }: DialogueWorld,
  { me, residentId, minutes }: { me: { id: string }; residentId: string; minutes: number },
): Promise<void> {
  if (!(await mayHaveCopy(tx, { viewerId: me.id, residentId }))) return script.say(words.copyNotYours);
  const { token } = await script.act('copy', () => issueCopyLink(tx, { residentId, contactId: contact.id }));
  script.say(words.copyHere(minutes), [{ label: words.copyLink, url: `${publicUrl}/h5/copy/${token}` }]);
}
