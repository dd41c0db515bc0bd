import { answerAlert } from '#domain/alerts/answer.ts';
import type { AlertOutcome } from '#domain/alerts/kinds.ts';
import { alertsFor } from '#domain/alerts/list.ts';
import { refusalOf } from '#domain/contracts/refusal-of.ts';
import { alertWords } from '#domain/notices/alerts.ts';
import { Refusal } from '#domain/refusal.ts';
import type { Dialogue } from '../dialogue-world.ts';
import { alerts as words } from '../replies/follow-ups.ts';
import type { CardHandler } from '../router/talk.ts';

const outcomes = ['called', 'arranged', 'unreachable', 'false-alarm'] as const satisfies readonly AlertOutcome[];

/** 预警：看一条，按一下登记结果。 */
export const answerAlerts: Dialogue = {
  name: 'alerts',
  service: '预警',
  audience: 'staff',
  title: '处理预警',
  async script(script, { tx, staff }) {
    if (!staff) return script.say(words.none);
    const chosen = await script.part('which', async () => {
      const open = await alertsFor(tx, staff.id);
      const { id, name, phone } = await script.choose('alert', {
        title: words.title,
        prompt: words.which(open.length),
        shown: 'hidden',
        from: open,
        id: (one) => one.id,
        label: (one) => words.line(one.name, alertWords[one.kind], one.value, one.at),
        names: (one) => [one.name],
        none: { say: words.none },
      });
      return { id, name, phone: phone ?? '' };
    });
    if (chosen.phone !== '') script.say(words.phone(chosen.name, chosen.phone));
    const outcome = await script.choose('outcome', {
      title: words.outcome,
      prompt: words.askOutcome,
      from: outcomes,
      id: (one) => one,
      label: (one) => words.outcomes[one],
      none: { say: words.none },
    });
    await script.act('answer', () =>
      answerAlert(tx, { alertId: chosen.id, staffId: staff.id, outcome, label: words.outcomes[outcome] }),
    );
    script.say(words.answered(chosen.name, words.outcomes[outcome]));
    if (outcome === 'unreachable') script.say(words.visitAsked);
  },
};

/** One press on the card of an alert: 已电话联系, 已安排就诊, 联系不上. */
export const alertCards: CardHandler = {
  prefix: 'alert',
  async pressed({ tx, contact }, { id, key }) {
    const alertId = id.replace(/-\d+$/u, '');
    const outcome = outcomes.find((one) => one === key);
    const staffId = contact.staffId ?? '';
    const alert = await tx.prisma.alert.findUnique({ where: { id: alertId }, select: { residentId: true } });
    if (!outcome || !alert) return { replies: [{ text: words.before }], pressed: '已处理' };
    const label = words.outcomes[outcome];
    const answered = await refusalOf(answerAlert(tx, { alertId, staffId, outcome, label }));
    if (answered instanceof Refusal)
      return {
        replies: [{ text: answered.code === 'not-allowed' ? words.notYours : words.before }],
        pressed: '已处理',
      };
    const said = [`已登记：${label}。`, ...(outcome === 'unreachable' ? [words.visitAsked] : [])];
    return { replies: [{ text: said.join('') }], pressed: label };
  },
};
