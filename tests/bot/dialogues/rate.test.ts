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
      '您对拱北陈志远的门诊满意吗？请在微信里回复数字，5分最好：\n1. 很不满意\n2. 不太满意\n3. 一般\n4. 比较满意\n5. 很满意',
    );
    await wang.says('4', '还有什么想说的吗', '没有了');
    await wang.says('等得有点久', '您评了4分（比较满意），谢谢您的评价');
    const [rating] = await ratings();
    expect(rating).toMatchObject({ score: 4 });
    expect(rating?.wordSealed).not.toContain('等');
    expect(await put('reminder')).toBe('answered');
    await wang.says('评价', '现在没有要评价的服务');
  });

  test('the number is the score, and points, stars and words mean the same straight at the notice', async () => {
    const meant = {
      '5': 5,
      五分: 5,
      '5星': 5,
      五颗星: 5,
      满分: 5,
      很满意: 5,
      '五星，医生很耐心': 5,
      给4分: 4,
      满意: 4,
      一般: 3,
      不满意: 2,
      不太满意: 2,
      '1': 1,
      很不满意: 1,
    };
    const { wang, served, ratings, put, database } = await afterwards();
    for (const [said, score] of Object.entries(meant)) {
      await served({ subjectId: said });
      await put('first');
      await wang.says(said, '还有什么想说的吗');
      await wang.says('没有了', `您评了${score}分`);
      expect(await ratings(), said).toMatchObject([{ score }]);
      await database.transact((tx) => tx.prisma.rating.deleteMany());
    }
  });

  test('they mean the same to the question, and where the service is asked for with them', async () => {
    const { wang, served, ratings, put, database } = await afterwards();
    const rated = async (subjectId: string, score: number) => {
      await wang.says('没有了', `您评了${score}分`);
      expect(await ratings(), subjectId).toMatchObject([{ score }]);
      await database.transact((tx) => tx.prisma.rating.deleteMany());
    };
    const answers = { '5': 5, 五星: 5, '2分': 2, 非常满意: 5, 不满意: 2, 非常不满意: 1, 服务不太满意: 2 };
    for (const [said, score] of Object.entries(answers)) {
      await served({ subjectId: said });
      await put('first');
      await wang.says('评价', '您满意吗', '5. 很满意');
      await wang.says(said, '还有什么想说的吗');
      await rated(said, score);
    }
    for (const [said, score] of Object.entries({ 五星好评: 5, 我要评价2分: 2, 你们的服务我很不满意: 1 })) {
      await served({ subjectId: said });
      await wang.says(said, '还有什么想说的吗');
      await rated(said, score);
    }
  });

  test('what is not said plainly is asked again, minutes are no points', async () => {
    const { wang, served, put, ratings } = await afterwards();
    await served();
    await put('first');
    await wang.says('评价', '您满意吗');
    await wang.says('不是很满意', '5. 很满意');
    await put('reminder');
    await wang.says('5分钟');
    expect(await ratings()).toMatchObject([{ score: null }]);
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
    await wang.says('2', '还有什么想说的吗');
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
