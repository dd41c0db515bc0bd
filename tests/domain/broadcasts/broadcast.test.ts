import { describe, expect, test } from 'vitest';
import { broadcastFor, broadcastsFor } from '#domain/broadcasts/broadcast.ts';
import { askForCalls, callList } from '#domain/broadcasts/calls.ts';
import { agreeToBroadcast, refuseBroadcast } from '#domain/broadcasts/decide.ts';
import { rewriteBroadcast, type NewBroadcast } from '#domain/broadcasts/write.ts';
import { sayReach } from '#domain/notices/broadcast-work.ts';
import { refuse } from '#domain/refusal.ts';
import { broadcastStage, type Kind, peopleOf, said } from '#tests/support/broadcast-town.ts';
import { engines } from '#tests/support/engines.ts';
import { fakeChannel } from '#tests/support/later-work.ts';

describe.each(engines)('a broadcast on %s', async (engine) => {
  const { database, clock, town, start, passes, goesOn, write, submit, progress, statusOf } =
    await broadcastStage(engine);

  /** One of each. */
  const everybody: Kind[] = [
    { account: 'open' },
    { account: 'closed', phone: true },
    { account: 'closed' },
    { phone: true },
    {},
    { account: 'open', died: true },
    { account: 'open', off: true },
    { account: 'unfollowed', phone: true },
    { account: 'ended', phone: true },
  ];

  test('it is counted by way and reason before it is sent, and goes to each once', async () => {
    const people = await peopleOf(database, town().centre, everybody);
    await peopleOf(database, town().other, [{ account: 'open' }]);
    const later = await start();
    const id = await write();
    await expect(submit(id)).rejects.toEqual(refuse('broadcast-state-changed', { status: 'counting' }));
    await later.runUntilQuiet();
    const view = await database.read((tx) => broadcastFor(tx, id, town().writer));
    expect(view.sentence).toBe('拱北的居民，所有人');
    expect(view.reach && sayReach(view.reach)).toBe(
      '微信1人，短信2人，要打电话2人；不发：已关闭这类通知1人，已取消关注1人，已解绑1人，已去世1人',
    );
    const shown = later.wecom.parcels.map(({ content }) => content.text).join('\n');
    expect(shown).toContain('例如：王*英');
    expect(shown).toContain('不想再收这类消息');
    expect(await submit(id)).toBe('scheduled');
    await later.runUntilQuiet();
    await passes(later, 1);
    expect(await statusOf(id)).toBe('done');
    expect(said(later, 'wechat')).toEqual([`openid-${people[0]}`]);
    expect(said(later, 'sms')).toHaveLength(2);
    expect(later.sms.parcels[0]?.content.smsText).toMatch(/拒收请回复R$/u);
    expect(await progress(id)).toMatchObject({
      people: 9,
      waiting: 0,
      pending: 0,
      sent: { wechat: 1, sms: 2 },
      toCall: 2,
      excluded: { 'switched-off': 1, unfollowed: 1, unbound: 1, deceased: 1 },
    });
    const calls = await database.read((tx) => callList(tx, id, { after: '', most: 10 }));
    expect(calls).toEqual([people[2], people[4]].sort());
    expect(await database.transact((tx) => askForCalls(tx, { id, by: town().writer }))).toBe(2);
    await later.runUntilQuiet();
    // Nobody looks after them here, so the centre's administrator has both.
    const tasks = await database.read((tx) => tx.prisma.staffTask.findMany());
    expect(tasks.map(({ residentId, reason }) => [residentId, reason]).sort()).toEqual(
      calls.map((residentId) => [residentId, 'broadcast-unreached']),
    );
  });

  test('a template carries notifications, never education; what is left goes by 群发 within each budget', async () => {
    const people = await peopleOf(database, town().centre, [
      { account: 'closed' },
      { account: 'closed' },
      { account: 'closed' },
    ]);
    await database.transact(async (tx) => {
      const { contactId } = await tx.prisma.binding.findFirstOrThrow({ where: { residentId: people[2] ?? '' } });
      const month = clock.now().toISOString().slice(0, 7);
      await tx.prisma.massBudget.create({ data: { contactId, month, taken: 4 } });
    });
    const sent: { id: string; accounts: readonly string[]; text: string }[] = [];
    const wechat = Object.assign(fakeChannel('wechat'), {
      templates: new Set(['broadcast.notification']),
      sendMass: async (mass: (typeof sent)[number]) => {
        sent.push(mass);
        return { outcome: 'sent', platformMessageId: 'mass-1' } as const;
      },
    });
    const later = await start({ channels: [wechat, fakeChannel('wecom')] });
    const template = await write();
    await later.runUntilQuiet();
    await submit(template);
    await later.runUntilQuiet();
    expect(wechat.parcels.map(({ form }) => form)).toEqual(['template', 'template', 'template']);
    const education = await write({ kind: 'education', title: '天热防中暑', text: '多喝水。' });
    await later.runUntilQuiet();
    const { reach } = await database.read((tx) => broadcastFor(tx, education, town().writer));
    expect(reach && sayReach(reach)).toBe('群发2人，要打电话1人（其中1人本月4条群发已用满）');
    await submit(education);
    await later.runUntilQuiet();
    await passes(later, 2);
    expect(sent.map(({ accounts }) => [...accounts].sort())).toEqual([
      [`openid-${people[0]}`, `openid-${people[1]}`].sort(),
    ]);
    expect(sent[0]?.text).toContain('天热防中暑');
    expect(wechat.parcels).toHaveLength(3);
    expect(await progress(education)).toMatchObject({ mass: { sent: 2, reserved: 0 }, toCall: 1 });
    const budgets = await database.read((tx) => tx.prisma.massBudget.findMany({ orderBy: { taken: 'asc' } }));
    expect(budgets.map(({ taken }) => taken)).toEqual([1, 1, 4]);
  });

  test('a 群发 whose answer is lost is repeated with the same id, and one that is refused falls back to SMS', async () => {
    await peopleOf(database, town().centre, [
      { account: 'closed', phone: true },
      { account: 'closed', phone: true },
    ]);
    const ids: string[] = [];
    const answers = [
      { outcome: 'retry', code: 'timeout', afterMs: 0, counted: true },
      { outcome: 'refused', code: '45028', alert: false },
    ] as const;
    const wechat = Object.assign(fakeChannel('wechat'), {
      sendMass: async ({ id }: { id: string }) => {
        ids.push(id);
        return answers[ids.length - 1] ?? ({ outcome: 'sent' } as const);
      },
    });
    const sms = fakeChannel('sms');
    const later = await start({ channels: [wechat, fakeChannel('wecom'), sms] });
    const id = await write({ kind: 'education', title: '少盐', text: '每天不超过5克。' });
    await later.runUntilQuiet();
    await submit(id);
    await later.runUntilQuiet();
    await passes(later, 3);
    await passes(later, 3);
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(1);
    expect(sms.parcels).toHaveLength(2);
    await passes(later, 1);
    expect(await progress(id)).toMatchObject({ sent: { sms: 2 }, mass: { sent: 0 }, toCall: 0 });
    const budgets = await database.read((tx) => tx.prisma.massBudget.findMany());
    expect(budgets.map(({ taken }) => taken)).toEqual([0, 0]);
  });

  test('a child’s family is reached once, whoever of them is in the audience', async () => {
    const [parent = ''] = await peopleOf(database, town().centre, [{ account: 'open' }], { birthDate: '1990-01-01' });
    const children = await peopleOf(database, town().centre, [{}, {}], { birthDate: '2023-01-01' });
    await database.transact(async (tx) => {
      for (const subjectId of children)
        await tx.prisma.delegation.create({
          data: {
            ...{ id: tx.id(), actorId: parent, subjectId, kind: 'guardian', kinship: '孩子', status: 'active' },
            createdAt: tx.now,
          },
        });
    });
    const later = await start();
    const id = await write({ audience: { of: 'residents', places: [town().centre], tags: ['0–6岁'] } });
    await later.runUntilQuiet();
    await submit(id);
    await later.runUntilQuiet();
    expect(said(later, 'wechat')).toEqual([`openid-${parent}`]);
    expect(await progress(id)).toMatchObject({ people: 2, excluded: { 'reached-already': 1 } });
    await database.transact((tx) => tx.prisma.delegation.deleteMany());
  });

  test('above the limit a second administrator agrees, never who wrote it', async () => {
    await peopleOf(
      database,
      town().centre,
      Array.from({ length: 1001 }, () => ({ account: 'open' }) as const),
    );
    const later = await start();
    const id = await write();
    await later.runUntilQuiet();
    expect(await submit(id)).toBe('waiting');
    await later.runUntilQuiet();
    expect(said(later, 'wechat')).toEqual([]);
    const cards = later.wecom.parcels.filter(({ kind }) => kind === 'broadcast.to-confirm');
    expect(cards.map(({ content }) => content.card?.buttons.map(({ label }) => label))).toEqual([['同意', '不同意']]);
    const agree = (by: string) => database.transact((tx) => agreeToBroadcast(tx, { id, by }));
    await expect(agree(town().writer)).rejects.toEqual(refuse('broadcast-own'));
    await agree(town().second);
    await expect(agree(town().second)).rejects.toEqual(refuse('broadcast-state-changed', { status: 'scheduled' }));
    await later.runUntilQuiet();
    // A minute's worth at a time: the rest is spread.
    expect(said(later, 'wechat').length).toBeLessThanOrEqual(200);
    await goesOn(later, id);
    expect(await statusOf(id)).toBe('done');
    expect(new Set(said(later, 'wechat')).size).toBe(1001);
    expect(said(later, 'wechat')).toHaveLength(1001);
  });

  test('refused by the second it never goes, and unanswered it lapses', async () => {
    await peopleOf(
      database,
      town().centre,
      Array.from({ length: 3 }, () => ({ account: 'open' }) as const),
      { tags: ['孕产妇'] },
    );
    const later = await start();
    const toMothers = () => write({ audience: { of: 'residents', places: [town().centre], tags: ['孕产妇'] } });
    const [refused, lapsed] = [await toMothers(), await toMothers()];
    await later.runUntilQuiet();
    expect([await submit(refused), await submit(lapsed)]).toEqual(['waiting', 'waiting']);
    await database.transact((tx) => refuseBroadcast(tx, { id: refused, by: town().second }));
    await passes(later, 73 * 60);
    expect([await statusOf(refused), await statusOf(lapsed)]).toEqual(['cancelled', 'cancelled']);
    expect(said(later, 'wechat')).toEqual([]);
    expect(later.wecom.parcels.map(({ kind }) => kind)).toContain('broadcast.lapsed');
  });

  test('an emergency goes at once, also at night and to who has switched notices off, and is checked afterwards', async () => {
    await peopleOf(database, town().centre, everybody);
    clock.moveTo(new Date(clock.now().getTime() + 8 * 3_600_000));
    const later = await start();
    const id = await write({ kind: 'emergency', title: '停水', text: '今晚停水。' });
    await later.runUntilQuiet();
    expect(await submit(id)).toBe('scheduled');
    await later.runUntilQuiet();
    expect([said(later, 'wechat').length, said(later, 'sms').length]).toEqual([2, 4]);
    expect(later.wecom.parcels.map(({ kind }) => kind)).toContain('broadcast.to-check');
    await database.transact((tx) => agreeToBroadcast(tx, { id, by: town().second }));
    await passes(later, 1);
    expect(await statusOf(id)).toBe('done');
  });

  test('at night it waits for the morning', async () => {
    await peopleOf(database, town().centre, [{ account: 'open' }]);
    clock.moveTo(new Date(clock.now().getTime() + 7 * 3_600_000));
    const later = await start();
    const id = await write();
    await later.runUntilQuiet();
    await submit(id);
    await later.runUntilQuiet();
    expect(said(later, 'wechat')).toEqual([]);
    await passes(later, 9.5 * 60);
    expect(said(later, 'wechat')).toHaveLength(1);
  });

  test.each([
    ['a title of 21 characters', { title: '长'.repeat(21) }, 'broadcast-words'],
    ['no text', { text: ' \n ' }, 'broadcast-words'],
    ['somebody’s ID card number', { text: '请440402195803120022来领药。' }, 'broadcast-words'],
    [
      'a tag that only staff may know',
      { audience: { of: 'residents', places: [], tags: ['肺结核'] } },
      'broadcast-audience',
    ],
    [
      'a plan that only staff may know',
      { audience: { of: 'residents', places: [], plans: ['mental-disorder'] } },
      'broadcast-audience',
    ],
    [
      'an age band of nobody',
      { audience: { of: 'residents', places: [], ageFrom: 70, ageTo: 60 } },
      'broadcast-audience',
    ],
    ['residents as staff', { kind: 'staff' as const }, 'broadcast-audience'],
    ['a time that is over', { startsAt: new Date('2020-01-01') }, 'broadcast-times'],
  ])('with %s it is not written', async (_name, more, code) => {
    const audience = 'audience' in more ? { ...more.audience, places: [town().centre] } : undefined;
    // The tables above hold plain texts for enums.
    const given = { ...more, ...(audience ? { audience } : {}) } as Partial<NewBroadcast>;
    await expect(write(given)).rejects.toMatchObject({ code });
    expect(await database.read((tx) => tx.prisma.broadcast.count())).toBe(0);
  });

  test('nobody writes for a place that they do not administer', async () => {
    await expect(write({ audience: { of: 'residents', places: [town().other] } })).rejects.toEqual(
      refuse('not-allowed'),
    );
    await expect(write({ organisationId: town().district })).rejects.toEqual(refuse('not-allowed'));
  });

  test('a draft is written anew and counted again; its administrators see it, others do not', async () => {
    await peopleOf(database, town().centre, [{ account: 'open' }], { sex: 'male' });
    const later = await start();
    const id = await write();
    await database.transact((tx) =>
      rewriteBroadcast(tx, id, {
        ...{
          organisationId: town().centre,
          kind: 'education',
          title: '少盐',
          text: '每天不超过5克。',
          by: town().writer,
        },
        audience: { of: 'residents', places: [town().centre], sex: 'female' },
      }),
    );
    await later.runUntilQuiet();
    const seen = (staffId: string) => database.read((tx) => broadcastsFor(tx, staffId, { most: 5 }));
    expect(await seen(town().second)).toMatchObject([
      { title: '少盐', sentence: '拱北的居民，女', reach: { written: 0 } },
    ]);
    expect(await seen('nobody')).toEqual([]);
    await expect(submit(id)).rejects.toEqual(refuse('broadcast-audience', { why: 'nobody' }));
  });
});
