import { describe, expect, test } from 'vitest';
import { rateService } from '#bot/dialogues/rate.ts';
import { averageScores } from '#domain/ratings/answer.ts';
import { askForRating, putRating, type Served } from '#domain/ratings/ask.ts';
import { house } from '../inbox/house.ts';

async function afterwards() {
  const town = await house({ dialogues: [rateService] });
  const wang = town.phone('wang');
  await wang.bind(town.people.wang);
  const chen = town.people.staff('chen.zhiyuan');
  const served = (more: Partial<Served> = {}) =>
    town.database.transact((tx) =>
      askForRating(tx, {
        subjectKind: 'appointment',
        subjectId: 'one',
        residentId: town.people.wang,
        organisationId: town.people.place('拱北'),
        staffId: chen,
        ...more,
      }),
    );
  const ratings = () => town.database.read((tx) => tx.prisma.rating.findMany({ orderBy: { id: 'asc' } }));
  const put = async (round: 'first' | 'reminder') => {
    const [rating] = await ratings();
    return town.database.transact((tx) => putRating(tx, { ratingId: rating?.id ?? '', round }));
  };
  return { ...town, wang, chen, served, ratings, put };
}

describe('评价', () => {
  test('is one question for one event, answered by one number and a word', async () => {
    const { wang, served, ratings, put, pushed } = await afterwards();
    await served();
    await served();
    expect(await ratings()).toHaveLength(1);
    await put('first');
    expect((await pushed('rating.asked'))[0]?.text).toContain(
      '您对拱北陈志远的门诊满意吗？请在微信里回复数字：\n1. 很满意',
    );
    await wang.says('2', '还有什么想说的吗', '没有了');
    await wang.says('等得有点久', '谢谢您的评价');
    const [rating] = await ratings();
    expect(rating).toMatchObject({ score: 4 });
    expect(rating?.wordSealed).not.toContain('等');
    expect(await put('reminder')).toBe('answered');
    await wang.says('评价', '现在没有要评价的服务');
  });

  test('points and stars are the score, also where the number of the line is another', async () => {
    const { wang, served, ratings, put } = await afterwards();
    await served();
    await put('first');
    await wang.says('评价', '您满意吗', '5. 很不满意');
    await wang.says('5分', '还有什么想说的吗');
    await wang.says('没有了', '谢谢您的评价');
    expect(await ratings()).toMatchObject([{ score: 5 }]);
  });

  test('who does not answer is reminded once', async () => {
    const { served, put, pushed } = await afterwards();
    await served();
    await put('first');
    expect(await put('reminder')).toBeUndefined();
    expect(await put('reminder')).toBe('reminded');
    expect(await pushed('rating.asked')).toHaveLength(2);
  });

  test('a low one is called back by who looks after the resident', async () => {
    const { wang, served, put, chen, database } = await afterwards();
    await served();
    await put('first');
    await wang.says('5', '还有什么想说的吗');
    await wang.says('没有了', '会打电话给您');
    const tasks = await database.read((tx) => tx.prisma.staffTask.findMany());
    expect(tasks).toMatchObject([{ reason: 'rating-low', kind: 'phone', ownerId: chen }]);
  });

  test('nobody is asked about the dead, nor who has switched it off', async () => {
    const { served, ratings, put, database, people } = await afterwards();
    await database.transact((tx) =>
      tx.prisma.noticePreference.create({
        data: { residentId: people.wang, kind: 'rating.asked', off: true, changedAt: tx.now },
      }),
    );
    await served();
    expect(await ratings()).toEqual([]);
    await database.transact((tx) => tx.prisma.noticePreference.deleteMany());
    await served();
    await database.transact((tx) =>
      tx.prisma.resident.update({ where: { id: people.wang }, data: { diedOn: '2026-03-01' } }),
    );
    expect(await put('first')).toBe('deceased');
  });

  test('an average is shown from five ratings on', async () => {
    const { database, chen, people } = await afterwards();
    const rate = (score: number) =>
      database.transact(async (tx) => {
        const id = tx.id();
        await tx.prisma.rating.create({
          data: {
            ...{ id, residentId: people.wang, organisationId: people.place('拱北'), staffId: chen },
            ...{ subjectKind: 'appointment', subjectId: id, askedAt: tx.now, answeredAt: tx.now, score },
          },
        });
      });
    const averages = () => database.read((tx) => averageScores(tx, [chen], 5));
    for (const score of [5, 5, 4, 4]) await rate(score);
    expect(await averages()).toEqual(new Map());
    await rate(5);
    expect(await averages()).toEqual(new Map([[chen, 4.6]]));
  });
});
