import { terminate } from '#domain/contracts/terminate.ts';
import { withdraw } from '#domain/contracts/withdraw.ts';
import type { DialogueWorld, Script, TalkingResident } from '../../dialogue-world.ts';
import { signing } from '../../replies/contracts.ts';
import type { Person } from './people.ts';

/** 解约：问一次原因，当场生效。 */
export async function endContract(
  { choose, act, say, receipt }: Script,
  { tx }: DialogueWorld,
  me: TalkingResident,
  { name, standing: { active } }: Person,
): Promise<void> {
  if (!active) return say(signing.kept);
  const why = await choose('end-why', {
    title: signing.endTitle,
    prompt: signing.askEnd(name, active.doctorName),
    from: ['moved-away', 'resident-wish', 'keep'] as const,
    id: (reason) => reason,
    label: (reason) => signing.endWhy[reason],
    none: { say: signing.kept },
  });
  if (why === 'keep') return say(signing.kept);
  const by = { kind: 'resident' as const, id: me.id };
  const { number } = await act('end', () => terminate(tx, { contractId: active.id, by, reason: why }));
  receipt({
    done: signing.ended(name, active.doctorName),
    number: signing.number([number]),
    undo: signing.undoEnded,
  });
}

/** 撤回：医生还没答复的申请。 */
export async function withdrawApplication(
  { decide, act, say, receipt }: Script,
  { tx }: DialogueWorld,
  me: TalkingResident,
  { name, standing: { submitted } }: Person,
): Promise<void> {
  if (!submitted) return say(signing.keptWaiting);
  const sure = await decide('withdraw', {
    title: signing.withdrawTitle,
    prompt: signing.askWithdraw(name, submitted.doctorName, submitted.number),
    yes: signing.withdrawYes,
    no: signing.withdrawNo,
  });
  if (!sure) return say(signing.keptWaiting);
  await act('withdrawn', () => withdraw(tx, { contractId: submitted.id, residentId: me.id }));
  receipt({ done: signing.withdrawn, number: signing.number([submitted.number]), undo: signing.undoWithdrawn });
}
