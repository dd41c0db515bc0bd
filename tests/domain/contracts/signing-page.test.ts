import { describe, expect, test } from 'vitest';
import { readEvidence } from '#domain/contracts/evidence.ts';
import { issueSigningLink, readSigningPage, signOnPage } from '#domain/contracts/signing-page.ts';
import { endBinding } from '#domain/residents/binding.ts';
import { contractTown } from '#tests/support/contract-town.ts';
import { dataUrlOf, drawnSignature, pngOf } from '#tests/support/png.ts';
import { postgresqlIsHere } from '#tests/support/database.ts';

const engines = (await postgresqlIsHere()) ? (['sqlite', 'postgresql'] as const) : (['sqlite'] as const);
const dataUrl = dataUrlOf(drawnSignature);

describe.each(engines)('the signing page on %s', async (engine) => {
  const town = await contractTown({ engine });
  const { ids, transact, read } = town;
  const contactId = await town.bind(ids.wangXiuying);

  let serial = 0;
  /** A resident of their own with a draft and a link. */
  const prepared = async (packages: readonly string[] = []) => {
    serial += 1;
    const residentId = await town.neighbour(serial);
    const contact = await town.bind(residentId);
    const draft = await town.draft({ residentId, packages });
    const { token } = await transact((tx) => issueSigningLink(tx, { contractId: draft.id, contactId: contact }));
    return { residentId, contact, draft, token };
  };
  const page = (token: string) => read((tx) => readSigningPage(tx, token));
  const sign = (token: string, shown: string, url = dataUrl) =>
    transact((tx) => signOnPage(tx, token, { dataUrl: url, shown }));

  test('shows the agreement, the doctor, each package with its items, price and shares, and a masked name', async () => {
    const draft = await town.draft({ residentId: ids.wangXiuying, packages: ['chronic'] });
    const { token } = await transact((tx) => issueSigningLink(tx, { contractId: draft.id, contactId }));
    const shown = await page(token);
    if (shown.state !== 'open') throw new Error(shown.state);
    expect(shown.agreement).toMatchObject({
      version: '2026-01',
      title: '家庭医生签约服务协议书',
      termMonths: 12,
      doctor: { name: '陈志远', centreName: '香洲区拱北社区卫生服务中心' },
      people: [
        {
          name: '王*英',
          kind: '新签',
          price: { total: 120, insurance: 60, publicHealth: 60, own: 0 },
          packages: [{ name: '基础服务包' }, { name: '慢病管理包', items: [{ name: '面对面随访', times: 4 }, {}, {}] }],
        },
      ],
    });
  });

  test('the token is kept as its hash only', async () => {
    const { token } = await prepared();
    const links = await read((tx) => tx.prisma.pageLink.findMany());
    expect(JSON.stringify(links)).not.toContain(token);
  });

  test('signing submits the contract, sends the doctor’s card and tells the chat', async () => {
    const { residentId, contact, draft, token } = await prepared();
    const shown = await page(token);
    if (shown.state !== 'open') throw new Error(shown.state);
    town.later(3);
    const signed = await sign(token, shown.shown);
    expect(signed).toMatchObject({ state: 'signed', doctorName: '陈志远', contracts: [{ status: 'submitted' }] });
    const contract = await town.contract(draft.id);
    expect(contract.status).toBe('submitted');
    const evidence = await read(async (tx) => readEvidence(tx, contract));
    expect(evidence).toMatchObject({ method: 'page', channel: { name: 'wechat', contactId: contact } });
    expect(new Date(evidence.signedAt).getTime() - new Date(evidence.shownAt).getTime()).toBe(3 * 60_000);
    expect((await town.told('contract.review')).at(-1)?.recipientId).toBe(ids.chenZhiyuan);
    expect((await town.told('contract.submitted')).at(-1)).toMatchObject({ residentId });
  });

  test('sent twice, also at the same moment, it signs once and answers the same', async () => {
    const { draft, token } = await prepared();
    const shown = await page(token);
    if (shown.state !== 'open') throw new Error(shown.state);
    const [one, other] = await Promise.all([sign(token, shown.shown), sign(token, shown.shown)]);
    expect(one).toEqual(other);
    expect(one.state).toBe('signed');
    expect(await sign(token, shown.shown)).toEqual(one);
    expect(await page(token)).toEqual(one);
    const cards = (await town.told('contract.review')).filter(({ cardTaskId }) => cardTaskId?.includes(draft.id));
    expect(cards).toHaveLength(1);
  });

  test('a link stops after its time', async () => {
    const { token } = await prepared();
    const shown = await page(token);
    town.later(60);
    expect(await page(token)).toEqual({ state: 'gone', why: 'expired' });
    expect(await sign(token, shown.state === 'open' ? shown.shown : '')).toEqual({ state: 'gone', why: 'expired' });
  });

  test('a link to what was replaced by another choice says so', async () => {
    const { residentId, token } = await prepared();
    await town.draft({ residentId, doctorId: ids.linXiaomei });
    expect(await page(token)).toEqual({ state: 'gone', why: 'replaced' });
  });

  test('a link of an account that was unbound opens nothing any more', async () => {
    const { contact, token } = await prepared();
    await transact(async (tx) => {
      const binding = await tx.prisma.binding.findFirstOrThrow({ where: { contactId: contact, status: 'active' } });
      await endBinding(tx, binding.id, 'unbound');
    });
    expect((await page(token)).state).toBe('gone');
  });

  test.each(['', 'x', '0'.repeat(26), '../../etc/passwd', 'A'.repeat(26)])('%j is nobody’s link', async (token) => {
    expect(await page(token)).toEqual({ state: 'gone', why: 'unknown' });
    expect(await sign(token, '')).toEqual({ state: 'gone', why: 'unknown' });
  });

  test('an empty or broken signature is told, and nothing is signed', async () => {
    const { draft, token } = await prepared();
    const empty = dataUrlOf(pngOf(60, 30, () => false));
    expect(await sign(token, '', empty)).toMatchObject({ state: 'flawed', flaw: 'empty' });
    expect(await sign(token, '', 'data:image/png;base64,AAAA')).toMatchObject({ state: 'flawed', flaw: 'not-a-png' });
    expect((await town.contract(draft.id)).status).toBe('draft');
    expect((await page(token)).state).toBe('open');
  });

  test('a made-up time of reading is not believed', async () => {
    const { draft, token } = await prepared();
    const link = await read((tx) => tx.prisma.pageLink.findFirstOrThrow({ where: { subjectId: draft.id } }));
    await sign(token, '2020-01-01T00:00:00.000Z forged');
    const evidence = await read(async (tx) =>
      readEvidence(tx, await tx.prisma.contract.findUniqueOrThrow({ where: { id: draft.id } })),
    );
    expect(evidence.shownAt).toBe(link.createdAt.toISOString());
  });

  test('the doctor became full meanwhile: the page says so and names the colleague; the link stays good', async () => {
    const { token } = await prepared();
    const shown = await page(token);
    await town.capacity(ids.chenZhiyuan, 0);
    const answer = await sign(token, shown.state === 'open' ? shown.shown : '');
    expect(answer).toMatchObject({
      state: 'refused',
      refusal: { code: 'doctor-full', details: { nextDoctorName: '林晓梅' } },
    });
    await town.capacity(ids.chenZhiyuan, 2000);
    expect((await sign(token, '')).state).toBe('signed');
  });
});
