import type { BroadcastStatus } from '#prisma/generated/sqlite/enums.ts';
import { type BroadcastView, broadcastFor, broadcastsFor } from '#domain/broadcasts/broadcast.ts';
import { agreeToBroadcast, refuseBroadcast } from '#domain/broadcasts/decide.ts';
import { liftStop, stopArea } from '#domain/broadcasts/stops.ts';
import { meansNumber, shortNumber } from '#domain/case-number.ts';
import { refusalOf } from '#domain/contracts/refusal-of.ts';
import { Refusal } from '#domain/refusal.ts';
import { reachOf } from '#domain/staff/reach.ts';
import { administratorRoles } from '#domain/staff/roles.ts';
import { broadcasting as words } from '../replies/broadcasts.ts';
import type { Phrase } from '../router/phrases.ts';
import type { Answer, CardHandler, Talk } from '../router/talk.ts';
import { doWish, sayOne, type Wish } from './steer-broadcast.ts';

type Decision = 'agree' | 'refuse';

/** Cards of a count, and of one that waits for a second person. */
export const broadcastCards: CardHandler = {
  prefix: 'broadcast',
  async pressed(talk, { id, key }) {
    const broadcastId = /^([0-9a-f-]{36})-/.exec(id)?.[1] ?? '';
    const { old, ...labels } = words.pressed;
    const wish = (['submit', 'cancel', 'agree', 'refuse'] as const).find((one) => one === key);
    const row = await talk.tx.prisma.broadcast.findUnique({ where: { id: broadcastId } });
    if (!wish || !row) return { replies: [{ text: words.none }], pressed: old };
    const done = await refusalOf(decideOrSteer(talk, { id: broadcastId, number: row.number, wish }));
    if (done instanceof Refusal) return { replies: [{ text: talk.readers.refused(done) }], pressed: old };
    return { replies: [{ text: done }], pressed: labels[wish] };
  },
};

/** 发送广播0001, 同意广播0001, 暂停广播 where only one is under way. */
const oneWord: Phrase = {
  audience: 'staff',
  pattern: /^(发送|同意|不同意|暂停|继续|恢复|取消|重发|电话)广播(?:gb)?(\d{1,10})?$/u,
  async said(talk, [, verb = '', number]): Promise<Answer | undefined> {
    const { wish, from } = verbs[verb] ?? { wish: 'pause', from: [] };
    const all = await known(talk);
    const meant = all.filter(({ number: own, status }) =>
      number === undefined ? from.includes(status) : meansNumber(number, own),
    );
    const [one] = meant;
    if (!one) return { replies: [{ text: words.none }] };
    if (meant.length > 1) {
      const numbers = meant.map((each) => shortNumber(each.number));
      return { replies: [{ text: words.which(verb, numbers) }] };
    }
    const done = await refusalOf(decideOrSteer(talk, { id: one.id, number: one.number, wish }));
    return { replies: [{ text: done instanceof Refusal ? talk.readers.refused(done) : done }] };
  },
};

const progress: Phrase = {
  audience: 'staff',
  pattern: /^(?:广播进度|看广播|广播情况)(?:gb)?(\d{1,10})?$/u,
  async said(talk, [, number]): Promise<Answer | undefined> {
    const all = await known(talk);
    const meant = number === undefined ? all.slice(0, 3) : all.filter((one) => meansNumber(number, one.number));
    if (meant.length === 0) return { replies: [{ text: words.none }] };
    const said: string[] = [];
    for (const { id } of meant)
      said.push(await sayOne(talk.tx, await broadcastFor(talk.tx, id, talk.contact.staffId ?? '')));
    return { replies: [{ text: said.join('\n\n') }] };
  },
};

/** 停发拱北 内容有误; 恢复发送拱北. The kill switch of an area. */
const area: Phrase = {
  audience: 'staff',
  pattern: /^(停发|恢复发送)[\s，,：:]*(.+)$/u,
  async said(talk, [, verb, said = '']): Promise<Answer | undefined> {
    const { tx, contact } = talk;
    const by = contact.staffId ?? '';
    const reached = await reachOf(tx, by, administratorRoles);
    const places = await tx.prisma.organisation.findMany({ where: { id: { in: reached } } });
    // 前山北 before 前山.
    const [found] = places
      .filter(({ shortName }) => said.startsWith(shortName))
      .sort((one, other) => other.shortName.length - one.shortName.length);
    if (!found) return { replies: [{ text: words.whichPlace }] };
    const place = found.shortName;
    const reason = said.slice(place.length).replace(/^[\s，,：:]+/u, '');
    if (verb === '停发' && reason === '') return { replies: [{ text: words.whyStopped }] };
    const change = { organisationId: found.id, by };
    const done = await refusalOf(verb === '停发' ? stopArea(tx, { ...change, reason }) : liftStop(tx, change));
    if (done instanceof Refusal) return { replies: [{ text: talk.readers.refused(done) }] };
    return { replies: [{ text: verb === '停发' ? words.stopped(place) : words.lifted(place) }] };
  },
};

/** Words that steer a broadcast at once. */
export const broadcastWords: readonly Phrase[] = [oneWord, progress, area];

const verbs: Readonly<Record<string, { wish: Wish | Decision; from: readonly BroadcastStatus[] }>> = {
  发送: { wish: 'submit', from: ['draft'] },
  同意: { wish: 'agree', from: ['waiting'] },
  不同意: { wish: 'refuse', from: ['waiting'] },
  暂停: { wish: 'pause', from: ['running', 'scheduled'] },
  继续: { wish: 'resume', from: ['paused'] },
  恢复: { wish: 'resume', from: ['paused'] },
  取消: { wish: 'cancel', from: ['draft', 'waiting', 'scheduled', 'running', 'paused'] },
  重发: { wish: 'retry', from: ['done'] },
  电话: { wish: 'calls', from: ['done'] },
};

function known({ tx, contact }: Talk): Promise<BroadcastView[]> {
  return broadcastsFor(tx, contact.staffId ?? '', { most: 20 });
}

async function decideOrSteer(
  { tx, contact }: Talk,
  { id, number, wish }: { id: string; number: string; wish: Wish | Decision },
): Promise<string> {
  const by = contact.staffId ?? '';
  switch (wish) {
    case 'agree':
      await agreeToBroadcast(tx, { id, by });
      return words.agreed(shortNumber(number));
    case 'refuse':
      await refuseBroadcast(tx, { id, by });
      return words.refused(shortNumber(number));
    default:
      return doWish(tx, { id, by, wish });
  }
}
