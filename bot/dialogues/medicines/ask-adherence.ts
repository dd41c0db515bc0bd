import type { Adherence } from '#domain/medicines/rules.ts';
import { noteAdherence } from '#domain/medicines/run-out.ts';
import { adherenceLines } from '#domain/notices/medicines.ts';
import type { DialogueWorld, Script } from '../../dialogue-world.ts';
import { medicines as words } from '../../replies/medicines.ts';

/** 最近用得怎么样：按时、有时忘、停了。停了的由医生打电话问。 */
export async function askAdherence(
  script: Script,
  { tx }: DialogueWorld,
  asked: { supplyId: string; actorId: string; name: string; daysLeft: number; given?: string | undefined },
): Promise<Adherence> {
  const { supplyId, actorId, name, daysLeft, given } = asked;
  const { key: adherence } =
    adherenceLines.find(({ key }) => key === given) ??
    (await script.choose('adherence', {
      title: words.adherenceTitle,
      prompt: words.askAdherence(name, daysLeft),
      shown: 'hidden',
      from: adherenceLines,
      id: ({ key }) => key,
      label: ({ label }) => label,
      none: { say: words.bye },
    }));
  await script.act('note', () => noteAdherence(tx, { supplyId, actorId, adherence }), { per: [supplyId, adherence] });
  script.say(words.noted[adherence]);
  return adherence;
}
