import { shortNumber } from '#domain/case-number.ts';
import { rulesAt } from '#domain/packs/of-organisation.ts';
import { askForReferral, firstLook } from '#domain/referrals/ask.ts';
import { mayAgree } from '#domain/referrals/consent.ts';
import { catalogueMatch } from '#domain/referrals/route.ts';
import type { HouseholdMember } from '#domain/residents/family.ts';
import { readSentence } from '#kit/chinese-input/sentence.ts';
import type { Dialogue, DialogueWorld, Script } from '../dialogue-world.ts';
import { referring } from '../replies/referrals.ts';
import { bindFirst } from './bind-first.ts';
import { isSaid, mayBookFor } from './own-visits.ts';
import { centreFirst } from './referral/centre-first.ts';
import { ownReferral } from './referral/own-referral.ts';

/** 转诊：在办的先看进度；新申请：就诊人 → 病情 → 能在中心看的先约中心 → 医保 → 资料给医院 → 核对 → 交给家庭医生。 */
export const referUp: Dialogue = {
  name: 'refer-up',
  service: '转诊',
  audience: 'resident',
  title: '办转诊',
  async script(script, world) {
    const me = await bindFirst(script, world);
    const members = await mayBookFor(world, me.id);
    if ((await ownReferral(script, world, { me, members })) === 'looked') return;
    const who = await chooseWho(script, members);
    const reason = await script.ask('reason', {
      title: referring.reasonTitle,
      prompt: referring.askReason,
      accept: (text) => readSentence(text, 200),
      hint: referring.reasonHint,
      // “走不动” and “要配药” say how somebody is, not that they want another service.
      takes: 'everything',
      fact: ({ complaint }) => complaint,
    });
    const look = await firstLook(world.tx, who.residentId);
    if (!look.twin) return script.say(referring.noTwin);
    const { referrals } = await rulesAt(world.tx, look.centreId);
    const match = catalogueMatch(referrals, reason);
    if (match?.kind === 'centre-first') {
      const said = referring.centreFirst(match.entry.name, referrals.centreFirst[0] ?? '');
      if ((await centreFirst(script, world, { me, who, said })) === 'goes') return;
    }
    await askDoctor(script, world, { me, who, reason, look: { ...look, twin: look.twin } });
  },
};

interface Wish {
  me: { id: string };
  who: HouseholdMember;
  reason: string;
  look: { doctor: { name: string }; centreId: string; twin: { shortName: string } };
}

async function askDoctor(script: Script, { tx }: DialogueWorld, { me, who, reason, look }: Wish): Promise<void> {
  const { referrals } = await rulesAt(tx, look.centreId);
  const insurance = await script.choose('insurance', {
    title: referring.insuranceTitle,
    prompt: referring.askInsurance,
    from: referrals.insurance,
    id: ({ code }) => code,
    label: ({ name }) => name,
    none: { say: referring.noTwin },
  });
  // Who may not agree for somebody is not asked: they are asked themselves.
  const agrees =
    (await mayAgree(tx, me.id, who.residentId)) &&
    (await script.decide('agrees', {
      title: referring.agreeTitle,
      prompt: referring.askAgree(look.doctor.name, look.twin.shortName),
      yes: referring.agrees,
      no: referring.later,
    }));
  await script.confirm('check', {
    title: referring.check,
    of: ['who', 'reason', 'insurance', 'agrees'],
    also: [
      { title: referring.doctorLine, label: look.doctor.name },
      { title: referring.hospitalLine, label: look.twin.shortName },
    ],
  });
  const number = await script.act('ask', async () => {
    const asked = await askForReferral(tx, {
      residentId: who.residentId,
      askedById: me.id,
      reason,
      insurance: insurance.code,
      agrees: agrees ? 'to-twin' : 'later',
    });
    return shortNumber(asked.number);
  });
  script.receipt({
    done: referring.asked(who.name, look.doctor.name),
    number: referring.number(number),
    undo: referring.undo,
  });
}

function chooseWho(script: Script, members: readonly HouseholdMember[]): Promise<HouseholdMember> {
  return script.choose('who', {
    title: referring.who,
    from: members,
    id: ({ residentId }) => residentId,
    label: ({ name, kind, kinship }) => (kind === 'self' ? name : `${name}（${kinship}）`),
    names: ({ name, kinship }) => [name, kinship],
    usual: members.find(({ kind }) => kind === 'self'),
    none: { say: referring.none },
    fact: ({ people }) =>
      people?.length ? members.filter((member) => people.some((said) => isSaid(member, said))) : undefined,
  });
}
