import { z } from 'zod';
import { openCards } from '#domain/notices/cards.ts';
import { defineOutsideJob, done, skipped } from '../engine/define-job.ts';

/** Shows on every card about a subject that it was answered, to all who hold one. */
export const closeAnsweredCards = defineOutsideJob({
  name: 'cards.close',
  title: '卡片更新',
  payload: z.object({ subject: z.string(), label: z.string() }),
  attempts: 4,
  async run({ subject, label }, { database, channels }) {
    const wecom = channels.find((channel) => channel.name === 'wecom');
    if (!wecom?.updateCard) return skipped('no-channel');
    const cards = await database.read((tx) => openCards(tx, subject));
    let shown = 0;
    for (const { account, responseCode } of cards)
      if (await wecom.updateCard({ accounts: [account], responseCode, label })) shown += 1;
    // A code is good once, for 72 hours; the answer stands in the rows whatever the card shows.
    return shown > 0 ? done() : skipped('no-open-card');
  },
});
