import { maskName } from '#kit/mask.ts';
import { heldBy, identityRefusals, refuseIdentity } from '#domain/residents/refuse-identity.ts';
import type { DialogueWorld, Script, TalkingStaff } from '../dialogue-world.ts';
import { verifying as words } from '../replies/verify.ts';

/** 退回一个登记：原因 → 核对会退掉什么 → 退回，通知登记的人。 */
export async function refuseRegistration(
  script: Script,
  { tx }: DialogueWorld,
  { staff, residentId, name: fullName }: { staff: TalkingStaff; residentId: string; name: string },
): Promise<void> {
  const name = maskName(fullName);
  const reason = await script.choose('refuse.why', {
    title: words.refuseTitle,
    prompt: words.askWhyRefused,
    from: identityRefusals,
    id: (one) => one,
    label: (one) => words.refusals[one],
    none: { say: words.kept },
  });
  await script.confirm('refuse.sure', {
    title: words.askRefuse(name),
    of: ['refuse.why'],
    also: [{ title: words.heldTitle, label: words.held(await heldBy(tx, residentId)) }],
  });
  await script.act('refuse', () => refuseIdentity(tx, { residentId, staffId: staff.id, reason }));
  script.receipt({ done: words.refused(name), undo: words.undoRefused });
}
