import { readSentence } from '#kit/chinese-input/sentence.ts';
import { recordHeld } from '#domain/home-visits/hold.ts';
import type { Findings } from '#domain/follow-ups/rules.ts';
import { rulesAt } from '#domain/packs/of-organisation.ts';
import type { DialogueWorld, Script } from '../dialogue-world.ts';
import { visitWork as words } from '../replies/home-visits.ts';
import { findingsOf } from './read-findings.ts';

/** A visit that a member of staff works on. */
export interface AtWork {
  visitId: string;
  staffId: string;
  residentId: string;
  name: string;
  rulePack: string;
}

/** 见到了：一句话登记做了什么；里面的血压血糖一起记下。 */
export async function registerHeldVisit(
  script: Script,
  { tx }: DialogueWorld,
  { visitId, staffId, residentId, name }: AtWork,
): Promise<void> {
  const note = await script.ask('note', {
    title: words.noteTitle,
    prompt: words.askNote,
    accept: (text) => readSentence(text, 500),
    hint: words.noteHint,
    takes: 'everything',
  });
  const { homeCentreId } = await tx.prisma.resident.findUniqueOrThrow({ where: { id: residentId } });
  const { followUps } = await rulesAt(tx, homeCentreId);
  const found = findingsOf(note, followUps);
  const findings: Findings = {
    pressure: found.pressure,
    // In the afternoon a bare glucose is not a fasting one.
    glucose: /空腹|餐[后前]|饭[后前]/u.test(note) ? found.glucose : undefined,
    weight: found.weight,
  };
  const { followedUp } = await script.act('held', () => recordHeld(tx, { visitId, staffId, findings, note }));
  script.say([words.held(name), ...(followedUp > 0 ? [words.followedUp] : [])].join('\n'));
}
