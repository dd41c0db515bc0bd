import { rulesOn } from '#domain/packs/current.ts';
import { issueReportLink } from '#domain/reports/page.ts';
import { type ReportLine, reportsOf } from '#domain/reports/read.ts';
import type { Dialogue } from '../dialogue-world.ts';
import { reports as words } from '../replies/reports.ts';
import { bindFirst } from './bind-first.ts';
import { chooseWhoseRecord } from './whose-record.ts';

/** 报告：看谁的 → 哪一份 → 一个只有本人打得开的链接。 */
export const showReports: Dialogue = {
  name: 'show-reports',
  service: '报告',
  audience: 'resident',
  title: '看报告',
  midway: 'return',
  async script(script, world) {
    const { tx, contact, publicUrl } = world;
    const me = await bindFirst(script, world);
    if (me.identityLevel !== 'verified') return script.say(words.provisional);
    const { residentId, called } = await chooseWhoseRecord(script, tx, { me, prompt: words.askWho });
    const found = await reportsOf(tx, { viewerId: me.id, residentId });
    const report = await script.choose('report', {
      title: words.title,
      prompt: words.ask(called),
      from: found,
      id: ({ id }) => id,
      label: lineOf,
      only: 'take',
      none: { say: words.none(called) },
    });
    // A link is good for half an hour: who asks again later gets another one.
    const { token } = await script.act('link', () =>
      issueReportLink(tx, { reportId: report.id, contactId: contact.id }),
    );
    const { linkMinutes } = rulesOn(tx.day.dateOf(tx.now)).records;
    script.say(words.here(report.kind, tx.day.sayDate(report.issuedOn), linkMinutes), [
      { label: words.link, url: `${publicUrl}/h5/report/${token}` },
    ]);
    await script.ways(words.noneWays, found.length > 1 ? ['报告', '咨询', '档案'] : ['咨询', '档案']);

    function lineOf({ kind, from, issuedOn, isNew }: ReportLine): string {
      return words.line(kind, from, tx.day.sayDate(issuedOn), isNew);
    }
  },
};
