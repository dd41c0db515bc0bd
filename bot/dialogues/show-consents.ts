import { maskName } from '#kit/mask.ts';
import { withdrawConsent } from '#domain/consent/consents.ts';
import { type HeldConsent, heldConsents } from '#domain/consent/list.ts';
import type { DialogueWorld, Script } from '../dialogue-world.ts';
import { record as words } from '../replies/records.ts';

/** What somebody agreed to; one of them is taken back in two answers, with what that means (个人信息保护法 第15条). */
export async function showConsents(script: Script, { tx }: DialogueWorld, residentId: string): Promise<void> {
  const held = await heldConsents(tx, residentId);
  const subject = await script.part('which-consent', async () => {
    const picked = await script.choose('consent', {
      title: words.consentsTitle,
      prompt: words.askConsents,
      from: [...held.map((one) => one.subject), 'none'],
      id: (one) => one,
      label: (one) => lineOf(held.find(({ subject }) => subject === one)),
      none: { say: words.noConsents },
    });
    const found = held.find((one) => one.subject === picked);
    return found ? { subject: found.subject, kind: found.kind } : null;
  });
  if (subject === null) return script.say(words.kept);
  const sure = await script.decide('withdraw', {
    title: words.withdrawTitle,
    prompt: words.askWithdraw(words.meaning[subject.kind]),
    yes: words.yesWithdraw,
    no: words.noWithdraw,
  });
  if (!sure) return script.say(words.kept);
  // 隐私说明: taking it back is unbinding, which asks once more and says what stays.
  if (subject.kind === 'privacy') return script.turnTo('unbind');
  await script.act('withdraw-consent', () => withdrawConsent(tx, residentId, subject.subject));
  script.say(words.withdrawn);
}

function lineOf(consent: HeldConsent | undefined): string {
  if (!consent) return words.keepConsents;
  return words.consent({ ...consent, whom: consent.kind === 'referral' ? consent.whom : maskName(consent.whom) });
}
