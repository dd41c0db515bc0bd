import { auditReadings, lastReadings } from '#domain/follow-ups/last-readings.ts';
import { issueTrendLink } from '#domain/follow-ups/trend.ts';
import { rulesOn } from '#domain/packs/current.ts';
import { household } from '#domain/residents/family.ts';
import type { Dialogue } from '../dialogue-world.ts';
import { classWords, readings as words, sayMeasured } from '../replies/follow-ups.ts';
import { bindFirst } from './bind-first.ts';
import { whose } from './follow-up.ts';

const mostShown = 8;

/** 我的血压：最近量的血压、血糖、体重，和一个画成图的网页。 */
export const myReadings: Dialogue = {
  name: 'my-readings',
  service: '我的血压',
  audience: 'resident',
  title: '看血压血糖记录',
  midway: 'return',
  async script(script, world) {
    const { tx, contact, publicUrl } = world;
    const me = await bindFirst(script, world);
    const readable = (await household(tx, me.id)).filter(({ powers }) => powers.includes('records'));
    if (readable.length === 0) return script.say(words.notYet);
    const { residentId, name } = await whose(script, readable);
    const look = { residentId, by: me.id };
    const shown = await lastReadings(tx, { ...look, kinds: ['pressure', 'glucose', 'weight'], most: mostShown });
    if (shown.length === 0) return script.say(words.none(name));
    await script.act('look', async () => auditReadings(tx, look));
    const lines = shown.map(({ measured, class: found, measuredAt }) =>
      words.line(tx.day.say(measuredAt), sayMeasured(measured), classWords[found]),
    );
    script.say([words.head(name), ...lines].join('\n'));
    const { token } = await script.act('link', () => issueTrendLink(tx, { residentId, contactId: contact.id }));
    script.say(words.picture(rulesOn(tx.day.dateOf(tx.now)).records.linkMinutes), [
      { label: words.link, url: `${publicUrl}/h5/readings/${token}` },
    ]);
    script.say(words.report);
  },
};
