import { scoreLines, servedWords } from '#domain/notices/ratings.ts';
import { answerRating, openRatings } from '#domain/ratings/answer.ts';
import type { Dialogue } from '../dialogue-world.ts';
import { rating as words } from '../replies/ratings.ts';
import { bindFirst } from './bind-first.ts';
import { mayBookFor } from './own-visits.ts';

/** 评价：一个数字，再加一句话；不满意的会有人打电话。 */
export const rateService: Dialogue = {
  name: 'rate',
  service: '评价',
  audience: 'resident',
  title: '评价服务',
  midway: 'return',
  async script(script, world) {
    const { tx } = world;
    const me = await bindFirst(script, world);
    const [given, pressed] = (await script.keep('chosen', () => '')).split('/');
    const members = await mayBookFor(world, me.id);
    const open = await openRatings(
      tx,
      members.map(({ residentId }) => residentId),
    );
    const ratingId = await script.part('which', async () => {
      const found = given ? open.filter(({ id }) => id === given) : open;
      const { id } = await script.choose('rating', {
        title: words.title,
        prompt: words.which,
        from: found,
        id: (one) => one.id,
        label: ({ organisation, staff, subjectKind, askedAt }) =>
          words.line(
            organisation.shortName,
            staff?.name ?? '',
            servedWords[subjectKind] ?? '服务',
            tx.day.sayDate(tx.day.dateOf(askedAt)),
          ),
        only: 'take',
        none: { say: words.none },
      });
      return id;
    });
    const known = scoreLines.find(({ score }) => String(score) === pressed);
    const line =
      known ??
      (await script.choose('score', {
        title: words.scoreTitle,
        prompt: words.askScore,
        from: scoreLines,
        id: ({ score }) => String(score),
        label: ({ label }) => label,
        names: ({ names }) => names,
        fact: ({ score: said }) => scoreLines.find(({ score }) => score === said),
        none: { say: words.none },
      }));
    const word = await script.ask('word', {
      title: words.wordTitle,
      prompt: words.askWord,
      skip: words.skip,
      accept: (text) => ([...text.trim()].length <= 200 ? text.trim() : undefined),
      hint: words.wordHint,
    });
    const { isLow } = await script.act('rate', () =>
      answerRating(tx, { ratingId, actorId: me.id, score: line.score, word }),
    );
    script.say(isLow ? words.low(line.score, line.label) : words.thanks(line.score, line.label));
  },
};
