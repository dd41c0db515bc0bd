import { shortNumber } from '#domain/case-number.ts';
import { rulesOf } from '#domain/packs/current.ts';
import { referralsFor } from '#domain/referrals/lists.ts';
import { lookInto, type ReferralView } from '#domain/referrals/look.ts';
import { residentNames } from '#domain/residents/resident.ts';
import type { Dialogue, DialogueWorld, Script } from '../dialogue-world.ts';
import { referralWork as words } from '../replies/referral-work.ts';
import { handleOne, type Doing } from './referral/handle-one.ts';

/** 转诊处理：列出要处理的转诊，看一份处理一份。医生、医院服务台、接收的中心都用它，各自看到能做的事。 */
export const handleReferrals: Dialogue = {
  name: 'handle-referrals',
  service: '转诊处理',
  audience: 'staff',
  title: '处理转诊',
  async script(script, world) {
    const { tx, staff } = world;
    if (!staff) return script.say(words.none);
    const [given = '', wish = ''] = (await script.keep('chosen', () => '/')).split('/');
    const referralId = given || (await script.part('which', () => chooseOne(script, world, staff.id)));
    if (referralId === '') return;
    const view = await lookInto(tx, { referralId, staffId: staff.id });
    if (wish === '') script.say(words.detail(view, criteriaOf(view)));
    const doing = isDoing(wish) ? wish : await chooseDoing(script, view);
    await handleOne(script, world, { view, doing, staffId: staff.id });
  },
};

async function chooseOne(script: Script, { tx }: DialogueWorld, staffId: string): Promise<string> {
  const referrals = await referralsFor(tx, staffId);
  if (referrals.length === 0) {
    script.say(words.none);
    return '';
  }
  const names = await residentNames(
    tx,
    referrals.map(({ residentId }) => residentId),
  );
  const places = new Map(
    (await tx.prisma.organisation.findMany({ select: { id: true, shortName: true } })).map((one) => [
      one.id,
      one.shortName,
    ]),
  );
  const referral = await script.choose('referral', {
    title: words.title,
    prompt: words.which(referrals.length),
    shown: 'hidden',
    from: referrals,
    id: ({ id }) => id,
    label: ({ number, residentId, urgency, toOrganisationId, status }) =>
      words.line(
        shortNumber(number),
        names.get(residentId) ?? '',
        urgency,
        places.get(toOrganisationId ?? '') ?? '',
        status,
      ),
    names: ({ number, residentId }) => [shortNumber(number), names.get(residentId) ?? ''],
    none: { say: words.none },
  });
  return referral.id;
}

function chooseDoing(script: Script, view: ReferralView): Promise<Doing> {
  return script.choose('do', {
    title: words.toDoTitle,
    prompt: words.askToDo,
    shown: 'hidden',
    from: doingsOf(view),
    id: (doing) => doing,
    label: (doing) => (doing === 'send' ? words.does.send(view.face.to) : words.does[doing]),
    none: { say: words.changed },
  });
}

/** What can be done now, by the side that somebody is on. */
function doingsOf({ referral, sides }: ReferralView): Doing[] {
  const sends = sides.includes('sender');
  const receives = sides.includes('recipient');
  switch (referral.status) {
    case 'requested':
      return sends ? ['send', 'elsewhere', 'centre-first', 'not-needed', 'later'] : ['later'];
    case 'reviewing':
      return sends ? ['agreed-here', 'withdraw', 'later'] : ['later'];
    case 'sent': {
      const own: Doing[] = receives
        ? [...(referral.urgency === 'emergency' ? (['attend'] as const) : []), 'accept', 'decline', 'forward']
        : ['accept-by-phone', 'decline-by-phone'];
      return [...own, ...(sends ? (['withdraw'] as const) : []), 'later'];
    }
    case 'accepted':
      return ['attend', 'move', ...(sends ? (['withdraw'] as const) : []), 'later'];
    case 'attended':
      return ['return', 'later'];
    case 'returned':
      return sends ? ['close', 'later'] : ['later'];
    default:
      return ['later'];
  }
}

function isDoing(wish: string): wish is Doing {
  return Object.hasOwn(words.does, wish);
}

function criteriaOf({ packet, referral }: ReferralView): string[] {
  return rulesOf(referral.rulePack)
    .referrals.criteria.flatMap(({ up, down }) => [...up, ...down])
    .filter(({ code }) => packet.criteria.includes(code))
    .map(({ text }) => text);
}
